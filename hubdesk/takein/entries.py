"""The scans of a drop-off as they stand, and how one is put right.

An entry that is amended did not happen as it was recorded: it is undone and recorded anew at the
same business time, so that it keeps its place and a count made since absorbs it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, select

from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.stock import measures
from hubdesk.stock.batch import batch_id_of, dated_of, day_text
from hubdesk.stock.dates import Dated
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.tables import taken_in
from hubdesk.storage.prepared import Prepared, Row


class Entry(Struct, frozen=True):
    """One scan, and what was typed about it. ``quantity`` is in the measure of its line."""

    ref: Ref
    product: bytes
    quantity: int
    at_ms: int
    dated: Dated | None = None
    lot: str | None = None
    no_date: bool = False
    code: str = ""
    crate: bytes | None = None
    place: bytes = b""
    drop_off: bytes = b""

    @property
    def batch(self) -> bytes | None:
        """The batch that it belongs to."""
        return batch_id_of(self.product, self.dated, self.lot)

    @property
    def wants_date(self) -> bool:
        """True while its date is left for later."""
        return self.dated is None and not self.no_date


_columns = (
    taken_in.c.stream,
    taken_in.c.seq,
    taken_in.c.product,
    taken_in.c.quantity,
    taken_in.c.at_ms,
    taken_in.c.day,
    taken_in.c.kind,
    taken_in.c.lot,
    taken_in.c.no_date,
    taken_in.c.code,
    taken_in.c.crate,
    taken_in.c.place,
    taken_in.c.drop_off,
)
_newest_first = (taken_in.c.at_ms.desc(), taken_in.c.op.desc())
_of_drop_off = taken_in.c.drop_off == bindparam("drop_off")
_whole = Prepared(select(*_columns).where(_of_drop_off).order_by(*_newest_first))
_since = Prepared(
    select(*_columns)
    .where(
        _of_drop_off,
        taken_in.c.at_ms >= bindparam("from_ms"),
        taken_in.c.product == bindparam("product"),
    )
    .order_by(*_newest_first)
)
_of_product = Prepared(
    select(*_columns)
    .where(_of_drop_off, taken_in.c.product == bindparam("product"))
    .order_by(*_newest_first)
)
_undated = Prepared(
    select(*_columns)
    .where(
        taken_in.c.product == bindparam("product"),
        taken_in.c.at_ms >= bindparam("from_ms"),
        taken_in.c.day.is_(None),
        taken_in.c.no_date == 0,
    )
    .order_by(*_newest_first)
)
_kindless = Prepared(
    select(*_columns).where(
        taken_in.c.product == bindparam("product"),
        taken_in.c.day.is_not(None),
        taken_in.c.kind.is_(None),
    )
)


def last(view: View, drop_off: bytes) -> Entry | None:
    """The last scan of a drop-off that stands."""
    row = _whole.one(view.connection, drop_off=drop_off)
    return None if row is None else _entry(row)


def run(view: View, drop_off: bytes, product_id: bytes, from_ms: int) -> list[Entry]:
    """The scans of one product since a moment, the last first."""
    given: dict[str, object] = {"drop_off": drop_off, "product": product_id, "from_ms": from_ms}
    return [_entry(row) for row in _since.all(view.connection, **given)]


def last_of_product(view: View, drop_off: bytes, product_id: bytes) -> Entry | None:
    """The last scan of a product in a drop-off."""
    row = _of_product.one(view.connection, drop_off=drop_off, product=product_id)
    return None if row is None else _entry(row)


def undated(view: View, product_id: bytes, from_ms: int) -> list[Entry]:
    """The scans of a product since a moment whose date was left for later."""
    rows = _undated.all(view.connection, product=product_id, from_ms=from_ms)
    return [_entry(row) for row in rows]


def kindless(view: View, product_id: bytes) -> list[Entry]:
    """The dated scans of a product of which nobody knew what kind of date it has."""
    return [_entry(row) for row in _kindless.all(view.connection, product=product_id)]


def whole(view: View, drop_off: bytes) -> list[Entry]:
    """All that a drop-off brought, the last first."""
    return [_entry(row) for row in _whole.all(view.connection, drop_off=drop_off)]


def ref_of(name: tuple[bytes, int]) -> Ref:
    """An operation by its stream and number, as a draft keeps it."""
    return Ref(*name)


def record(act: Act, entry: Entry) -> Operation:
    """Records a scan."""
    dated = entry.dated
    body = TakenIn(
        entry.place,
        entry.quantity,
        day_text(dated),
        dated.kind if dated else None,
        entry.lot,
        None,
        entry.drop_off,
        entry.no_date,
        entry.code,
        entry.crate,
        measures.of_product(act, entry.product).one,
    )
    return act.record(TAKEN_IN, body, entry.product, at_ms=entry.at_ms)


def take_back(act: Act, entries: Iterable[Entry]) -> None:
    """These scans did not happen."""
    for each in entries:
        act.undo(each.ref)


def amend(act: Act, entries: Iterable[Entry], **changes: object) -> None:
    """These scans were otherwise: undone, and recorded anew at their own time."""
    for each in entries:
        better = replace(each, **changes)
        if better != each:
            act.undo(each.ref)
            record(act, better)


def _entry(row: Row) -> Entry:
    stream, seq, id_, quantity, at_ms, day, kind, lot, no_date, *rest = row
    dated = dated_of(day, kind)
    return Entry(Ref(stream, seq), id_, quantity, at_ms, dated, lot, bool(no_date), *rest)
