"""How Today tells what was decided between two entries: whose, and nothing of what they say."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from hubdesk.forgetting.limits import CHANGED
from hubdesk.households import merging
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation
from hubdesk.parcels.lists import ISSUED
from hubdesk.stock import products
from hubdesk.stock.chosen import Chosen
from hubdesk.stock.foods import BY_FOOD
from hubdesk.stock.records import PLACE, PRODUCT
from hubdesk.stock.shelves import SHELF
from hubdesk.stock.tables import line, place, spot
from hubdesk.stock.windows import RULE, WINDOW, food_of
from hubdesk.volunteers.tables import volunteer
from hubdesk.volunteers.volunteer import NOTED as VOLUNTEER
from hubdesk.volunteers.volunteer import TRUSTED
from hubdesk.wording import Phrase, translate


def chosen(view: View, op: Operation, body: Chosen) -> tuple[Phrase, Phrase]:
    """Somebody decided which of two entries holds, or that all do."""
    title = translate("today", "Written differently: one entry holds")
    if body.all_hold:
        title = translate("today", "Written differently: all entries hold")
    return Phrase(title), _whose(view, op, body)


def _whose(view: View, op: Operation, body: Chosen) -> Phrase:
    if body.kind in _OF_HUB:
        return Phrase(_OF_HUB[body.kind])
    if body.kind == PRODUCT.name:
        return Phrase("{name}", {"name": products.product_by_id(view, op.subject).name})
    return Phrase(_SAID.get(body.kind, "{name}"), {"name": _name(view, op, body.kind)})


def _name(view: View, op: Operation, kind: str) -> str | Phrase:
    if kind in (SIZED.name, NOTED.name):
        return merging.number_as_given(view, op.subject)
    if kind == WINDOW.name:
        food = food_of(op.subject)
        return Phrase(BY_FOOD[food].name) if food is not None else ""
    table = _NAMED.get(kind, line)
    return (
        view.connection.execute(select(table.c.name).where(table.c.id == op.subject)).scalar() or ""
    )


_OF_HUB: Final = {
    RULE.name: translate("today", "The hub's rules for dates"),
    CHANGED.name: translate("today", "How long details are kept"),
    ISSUED.name: translate("today", "The parcel list"),
}
_SAID: Final = {
    SIZED.name: translate("today", "Household {name}: how many they are"),
    NOTED.name: translate("today", "Household {name}: what they told"),
    PLACE.name: translate("today", "Place {name}"),
    SHELF.name: translate("today", "Shelf {name}"),
    VOLUNTEER.name: translate("today", "Volunteer {name}"),
    TRUSTED.name: translate("today", "Volunteer {name}: what they may do"),
}
_NAMED: Final = {
    PLACE.name: place,
    SHELF.name: spot,
    VOLUNTEER.name: volunteer,
    TRUSTED.name: volunteer,
}
