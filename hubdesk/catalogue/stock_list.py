"""A stock list of the hub: what its rows mean here, and taking them in and out again.

Rows come in as goods that were taken in (``stock.taken_in``), with their dates: a list is what a
hub begins with, and a count would say nothing of dates. Where the book has some of it already, a
row is doubted, for it would come on top. Undoing takes back what nothing was moved of since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, exists, func, select

from hubdesk.catalogue import naming
from hubdesk.catalogue.importing import PastImport, TakenOut
from hubdesk.catalogue.lines import suggested
from hubdesk.catalogue.listed import LISTED, Listed, stock_listed
from hubdesk.catalogue.naming import Offer
from hubdesk.catalogue.stock_row import Outcome, StockRow
from hubdesk.codes import check_digit
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.journal.tables import operation, stream, undone
from hubdesk.plain_words import folded
from hubdesk.security.roles import Role, require
from hubdesk.stock import batch, date_words, dates, ledger, measures, places, products, quantity
from hubdesk.stock.dates import Dated, DateState, state_of
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.measures import ONES, Measure, Much
from hubdesk.stock.records import PRODUCT
from hubdesk.stock.tables import movement
from hubdesk.stock.tables import product as product_table
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import Phrase, translate

AT_ONCE: Final = 25
"""Rows in one transaction: a scan at the counter waits for no more."""
ASKED_AT_ONCE: Final = 200
OUT_AT_ONCE: Final = 50


class Becomes(Struct, frozen=True):
    """What a row is taken for: a product, known or new, at a place.

    ``line`` is the line it belongs to; with no ``code``, some of the line whatever the make, or
    a product under its own name. ``many`` come in, in its ``measure``; ``weight_g`` is what a
    list of products says of a barcode that nobody has named.
    """

    name: str
    product: bytes
    place: bytes
    dated: Dated | None
    line: bytes | None = None
    code: str = ""
    is_new: bool = False
    date_words: Phrase | None = None
    many: int = 0
    measure: Measure = ONES
    weight_g: int | None = None


_same_name = Prepared(select(product_table.c.id).where(product_table.c.name == bindparam("name")))
_stands = ~exists().where(
    undone.c.stream == stock_listed.c.stream, undone.c.seq == stock_listed.c.seq
)
_may_go = (
    select(stock_listed.c.stream, stock_listed.c.seq)
    .select_from(
        stock_listed.join(stream, stream.c.id == stock_listed.c.stream).join(
            operation,
            (operation.c.stream_no == stream.c.no) & (operation.c.seq == stock_listed.c.seq),
        )
    )
    .where(
        stock_listed.c["import"] == bindparam("import_id"),
        _stands,
        ~exists().where(
            movement.c.product == operation.c.subject, movement.c.op > operation.c.position
        ),
    )
    .order_by(operation.c.position.desc())
    .limit(OUT_AT_ONCE)
)
"""What an import took in that still stands, and of which nothing was moved since."""
_past = (
    select(
        stock_listed.c["import"],
        func.min(stock_listed.c.at_ms),
        func.count(),
    )
    .where(_stands)
    .group_by(stock_listed.c["import"])
    .order_by(func.min(stock_listed.c.at_ms).desc())
    .limit(20)
)


def asked(view: View, rows: Sequence[StockRow]) -> list[StockRow]:
    """The rows with what each is taken for here, and doubts that only the hub can have."""
    known = _Hub(view)
    return [row if row.outcome is Outcome.REFUSED else known.asked(row) for row in rows]


class _Hub:
    """Lines and places of the hub, read once for many rows."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._lines = tuple(products.lines(view))
        self._by_name = {folded(line.name): line for line in self._lines}
        self._places = {folded(each.name): each.id for each in places.all_(view)}

    def asked(self, row: StockRow) -> StockRow:
        """One row."""
        where = self._places.get(folded(row.place)) if row.place else self._view.here
        if where is None:
            said = translate("sheet", "No place here is called “{place}”. Add it on Set-up first.")
            return row.refused(Phrase(said, {"place": row.place[:40]}))
        try:
            dated = dates.read(row.day, self._view.today) if row.day else None
        except Refused as failure:
            return row.refused(Phrase(failure.text, failure.values))
        found = self._of_code(row, where) if row.code else self._of_name(row, where)
        if found is None:
            said = translate("sheet", "Nobody has named this barcode. Tell its name too.")
            return row.refused(Phrase(said))
        dated = dated and replace(dated, kind=dated.kind or row.kind)
        measure = self._measure(found)
        try:
            many = measure.meant(Much(row.count, row.measure))
            measure.up_to(many, quantity.MOST)
        except Refused as failure:
            return row.refused(Phrase(failure.text, failure.values))
        words = self._in_words(dated)
        becomes = replace(found, dated=dated, date_words=words, many=many, measure=measure)
        return self._doubted(replace(row, becomes=becomes), found, dated)

    def _measure(self, found: Becomes) -> Measure:
        """How what a row is taken for is counted."""
        known = products.product_by_id(self._view, found.product)
        line = next((each for each in self._lines if each.id == found.line), None)
        pack = known.weight_g or found.weight_g or (line.weight_g if line else None)
        return Measure(line.measure, pack) if line else ONES

    def _in_words(self, dated: Dated | None) -> Phrase | None:
        if dated is None:
            return None
        today = self._view.today
        return date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=today)

    def _doubted(self, row: StockRow, found: Becomes, dated: Dated | None) -> StockRow:
        there = ledger.on_hand(self._view.connection, found.product, found.place)
        if there > 0:
            said = translate("sheet", "The book has {count} already: these would come on top.")
            row = row.doubted(Phrase(said, {"count": self._measure(found).said(there)}))
        if dated and state_of(dated.day, dated.kind, self._view.today) is DateState.PAST_USE_BY:
            row = row.doubted(Phrase(translate("sheet", "It is past its use by.")))
        if found.line is None:
            said = translate("sheet", "On no line of the parcel list: kept under its own name.")
            row = row.doubted(Phrase(said))
        return row

    def _of_code(self, row: StockRow, where: bytes) -> Becomes | None:
        code = check_digit.shortest(row.code)
        carried = products.carrying(self._view, code)
        if carried is not None:
            known = carried.product
            return Becomes(known.name, known.id, where, None, known.line, code)
        offer: Offer = naming.offered(self._view, code)
        name = row.item or (offer.entry.name if offer.entry else "")
        line = offer.line or self._line_of(name)
        if not name:
            return None
        id_, of_line = identity.product_of_code(code), line.id if line else None
        weight_g = offer.entry.weight_g if offer.entry else None
        return Becomes(name, id_, where, None, of_line, code, is_new=True, weight_g=weight_g)

    def _of_name(self, row: StockRow, where: bytes) -> Becomes:
        line = self._line_of(row.item)
        if line is not None:
            id_ = identity.unspecified_product(line.id)
            return Becomes(line.name, id_, where, None, line.id)
        same = _same_name.one(self._view.connection, name=row.item)
        if same is not None:
            known = products.product_by_id(self._view, same[0])
            return Becomes(row.item, same[0], where, None, known.line)
        id_ = identity.named("listed product", folded(row.item))
        return Becomes(row.item, id_, where, None, is_new=True)

    def _line_of(self, name: str) -> products.Line | None:
        return self._by_name.get(folded(name)) or suggested(name, "", self._lines)


