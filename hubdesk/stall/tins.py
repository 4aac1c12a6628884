"""What people bring to the stall and somebody scans: taken into stock there, or refused aloud."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.journal.tables import operation, stream, undone
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import Own, ProductCode
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import lines, packs
from hubdesk.stall.outcome import Outcome, Result
from hubdesk.stall.session import Session
from hubdesk.stall.swap import SWAPPED
from hubdesk.stock import date_words, products
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.products import Line, Product
from hubdesk.stock.windows import State
from hubdesk.takein import goods, looking
from hubdesk.takein import scanning as takein
from hubdesk.wording import Phrase, translate

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
    product = meant.product
    if lines.is_never_swapped(act, product):
        return formula_stop(product)
    dated = looking.of_kind(product, meant.dated)
    verdict = looking.at(act, product, dated)
    if dated is not None and not verdict.may_go:
        return past_stop(act, product, dated, verdict.state)
    came = takein.scanned_in(act, text, sender, drop_off=session.id, place=session.place)
    if not came.named:
        said = Phrase(translate("stall", "New barcode, kept"))
        return Outcome(Result.NEW, said, (Phrase("{code}", {"code": meant.code}),), came.ref)
    told = [named(product)]
    if verdict.check:
        look = translate("stall", "Past its best before. Look: {check}")
        told.append(Phrase(look, {"check": Phrase(verdict.check)}))
    if came.unsure:
        told.append(Phrase(translate("stall", "The code was not clear: look at the pack.")))
    soon = came.unsure or verdict.state in (State.SOON, State.CHECK)
    title = Phrase(translate("stall", "Tin in"))
    return Outcome(Result.SOON if soon else Result.DONE, title, tuple(told), came.ref)


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


def _line_of(view: View, product_id: bytes) -> Line | None:
    line = products.product_by_id(view, product_id).line
    return products.line_by_id(view, line) if line else None


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
        if isinstance(body, TakenIn) and body.drop_off == session.id:
            line = _line_of(view, op.subject)
            each_g = products.product_by_id(view, op.subject).weight_g
            many += packs.of_ledger(line.measure if line else None, each_g, body.quantity)
    return many
