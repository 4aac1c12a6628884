"""The only writer of quantities: movements, counts, and the balance that follows.

The balance of a product at a place is its latest count (by business time) plus every later
movement. Movements and counts may arrive late and in any order; the result is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.changes import Touched
from hubdesk.journal.operations import Applying, Operation
from hubdesk.stock.tables import balance, batch_sum, count, movement
from hubdesk.storage.prepared import Prepared, Row

NEVER_MS = -1
"""The time of the latest count of what was never counted."""


@dataclass(frozen=True)
class Moved:
    """Goods that came (+) or went (-), in the product's own unit."""

    product: bytes
    place: bytes
    quantity: int
    batch: bytes | None = None


_add_movement = Prepared(insert(movement), *movement.c.keys())
_add_balance = upsert(balance)
_shift_balance = Prepared(
    _add_balance.on_conflict_do_update(
        index_elements=["place", "product"],
        set_={
            "quantity": balance.c.quantity
            + _add_balance.excluded.quantity
            * (bindparam("moved_ms", type_=Integer) > balance.c.counted_ms)
        },
    ),
    *balance.c.keys(),
)
_add_shift = Prepared(
    _add_balance.on_conflict_do_update(
        index_elements=["place", "product"],
        set_={"quantity": balance.c.quantity + _add_balance.excluded.quantity},
    ),
    *balance.c.keys(),
)
_counted = Prepared(
    select(balance.c.place, balance.c.product, balance.c.counted_ms).where(
        balance.c.counted_ms > NEVER_MS
    )
)
_add_sum = upsert(batch_sum)
_shift_sum = Prepared(
    _add_sum.on_conflict_do_update(
        index_elements=["place", "product", "batch"],
        set_={"quantity": batch_sum.c.quantity + _add_sum.excluded.quantity},
    ),
    *batch_sum.c.keys(),
)
_drop_empty = Prepared(
    delete(batch_sum).where(
        batch_sum.c.place == bindparam("place"),
        batch_sum.c.product == bindparam("product"),
        batch_sum.c.batch == bindparam("batch"),
        batch_sum.c.quantity == 0,
    )
)
_drop_movement = Prepared(
    delete(movement).where(
        movement.c.product == bindparam("product"),
        movement.c.place == bindparam("place"),
        movement.c.at_ms == bindparam("moved_ms"),
        movement.c.op == bindparam("op"),
    )
)
_latest_count = (
    select(count.c.at_ms, count.c.quantity)
    .where(count.c.product == bindparam("product"), count.c.place == bindparam("place"))
    .order_by(count.c.at_ms.desc(), count.c.quantity.desc())
    .limit(1)
)
_moved_since = select(func.coalesce(func.sum(movement.c.quantity), 0)).where(
    movement.c.product == bindparam("product"),
    movement.c.place == bindparam("place"),
    movement.c.at_ms > bindparam("since_ms"),
)
_set_balance = upsert(balance)
_set_balance = _set_balance.on_conflict_do_update(
    index_elements=["place", "product"],
    set_={
        "quantity": _set_balance.excluded.quantity,
        "counted_ms": _set_balance.excluded.counted_ms,
    },
)
_forget_empty = Prepared(
    delete(balance).where(balance.c.place == bindparam("place"), balance.c.quantity == 0)
)
_quantity = Prepared(
    select(balance.c.quantity).where(
        balance.c.place == bindparam("place"), balance.c.product == bindparam("product")
    )
)


def post(applying: Applying, op: Operation, moved: Sequence[Moved]) -> None:
    """Adds the movements of one operation and keeps the balances."""
    if moved:
        applying.gather(_post, (op, moved))


def _post(applying: Applying, posted: list[tuple[Operation, Sequence[Moved]]]) -> None:
    if len(posted) > 1:
        _post_all(applying, posted)
    else:
        _post_one(applying, *posted[0])


def _post_one(applying: Applying, op: Operation, moved: Sequence[Moved]) -> None:
    rows = [
        {
            "product": m.product,
            "place": m.place,
            "at_ms": op.at_ms,
            "op": op.position,
            "n": n,
            "batch": m.batch,
            "quantity": m.quantity,
        }
        for n, m in enumerate(moved)
    ]
    _add_movement.many(applying.connection, rows)
    _shift(applying, op.at_ms, moved)


