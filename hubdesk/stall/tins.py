"""What people bring to the stall and somebody scans: taken into stock there, or refused aloud."""

from __future__ import annotations

from sqlalchemy import Integer, bindparam, func, literal, select

from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.journal.act import Act, View
from hubdesk.journal.tables import operation, stream
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import Own
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import lines
from hubdesk.stall.outcome import Outcome, Result
from hubdesk.stall.session import Session
from hubdesk.stall.tables import stall_swap
from hubdesk.stock import date_words, measures
from hubdesk.stock.dates import Dated
from hubdesk.stock.products import Product
from hubdesk.stock.tables import line, product, taken_in
from hubdesk.stock.windows import State
from hubdesk.storage.prepared import Prepared, Row
from hubdesk.takein import elsewhere, goods, looking
from hubdesk.wording import Phrase, translate

_weight = func.coalesce(product.c.weight_g, line.c.weight_g)
_taken = taken_in.outerjoin(product, product.c.id == taken_in.c.product).outerjoin(
    line, line.c.id == product.c.line
)
FOR_COUNTER = frozenset({Kind.HOUSEHOLD, Kind.PARCEL, Kind.TICKET, Kind.SHEET})


def scanned(act: Act, session: Session, text: str, sender: ScannerSetup | None = None) -> Outcome:
    """A code while trading: a tin that came in, or a card whose visit the counter opens.

    A tin is never blocked for being unknown, nor swallowed for being refused.
    """
    found = reading.read(text, sender or reading.TYPED, today=act.today)
    if isinstance(found, Own) and found.code.kind in FOR_COUNTER:
        code = found.code
        return Outcome(Result.DONE, Phrase("{code}", {"code": code.last_four}), own=code.text)
    meant = None if isinstance(found, Own) else goods.of(act, found)
    if meant is None:
        return unread()
    if lines.is_never_swapped(act, meant.product):
        return formula_stop(meant.product)
    dated = looking.of_kind(meant.product, meant.dated)
    verdict = looking.at(act, meant.product, dated)
    if dated is not None and not verdict.may_go:
        return past_stop(act, meant.product, dated, verdict.state)
    ref = elsewhere.taken_in(act, meant, dated, drop_off=session.id, place=session.place)
    if meant.code:
        said = Phrase(translate("stall", "New barcode, kept"))
        return Outcome(Result.NEW, said, (Phrase("{code}", {"code": meant.code}),), ref)
    told = [named(meant.product)]
    if verdict.check:
        look = translate("stall", "Past its best before. Look: {check}")
        told.append(Phrase(look, {"check": Phrase(verdict.check)}))
    is_unsure = meant.doubt is not None
    if is_unsure:
        told.append(Phrase(translate("stall", "The code was not clear: look at the pack.")))
    soon = is_unsure or verdict.state in (State.SOON, State.CHECK)
    title = Phrase(translate("stall", "Tin in"))
    return Outcome(Result.SOON if soon else Result.DONE, title, tuple(told), ref)


def for_counter(text: str) -> str:
    """A code of our own that is the counter's business, as a card is; "" for any other."""
    code = own.read(text)
    return code.text if code is not None and code.kind in FOR_COUNTER else ""


def unread() -> Outcome:
    """A code that came wrong: nothing is guessed, and no tin is lost by scanning it again."""
    return Outcome(
        Result.ASK,
        Phrase(translate("stall", "Scan it again")),
        (Phrase(translate("stall", "The code did not come whole. Nothing was counted.")),),
    )


def formula_stop(which: Product) -> Outcome:
    """Infant formula travels for the counter and is in no swap."""
    return Outcome(
        Result.STOP,
        Phrase(translate("stall", "Infant formula: not in a swap")),
        (
            named(which),
            Phrase(translate("stall", "It goes to the counter, for a baby. Nothing was counted.")),
        ),
    )


def past_stop(act: Act, which: Product, dated: Dated, why: State) -> Outcome:
    """Past its use by, or too long past its best before: it goes no way over the stall."""
    if why is State.PAST_USE_BY:
        title = Phrase(translate("stall", "Past its use by: to nobody"))
    else:
        title = Phrase(translate("stall", "Too long past its best before"))
    kind = dated.kind or which.date_kind
    said = date_words.full(dated.day, kind, month_only=dated.month_only, today=act.today)
    return Outcome(
        Result.STOP,
        title,
        (
            Phrase("{name}  ·  {date}", {"name": named(which), "date": said}),
            Phrase(translate("stall", "Put it to waste. Nothing was counted.")),
        ),
    )


def named(which: Product) -> Phrase:
    """A product by its name, or that it has none yet."""
    if which.name:
        return Phrase("{name}", {"name": which.name})
    return Phrase(translate("stall", "Nobody has named it yet"))


_in_packs = (taken_in.c.quantity, _weight, line.c.measure)
_of_session = (
    select(*_in_packs)
    .select_from(_taken)
    .where(taken_in.c.drop_off == bindparam("session"), taken_in.c.quantity > 0)
)
_came = Prepared(_of_session)
_own_last = Prepared(
    select(func.max(stall_swap.c.op))
    .select_from(
        stall_swap.join(operation, operation.c.position == stall_swap.c.op).join(
            stream, stream.c.no == operation.c.stream_no
        )
    )
    .where(stall_swap.c.session == bindparam("session"), stream.c.own == literal(1, Integer))
)
_own_since = Prepared(
    select(*_in_packs)
    .select_from(_taken.join(stream, stream.c.id == taken_in.c.stream))
    .where(
        taken_in.c.drop_off == bindparam("session"),
        taken_in.c.op > bindparam("after"),
        stream.c.own == literal(1, Integer),
    )
)


def came(view: View, session: Session) -> int:
    """How many packs were scanned for swaps on a stall's day."""
    return _packs(_came.all(view.connection, session=session.id))


def waiting(view: View, session: Session) -> int:
    """How many packs this laptop scanned since its last swap: the next swap is for those.

    Read from the tables, so that it is the same after the laptop was switched off.
    """
    (after,) = _own_last.all(view.connection, session=session.id)[0]
    return _packs(_own_since.all(view.connection, session=session.id, after=after or 0))


def _packs(rows: list[Row]) -> int:
    return sum(measures.named(measure, each_g).packs(many) for many, each_g, measure in rows)
