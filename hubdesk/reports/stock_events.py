"""How Today tells of goods that were moved, sent, received or dated anew."""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation
from hubdesk.stock import batch, date_words, measures, places, products, sending, waste, weighed
from hubdesk.stock.dates import DateKind
from hubdesk.stock.dating import Redated
from hubdesk.stock.intake import Discarded
from hubdesk.stock.moving import Goods, MovedTo
from hubdesk.stock.products import GRAMS
from hubdesk.stock.sending import Received, Sent
from hubdesk.takein.weighing import OneWeighs
from hubdesk.wording import Phrase, translate

MOST_NAMED = 3
"""So many products are named; a whole load is counted."""


def discarded(view: View, op: Operation, body: Discarded) -> tuple[Phrase, Phrase]:
    """Goods went to waste: how many of what, and why."""
    thrown = [Goods(op.subject, body.batch, body.quantity, body.pack)]
    thrown += [Goods(each.product, each.batch, each.quantity, each.pack) for each in body.also]
    goods = goods_words(view, thrown)
    detail = Phrase("{goods}, {reason}", {"goods": goods, "reason": waste.words(body.reason)})
    if body.weight_g is not None:
        kilos = f"{body.weight_g / 1000:g}"
        detail = Phrase(
            translate("today", "{goods}, {kilos} kg"), {"goods": detail, "kilos": kilos}
        )
    return Phrase(translate("today", "Thrown away")), detail


def moved(view: View, op: Operation, body: MovedTo) -> tuple[Phrase, Phrase]:
    """Goods went to another place of the hub."""
    title = translate("today", "Moved from {here} to {there}")
    return _between(view, title, body.from_place, body.to_place), goods_words(view, body.goods)


def sent(view: View, op: Operation, body: Sent) -> tuple[Phrase, Phrase]:
    """Goods left for another site."""
    title = translate("today", "Sent from {here} to {there}")
    return _between(view, title, body.from_place, body.to_place), goods_words(view, body.goods)


def received(view: View, op: Operation, body: Received) -> tuple[Phrase, Phrase]:
    """Goods came from another site, or back from the way."""
    load = sending.by_id(view, op.subject)
    back = load is not None and load.from_place == body.place
    words = (
        translate("today", "Came back to {there}")
        if back
        else translate("today", "Received at {there}")
    )
    title = Phrase(words, {"there": _name(view, body.place)})
    if not body.goods:
        return title, Phrase(translate("today", "Nothing more of it came"))
    return title, goods_words(view, body.goods)


def redated(view: View, op: Operation, body: Redated) -> tuple[Phrase, Phrase]:
    """A date was corrected."""
    goods = measures.told(view, op.subject, body.quantity, body.pack)
    dated = batch.dated_of(body.day, body.kind)
    day, kind = (None, None) if dated is None else (dated.day, dated.kind or DateKind.USE_BY)
    month_only = dated is not None and dated.month_only
    said = date_words.full(day, kind, month_only=month_only, today=view.today)
    return (
        Phrase(translate("today", "Date corrected")),
        Phrase("{goods}: {date}", {"goods": goods, "date": said}),
    )


def one_weighs(view: View, op: Operation, body: OneWeighs) -> tuple[Phrase, Phrase]:
    """Somebody typed what one of some goods weighs."""
    name = products.product_by_id(view, op.subject).name
    weight = measures.in_words(GRAMS, body.weight_g)
    said = translate("today", "{name}: one weighs {weight}")
    if not name:
        said = translate("today", "One weighs {weight}")
    return Phrase(translate("today", "Weight typed")), Phrase(
        said, {"name": name, "weight": weight}
    )


def goods_words(view: View, goods: Sequence[Goods]) -> Phrase:
    """What goods are: "6 × Baked beans, 2 × Rice"; of a whole load, how many items."""
    sums: dict[bytes, int] = {}
    for each in weighed.known(view.connection, goods):
        sums[each.product] = sums.get(each.product, 0) + each.quantity
    if len(sums) > MOST_NAMED:
        said = {"items": measures.items(view, sums.items()), "products": len(sums)}
        return Phrase(translate("today", "{items} items of {products} products"), said)
    told = [measures.told(view, id_, many) for id_, many in sums.items()]
    named = {f"goods{n}": each for n, each in enumerate(told)}
    return Phrase(", ".join(f"{{{name}}}" for name in named), named)


def _between(view: View, title: str, here: bytes, there: bytes) -> Phrase:
    return Phrase(title, {"here": _name(view, here), "there": _name(view, there)})


def _name(view: View, place: bytes) -> str:
    found = places.named(view, place)
    return found.name if found is not None else "?"
