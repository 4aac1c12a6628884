"""The only writer of quantities: movements, counts, and the balance that follows.

The balance of a product at a place is its latest count (by business time) plus every later
movement. Movements and counts may arrive late and in any order; the result is the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import (
    Connection,
    Integer,
    LargeBinary,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.changes import Touched
from hubdesk.journal.operations import Applying, Operation
from hubdesk.stock.tables import balance, batch_sum, count, line_count, movement, product
from hubdesk.storage.prepared import Prepared, Row

NEVER_MS = -1
"""The time of the latest count of what was never counted."""

EVER_MS = 1 << 62
"""Later than anything."""


class Moved(Struct, frozen=True):
    """Goods that came (+) or went (-), in the product's own unit."""

    product: bytes
    place: bytes
    quantity: int
    batch: bytes | None = None


_add_movement = Prepared(insert(movement), *movement.c.keys())
_moved = {
    name: bindparam(name, type_=LargeBinary() if name in ("place", "product") else Integer())
    for name in ("place", "product", "quantity", "moved_ms")
}
# A product that was never seen here, of a line that was counted as one figure, is part of it.
_counted_with_line = func.coalesce(
    select(func.max(line_count.c.at_ms))
    .select_from(line_count.join(product, product.c.line == line_count.c.line))
    .where(product.c.id == _moved["product"], line_count.c.place == _moved["place"])
    .scalar_subquery(),
    NEVER_MS,
)
_shift_balance = Prepared(
    upsert(balance)
    .values(
        place=_moved["place"],
        product=_moved["product"],
        quantity=_moved["quantity"] * (_moved["moved_ms"] > _counted_with_line),
        counted_ms=_counted_with_line,
    )
    .on_conflict_do_update(
        index_elements=["place", "product"],
        set_={
            "quantity": balance.c.quantity
            + _moved["quantity"] * (_moved["moved_ms"] > balance.c.counted_ms)
        },
    )
)
_begin_balance = Prepared(
    upsert(balance)
    .values(
        place=_moved["place"], product=_moved["product"], quantity=0, counted_ms=_counted_with_line
    )
    .on_conflict_do_nothing()
)
_add_to_balance = Prepared(
    update(balance)
    .where(balance.c.place == bindparam("of_place"), balance.c.product == bindparam("of_product"))
    .values(quantity=balance.c.quantity + bindparam("shift"))
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
_with_line = (
    select(line_count.c.at_ms, literal(0).label("quantity"), literal(0).label("own"))
    .select_from(line_count.join(product, product.c.line == line_count.c.line))
    .where(
        product.c.id == bindparam("product"),
        line_count.c.place == bindparam("place"),
        line_count.c.take != bindparam("without", b""),
        ~exists().where(
            count.c.product == product.c.id,
            count.c.place == line_count.c.place,
            count.c.take == line_count.c.take,
        ),
    )
)
_by_itself = select(count.c.at_ms, count.c.quantity, literal(1).label("own")).where(
    count.c.product == bindparam("product"),
    count.c.place == bindparam("place"),
    count.c.take != bindparam("without", b""),
)
_counts = union_all(_by_itself, _with_line).subquery()
_latest_count = Prepared(
    select(_counts.c.at_ms, _counts.c.quantity)
    .where(_counts.c.at_ms <= bindparam("until_ms", EVER_MS))
    .order_by(_counts.c.at_ms.desc(), _counts.c.own.desc(), _counts.c.quantity.desc())
)
_moved_since = Prepared(
    select(func.coalesce(func.sum(movement.c.quantity), 0)).where(
        movement.c.product == bindparam("product"),
        movement.c.place == bindparam("place"),
        movement.c.at_ms > bindparam("since_ms"),
        movement.c.at_ms <= bindparam("until_ms", EVER_MS),
    )
)
_put_balance = upsert(balance)
_set_balance = Prepared(
    _put_balance.on_conflict_do_update(
        index_elements=["place", "product"],
        set_={
            "quantity": _put_balance.excluded.quantity,
            "counted_ms": _put_balance.excluded.counted_ms,
        },
    ),
    *balance.c.keys(),
)
_add_count = upsert(count)
_put_count = Prepared(
    _add_count.on_conflict_do_update(
        index_elements=["product", "place", "take"],
        set_={
            "at_ms": _add_count.excluded.at_ms,
            "quantity": _add_count.excluded.quantity,
        },
    ),
    *count.c.keys(),
)
_drop_count = Prepared(
    delete(count).where(
        count.c.product == bindparam("product"),
        count.c.place == bindparam("place"),
        count.c.take == bindparam("take"),
    )
)
_add_line = upsert(line_count)
_put_line = Prepared(
    _add_line.on_conflict_do_update(
        index_elements=["line", "place", "take"], set_={"at_ms": _add_line.excluded.at_ms}
    ),
    *line_count.c.keys(),
)
_drop_line = Prepared(
    delete(line_count).where(
        line_count.c.line == bindparam("line"),
        line_count.c.place == bindparam("place"),
        line_count.c.take == bindparam("take"),
    )
)
_known_of_line = Prepared(
    select(balance.c.product)
    .select_from(balance.join(product, product.c.id == balance.c.product))
    .where(product.c.line == bindparam("line"), balance.c.place == bindparam("place"))
)
_places_of = Prepared(
    select(balance.c.place).where(
        balance.c.place.in_(select(line_count.c.place)),
        balance.c.product == bindparam("product"),
    )
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
    connection = applying.connection
    shifts = {(m.place, m.product): 0 for _, moved in posted for m in moved}
    _begin_balance.many(connection, [{"place": p, "product": of} for p, of in shifts])
    counted = {(place, of): ms for place, of, ms in _counted.all(connection)}
    movements: list[Row] = []
    sums: dict[tuple[bytes, bytes, bytes], int] = {}
    for op, moved in posted:
        at_ms, position = op.at_ms, op.position
        for n, m in enumerate(moved):
            movements.append((m.product, m.place, at_ms, position, n, m.batch, m.quantity))
            key = (m.place, m.product)
            if at_ms > counted.get(key, NEVER_MS):
                shifts[key] += m.quantity
            if m.batch is not None:
                key_of_batch = (*key, m.batch)
                sums[key_of_batch] = sums.get(key_of_batch, 0) + m.quantity
    _add_movement.rows(connection, movements)
    moved_by = [
        {"of_place": place, "of_product": of, "shift": by} for (place, of), by in shifts.items()
    ]
    _add_to_balance.many(connection, moved_by)
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
    applying: Applying, product: bytes, place: bytes, take: bytes, at_ms: int, quantity: int
) -> None:
    """What a stock take found of a product at a place: up to its moment it is the truth."""
    row = {"product": product, "place": place, "take": take, "at_ms": at_ms, "quantity": quantity}
    _put_count.run(applying.connection, **row)
    recompute(applying, product, place)


def withdraw_count(applying: Applying, product: bytes, place: bytes, take: bytes) -> None:
    """A stock take found nothing out about a product; the count before it speaks again."""
    _drop_count.run(applying.connection, product=product, place=place, take=take)
    recompute(applying, product, place)


def settle_line(
    applying: Applying, line: bytes, place: bytes, take: bytes, at_ms: int | None
) -> None:
    """A stock take counted a line as one figure, or (None) did not after all.

    What it found of the products that it names is told by ``settle_count``.
    """
    which = {"line": line, "place": place, "take": take}
    if at_ms is None:
        _drop_line.run(applying.connection, **which)
    else:
        _put_line.run(applying.connection, **which, at_ms=at_ms)
    for (each,) in _known_of_line.all(applying.connection, line=line, place=place):
        recompute(applying, each, place)


def of_another_line(applying: Applying, product: bytes) -> None:
    """A product belongs to another line from now on, and to what was counted of it."""
    for (place,) in _places_of.all(applying.connection, product=product):
        recompute(applying, product, place)


def recompute(applying: Applying, product: bytes, place: bytes) -> None:
    """Works the balance out from the latest count and what moved after it."""
    since_ms, quantity = standing(applying.connection, product, place)
    row = {"product": product, "place": place, "quantity": quantity, "counted_ms": since_ms}
    _set_balance.run(applying.connection, **row)
    applying.touch(Touched.STOCK, product)


def standing(
    connection: Connection,
    product: bytes,
    place: bytes,
    *,
    until_ms: int = EVER_MS,
    without: bytes = b"",
) -> tuple[int, int]:
    """When a product was last counted at a place up to a moment, and what there was then.

    ``without`` is a stock take that is left out of account, as if it had not been.
    """
    where = {"product": product, "place": place, "until_ms": until_ms}
    latest = _latest_count.one(connection, **where, without=without)
    since_ms, start = (NEVER_MS, 0) if latest is None else latest
    moved = _moved_since.one(connection, **where, since_ms=since_ms)
    assert moved is not None
    return since_ms, start + moved[0]


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
    lines = connection.execute(select(product.c.id, product.c.line))
    line_of = {row.id: row.line for row in lines}
    latest: dict[tuple[bytes, bytes], tuple[int, int, int]] = {}
    own: set[tuple[bytes, bytes, bytes]] = set()
    for each in connection.execute(select(count)):
        own.add((each.product, each.place, each.take))
        which, found = (each.product, each.place), (each.at_ms, 1, each.quantity)
        latest[which] = max(found, latest.get(which, found))
    with_line: dict[tuple[bytes, bytes], list[tuple[int, bytes]]] = {}
    for each in connection.execute(select(line_count)):
        with_line.setdefault((each.line, each.place), []).append((each.at_ms, each.take))
    totals: dict[tuple[bytes, bytes], int] = {}
    columns = (movement.c.product, movement.c.place, movement.c.at_ms, movement.c.quantity)
    moves = connection.execute(select(*columns)).all()
    for which in {(product_id, place) for product_id, place, _, _ in moves} | set(latest):
        for at_ms, take in with_line.get((line_of.get(which[0]) or b"", which[1]), ()):
            if (*which, take) not in own:
                latest[which] = max((at_ms, 0, 0), latest.get(which, (NEVER_MS, 0, 0)))
        totals[which] = latest.get(which, (NEVER_MS, 0, 0))[2]
    for product_id, place, at_ms, quantity in moves:
        if at_ms > latest.get((product_id, place), (NEVER_MS, 0, 0))[0]:
            totals[product_id, place] += quantity
    return totals
