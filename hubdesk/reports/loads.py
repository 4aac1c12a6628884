"""Loads on their way to another site, as the Stock screen lists them; their slips."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation
from hubdesk.labels import second
from hubdesk.labels.contents import CrateLabel
from hubdesk.stock import measures, places, products, sending
from hubdesk.stock.batch import by_id
from hubdesk.stock.dates import Dated
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.moving import Goods
from hubdesk.stock.sending import Load
from hubdesk.volunteers import serving
from hubdesk.wording import items, translate


class Part(Struct, frozen=True):
    """Some of one batch in a load that has not come yet."""

    product: bytes
    batch: bytes | None
    name: str
    quantity: int
    dated: Dated | None = None
    measure: Measure = ONES


class OnTheWay(Struct, frozen=True):
    """A load of which something has not come yet. ``parts`` is what; ``who`` sent it."""

    load: Load
    from_name: str
    to_name: str
    sent_on: date
    parts: tuple[Part, ...]
    who: tuple[str, ...] = ()

    @property
    def items(self) -> int:
        """How many things are on the way."""
        return sum(each.measure.packs(each.quantity) for each in self.parts)


def on_the_way(view: View) -> tuple[OnTheWay, ...]:
    """Every load that has not come whole, the oldest first."""
    found = sending.all_on_the_way(view)
    names = serving.names(view, [each.actor for each in found])
    return tuple(_shown(view, each, names.get(each.actor or b"", ())) for each in found)


def _shown(view: View, load: Load, who: tuple[str, ...]) -> OnTheWay:
    parts = tuple(_part(view, each) for each in sending.inside(view, load.id))
    ends = [places.named(view, each) for each in (load.from_place, load.to_place)]
    names = [each.name if each is not None else "?" for each in ends]
    return OnTheWay(load, names[0], names[1], view.day_of(load.at_ms), parts, who)


def _part(view: View, goods: Goods) -> Part:
    product, line = products.with_line(view, goods.product)
    dated = by_id(view, goods.batch).dated if goods.batch is not None else None
    measure = measures.of(line, product)
    return Part(goods.product, goods.batch, product.name, goods.quantity, dated, measure)


def carry(act: Act, from_place: bytes, to_place: bytes, goods: list[Goods]) -> Operation:
    """Goods go to another place; what is sent gets a slip to print, to be scanned there."""
    op = sending.carry(act, from_place, to_place, goods)
    if op.type == sending.SENT.name:
        print_slip(act, op.subject)
    return op


def print_slip(act: Act, load: bytes) -> None:
    """The slip of a load waits for the printer: its last four, where it goes, how many."""
    found = sending.by_id(act, load)
    if found is None:
        raise Refused(translate("hub", "This laptop has not heard of this load. Choose another."))
    shown = _shown(act, found, ())
    holds = translate("hub", "For {place}: {items}").format(
        place=shown.to_name, items=items(shown.items)
    )
    second.wait(act, CrateLabel(found.code, holds, shown.sent_on))
