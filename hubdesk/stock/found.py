"""What is where: the rows of the Stock screen, sorted and sifted by the database.

A window of rows is read at a time, so that a hub of a hundred thousand products answers a
key as fast as one of a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import and_, select

from hubdesk.journal.act import View
from hubdesk.stock import held_back, listing, measures, shelf
from hubdesk.stock.batch import Batch, dated_of
from hubdesk.stock.dates import Dated
from hubdesk.stock.listing import Level, Wanted, rows_of
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.tables import (
    balance,
    batch,
    batch_sum,
    product,
)
from hubdesk.storage.prepared import Prepared


class Found(Struct, frozen=True):
    """A row: so many of a line, product or batch at a place.

    ``dated`` is the earliest date there; ``shelf`` is "" for what stands on none.
    """

    place: bytes
    place_name: str
    line: bytes | None
    product: bytes | None
    batch: bytes | None
    name: str
    line_name: str
    quantity: int
    shelf: str
    dated: Dated | None = None
    held: bool = False
    count_me: bool = False
    measure: Measure = ONES


_whole = Prepared(select(balance.c.place, balance.c.product, balance.c.quantity))
_balances = (
    select(
        balance.c.place,
        balance.c.product,
        product.c.line,
        balance.c.quantity,
        batch_sum.c.batch,
        batch_sum.c.quantity,
        batch.c.day,
        batch.c.kind,
    )
    .select_from(
        balance.outerjoin(product, product.c.id == balance.c.product)
        .outerjoin(
            batch_sum,
            and_(batch_sum.c.place == balance.c.place, batch_sum.c.product == balance.c.product),
        )
        .outerjoin(batch, batch.c.id == batch_sum.c.batch)
    )
    .where(balance.c.quantity != 0)
)


def whole(view: View) -> list[tuple[bytes, bytes, int]]:
    """Every balance of the hub: place, product, how many. Parcels and loads are places too."""
    return _whole.all(view.connection)


def how_many(view: View, wanted: Wanted) -> int:
    """How many rows there are."""
    return view.connection.execute(listing.counted(wanted)).scalar() or 0


def window(view: View, wanted: Wanted, first: int, count: int) -> list[Found]:
    """Some of the rows, in order."""
    ordered = listing.page(wanted, first, count)
    found = [_found(row) for row in view.connection.execute(ordered)]
    return _with_batches(view, found, wanted.level)


def row_of(view: View, wanted: Wanted, product_id: bytes) -> int | None:
    """At which row the first goods of a product stand; None when there are none."""
    rows = rows_of(wanted)
    ids = view.connection.execute(rows.with_only_columns(rows.selected_columns.product))
    return next((n for n, (id_,) in enumerate(ids) if id_ == product_id), None)


def _found(row: Any) -> Found:
    return Found(
        row.place,
        row.place_name,
        row.line,
        row.product,
        row.batch,
        row.name,
        row.line_name,
        row.quantity,
        row.shelf,
        dated_of(row.day, row.kind),
        count_me=row.quantity < 0,
        measure=measures.named(row.measure, row.pack),
    )


def _with_batches(view: View, found: list[Found], level: Level) -> list[Found]:
    """The earliest date of each row on show, and whether any of it is held back."""
    held = held_back.held(view)
    if level is Level.BATCH:
        return [
            replace(each, held=not held.isdisjoint({each.product, each.batch})) for each in found
        ]
    there: dict[tuple[bytes, bytes | None], list[Batch]] = {}
    holding: set[tuple[bytes, bytes | None]] = set()
    for key, of, batches in _said(view, found, level):
        there.setdefault(key, []).extend(batches)
        if not held.isdisjoint({of, *(each.id for each in batches)}):
            holding.add(key)
    keys = [(row.place, row.product if level is Level.PRODUCT else row.line) for row in found]
    return [
        replace(row, dated=_earliest_of(there.get(key, ())), held=key in holding)
        for row, key in zip(found, keys, strict=True)
    ]


def _said(
    view: View, found: list[Found], level: Level
) -> Iterator[tuple[tuple[bytes, bytes | None], bytes, tuple[Batch, ...]]]:
    """For each product of the rows: the row's key, the product, and its batches as they fit."""
    if level is Level.PRODUCT:
        asked = _balances.where(balance.c.product.in_({row.product for row in found}))
    else:
        asked = _balances.where(product.c.line.in_({row.line for row in found}))
    said: dict[tuple[bytes, bytes], list[Batch]] = {}
    of_row: dict[tuple[bytes, bytes], tuple[bytes | None, int]] = {}
    for where, of, line_id, many, id_, part, day, kind in view.connection.execute(asked):
        of_row[where, of] = (of if level is Level.PRODUCT else line_id, many)
        batches = said.setdefault((where, of), [])
        if id_ is not None:
            batches.append(Batch(id_, dated_of(day, kind), part))
    for (where, of), batches in said.items():
        key, many = of_row[where, of]
        yield (where, key), of, shelf.fitted(batches, many)


def _earliest_of(batches: Iterable[Batch]) -> Dated | None:
    return min((each.dated for each in batches if each.dated), key=_day, default=None)


def _day(dated: Dated) -> date:
    return dated.day
