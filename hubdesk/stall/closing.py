"""Closing a stall's day: what the book still has there was taken, and the book is put right."""

from __future__ import annotations

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stall.session import Session, at_its_time
from hubdesk.stall.tables import stall_close
from hubdesk.stock import checkpoint, ledger, measures, shelf
from hubdesk.stock.ledger import Moved
from hubdesk.stock.moving import Goods
from hubdesk.stock.tables import balance
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate


class Closed(Body, frozen=True, array_like=True):
    """A day at a stall is over: nothing is left there; the subject is the session.

    ``taken`` is what the book still had, by batch: it went over the table. ``emptied`` are the
    products of which nothing is left: what arrives late of that day is absorbed by this count.
    """

    place: bytes
    day: str
    taken: list[Goods]
    emptied: list[bytes] = msgspec.field(default_factory=list)


def _taken(body: Closed) -> list[Moved]:
    return [Moved(g.product, body.place, -g.quantity, g.batch, g.pack) for g in body.taken]


def _take(op: Operation) -> bytes:
    """Each closing counts for itself: laptops that close apart both say that nothing is left."""
    return op.ref.stream + op.ref.seq.to_bytes(8, "big")


def _closed(applying: Applying, op: Operation, body: Closed) -> None:
    ledger.post(applying, op, _taken(body))
    for product in body.emptied:
        checkpoint.settle_count(applying, product, body.place, _take(op), op.at_ms, 0)
    row = {
        "op": op.position,
        "session": op.subject,
        "place": body.place,
        "day": body.day,
        "at_ms": op.at_ms,
    }
    applying.connection.execute(insert(stall_close), row)
    applying.touch(Touched.STALL, op.subject)


def _not_closed(applying: Applying, op: Operation, body: Closed) -> None:
    ledger.withdraw(applying, op, _taken(body))
    for product in body.emptied:
        checkpoint.withdraw_count(applying, product, body.place, _take(op))
    applying.connection.execute(delete(stall_close).where(stall_close.c.op == op.position))
    applying.touch(Touched.STALL, op.subject)


CLOSED = OperationKind("stall.closed", 1, Klass.STOCK, Closed, _closed, _not_closed)

_there = select(balance.c.product, balance.c.quantity).where(
    balance.c.place == bindparam("at"), balance.c.quantity != 0
)
_close_of = Prepared(
    select(func.max(stall_close.c.at_ms)).where(
        stall_close.c.place == bindparam("place"), stall_close.c.day == bindparam("day")
    )
)


def closed_ms(view: View, session: Session) -> int | None:
    """When a day was closed, the last time; None while it is open."""
    day = session.day.isoformat()
    found: int | None = _close_of.all(view.connection, place=session.place, day=day)[0][0]
    return found


def close(act: Act, session: Session) -> Operation:
    """Closes a day: what was not loaded in again was taken.

    It may be closed again when something of that day came in late, and undone from Today.
    """
    act = at_its_time(act, session)
    if closed_ms(act, session) is not None and not _left(act, session.place):
        raise Refused(
            translate("stall", "This day is closed. Undo that in Today (F9) to change it.")
        )
    taken: list[Goods] = []
    emptied: list[bytes] = []
    for product, quantity in _left(act, session.place):
        emptied.append(product)
        for each in shelf.batches_at(act, session.place, product, quantity):
            if each.quantity > 0:
                taken.append(Goods(product, each.id, each.quantity))
    taken = measures.marked(act, taken)
    return act.record(
        CLOSED, Closed(session.place, session.day.isoformat(), taken, emptied), session.id
    )


def _left(view: View, place: bytes) -> list[tuple[bytes, int]]:
    rows = view.connection.execute(_there, {"at": place}).all()
    return sorted((row.product, row.quantity) for row in rows)