def _post_all(applying: Applying, posted: list[tuple[Operation, Sequence[Moved]]]) -> None:
    """As ``_post_one`` for each of many operations: each balance is written once."""
    movements: list[Row] = []
    shifts: dict[tuple[bytes, bytes], int] = {}
    sums: dict[tuple[bytes, bytes, bytes], int] = {}
    counted = {(place, of): ms for place, of, ms in _counted.all(applying.connection)}
    for op, moved in posted:
        at_ms, position = op.at_ms, op.position
        for n, m in enumerate(moved):
            movements.append((m.product, m.place, at_ms, position, n, m.batch, m.quantity))
            key = (m.place, m.product)
            later = at_ms > counted.get(key, NEVER_MS)
            shifts[key] = shifts.get(key, 0) + (m.quantity if later else 0)
            if m.batch is not None:
                key_of_batch = (*key, m.batch)
                sums[key_of_batch] = sums.get(key_of_batch, 0) + m.quantity
    connection = applying.connection
    _add_movement.rows(connection, movements)
    _add_shift.rows(connection, [(*key, by, NEVER_MS) for key, by in shifts.items()])
    _shift_sum.rows(connection, [(*key, by) for key, by in sums.items()])
    named = ("place", "product", "batch")
    _drop_empty.many(connection, [dict(zip(named, each, strict=True)) for each in sums])
    applying.touch(Touched.STOCK, *{product for _, product in shifts})


def withdraw(applying: Applying, op: Operation, moved: Sequence[Moved]) -> None:
    """Takes the movements of an operation away, as if they never were."""
    rows = [
        {
            "product": m.product,
            "place": m.place,
            "moved_ms": op.at_ms,
            "op": op.position,
        }
        for m in moved
    ]
    if rows:
        _drop_movement.many(applying.connection, rows)
        back = [Moved(m.product, m.place, -m.quantity, m.batch) for m in moved]
        _shift(applying, op.at_ms, back)


def _shift(applying: Applying, at_ms: int, moved: Sequence[Moved]) -> None:
    connection = applying.connection
    _shift_balance.many(
        connection,
        [
            {
                "place": m.place,
                "product": m.product,
                "quantity": m.quantity,
                "counted_ms": NEVER_MS,
                "moved_ms": at_ms,
            }
            for m in moved
        ],
    )
    dated = [m for m in moved if m.batch is not None]
    if dated:
        sums = [
            {"place": m.place, "product": m.product, "batch": m.batch, "quantity": m.quantity}
            for m in dated
        ]
        _shift_sum.many(connection, sums)
        _drop_empty.many(connection, sums)
    applying.touch(Touched.STOCK, *(m.product for m in moved))


def settle_count(
    applying: Applying, op: Operation, product: bytes, place: bytes, quantity: int
) -> None:
    """Adds a count: up to its moment it is the truth."""
    applying.connection.execute(
        insert(count),
        {
            "product": product,
            "place": place,
            "at_ms": op.at_ms,
            "op": op.position,
            "quantity": quantity,
        },
    )
    recompute(applying, product, place)


def withdraw_count(applying: Applying, op: Operation, product: bytes, place: bytes) -> None:
    """Takes a count away; the one before it speaks again."""
    applying.connection.execute(
        delete(count).where(
            count.c.product == product,
            count.c.place == place,
            count.c.at_ms == op.at_ms,
            count.c.op == op.position,
        )
    )
    recompute(applying, product, place)


def recompute(applying: Applying, product: bytes, place: bytes) -> None:
    """Works the balance out from the latest count and what moved after it."""
    where = {"product": product, "place": place}
    latest = applying.connection.execute(_latest_count, where).first()
    since_ms, start = (NEVER_MS, 0) if latest is None else (latest.at_ms, latest.quantity)
    moved = applying.connection.execute(_moved_since, where | {"since_ms": since_ms}).scalar_one()
    row = where | {"quantity": start + moved, "counted_ms": since_ms}
    applying.connection.execute(_set_balance, row)
    applying.touch(Touched.STOCK, product)


def forget_empty(connection: Connection, place: bytes) -> None:
    """Drops balances of nothing, for a place that is used up: a parcel that was handed over.

    To be called by every reducer that moves goods there; a place that is counted keeps them.
    """
    _forget_empty.run(connection, place=place)


def on_hand(connection: Connection, product: bytes, place: bytes) -> int:
    """What the book says there is of a product at a place; below nothing means count me."""
    found = _quantity.one(connection, product=product, place=place)
    return 0 if found is None else int(found[0])


def computed(connection: Connection) -> dict[tuple[bytes, bytes], int]:
    """Every balance worked out anew from counts and movements alone, for the check."""
    newest = (
        select(count.c.product, count.c.place, func.max(count.c.at_ms).label("at_ms"))
        .group_by(count.c.product, count.c.place)
        .subquery()
    )
    totals: dict[tuple[bytes, bytes], int] = {}
    since: dict[tuple[bytes, bytes], int] = {}
    latest = select(newest.c.product, newest.c.place, newest.c.at_ms)
    for product, place, _ in connection.execute(latest):
        row = connection.execute(_latest_count, {"product": product, "place": place}).one()
        totals[product, place] = row.quantity
        since[product, place] = row.at_ms
    moves = select(movement.c.product, movement.c.place, movement.c.at_ms, movement.c.quantity)
    for product, place, at_ms, quantity in connection.execute(moves):
        if at_ms > since.get((product, place), NEVER_MS):
            totals[product, place] = totals.get((product, place), 0) + quantity
        else:
            totals.setdefault((product, place), 0)
    return totals
