"""Freezing before the date is over: the goods become another batch with a new, short life.

The only way past a use by. Food that is frozen before midnight of its use by may be kept for
up to a month and is used within 24 hours of defrosting (WRAP guidance on surplus food, as
cited by Olio's help pages). Each pack gets a label with a code of its own batch.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hubdesk.binding import BoundKind, bound_to, forget, keep
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stock import batch, foods, held_back, ledger, measures, products
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.ledger import Moved
from hubdesk.stock.products import Product
from hubdesk.wording import translate

KEPT = foods.months(1)
"""How long frozen food is kept at most."""

MOST_AT_ONCE = 200
"""More packs than this in one go is a slip of the keyboard: each needs its label."""


class FrozenGoods(Body, frozen=True, array_like=True):
    """Some of a batch of the operation's subject, a product, were frozen at a place.

    ``until`` is the last day of their new life, as 2026-12-21; ``code`` is on their labels.
    """

    place: bytes
    quantity: int
    batch: bytes | None
    until: str
    code: str
    lot: str | None = None
    pack: int = 0


class Frozen(Struct, frozen=True):
    """Goods that were frozen just now, and what their labels say."""

    op: Operation
    product: Product
    batch: bytes
    quantity: int
    frozen_on: date
    until: date
    code: str


def _moved(applying: Applying, op: Operation, body: FrozenGoods) -> list[Moved]:
    new = batch.keep(applying, op.subject, body.until, DateKind.FROZEN.value, body.lot)
    return [
        Moved(op.subject, body.place, -body.quantity, body.batch, body.pack),
        Moved(op.subject, body.place, body.quantity, new, body.pack),
    ]


def _frozen(applying: Applying, op: Operation, body: FrozenGoods) -> None:
    ledger.post(applying, op, _moved(applying, op, body))
    keep(applying, op, body.code, BoundKind.BATCH, batch_of(op.subject, body))


def _not_frozen(applying: Applying, op: Operation, body: FrozenGoods) -> None:
    ledger.withdraw(applying, op, _moved(applying, op, body))
    forget(applying, op, body.code)


FROZEN = OperationKind("stock.frozen", 1, Klass.STOCK, FrozenGoods, _frozen, _not_frozen)


def batch_of(product: bytes, body: FrozenGoods) -> bytes:
    """The batch that the frozen goods became."""
    return identity.batch_of(product, body.until, DateKind.FROZEN.value, body.lot)


def freeze(
    act: Act, product_id: bytes, batch_id: bytes, quantity: int, *, place: bytes | None = None
) -> Frozen:
    """Freezes some of a batch by the hub's confirmed date, to be kept for up to a month.

    Raises Refused after midnight of its date, for goods that are frozen already or held back,
    and for a number that cannot be meant.
    """
    measures.refuse_beyond(act, product_id, quantity, MOST_AT_ONCE)
    held_back.refuse(act, [(product_id, batch_id)])
    product = products.product_by_id(act, product_id)
    known = batch.known(act, batch_id)
    _refuse_late(act, product, known.dated if known else None)
    until = KEPT.after(act.today)
    code = own.draw(own.Kind.BATCH)
    while bound_to(act, code):
        code = own.draw(own.Kind.BATCH)
    lot = known.lot if known else None
    pack = measures.of_product(act, product_id).one
    day = until.isoformat()
    body = FrozenGoods(place or act.here, quantity, batch_id, day, code, lot, pack)
    op = act.record(FROZEN, body, product_id)
    return Frozen(op, product, batch_of(product_id, body), quantity, act.today, until, code)


def _refuse_late(act: Act, product: Product, dated: Dated | None) -> None:
    if dated is None:
        raise Refused(
            translate("hub", "Type its date first. Without one nobody knows if it may be frozen.")
        )
    if dated.kind is DateKind.FROZEN:
        raise Refused(
            translate("hub", "{name} is frozen already. Use it by its label."), name=product.name
        )
    if dated.day < act.today:
        raise Refused(
            translate(
                "hub", "{name}: its date has passed. It is too late to freeze it. Discard it."
            ),
            name=product.name,
        )
