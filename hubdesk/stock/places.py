"""Places: where stock stands. A counter, a store, the stall, another site of the hub."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from sqlalchemy import select

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.stock.records import PLACE
from hubdesk.stock.tables import place
from hubdesk.told import can_be_seen, one_line
from hubdesk.wording import translate

LONGEST_NAME = 60
STALL = identity.named("place", "stall")
"""The stall that every hub has, the same on all its laptops."""


class Use(StrEnum):
    """What a place is for. A site is another building, with a laptop of its own."""

    COUNTER = "counter"
    STORE = "store"
    STALL = "stall"
    SITE = "site"


class Place(Struct, frozen=True):
    """Somewhere stock stands."""

    id: bytes
    name: str
    use: Use


_all = select(place.c.id, place.c.name, place.c.use).where(place.c.name != "")
_USES = {use.value: use for use in Use}


def all_(view: View) -> list[Place]:
    """Every place that has a name: counters first, then stores, stalls, other sites; by name."""
    rows = view.connection.execute(_all).all()
    order = list(Use)
    found = [_place(*row) for row in rows]
    return sorted(found, key=lambda p: (order.index(p.use), p.name.casefold(), p.id))


def named(view: View, place_id: bytes) -> Place | None:
    """A place; None while nobody has named it here."""
    row = view.connection.execute(_all.where(place.c.id == place_id)).first()
    return None if row is None else _place(*row)


def of_use(view: View, use: Use) -> list[Place]:
    """The places of one use, by name."""
    return [each for each in all_(view) if each.use is use]


def open_place(act: Act, name: str, use: Use) -> Place:
    """Opens a new place. Raises Refused for an empty, long or doubled name."""
    made = Place(identity.new_id(), _fresh(act, name, None), use)
    act.note(PLACE, made.id, {"name": made.name, "use": made.use.value})
    return made


def change(act: Act, place_id: bytes, name: str, use: Use) -> None:
    """Gives a place another name or use; what stands there stays."""
    act.note(PLACE, place_id, {"name": _fresh(act, name, place_id), "use": use.value})


def stall(act: Act) -> bytes:
    """The stall's place, opened when it is first asked for."""
    if named(act, STALL) is None:
        name = translate("hub", "Stall")
        act.note(PLACE, STALL, {"name": name, "use": Use.STALL.value})
    return STALL


def apart(view: View, one: bytes, other: bytes) -> bool:
    """True when goods between two places travel: they are sent, and received at the other end."""
    found = [named(view, each) for each in (one, other)]
    return any(each is not None and each.use is Use.SITE for each in found)


def _place(id_: bytes, name: str, use: str) -> Place:
    """A use that a newer version knows is shown as a store: a place that only keeps goods."""
    return Place(id_, name, _USES.get(use, Use.STORE))


def _fresh(view: View, name: str, place_id: bytes | None) -> str:
    told = one_line(name)
    if not told or not can_be_seen(told) or len(told) > LONGEST_NAME:
        raise Refused(translate("hub", "Type a short name, such as Store room."))
    for each in all_(view):
        if each.id != place_id and each.name.casefold() == told.casefold():
            raise Refused(
                translate("hub", "There is a place called {name} already. Choose another name."),
                name=each.name,
            )
    return told
