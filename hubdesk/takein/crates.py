"""Crates that come in by weight alone; sorted later, their kilos turn into items.

A crate is no product and stands on no shelf: nothing picks from it. Its weight is counted once,
when it came; what is scanned out of it bears its id, and adds no kilos again.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import bindparam, delete, exists, insert, select

from hubdesk.binding import BoundKind, keep
from hubdesk.changes import Touched
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.labels import queue
from hubdesk.labels.contents import CrateLabel
from hubdesk.stock import date_words
from hubdesk.storage.prepared import Prepared, Row
from hubdesk.takein import drafts, sources
from hubdesk.takein.came import Came, Offer, Sign, plain
from hubdesk.takein.tables import crate, crate_sorted
from hubdesk.wording import Phrase, translate


class Weighed(Body, frozen=True, array_like=True):
    """A crate, the operation's subject, came to a place with a drop-off."""

    code: str
    place: bytes
    drop_off: bytes
    weight_g: int


class Sorted(Body, frozen=True, array_like=True):
    """Somebody began to sort a crate at a place."""

    place: bytes


_add = Prepared(insert(crate), *crate.c.keys())
_drop = Prepared(delete(crate).where(crate.c.op == bindparam("which")))
_open = Prepared(insert(crate_sorted), *crate_sorted.c.keys())
_close = Prepared(delete(crate_sorted).where(crate_sorted.c.op == bindparam("which")))


def _weighed(applying: Applying, op: Operation, body: Weighed) -> None:
    row = {"op": op.position, "id": op.subject, "stream": op.ref.stream, "seq": op.ref.seq}
    row |= {"code": body.code, "place": body.place, "drop_off": body.drop_off}
    _add.run(applying.connection, **row, weight_g=body.weight_g, at_ms=op.at_ms)
    keep(applying, op, body.code, BoundKind.CRATE, op.subject)
    applying.touch(Touched.STOCK, op.subject)


def _not_weighed(applying: Applying, op: Operation, body: Weighed) -> None:
    _drop.run(applying.connection, which=op.position)
    applying.touch(Touched.STOCK, op.subject)


def _sorted(applying: Applying, op: Operation, body: Sorted) -> None:
    _open.run(applying.connection, op=op.position, crate=op.subject, at_ms=op.at_ms)
    applying.touch(Touched.STOCK, op.subject)


def _not_sorted(applying: Applying, op: Operation, body: Sorted) -> None:
    _close.run(applying.connection, which=op.position)
    applying.touch(Touched.STOCK, op.subject)


WEIGHED = OperationKind("crate.weighed", 1, Klass.STOCK, Weighed, _weighed, _not_weighed)
SORTED = OperationKind("crate.sorted", 1, Klass.STOCK, Sorted, _sorted, _not_sorted)


class Crate(Struct, frozen=True):
    """A crate as it came; ``sorted_ms`` is when it was opened, None while it waits."""

    id: bytes
    ref: Ref
    code: str
    drop_off: bytes
    weight_g: int
    at_ms: int
    sorted_ms: int | None = None


_opened = exists().where(crate_sorted.c.crate == crate.c.id)
_columns = (
    crate.c.id,
    crate.c.stream,
    crate.c.seq,
    crate.c.code,
    crate.c.drop_off,
    crate.c.weight_g,
    crate.c.at_ms,
    select(crate_sorted.c.at_ms)
    .where(crate_sorted.c.crate == crate.c.id)
    .order_by(crate_sorted.c.at_ms)
    .limit(1)
    .scalar_subquery(),
)
_by_code = select(*_columns).where(crate.c.code == bindparam("code"))
_by_id = select(*_columns).where(crate.c.id == bindparam("id"))
_of_drop_off = (
    select(*_columns)
    .where(crate.c.drop_off == bindparam("drop_off"))
    .order_by(crate.c.at_ms.desc(), crate.c.op.desc())
)
_waiting = select(*_columns).where(~_opened).order_by(crate.c.at_ms, crate.c.id)


def by_code(view: View, code: str) -> Crate | None:
    """The crate of a label; None when it was taken back, or is not known here."""
    row = view.connection.execute(_by_code, {"code": code}).first()
    return None if row is None else _crate(tuple(row))


def by_id(view: View, crate_id: bytes) -> Crate | None:
    """A crate; None when it was taken back."""
    row = view.connection.execute(_by_id, {"id": crate_id}).first()
    return None if row is None else _crate(tuple(row))


def of_drop_off(view: View, drop_off: bytes) -> list[Crate]:
    """The crates that came with a drop-off, the last first."""
    found = view.connection.execute(_of_drop_off, {"drop_off": drop_off})
    return [_crate(tuple(row)) for row in found]


