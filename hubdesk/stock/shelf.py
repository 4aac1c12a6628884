"""What is on the shelf: batches that fit the balance, and which of them goes out first.

The balance of a product is the truth; what the movements say of its batches is fitted to
it. Too much in the batches: the excess left from the earliest date. Too little: the rest
is there, batch unknown. First expired, first out (FEFO): the earliest date is picked first,
and nothing that is past its date is ever picked for anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from sqlalchemy import and_, bindparam, select

from hubdesk.journal.act import View
from hubdesk.stock import held_back
from hubdesk.stock.allergens import Stated, kept_stated
from hubdesk.stock.batch import Batch, dated_of
from hubdesk.stock.dates import Dated
from hubdesk.stock.products import Line
from hubdesk.stock.tables import balance, batch, batch_sum, product
from hubdesk.storage.prepared import Prepared, Row

LAST_DAY = date.max


class Stocked(Struct, frozen=True):
    """A product on the shelf here: what the book says there is, batch by batch.

    ``held`` names the batches that are held back, and the product when all of it is.
    """

    product: bytes
    line: bytes | None
    name: str
    weight_g: int | None
    stated: Stated
    quantity: int
    batches: tuple[Batch, ...]
    held: frozenset[bytes] = frozenset()

    def is_held(self, batch_id: bytes | None) -> bool:
        """True for a batch of it that is held back."""
        return batch_id in self.held or self.product in self.held


class Pick(Struct, frozen=True):
    """Some of one batch, chosen for somebody. ``batch`` None: batch unknown."""

    product: bytes
    batch: bytes | None
    quantity: int
    dated: Dated | None = None


_sums = Prepared(
    select(batch_sum.c.batch, batch_sum.c.quantity, batch.c.day, batch.c.kind)
    .select_from(batch_sum.join(batch, batch_sum.c.batch == batch.c.id))
    .where(batch_sum.c.place == bindparam("place"), batch_sum.c.product == bindparam("product"))
)
_of_line = select(product.c.id).where(product.c.line == bindparam("line"))
# By product, not by place: a shelf may hold ten thousand products, a line a few dozen.
# A row for each batch; a product with none in the book has one row without.
_line_here = Prepared(
    select(
        balance.c.product,
        balance.c.quantity,
        product.c.name,
        product.c.weight_g,
        product.c.allergens,
        batch_sum.c.batch,
        batch_sum.c.quantity,
        batch.c.day,
        batch.c.kind,
    )
    .select_from(
        balance.join(product, balance.c.product == product.c.id)
        .outerjoin(
            batch_sum,
            and_(
                batch_sum.c.place == balance.c.place,
                batch_sum.c.product == balance.c.product,
            ),
        )
        .outerjoin(batch, batch.c.id == batch_sum.c.batch)
    )
    .where(
        balance.c.place == bindparam("place"),
        balance.c.product.in_(_of_line),
        balance.c.quantity > 0,
    )
)


def batches_here(view: View, product_id: bytes, quantity: int) -> tuple[Batch, ...]:
    """The batches of a product at this place, fitted to its balance, earliest date first."""
    return batches_at(view, view.here, product_id, quantity)


def batches_at(view: View, place: bytes, product_id: bytes, quantity: int) -> tuple[Batch, ...]:
    """The batches of a product at any place, fitted to its balance, earliest date first."""
    rows = _sums.all(view.connection, place=place, product=product_id)
    return fitted([Batch(id_, dated_of(day, kind), n) for id_, n, day, kind in rows], quantity)


def fitted(said: Iterable[Batch], quantity: int) -> tuple[Batch, ...]:
    """What the movements say of batches, fitted to what there is in all."""
    there = [b for b in said if b.quantity > 0]
    excess = sum([b.quantity for b in there]) - max(quantity, 0)
    if len(there) > 1:
        there.sort(key=_order)
    if not excess:
        return tuple(there)
    kept: list[Batch] = []
    for each in there:
        gone = min(max(excess, 0), each.quantity)
        excess -= gone
        if each.quantity > gone:
            kept.append(Batch(each.id, each.dated, each.quantity - gone))
    if excess < 0:
        kept.append(Batch(None, None, -excess))
    return tuple(kept)


def _order(each: Batch) -> tuple[date, bytes]:
    return (each.dated.day if each.dated else LAST_DAY, each.id or b"")


def of_line(view: View, line_id: bytes, line: Line | None) -> list[Stocked]:
    """What there is here of a line: every product that the book says is on the shelf."""
    said: dict[bytes, list[Row]] = {}
    for row in _line_here.all(view.connection, place=view.here, line=line_id):
        said.setdefault(row[0], []).append(row)
    held = held_back.held(view)
    return [_stocked(line_id, line, rows, held) for rows in said.values()]


def _stocked(line_id: bytes, line: Line | None, rows: list[Row], held: frozenset[bytes]) -> Stocked:
    """One product of a line from its rows, one a batch."""
    product_id, quantity, name, weight_g, allergens = rows[0][:5]
    batches = [
        Batch(batch_id, dated_of(day, kind), n)
        for batch_id, n, day, kind in [row[5:] for row in rows]
        if batch_id is not None
    ]
    line_name, usual_g = (line.name, line.weight_g) if line else ("", None)
    return Stocked(
        product_id,
        line_id,
        name or line_name,
        usual_g if weight_g is None else weight_g,
        kept_stated(allergens),
        quantity,
        fitted(batches, quantity),
        held,
    )


def pick(stocked: Iterable[Stocked], quantity: int, today: date) -> list[Pick]:
    """Chooses goods for somebody, earliest date first and never past it; perhaps too few.

    What is held back is never chosen.
    """
    in_date = [
        (_order(each), each_of.product, each)
        for each_of in stocked
        for each in each_of.batches
        if (each.dated is None or each.dated.day >= today)
        and not (each_of.held and each_of.is_held(each.id))
    ]
    picks: list[Pick] = []
    for _, product_id, each in sorted(in_date, key=_earliest):
        take = min(quantity, each.quantity)
        if take <= 0:
            break
        picks.append(Pick(product_id, each.id, take, each.dated))
        quantity -= take
    return picks


def _earliest(entry: tuple[tuple[date, bytes], bytes, Batch]) -> tuple[date, bytes, bytes]:
    (day, batch_id), product_id, _ = entry
    return (day, product_id, batch_id)
