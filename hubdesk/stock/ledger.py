"""The only writer of movements, and of the balances that they shift.

The balance of a product at a place is its latest count (by business time) plus every later
movement; counts are written by ``hubdesk.stock.checkpoint``. Both may arrive late and in any
order; the result is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import (
    Connection,
    Integer,
    LargeBinary,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.changes import Touched
from hubdesk.journal.operations import Applying, Operation
from hubdesk.stock import weighed
from hubdesk.stock.tables import balance, batch_sum, line_count, movement, product
from hubdesk.storage.prepared import Prepared, Row

NEVER_MS = -1
"""The time of the latest count of what was never counted."""


class Moved(Struct, frozen=True):
    """Goods that came (+) or went (-), as their operation counts them.

    ``pack`` is what one pack was in that number; see ``hubdesk.stock.weighed``.
    """

    product: bytes
    place: bytes
    quantity: int
    batch: bytes | None = None
    pack: int = 0


Posted = tuple[bytes, bytes, int, int, int, bytes | None, int, int]
"""A movement as an operation tells it: the product and place, when (ms), the operation's place
in the journal, which of its movements, the batch, how many, and what one pack was in that."""

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
    select(balance.c.counted_ms).where(
        balance.c.place == bindparam("place"), balance.c.product == bindparam("product")
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
    if applying.gathered is None:
        if moved:
            _post_one(applying, op, moved)
        return
    at_ms, position = op.at_ms, op.position
    # Even without goods, so that of what is gathered this is written before what follows it.
    applying.gather_all(
        _post_all,
        [
            (m.product, m.place, at_ms, position, n, m.batch, m.quantity, m.pack)
            for n, m in enumerate(moved)
        ],
    )


def post_all(applying: Applying, posted: list[Posted]) -> None:
    """As ``post``, of many operations: a reducer that is given many makes the rows itself."""
    applying.gather_all(_post_all, posted)


def _post_one(applying: Applying, op: Operation, moved: Sequence[Moved]) -> None:
    counted = _in_book(applying.connection, moved)
    rows = [
        {
            "product": m.product,
            "place": m.place,
            "at_ms": op.at_ms,
            "op": op.position,
            "n": n,
            "batch": m.batch,
            "quantity": in_book.quantity,
            "told": m.quantity,
            "pack": m.pack,
        }
        for n, (m, in_book) in enumerate(zip(moved, counted, strict=True))
    ]
    _add_movement.many(applying.connection, rows)
    _shift(applying, op.at_ms, counted)


def _in_book(connection: Connection, moved: Sequence[Moved]) -> list[Moved]:
    """The movements of an operation in the measure that their goods have now."""
    return [m if m.pack == 0 else replace(m, quantity=_many(connection, m)) for m in moved]


def _many(connection: Connection, m: Moved) -> int:
    return weighed.in_book(connection, m.product, m.quantity, m.pack)


def _post_all(applying: Applying, posted: list[Posted]) -> None:
    """As ``_post_one`` for each of many operations: each balance is written once."""
    connection = applying.connection
    movements = _by_place(connection, posted)
    balances = [{"place": place, "product": product} for product, place in movements]
    _begin_balance.many(connection, balances)
    # Each by its key: most pages are of a few goods, and a hub knows ten thousand.
    shifts = [_shifted(connection, *of, rows) for of, rows in movements.items()]
    _add_movement.rows(connection, chain.from_iterable(movements.values()))
    _add_to_balance.many(connection, shifts)
    sums = _by_batch(movements)
    _shift_sum.rows(connection, [(*key, by) for key, by in sums.items()])
    named = ("place", "product", "batch")
    _drop_empty.many(connection, [dict(zip(named, each, strict=True)) for each in sums])
    applying.touch(Touched.STOCK, *{product for product, _ in movements})


def _by_place(connection: Connection, posted: list[Posted]) -> dict[tuple[bytes, bytes], list[Row]]:
    """By product and place the rows of the table, in its order.

    Alike beside alike is written a third faster.
    """
    found: dict[tuple[bytes, bytes], list[Row]] = {}
    # No two are of one operation and number, so that what may be None is never compared.
    for of, some in groupby(sorted(posted), key=_of):
        step, rows = weighed.step_of(connection, of[0]), list(some)
        if step is None and max(map(_pack, rows)) <= 1:
            found[of] = [(*row[:7], row[6], row[7]) for row in rows]
        else:
            found[of] = [
                (*row[:6], weighed.turned(row[6], row[7], step), row[6], row[7]) for row in rows
            ]
    return found


def _by_batch(
    movements: dict[tuple[bytes, bytes], list[Row]],
) -> dict[tuple[bytes, bytes, bytes], int]:
    """By place, product and batch how many came, less how many went."""
    sums: dict[tuple[bytes, bytes, bytes], int] = {}
    for (which, place), rows in movements.items():
        of_batch: dict[bytes, int] = {}
        for row in rows:
            batch = row[5]
            of_batch[batch] = of_batch.get(batch, 0) + row[6]
        of_batch.pop(None, None)  # type: ignore[call-overload]
        sums |= {(place, which, batch): many for batch, many in of_batch.items()}
    return sums


def _shifted(
    connection: Connection, product: bytes, place: bytes, rows: list[Row]
) -> dict[str, object]:
    """By how much movements of a product shift its balance at a place."""
    found = _counted.one(connection, place=place, product=product)
    since_ms = NEVER_MS if found is None else found[0]
    shift = sum([row[6] for row in rows if row[2] > since_ms])
    return {"of_place": place, "of_product": product, "shift": shift}


_of = itemgetter(0, 1)
_pack = itemgetter(7)


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
        counted = _in_book(applying.connection, moved)
        back = [replace(m, quantity=-m.quantity) for m in counted]
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


def forget_empty(connection: Connection, place: bytes) -> None:
    """Drops balances of nothing, for a place that is used up: a parcel that was handed over.

    To be called by every reducer that moves goods there; a place that is counted keeps them.
    """
    _forget_empty.run(connection, place=place)


def on_hand(connection: Connection, product: bytes, place: bytes) -> int:
    """What the book says there is of a product at a place; below nothing means count me."""
    found = _quantity.one(connection, product=product, place=place)
    return 0 if found is None else int(found[0])
