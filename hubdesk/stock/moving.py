"""Moving goods from one place of the hub to another, at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stock import leaving, ledger, measures, places, shelf
from hubdesk.stock.intake import MOST_AT_ONCE
from hubdesk.stock.ledger import Moved
from hubdesk.stock.places import Use
from hubdesk.wording import translate


class Goods(Body, frozen=True, array_like=True):
    """Some of one batch; ``batch`` None is "batch unknown".

    ``pack`` is what one pack is in ``quantity``; see ``hubdesk.stock.weighed``.
    """

    product: bytes
    batch: bytes | None
    quantity: int
    pack: int = 0


class MovedTo(Body, frozen=True, array_like=True):
    """Goods went from one place to another in one go.

    ``checked``: some are past their best before, and somebody looked at them.
    """

    from_place: bytes
    to_place: bytes
    goods: list[Goods]
    checked: bool = False


def across(from_place: bytes, to_place: bytes, goods: Iterable[Goods]) -> list[Moved]:
    """The movements of goods from one place to another."""
    there = [Moved(g.product, to_place, g.quantity, g.batch, g.pack) for g in goods]
    return [*(Moved(m.product, from_place, -m.quantity, m.batch, m.pack) for m in there), *there]


def _moved(applying: Applying, op: Operation, body: MovedTo) -> None:
    ledger.post(applying, op, across(body.from_place, body.to_place, body.goods))


def _not_moved(applying: Applying, op: Operation, body: MovedTo) -> None:
    ledger.withdraw(applying, op, across(body.from_place, body.to_place, body.goods))


MOVED = OperationKind("stock.moved", 1, Klass.STOCK, MovedTo, _moved, _not_moved, together=True)


def move(
    act: Act,
    from_place: bytes,
    to_place: bytes,
    goods: Sequence[Goods],
    *,
    at_ms: int | None = None,
    checked: bool = False,
) -> Operation:
    """Goods go to another place of this hub, at once; ``at_ms`` is for what is told later.

    ``checked``: somebody looked at what is past its best before.

    More than the book has may go: the shelf knows better, and the book says "count me".
    Raises Refused between two sites, where goods are sent and received, and for what may be
    given to nobody on its way to the stall.
    """
    check(act, from_place, to_place, goods)
    if places.apart(act, from_place, to_place):
        raise Refused(
            translate("hub", "That is another site. Send the goods: they are received there.")
        )
    body = MovedTo(from_place, to_place, measures.marked(act, goods), checked)
    return act.record(MOVED, body, identity.new_id(), at_ms=at_ms)


def check(act: Act, from_place: bytes, to_place: bytes, goods: Sequence[Goods]) -> None:
    """Raises Refused for goods that cannot go from one place to the other."""
    if from_place == to_place:
        raise Refused(translate("hub", "The goods are there already. Choose another place."))
    if not goods:
        raise Refused(translate("hub", "Type a number from 1 to {most}."), most=MOST_AT_ONCE)
    for each in goods:
        measures.refuse_beyond(act, each.product, each.quantity, MOST_AT_ONCE)
    there = places.named(act, to_place)
    if there is not None and there.use in (Use.STALL, Use.SITE):
        leaving.refuse(act, ((each.product, each.batch) for each in goods))


def chosen(view: View, place: bytes, product: bytes, quantity: int) -> list[Goods]:
    """So many of a product at a place, the earliest date first, for whoever names no batch.

    What the book does not have is of an unknown batch.
    """
    on_hand = ledger.on_hand(view.connection, product, place)
    goods: list[Goods] = []
    for each in shelf.batches_at(view, place, product, on_hand):
        take = min(quantity, each.quantity)
        if take > 0:
            goods.append(Goods(product, each.id, take))
            quantity -= take
    return goods if quantity <= 0 else [*goods, Goods(product, None, quantity)]
