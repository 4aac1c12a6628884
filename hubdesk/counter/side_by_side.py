"""Two households that may be one, side by side: what each told, and which of it is later."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select

from hubdesk.counter.collection import seen
from hubdesk.counter.tables import collection
from hubdesk.errors import Refused
from hubdesk.households import groups, looking, merging
from hubdesk.households.merging import Part
from hubdesk.households.seek import Told
from hubdesk.journal.act import Act
from hubdesk.wording import translate

_visits: Final = select(func.count()).where(
    collection.c.household.in_(groups.ids_of("id")), collection.c.undone.is_(False)
)


class Side(Struct, frozen=True):
    """One of the two, how often it was here, and when last."""

    told: Told
    visits: int
    last: date | None

    @property
    def id(self) -> bytes:
        """The household that stands for it."""
        return self.told.household.id


class SideBySide(Struct, frozen=True):
    """Both; the parts in which they differ; and of those, which the first told later.

    ``goes_on`` is the one that was here more often: its number is the one people know.
    """

    one: Side
    other: Side
    differ: tuple[Part, ...]
    later: frozenset[Part]
    goes_on: bytes


def compare(act: Act, one: bytes, other: bytes) -> SideBySide:
    """Two households side by side, both of which are looked at.

    Raises Refused when they are one, or one is not known.
    """
    first, second = _side(act, one), _side(act, other)
    if first.id == second.id:
        raise Refused(translate("hub", "These are one household already. Choose another."))
    mine, yours = _parts(first), _parts(second)
    differ = tuple(part for part in Part if mine[part] != yours[part])
    goes_on = first if first.visits > second.visits else second
    return SideBySide(first, second, differ, merging.later(act, first.id, second.id), goes_on.id)


def _side(act: Act, subject: bytes) -> Side:
    told = looking.told(act, subject)
    if told is None:
        raise Refused(translate("hub", "This household is not known here. Find it by name."))
    id_ = told.household.id
    visits = act.connection.execute(_visits, {"id": id_}).scalar() or 0
    return Side(told, visits, seen(act, id_).last)


def _parts(side: Side) -> dict[Part, object]:
    home, details = side.told.household, side.told.details
    return {
        Part.SIZE: (home.adults, home.children),
        Part.NAME: details.name,
        Part.STREET: details.street,
        Part.POSTCODE: details.postcode or home.district or "",
        Part.PHONE: details.phone,
    }
