"""What the ledger says of goods at the stall: every movement of a day, and what stands there."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import and_, bindparam, func, select

from hubdesk.journal.act import View
from hubdesk.journal.tables import operation
from hubdesk.stall.session import Session, last_moment
from hubdesk.stall.tables import stall_close
from hubdesk.stock import measures
from hubdesk.stock.batch import dated_of
from hubdesk.stock.dates import Dated
from hubdesk.stock.tables import balance, batch, line, movement, product
from hubdesk.storage.prepared import Prepared, Row

NEVER_MS = -1


class Movement(Struct, frozen=True):
    """Some packs of one batch came to (+) or left (-) the stall. ``kind`` is the operation's.

    ``weight_g`` is of all of them, None when nobody has said what one weighs.
    """

    product: bytes
    line: bytes | None
    batch: bytes | None
    dated: Dated | None
    quantity: int
    weight_g: int | None
    at_ms: int
    op: int
    kind: str


class Stands(Struct, frozen=True):
    """What stands at a place of a line, by the book; ``line`` None: of no line.

    ``quantity`` is in packs, ``counted`` as the ledger counts the line.
    ``weight_g`` is of all but ``unweighed`` items, of which nobody has said what one weighs.
    """

    line: bytes | None
    quantity: int
    weight_g: int
    unweighed: int
    counted: int = 0


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
        line.c.measure,
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
    select(product.c.line, balance.c.quantity, _weight, line.c.measure)
    .select_from(
        balance.outerjoin(product, product.c.id == balance.c.product).outerjoin(
            line, line.c.id == product.c.line
        )
    )
    .where(balance.c.place == bindparam("place"), balance.c.quantity != 0)
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
    sums: dict[Row, int] = {}
    for row in rows:
        # Of a batch that an operation names twice, the whole is so many packs, not each part.
        sums[row[:5] + row[6:]] = sums.get(row[:5] + row[6:], 0) + row[5]
    return [_movement(which, many) for which, many in sums.items()]


def _movement(which: Row, many: int) -> Movement:
    of, line_id, batch_id, day, kind, each_g, at_ms, op, type_, measure = which
    counted = measures.named(measure, each_g)
    return Movement(
        of,
        line_id,
        batch_id,
        dated_of(day, kind),
        counted.packs(many),
        counted.grams(many),
        at_ms,
        op,
        type_,
    )


def stands(view: View, place: bytes) -> list[Stands]:
    """What stands at a place by the book, by line, in packs."""
    sums: dict[bytes | None, Stands] = {}
    for of, many, each_g, measure in _stands.all(view.connection, place=place):
        known = sums.get(of, Stands(of, 0, 0, 0))
        counted = measures.named(measure, each_g)
        count, weight_g = counted.packs(many), counted.grams(many)
        sums[of] = Stands(
            of,
            known.quantity + count,
            known.weight_g + (weight_g or 0),
            known.unweighed + (count if weight_g is None else 0),
            known.counted + many,
        )
    return list(sums.values())
