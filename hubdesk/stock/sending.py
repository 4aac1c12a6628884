"""Sending goods to another site: sent is not received until somebody there scans it in.

What is on the way stands in a small place of its own in the ledger, as a packed parcel does:
it is on no shelf, and the sum over all places stays what the hub has. Both sites may be
offline; whichever end is heard of first, the other meets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, delete, exists, insert, select

from hubdesk.binding import BoundKind, bound_to, keep
from hubdesk.changes import Touched
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.stock import ledger, measures, moving, places, shelf, weighed
from hubdesk.stock.ledger import Moved
from hubdesk.stock.moving import Goods, across, check
from hubdesk.stock.tables import balance, on_the_way
from hubdesk.wording import translate


class Sent(Body, frozen=True, array_like=True):
    """The operation's subject, a load with this code, left one place for another."""

    code: str
    from_place: bytes
    to_place: bytes
    goods: list[Goods]


class Received(Body, frozen=True, array_like=True):
    """Goods of the operation's subject, a load, came to a place; ``missing`` never will.

    A number below nothing in ``missing``: more came than was sent.
    """

    place: bytes
    goods: list[Goods]
    missing: list[Goods] = msgspec.field(default_factory=list)


def _came(op: Operation, body: Received) -> list[Moved]:
    lost = [Moved(g.product, op.subject, -g.quantity, g.batch, g.pack) for g in body.missing]
    return [*across(op.subject, body.place, body.goods), *lost]


def _sent(applying: Applying, op: Operation, body: Sent) -> None:
    row = {
        "op": op.position,
        "id": op.subject,
        "stream": op.ref.stream,
        "seq": op.ref.seq,
        "code": body.code,
        "from_place": body.from_place,
        "to_place": body.to_place,
        "at_ms": op.at_ms,
        "actor": op.actor,
    }
    applying.connection.execute(insert(on_the_way), row)
    keep(applying, op, body.code, BoundKind.SENT, op.subject)
    ledger.post(applying, op, across(body.from_place, op.subject, body.goods))
    _changed(applying, op.subject)


def _not_sent(applying: Applying, op: Operation, body: Sent) -> None:
    applying.connection.execute(delete(on_the_way).where(on_the_way.c.op == op.position))
    ledger.withdraw(applying, op, across(body.from_place, op.subject, body.goods))
    _changed(applying, op.subject)


def _received(applying: Applying, op: Operation, body: Received) -> None:
    ledger.post(applying, op, _came(op, body))
    _changed(applying, op.subject)


def _not_received(applying: Applying, op: Operation, body: Received) -> None:
    ledger.withdraw(applying, op, _came(op, body))
    _changed(applying, op.subject)


def _changed(applying: Applying, load: bytes) -> None:
    ledger.forget_empty(applying.connection, load)
    applying.touch(Touched.STOCK, load)


SENT = OperationKind("stock.sent", 1, Klass.STOCK, Sent, _sent, _not_sent)
RECEIVED = OperationKind("stock.received", 1, Klass.STOCK, Received, _received, _not_received)


class Load(Struct, frozen=True):
    """Goods that were sent. ``ref`` names the sending; ``code`` is on its slip."""

    id: bytes
    ref: Ref
    code: str
    from_place: bytes
    to_place: bytes
    at_ms: int
    actor: bytes | None

    @property
    def number(self) -> str:
        """Its last four, as people say it."""
        return self.code[-4:]


_loads = select(
    on_the_way.c.id,
    on_the_way.c.stream,
    on_the_way.c.seq,
    on_the_way.c.code,
    on_the_way.c.from_place,
    on_the_way.c.to_place,
    on_the_way.c.at_ms,
    on_the_way.c.actor,
)
_held = exists().where(balance.c.place == on_the_way.c.id, balance.c.quantity != 0)
_products = (
    select(balance.c.product, balance.c.quantity)
    .where(balance.c.place == bindparam("load"), balance.c.quantity != 0)
    .order_by(balance.c.product)
)


def send(
    act: Act,
    from_place: bytes,
    to_place: bytes,
    goods: Sequence[Goods],
    *,
    at_ms: int | None = None,
) -> Operation:
    """Goods leave for another site. Nobody has them there until they are received.

    Raises Refused where ``moving.move`` would do, and for goods that may not travel.
    """
    check(act, from_place, to_place, goods)
    if not places.apart(act, from_place, to_place):
        raise Refused(translate("hub", "That place is in this building. Move the goods."))
    code = own.draw(own.Kind.CRATE)
    while bound_to(act, code):
        code = own.draw(own.Kind.CRATE)
    body = Sent(code, from_place, to_place, measures.marked(act, goods))
    return act.record(SENT, body, identity.new_id(), at_ms=at_ms)


