"""What the ledger says of goods at the stall: every movement of a day, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, case, func, select

from hubdesk.journal.act import View
from hubdesk.journal.tables import operation
from hubdesk.stall.session import Session, first_moment, last_moment
from hubdesk.stall.tables import stall_close
from hubdesk.stock.batch import dated_of
from hubdesk.stock.dates import Dated
from hubdesk.stock.intake import TAKEN_IN
from hubdesk.stock.tables import balance, batch, line, movement, product
from hubdesk.storage.prepared import Prepared

NEVER_MS = -1


@dataclass(frozen=True)
class Movement:
    """Some of one batch came to (+) or left (-) the stall. ``kind`` is the operation's."""

    product: bytes
    line: bytes | None
    batch: bytes | None
    dated: Dated | None
    quantity: int
    weight_g: int | None
    at_ms: int
    op: int
    kind: str


@dataclass(frozen=True)
class Stands:
    """What stands at a place of a line, by the book; ``line`` None: of no line.

    ``weight_g`` is of all but ``unweighed`` items, of which nobody has said what one weighs.
    """

    line: bytes | None
    quantity: int
    weight_g: int | None
    unweighed: int


_weight = func.coalesce(product.c.weight_g, line.c.weight_g)
# By what has ever stood at the place (a primary key that begins with it), never by all movements.
_moved = Prepared(
    select(
        movement.c.product,
        product.c.line,
        movement.c.batch,
        batch.c.day,
        batch.c.kind,
        movement.c.quantity,
        _weight,
        movement.c.at_ms,
        movement.c.op,
        operation.c.type,
    )
    .select_from(
        balance.join(
            movement,
            and_(
                movement.c.product == balance.c.product,
                movement.c.place == balance.c.place,
                movement.c.at_ms > bindparam("after_ms"),
                movement.c.at_ms <= bindparam("end_ms"),
            ),
        )
        .join(operation, operation.c.position == movement.c.op)
        .outerjoin(product, product.c.id == movement.c.product)
        .outerjoin(line, line.c.id == product.c.line)
        .outerjoin(batch, batch.c.id == movement.c.batch)
    )
    .where(balance.c.place == bindparam("place"))
)
_stands = Prepared(
    select(
        product.c.line,
        func.sum(balance.c.quantity),
        func.sum(balance.c.quantity * _weight),
        func.sum(case((_weight.is_(None), balance.c.quantity), else_=0)),
    )
    .select_from(
        balance.outerjoin(product, product.c.id == balance.c.product).outerjoin(
            line, line.c.id == product.c.line
        )
    )
    .where(balance.c.place == bindparam("place"), balance.c.quantity != 0)
    .group_by(product.c.line)
)
_came_in = Prepared(
    select(func.total(movement.c.quantity))
    .select_from(
        balance.join(
            movement,
            and_(
                movement.c.product == balance.c.product,
                movement.c.place == balance.c.place,
                movement.c.at_ms > bindparam("after_ms"),
                movement.c.at_ms <= bindparam("end_ms"),
            ),
        ).join(operation, operation.c.position == movement.c.op)
    )
    .where(balance.c.place == bindparam("place"), operation.c.type == bindparam("kind"))
)
_last_close = Prepared(
    select(func.max(stall_close.c.at_ms)).where(
        stall_close.c.place == bindparam("place"), stall_close.c.day < bindparam("day")
    )
)


def since_ms(view: View, session: Session) -> int:
    """When the day before this one was closed: what is older is no part of it."""
    day = session.day.isoformat()
    (found,) = _last_close.all(view.connection, place=session.place, day=day)[0]
    return NEVER_MS if found is None else int(found)


def movements(view: View, session: Session) -> list[Movement]:
    """Every movement at the stall from its last closing to the end of a day."""
    end_ms = last_moment(view, session.day)
    rows = _moved.all(
        view.connection, place=session.place, after_ms=since_ms(view, session), end_ms=end_ms
    )
    return [
        Movement(p, of, b, dated_of(day, kind), many, weight_g, at_ms, op, type_)
        for p, of, b, day, kind, many, weight_g, at_ms, op, type_ in rows
    ]


def stands(view: View, place: bytes) -> list[Stands]:
    """What stands at a place by the book, by line."""
    return [Stands(*row) for row in _stands.all(view.connection, place=place)]


def came_in(view: View, session: Session) -> int:
    """How many items were scanned or taken in at the stall on its day."""
    end_ms, after_ms = last_moment(view, session.day), first_moment(view, session.day)
    named = {"place": session.place, "after_ms": after_ms, "end_ms": end_ms}
    return int(_came_in.all(view.connection, **named, kind=TAKEN_IN.name)[0][0])