def waiting(view: View) -> list[Crate]:
    """The crates that nobody has sorted yet, the oldest first."""
    return [_crate(tuple(row)) for row in view.connection.execute(_waiting)]


def _crate(row: Row | Sequence[object]) -> Crate:
    id_, stream, seq, *rest = row
    return Crate(id_, Ref(stream, seq), *rest)  # type: ignore[arg-type]


def take_back(act: Act, found: Crate) -> None:
    """A crate did not come: its label is never printed any more."""
    act.undo(found.ref)
    queue.kill(act, found.code)


def not_weighed(act: Act, op: Operation) -> None:
    """The operation by which a crate came did not happen; nor did its label."""
    found = by_id(act, op.subject)
    if found is None:
        act.undo(op.ref)  # which says that it was undone already
    else:
        take_back(act, found)


def weigh(act: Act, weight_g: int) -> Came:
    """A crate comes in by weight alone, in one line of typing; its label waits to print."""
    draft = drafts.current(act)
    code = draft.crate_label or own.draw(own.Kind.CRATE)
    body = Weighed(code, act.here, draft.drop_off, weight_g)
    act.record(WEIGHED, body, identity.new_id())
    now = drafts.change(
        draft, after=False, number=None, binned=None, labelled=None, crate=None, crate_label=""
    )
    drafts.keep(act, drafts.change(now, asks_of=None))
    if not draft.crate_label:
        not_sorted = translate("hub", "Not sorted")
        queue.queue(act, CrateLabel(code, not_sorted, act.today, weight_g))
    kilos = f"{weight_g / 1000:g}"
    asked = _asked(act, draft.drop_off)
    known = tuple((name.encode(), name) for name in sources.givers(act)) if asked else ()
    return Came(
        Sign.TAKEN,
        Phrase(translate("takein", "Crate {number} taken in"), {"number": code[-4:]}),
        (
            plain(translate("takein", "{kilos} kg, not sorted yet"), kilos=kilos),
            Phrase(translate("takein", "Scan its label when you sort it.")),
            *asked,
        ),
        (Offer.UNDO, Offer.GIVER),
        choices=known,
        labels=True,
        lists=True,
    )


def _asked(view: View, drop_off: bytes) -> tuple[Phrase, ...]:
    """Whose crate it is, for tracing food back: asked, and never waited for."""
    if sources.is_said(sources.of(view, drop_off)):
        return ()
    return (Phrase(translate("takein", "Where is it from? Alt+M a supermarket, Alt+G a gift.")),)


def by_number(act: Act, last_four: str) -> Came:
    """A crate by its last four, as somebody wrote it on one whose label did not print."""
    draft = drafts.current(act)
    open_ = by_id(act, draft.crate) if draft.crate else None
    known = [each for each in (*waiting(act), *([open_] if open_ else [])) if each is not None]
    codes = {each.code for each in known if each.code.endswith(last_four)}
    if len(codes) != 1:
        raise Refused(
            translate("takein", "No one crate waits under {number}. Scan its label."),
            number=last_four,
        )
    return scanned(act, codes.pop())


def scanned(act: Act, code: str) -> Came:
    """A crate's label: what is scanned from here on comes out of it; again, and it is done."""
    found = by_code(act, code)
    if found is None:
        title = Phrase(translate("takein", "This crate is not known here"))
        advice = Phrase(translate("takein", "Weigh it again: type its weight, as 12kg."))
        return Came(Sign.NOTED, title, (advice,))
    draft, number = drafts.current(act), {"number": code[-4:]}
    if draft.crate == found.id:
        drafts.keep(act, drafts.begun(act))
        title = Phrase(translate("takein", "Crate {number} is sorted"), number)
        return Came(Sign.NOTED, title)
    lines = [plain("{kilos} kg", kilos=f"{found.weight_g / 1000:g}")]
    if found.sorted_ms is None:
        act.record(SORTED, Sorted(act.here), found.id)
        lines.append(Phrase(translate("takein", "Its kilos become items. Scan what is in it.")))
    else:
        day = date_words.day_words(act.day_of(found.sorted_ms), act.today)
        lines.append(plain(translate("takein", "Sorting began {day}. Go on."), day=day))
    lines.append(Phrase(translate("takein", "Scan its label again when it is empty.")))
    now = drafts.change(drafts.begun(act), drop_off=found.drop_off, crate=found.id)
    drafts.keep(act, now)
    title = Phrase(translate("takein", "Sorting crate {number}"), number)
    return Came(Sign.NOTED, title, tuple(lines), lists=True)
