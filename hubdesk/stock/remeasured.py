"""Goods that turn out to be weighed, or not: what stands in the book already, in their measure.

A bare code is counted in ones, for nobody knows yet what it is. Once it is named into a line in
grams or millilitres, each of what came, went or was counted of it was a pack of that line: on
whatever laptop, and whichever of it is heard of first. Called by the reducers that are told of
lines and products.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.changes import Touched
from hubdesk.journal import fields
from hubdesk.journal.operations import Applying
from hubdesk.journal.tables import field_value, operation
from hubdesk.stock import checkpoint, count_sums
from hubdesk.stock.tables import (
    IN_ONES,
    balance,
    batch_sum,
    count_entry,
    count_share,
    line,
    movement,
    product,
    taken_in,
    weighed,
)
from hubdesk.stock.weighed import USUAL_PACK, step_of, turned
from hubdesk.storage.prepared import Prepared

_of: BindParameter[Any] = bindparam("of")
_measured = Prepared(
    select(line.c.id, product.c.weight_g)
    .select_from(product.join(line, line.c.id == product.c.line))
    .where(product.c.id == _of, line.c.measure != IN_ONES)
)
_said_packs = Prepared(
    select(field_value.c.stamp, field_value.c.value)
    .where(field_value.c.subject == _of, field_value.c.field == "weight_g")
    .order_by(field_value.c.stamp, field_value.c.stream, field_value.c.seq)
)
_put_step = upsert(weighed)
_put = Prepared(
    _put_step.on_conflict_do_update(
        index_elements=["product"], set_={"step": _put_step.excluded.step}
    ),
    *weighed.c.keys(),
)
_drop = Prepared(delete(weighed).where(weighed.c.product == _of))
_of_line = Prepared(
    select(product.c.id)
    .select_from(
        product.join(line, line.c.id == product.c.line).outerjoin(
            weighed, weighed.c.product == product.c.id
        )
    )
    .where(product.c.line == _of, or_(line.c.measure != IN_ONES, weighed.c.product.is_not(None)))
)
_movements = Prepared(
    select(
        movement.c.place,
        movement.c.at_ms,
        movement.c.op,
        movement.c.n,
        movement.c.quantity,
        movement.c.told,
        movement.c.pack,
    ).where(movement.c.product == _of, movement.c.pack != 0)
)
_turn_movement = Prepared(
    update(movement)
    .where(
        movement.c.product == _of,
        movement.c.place == bindparam("at_place"),
        movement.c.at_ms == bindparam("when_ms"),
        movement.c.op == bindparam("by_op"),
        movement.c.n == bindparam("nth"),
    )
    .values(quantity=bindparam("many"))
)
_drop_sums = Prepared(delete(batch_sum).where(batch_sum.c.product == _of))
_total = func.sum(movement.c.quantity)
_add_sums = Prepared(
    insert(batch_sum).from_select(
        ["place", "product", "batch", "quantity"],
        select(movement.c.place, movement.c.product, movement.c.batch, _total)
        .where(movement.c.product == _of, movement.c.batch.is_not(None))
        .group_by(movement.c.place, movement.c.product, movement.c.batch)
        .having(_total != 0),
    )
)
_places = Prepared(select(movement.c.place).where(movement.c.product == _of).distinct())
# A parcel or a load is moved by operations about itself; see ``ledger.forget_empty``.
_used_up = (
    select(movement.c.place)
    .select_from(movement.join(operation, operation.c.position == movement.c.op))
    .where(movement.c.product == _of, operation.c.subject == movement.c.place)
)
_forget_used_up = Prepared(
    delete(balance).where(
        balance.c.product == _of, balance.c.quantity == 0, balance.c.place.in_(_used_up)
    )
)
_scans = Prepared(
    select(taken_in.c.op, taken_in.c.told, taken_in.c.pack).where(
        taken_in.c.product == _of, taken_in.c.pack != 0
    )
)
_turn_scan = Prepared(
    update(taken_in).where(taken_in.c.op == _of).values(quantity=bindparam("many"))
)
_shares = Prepared(
    select(
        count_share.c.stream,
        count_share.c.seq,
        count_share.c.quantity,
        count_share.c.told,
        count_entry.c.pack,
    )
    .join(
        count_entry,
        (count_entry.c.stream == count_share.c.stream) & (count_entry.c.seq == count_share.c.seq),
    )
    .where(count_share.c.product == _of, count_entry.c.pack != 0)
)
_turn_share = Prepared(
    update(count_share)
    .where(
        count_share.c.stream == bindparam("in_stream"),
        count_share.c.seq == bindparam("at_seq"),
        count_share.c.product == _of,
    )
    .values(quantity=bindparam("many"))
)
_shift_entry = Prepared(
    update(count_entry)
    .where(count_entry.c.stream == bindparam("in_stream"), count_entry.c.seq == bindparam("at_seq"))
    .values(quantity=count_entry.c.quantity + bindparam("more"))
)


def settle(applying: Applying, product_id: bytes) -> None:
    """A product may be counted otherwise from now on, and all that is here of it with it."""
    before, now = step_of(applying.connection, product_id), _step(applying.connection, product_id)
    if before == now:
        return
    if now is None:
        _drop.run(applying.connection, of=product_id)
    else:
        _put.run(applying.connection, product=product_id, step=now)
    _turn_counts(applying, product_id, now)
    _turn_scans(applying.connection, product_id, now)
    _turn_movements(applying, product_id, now)
    applying.touch(Touched.STOCK, product_id)


def settle_line(applying: Applying, line_id: bytes) -> None:
    """The same, of every product of a line."""
    for (product_id,) in _of_line.all(applying.connection, of=line_id):
        settle(applying, product_id)


def _step(connection: Connection, product_id: bytes) -> int | None:
    """What one pack is taken to hold; None for what is counted in ones.

    What the product itself says, for one barcode is of one size; else the usual pack of its line
    as it was said when the product was put there, so that a better figure for the packs of next
    week says nothing about those of last week.
    """
    row = _measured.one(connection, of=product_id)
    if row is None:
        return None
    line_id, own = row
    return own or _usual(connection, line_id, product_id) or USUAL_PACK


def _usual(connection: Connection, line_id: bytes, product_id: bytes) -> int | None:
    put_there = max((e.stamp for e in fields.heads(connection, product_id, "line")), default=0)
    said = [
        (stamp, pack)
        for stamp, raw in _said_packs.all(connection, of=line_id)
        if (pack := msgspec.msgpack.decode(raw))
    ]
    before = [pack for stamp, pack in said if stamp <= put_there]
    return before[-1] if before else next((pack for _, pack in said), None)


def _turn_movements(applying: Applying, product_id: bytes, step: int | None) -> None:
    connection = applying.connection
    rows = [
        {"at_place": place, "when_ms": at_ms, "by_op": op, "nth": n, "many": many}
        for place, at_ms, op, n, before, told, pack in _movements.all(connection, of=product_id)
        if (many := turned(told, pack, step)) != before
    ]
    if not rows:
        return
    _turn_movement.many(connection, [row | {"of": product_id} for row in rows])
    _drop_sums.run(connection, of=product_id)
    _add_sums.run(connection, of=product_id)
    for (place,) in _places.all(connection, of=product_id):
        checkpoint.recompute(applying, product_id, place)
    _forget_used_up.run(connection, of=product_id)


def _turn_scans(connection: Connection, product_id: bytes, step: int | None) -> None:
    scans = _scans.all(connection, of=product_id)
    rows = [{"of": op, "many": turned(told, pack, step)} for op, told, pack in scans]
    _turn_scan.many(connection, rows)


def _turn_counts(applying: Applying, product_id: bytes, step: int | None) -> None:
    """What a count says of the product, and what the figure of its line comes to by that."""
    connection = applying.connection
    rows = [
        {"in_stream": stream, "at_seq": seq, "many": many, "more": many - before}
        for stream, seq, before, told, pack in _shares.all(connection, of=product_id)
        if (many := turned(told, pack, step)) != before
    ]
    if not rows:
        return
    _turn_share.many(connection, [row | {"of": product_id} for row in rows])
    _shift_entry.many(connection, rows)
    count_sums.of_another_line(applying, product_id)