def take_in(act: Act, import_id: bytes, number: int, parts: int, rows: Sequence[StockRow]) -> int:
    """Takes in some rows of a list, at most ``AT_ONCE``; returns how many.

    Raises Refused for a row that nobody asked the hub about, or that was refused.
    """
    require(act, Role.LEAD)
    taken = [_take_in(act, row).ref for row in rows]
    act.record(LISTED, Listed([(ref.stream, ref.seq) for ref in taken]), import_id)
    return len(taken)


def _take_in(act: Act, row: StockRow) -> Operation:
    found = row.becomes
    if not isinstance(found, Becomes) or row.outcome is Outcome.REFUSED:
        raise Refused(
            translate("sheet", "Row {line} cannot be taken in. Leave it out."), line=row.line
        )
    if found.is_new and found.code:
        naming.keep(act, found.code, found.name, found.line)
    elif found.is_new:
        act.note(PRODUCT, found.product, {"name": found.name, "line": found.line})
    kind = None if found.dated is None else found.dated.kind
    pack = measures.of_product(act, found.product).one
    body = TakenIn(found.place, found.many, batch.day_text(found.dated), kind, pack=pack)
    return act.record(TAKEN_IN, body, found.product)


def past(view: View) -> list[PastImport]:
    """The last stock lists of which something still stands, the newest first."""
    rows = view.connection.execute(_past)
    return [PastImport(id_, at_ms, count, is_whole=True) for id_, at_ms, count in rows]


def take_out(act: Act, import_id: bytes) -> TakenOut:
    """Takes some of a list out again: what nothing was moved of since."""
    require(act, Role.LEAD)
    refs = act.connection.execute(_may_go, {"import_id": import_id}).all()
    for id_, seq in refs:
        act.undo(Ref(id_, seq))
    return TakenOut(len(refs), more=bool(refs))
