"""Goods whose date was wrong, or that had none: so many of a batch are of another one.

How many there are does not change, so a count is never wrong because of it.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stock import batch, held_back, ledger, measures, products
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.intake import MOST_AT_ONCE
from hubdesk.stock.ledger import Moved
from hubdesk.stock.tables import batch as batch_table
from hubdesk.wording import translate


class Redated(Body, frozen=True, array_like=True):
    """Goods of the operation's subject, a product, bear another date than the book said."""

    place: bytes
    quantity: int
    batch: bytes | None
    day: str | None
    kind: str | None
    lot: str | None = None
    pack: int = 0


def _both(applying: Applying, op: Operation, body: Redated) -> list[Moved]:
    right = batch.keep(applying, op.subject, body.day, body.kind, body.lot)
    return [
        Moved(op.subject, body.place, -body.quantity, body.batch, body.pack),
        Moved(op.subject, body.place, body.quantity, right, body.pack),
    ]


def _redated(applying: Applying, op: Operation, body: Redated) -> None:
    ledger.post(applying, op, _both(applying, op, body))


def _not_redated(applying: Applying, op: Operation, body: Redated) -> None:
    ledger.withdraw(applying, op, _both(applying, op, body))


REDATED = OperationKind("stock.redated", 1, Klass.STOCK, Redated, _redated, _not_redated)


_lot = select(batch_table.c.lot).where(batch_table.c.id == bindparam("id"))


def correct(
    act: Act,
    product: bytes,
    place: bytes,
    batch_id: bytes | None,
    quantity: int,
    dated: Dated | None,
) -> Operation:
    """So many of a batch bear this date (None: none at all), of the line's usual kind.

    A maker's lot number stays. Raises Refused when that is the date they had, and for goods
    that are held back: another date must not let them go.
    """
    measures.refuse_beyond(act, product, quantity, MOST_AT_ONCE)
    held_back.refuse(act, [(product, batch_id)])
    lot = act.connection.execute(_lot, {"id": batch_id}).scalar() if batch_id else None
    day, kind = batch.day_text(dated), None
    if dated is not None:
        kind = dated.kind or products.product_by_id(act, product).date_kind or DateKind.USE_BY
    right = identity.batch_of(product, day, kind, lot) if day or lot else None
    if right == batch_id:
        raise Refused(translate("hub", "That is the date it has. Type another, or leave it."))
    pack = measures.of_product(act, product).one
    body = Redated(place, quantity, batch_id, day, kind, lot, pack)
    return act.record(REDATED, body, product)
