"""Batches: goods of one product with one date, and how that date is kept.

A date is kept as ``2027-03-31``, or as ``2027-03`` when the pack names the month alone; it
then holds to the month's last day.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct
from sqlalchemy import bindparam, case, func, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.binding import BoundKind, bound_to
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.journal.operations import Applying
from hubdesk.months import days_in
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.tables import batch
from hubdesk.storage.prepared import Prepared, Row

_MONTH_LENGTH = len("2027-03")


last_day = case((func.length(batch.c.day) == _MONTH_LENGTH, batch.c.day + "-31"), else_=batch.c.day)
"""In a query: a batch's last day as text that sorts; month only holds to the month's end."""


class Batch(Struct, frozen=True):
    """Goods of one product with one date; ``id`` None is "batch unknown"."""

    id: bytes | None
    dated: Dated | None
    quantity: int = 0


class Known(Struct, frozen=True):
    """What tells a batch: its product, its date, and its maker's number if the pack told one."""

    product: bytes
    dated: Dated | None
    lot: str | None


_add = Prepared(insert(batch).on_conflict_do_nothing(), *batch.c.keys())
_one = select(batch).where(batch.c.id == bindparam("id"))


def day_text(dated: Dated | None) -> str | None:
    """How a date is kept."""
    if dated is None:
        return None
    return dated.day.isoformat()[: _MONTH_LENGTH if dated.month_only else None]


@lru_cache(maxsize=4096)
def dated_of(day: str | None, kind: str | None) -> Dated | None:
    """A date as it was kept."""
    if day is None:
        return None
    month_only = len(day) == _MONTH_LENGTH
    if month_only:
        year, month = int(day[:4]), int(day[5:])
        day = f"{day}-{days_in(year, month):02}"
    return Dated(date.fromisoformat(day), DateKind(kind) if kind else None, month_only)


def keep(
    applying: Applying, product: bytes, day: str | None, kind: str | None, lot: str | None
) -> bytes | None:
    """Makes sure that a batch is known and returns its id; None for goods with no date."""
    if day is None and lot is None:
        return None
    id_ = identity.batch_of(product, day, kind, lot)
    applying.gather(_keep, (id_, product, day, kind, lot))
    return id_


def known(view: View, batch_id: bytes) -> Known | None:
    """What is known of a batch; None when this laptop has not heard of it."""
    row = view.connection.execute(_one, {"id": batch_id}).first()
    return None if row is None else Known(row.product, dated_of(row.day, row.kind), row.lot)


def bearing(view: View, code: str) -> Known | None:
    """What bears a code: a product, or (frozen here, with a label of ours) one batch of it.

    None for a code that nobody has named, and for one that is on no goods.
    """
    for each in bound_to(view, code):
        if each.kind is BoundKind.PRODUCT:
            return Known(each.id, None, None)
        if each.kind is BoundKind.BATCH:
            return known(view, each.id)
    return None


def _keep(applying: Applying, rows: list[Row]) -> None:
    _add.rows(applying.connection, dict.fromkeys(rows))


def batch_id_of(product: bytes, dated: Dated | None, lot: str | None) -> bytes | None:
    """The id of the batch that goods with this date and lot belong to; None with neither."""
    day = day_text(dated)
    if day is None and lot is None:
        return None
    return identity.batch_of(product, day, dated.kind if dated else None, lot)


def by_id(view: View, batch_id: bytes | None) -> Batch:
    """A batch by its id; an unknown one has no date."""
    row = view.connection.execute(_one, {"id": batch_id}).first() if batch_id else None
    return Batch(batch_id, None if row is None else dated_of(row.day, row.kind))


def lot_of(view: View, batch_id: bytes | None) -> str | None:
    """The maker's number of a batch, if it has one."""
    row = view.connection.execute(_one, {"id": batch_id}).first() if batch_id else None
    return None if row is None else row.lot
