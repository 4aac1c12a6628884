"""Who comes on the practice Saturday: some of the made-up households, by their cards."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.desk import Desk
from hubdesk.errors import Trouble
from hubdesk.households import seek
from hubdesk.wording import translate


class People(Struct, frozen=True):
    """Their cards. ``avoids`` has an allergy to sesame; the others have none."""

    plain: str
    large: str
    avoids: str
    other: str


def of_practice(desk: Desk) -> People:
    """The four who come. Raises Trouble when the practice hub has not got them."""
    return People(
        _card(desk, "Rhys O'Brien"),
        _card(desk, "Winston Beckford"),
        _card(desk, "Hodan Okonkwo"),
        _card(desk, "Rosario Chen"),
    )


def _card(desk: Desk, name: str) -> str:
    found = desk.ask(seek.seek, name).found
    if not found:
        raise Trouble(translate("hub", "The practice hub is not as it was made. Reset it."))
    return found[0].household.card