def carry(act: Act, from_place: bytes, to_place: bytes, goods: Sequence[Goods]) -> Operation:
    """Goods go to another place: at once inside a building, else they are sent."""
    go = send if places.apart(act, from_place, to_place) else moving.move
    return go(act, from_place, to_place, goods)


def receive(
    act: Act,
    load: bytes,
    goods: Sequence[Goods],
    *,
    place: bytes | None = None,
    last: bool = False,
    at_ms: int | None = None,
) -> Operation:
    """Goods of a load have come, to the place it was sent to unless another is named.

    ``last``: nothing more of it will come, so that what is missing is written off, and what
    was too much is not owed. Without it the rest stays on the way.
    """
    found = by_id(act, load)
    if found is None:
        raise Refused(
            translate("hub", "This laptop has not heard of this load yet. Take the goods in.")
        )
    if any(each.quantity < 1 for each in goods):
        raise Refused(translate("hub", "Type a number of at least 1, or leave it out."))
    missing = _rest(inside(act, load), goods) if last else []
    if not goods and not missing:
        raise Refused(
            translate("hub", "Nothing of this load is on the way any more. Choose another.")
        )
    body = Received(
        place or found.to_place, measures.marked(act, goods), measures.marked(act, missing)
    )
    return act.record(RECEIVED, body, load, at_ms=at_ms)


def bring_back(act: Act, load: bytes) -> Operation:
    """All that is still on the way is back where it was sent from."""
    found = by_id(act, load)
    assert found is not None
    goods = [each for each in inside(act, load) if each.quantity > 0]
    return receive(act, load, goods, place=found.from_place, last=True)


def by_id(view: View, load: bytes) -> Load | None:
    """A load that was sent, received or not; None when it never was, as far as is known here."""
    row = view.connection.execute(_loads.where(on_the_way.c.id == load)).first()
    return None if row is None else _load(row)


def by_code(view: View, text: str) -> Load | None:
    """The load whose slip was scanned; None when it is no load's."""
    code = own.read(text)
    bound = bound_to(view, code.text) if code else []
    found = [each.id for each in bound if each.kind is BoundKind.SENT]
    return by_id(view, found[0]) if len(found) == 1 else None


def all_on_the_way(view: View) -> list[Load]:
    """The loads of which something has not come yet, the oldest first."""
    rows = view.connection.execute(
        _loads.where(_held).order_by(on_the_way.c.at_ms, on_the_way.c.code)
    )
    return [_load(row) for row in rows]


def inside(view: View, load: bytes) -> list[Goods]:
    """What of a load is still on the way. Below nothing: more came than was sent."""
    goods: list[Goods] = []
    for product, many in view.connection.execute(_products, {"load": load}).all():
        batches = shelf.batches_at(view, load, product, many)
        goods += [Goods(product, each.id, each.quantity) for each in batches]
        if many < 0:
            goods.append(Goods(product, None, many))
    return goods


def can_undo(view: View, op: Operation) -> bool:
    """False for a sending of which something was received: that is undone first."""
    if op.type != SENT.name:
        return True
    found = view.journal.read(view.connection, op.ref)
    body = view.journal.body_of(view.connection, *found) if found else None
    if not isinstance(body, Sent):
        return False
    return _sums(weighed.known(view.connection, body.goods)) == _sums(inside(view, op.subject))


def undo(act: Act, op: Operation) -> None:
    """It was never sent. Refused when something of it was received: that is undone first."""
    if not can_undo(act, op):
        raise Refused(translate("hub", "Something of this load was received. Undo that first."))
    act.undo(op.ref)


def _rest(there: Iterable[Goods], came: Iterable[Goods]) -> list[Goods]:
    """What is left of a load after some of it came; below nothing where more came."""
    left = _sums(there)
    for (product, batch), many in _sums(came).items():
        left[product, batch] = left.get((product, batch), 0) - many
    return [Goods(*which, many) for which, many in left.items() if many]


def _sums(goods: Iterable[Goods]) -> dict[tuple[bytes, bytes | None], int]:
    sums: dict[tuple[bytes, bytes | None], int] = {}
    for each in goods:
        which = (each.product, each.batch)
        sums[which] = sums.get(which, 0) + each.quantity
    return sums


def _load(row: Any) -> Load:
    id_, stream, seq, code, from_place, to_place, at_ms, actor = row
    return Load(id_, Ref(stream, seq), code, from_place, to_place, at_ms, actor)
