"""What goes out first: the shelf against an oracle that tries everything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product as every

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.stock import shelf
from hubdesk.stock.allergens import UNKNOWN
from hubdesk.stock.batch import Batch
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.shelf import Stocked

TODAY = date(2026, 11, 21)

days = st.none() | st.integers(-2, 4)
goods = st.lists(st.tuples(st.integers(0, 1), days, st.integers(1, 3)), min_size=1, max_size=4)


def batches(found: list[tuple[int, int | None, int]], held: Iterable[bytes] = ()) -> list[Stocked]:
    made = []
    for which in {product for product, _, _ in found}:
        mine = [
            Batch(bytes([n]), _dated(day), quantity)
            for n, (product, day, quantity) in enumerate(found)
            if product == which
        ]
        quantity = sum(each.quantity for each in mine)
        known = (bytes([which]), None, "", None, UNKNOWN, quantity, tuple(mine))
        made.append(Stocked(*known, frozenset(held)))
    return made


def _dated(day: int | None) -> Dated | None:
    return None if day is None else Dated(TODAY + timedelta(day), DateKind.BEST_BEFORE)


def oracle(there: list[Stocked], quantity: int) -> list[date]:
    """Of all ways to take goods that are in date, the dates of the earliest; undated go last."""
    open_batches = [
        each
        for stocked in there
        for each in stocked.batches
        if (each.dated is None or each.dated.day >= TODAY)
        and not stocked.held & {stocked.product, each.id or b""}
    ]
    enough = min(quantity, sum(each.quantity for each in open_batches))
    ways = every(*(range(each.quantity + 1) for each in open_batches))
    dates = (
        sorted(
            date.max if each.dated is None else each.dated.day
            for each, many in zip(open_batches, way, strict=True)
            for _ in range(many)
        )
        for way in ways
        if sum(way) == enough
    )
    return min(dates)


@given(goods, st.integers(0, 8), st.sets(st.integers(0, 3), max_size=2))
def test_the_earliest_date_that_is_neither_past_nor_held_back_goes_first(
    found: list[tuple[int, int | None, int]], quantity: int, held: set[int]
) -> None:
    """A number names a batch, and 0 and 1 a product too: then all of it is held."""
    there = batches(found, [bytes([each]) for each in held])
    picks = shelf.pick(there, quantity, TODAY)
    assert sorted(
        date.max if pick.dated is None else pick.dated.day
        for pick in picks
        for _ in range(pick.quantity)
    ) == oracle(there, quantity)
    for pick in picks:
        (batch,) = [b for s in there for b in s.batches if b.id == pick.batch]
        assert pick.quantity <= batch.quantity


@given(
    st.lists(st.tuples(days, st.integers(-3, 5)), max_size=5),
    st.integers(-3, 15),
)
def test_batches_are_fitted_to_the_balance(
    said: list[tuple[int | None, int]], quantity: int
) -> None:
    """The balance is the truth: an excess leaves the earliest date, a surplus is unknown."""
    movements = [Batch(bytes([n]), _dated(day), many) for n, (day, many) in enumerate(said)]
    fitted = shelf.fitted(movements, quantity)
    assert sum(each.quantity for each in fitted) == max(quantity, 0)
    assert all(each.quantity > 0 for each in fitted)
    told = {each.id: each.quantity for each in movements if each.quantity > 0}
    kept = {each.id: each.quantity for each in fitted if each.id is not None}
    missing = [n for n in told if kept.get(n, 0) < told[n]]
    whole = [n for n in kept if kept[n] == told[n]]
    by_id = {each.id: each.dated for each in movements}
    for gone in missing:
        for stayed in whole:
            assert _last(by_id[gone]) <= _last(by_id[stayed])


def _last(dated: Dated | None) -> date:
    return date.max if dated is None else dated.day
