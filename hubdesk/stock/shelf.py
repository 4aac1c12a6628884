"""What is on the shelf: batches that fit the balance, and which of them goes out first.

The balance of a product is the truth; what the movements say of its batches is fitted to
it. Too much in the batches: the excess left from the earliest date. Too little: the rest
is there, batch unknown. First expired, first out (FEFO): the earliest date is picked first,
and nothing that is past its date is ever picked for anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, select

from hubdesk.journal.act import View
from hubdesk.stock.allergens import Stated, kept_stated
from hubdesk.stock.batch import Batch, dated_of
from hubdesk.stock.dates import Dated
from hubdesk.stock.tables import balance, batch, batch_sum, line, product

LAST_DAY = date.max


@dataclass(frozen=True)
class Stocked:
    """A product on the shelf here: what the book says there is, batch by batch."""

    product: bytes
    line: bytes | None
    name: str
    weight_g: int | None
    stated: Stated
    quantity: int
    batches: tuple[Batch, ...]


@dataclass(frozen=True)
class Pick:
    """Some of one batch, chosen for somebody. ``batch`` None: batch unknown."""

    product: bytes
    batch: bytes | None
    quantity: int
    dated: Dated | None = None


_of_lines = select(product.c.id).where(product.c.line.in_(bindparam("lines", expanding=True)))
"""The products of some lines, found first: a place holds thousands that nobody asks about."""

_here = (
    select(
        balance.c.product,
        balance.c.quantity,
        product.c.line,
        product.c.name,
        product.c.weight_g,
        product.c.allergens,
        line.c.name.label("line_name"),
        line.c.weight_g.label("line_weight_g"),
    )
    .select_from(
        balance.join(product, balance.c.product == product.c.id).outerjoin(
            line, product.c.line == line.c.id
        )
    )
    .where(
        balance.c.place == bindparam("place"),
        balance.c.quantity > 0,
        balance.c.product.in_(_of_lines),
    )
)
_sums = (
    select(batch_sum.c.batch, batch_sum.c.quantity, batch.c.day, batch.c.kind)
    .select_from(batch_sum.join(batch, batch_sum.c.batch == batch.c.id))
    .where(batch_sum.c.place == bindparam("place"), batch_sum.c.product == bindparam("product"))
)
_sums_of_lines = (
    select(batch_sum.c.product, batch_sum.c.batch, batch_sum.c.quantity, batch.c.day, batch.c.kind)
    .select_from(batch_sum.join(batch, batch_sum.c.batch == batch.c.id))
    .where(batch_sum.c.place == bindparam("place"), batch_sum.c.product.in_(_of_lines))
)


def batches_here(view: View, product_id: bytes, quantity: int) -> tuple[Batch, ...]:
    """The batches of a product at this place, fitted to its balance, earliest date first."""
    rows = view.connection.execute(_sums, {"place": view.here, "product": product_id})
    return fitted([Batch(r.batch, dated_of(r.day, r.kind), r.quantity) for r in rows], quantity)


def fitted(said: Iterable[Batch], quantity: int) -> tuple[Batch, ...]:
    """What the movements say of batches, fitted to what there is in all."""
    there = sorted((b for b in said if b.quantity > 0), key=_order)
    excess = sum(b.quantity for b in there) - max(quantity, 0)
    kept: list[Batch] = []
    for each in there:
        gone = min(max(excess, 0), each.quantity)
        excess -= gone
        if each.quantity > gone:
            kept.append(replace(each, quantity=each.quantity - gone))
    if excess < 0:
        kept.append(Batch(None, None, -excess))
    return tuple(kept)


def _order(each: Batch) -> tuple[date, bytes]:
    return (each.dated.day if each.dated else LAST_DAY, each.id or b"")


def of_lines(view: View, lines: Sequence[bytes]) -> dict[bytes, list[Stocked]]:
    """What there is here of some lines, by line, in two queries however many there are."""
    where = {"place": view.here, "lines": list(lines)}
    said: dict[bytes, list[Batch]] = defaultdict(list)
    for each in view.connection.execute(_sums_of_lines, where):
        said[each.product].append(Batch(each.batch, dated_of(each.day, each.kind), each.quantity))
    found: dict[bytes, list[Stocked]] = defaultdict(list)
    for r in view.connection.execute(_here, where):
        found[r.line].append(
            Stocked(
                r.product,
                r.line,
                r.name or r.line_name or "",
                r.line_weight_g if r.weight_g is None else r.weight_g,
                kept_stated(r.allergens),
                r.quantity,
                fitted(said[r.product], r.quantity),
            )
        )
    return found


def pick(stocked: Iterable[Stocked], quantity: int, today: date) -> list[Pick]:
    """Chooses goods for somebody, earliest date first and never past it; perhaps too few."""
    in_date = [
        (_order(each), each_of.product, each)
        for each_of in stocked
        for each in each_of.batches
        if each.dated is None or each.dated.day >= today
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
