"""What people bring to the stall and somebody scans: taken into stock there, or refused aloud."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.journal.tables import operation, stream, undone
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import InStoreCode, Own, ProductCode, UnknownCode
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import lines
from hubdesk.stall.outcome import Outcome, Result
from hubdesk.stall.session import Session
from hubdesk.stall.swap import SWAPPED
from hubdesk.stock import date_words, intake, products, windows
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.products import Product
from hubdesk.stock.windows import State
from hubdesk.wording import Phrase, translate

SOURCE = "stall"
"""What the journal says of goods that were brought to a swap."""
FOR_COUNTER = frozenset({Kind.HOUSEHOLD, Kind.PARCEL, Kind.TICKET, Kind.SHEET})


def scanned(act: Act, session: Session, text: str, sender: ScannerSetup | None = None) -> Outcome:
    """A code while trading: a tin that came in, or a card whose visit the counter opens."""
    found = reading.read(text, sender or reading.TYPED, today=act.today)
    match found:
        case Own(code) if code.kind in FOR_COUNTER:
            return Outcome(Result.DONE, Phrase("{code}", {"code": code.last_four}), own=code.text)
        case ProductCode():
            return _came(act, session, found.gtin, found)
        case InStoreCode(code_text) | UnknownCode(code_text):
            return _came(act, session, code_text, None)
        case Own(code):
            return _came(act, session, code.text, None)
        case _:
            return unread()


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


def printed(found: ProductCode | None) -> tuple[Dated | None, str | None]:
    """The date and lot that a code itself holds: use by goes before best before."""
    if found is None:
        return None, None
    if found.use_by is not None:
        return Dated(found.use_by, DateKind.USE_BY), found.lot
    if found.best_before is not None:
        return Dated(found.best_before, DateKind.BEST_BEFORE), found.lot
    return None, found.lot


def formula_stop(product: Product) -> Outcome:
    """Infant formula travels for the counter and is in no swap."""
    return Outcome(
        Result.STOP,
        Phrase(translate("stall", "Infant formula: not in a swap")),
        (
            named(product),
            Phrase(translate("stall", "It goes to the counter, for a baby. Nothing was counted.")),
        ),
    )


def past_stop(act: Act, product: Product, dated: Dated, why: State) -> Outcome:
    """Past its use by, or too long past its best before: it goes no way over the stall."""
    if why is State.PAST_USE_BY:
        title = Phrase(translate("stall", "Past its use by: to nobody"))
    else:
        title = Phrase(translate("stall", "Too long past its best before"))
    kind = dated.kind or product.date_kind
    said = date_words.full(dated.day, kind, month_only=dated.month_only, today=act.today)
    return Outcome(
        Result.STOP,
        title,
        (
            Phrase("{name}  ·  {date}", {"name": named(product), "date": said}),
            Phrase(translate("stall", "Put it to waste. Nothing was counted.")),
        ),
    )


def named(product: Product) -> Phrase:
    """A product by its name, or that it has none yet."""
    if product.name:
        return Phrase("{name}", {"name": product.name})
    return Phrase(translate("stall", "Nobody has named it yet"))


def _came(act: Act, session: Session, code: str, found: ProductCode | None) -> Outcome:
    """A tin came in: never blocked for being unknown, never swallowed for being refused."""
    carried = products.carrying(act, code)
    product = (
        carried.product
        if carried is not None
        else products.product_by_id(act, identity.product_of_code(code))
    )
    if lines.is_never_swapped(act, product):
        return formula_stop(product)
    dated, lot = printed(found)
    verdict = windows.verdict(act, product, dated, act.today, taking_in=True)
    if dated is not None and not verdict.may_go:
        return past_stop(act, product, dated, verdict.state)
    intake.take_in(act, product.id, 1, dated=dated, lot=lot, place=session.place, source=SOURCE)
    if carried is None:
        said = Phrase(translate("stall", "New barcode, kept"))
        return Outcome(Result.NEW, said, (Phrase("{code}", {"code": code}),))
    told = [named(product)]
    if verdict.check:
        told.append(
            Phrase(
                translate("stall", "Past its best before. Look: {check}"),
                {"check": Phrase(verdict.check)},
            )
        )
    result = Result.SOON if verdict.state in (State.SOON, State.CHECK) else Result.DONE
    return Outcome(result, Phrase(translate("stall", "Tin in")), tuple(told))


_own_rows = (
    select(operation, stream.c.id.label("stream_id"))
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(
        stream.c.own,
        ~select(undone.c.op)
        .where(undone.c.stream == stream.c.id, undone.c.seq == operation.c.seq)
        .exists(),
    )
)
_last_swap = _own_rows.with_only_columns(func.max(operation.c.position)).where(
    operation.c.type == SWAPPED.name, operation.c.subject == bindparam("session")
)
_since = (
    _own_rows.where(
        operation.c.type == TAKEN_IN.name,
        operation.c.position > bindparam("after"),
        operation.c.at_ms >= bindparam("first_ms"),
    )
    .order_by(operation.c.position)
    .limit(200)
)


def waiting(view: View, session: Session, first_ms: int) -> int:
    """How many tins this laptop scanned since its last swap: the next swap is for those.

    Read from the journal, so that it is the same after the laptop was switched off.
    """
    last = view.connection.execute(_last_swap, {"session": session.id}).scalar() or 0
    rows = view.connection.execute(_since, {"after": last, "first_ms": first_ms}).all()
    many = 0
    for row in rows:
        op = Operation(
            row.position,
            Ref(row.stream_id, row.seq),
            row.type,
            row.version,
            row.actor,
            row.at_ms,
            row.stamp,
            row.subject,
        )
        body = view.journal.body_of(view.connection, op, row.body)
        if isinstance(body, TakenIn) and body.place == session.place and body.source == SOURCE:
            many += body.quantity
    return many
