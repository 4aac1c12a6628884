"""How Today tells what came in: a whole drop-off as one event, however many scans it was."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Body, Operation, Ref
from hubdesk.stock import measures, products
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.weighed import in_book
from hubdesk.takein import entries, sources
from hubdesk.takein.crates import Sorted, Weighed
from hubdesk.takein.packs import Opened
from hubdesk.takein.sources import From, Source
from hubdesk.wording import Phrase, translate

_Scans = list[tuple[Operation, TakenIn]]


class DropOffRow(Struct, frozen=True):
    """What one drop-off brought on one day. ``undone`` when none of it stands."""

    told: tuple[Phrase, Phrase]
    undone: bool


def rows(view: View, told: Iterable[tuple[Operation, bytes]]) -> dict[Ref, DropOffRow]:
    """A row for each drop-off, under its newest scan; newest first, as given."""
    found: dict[bytes, _Scans] = {}
    for op, raw in told:
        body = view.journal.body_of(view.connection, op, raw) if op.type == TAKEN_IN.name else None
        if isinstance(body, TakenIn) and body.drop_off is not None:
            found.setdefault(body.drop_off, []).append((op, body))
    return {scans[0][0].ref: _row(view, scans) for scans in found.values()}


def is_part(body: Body | None) -> bool:
    """True for a scan that is told with the rest of its drop-off."""
    return isinstance(body, TakenIn) and body.drop_off is not None


def undo(act: Act, body: Body | None, ref: Ref) -> None:
    """All that came with a scan did not happen; a scan by itself alone."""
    if isinstance(body, TakenIn) and body.drop_off is not None:
        whole = entries.whole(act, body.drop_off)
        if not whole:
            raise Refused(translate("hub", "This was undone already."))
        entries.take_back(act, whole)
    else:
        act.undo(ref)


def _row(view: View, scans: _Scans) -> DropOffRow:
    standing = [
        (op, body) for op, body in scans if not view.journal.is_undone(view.connection, op.ref)
    ]
    if not standing:
        gone = Phrase(translate("today", "All of it was taken back"))
        return DropOffRow((Phrase(translate("today", "Taken in")), gone), True)
    return DropOffRow(_told(view, standing), False)


def _told(view: View, scans: _Scans) -> tuple[Phrase, Phrase]:
    """A drop-off: how much it was, and where it came from."""
    items = sum(_things(view, op, body) for op, body in scans)
    if items == 1:
        title = Phrase(translate("today", "Taken in: 1 item"))
    else:
        title = Phrase(translate("today", "Taken in: {items} items"), {"items": items})
    ids = {op.subject for op, _ in scans}
    if len(ids) == 1:
        detail = Phrase("{name}", {"name": _name(view, *scans[0])})
    else:
        said = translate("today", "{kinds} kinds of goods")
        detail = Phrase(said, {"kinds": len(ids)})
    drop_off = scans[0][1].drop_off
    assert drop_off is not None
    return title, _with_source(detail, sources.of(view, drop_off))


def _things(view: View, op: Operation, body: TakenIn) -> int:
    """How many packs a scan was."""
    many = in_book(view.connection, op.subject, body.quantity, body.pack)
    return measures.of_product(view, op.subject).packs(many)


def _name(view: View, op: Operation, body: TakenIn) -> str:
    return products.product_by_id(view, op.subject).name or body.code


def _with_source(detail: Phrase, told_: From) -> Phrase:
    words = {
        Source.GIFT: translate("today", "{before}, a gift"),
        Source.SUPERMARKET: translate("today", "{before}, from {giver}"),
        Source.BOUGHT: translate("today", "{before}, bought"),
        Source.SOME_SHOP: translate("today", "{before}, from a supermarket"),
    }
    if told_.source not in words or not sources.is_said(told_):
        return detail
    return Phrase(words[told_.source], {"before": detail, "giver": told_.giver})


def weighed(view: View, op: Operation, body: Weighed) -> tuple[Phrase, Phrase]:
    """A crate came in by its weight."""
    title = Phrase(translate("today", "Crate {number} taken in"), {"number": body.code[-4:]})
    return title, Phrase("{kilos} kg", {"kilos": f"{body.weight_g / 1000:g}"})


def sorted_(view: View, op: Operation, body: Sorted) -> tuple[Phrase, Phrase]:
    """Somebody began to sort a crate."""
    said = translate("today", "Its kilos became items")
    return Phrase(translate("today", "A crate was sorted")), Phrase(said)


def opened(view: View, op: Operation, body: Opened) -> tuple[Phrase, Phrase]:
    """A pack was opened for its pieces."""
    name = products.product_by_id(view, op.subject).name
    said = translate("today", "{name}: {pieces} single ones")
    return (
        Phrase(translate("today", "Pack opened")),
        Phrase(said, {"name": name, "pieces": body.pieces}),
    )
