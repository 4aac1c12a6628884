"""Erase now: a household asked to be forgotten, with all who turn out to be one with it."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import select

from hubdesk.errors import Refused
from hubdesk.forgetting import age_sums
from hubdesk.forgetting.erased import ERASED, Erased
from hubdesk.households import groups
from hubdesk.households.household import by_id
from hubdesk.households.tables import merged
from hubdesk.journal import forgotten
from hubdesk.journal.act import Act, View
from hubdesk.security.roles import Role, require
from hubdesk.wording import translate

ASKED, MERGED = "asked", "merged"
_merges = select(merged.c.household, merged.c["into"])


class Gone(Struct, frozen=True):
    """A household that was erased: the number it had, and how many were merged into it."""

    number: str
    merged: int


def erase(act: Act, subject: bytes) -> Gone:
    """Forgets a household and all merged with it, at once and for ever.

    Their collections stay, with how many people they were for. Raises Refused for one that is
    not known here, and for whoever may not.
    """
    require(act, Role.LEAD)
    found = by_id(act, subject)
    if found is None:
        raise Refused(translate("hub", "This household is not known here. Find it by name."))
    _, *others = groups.parts(act, found.id)
    age_sums.keep(act, [found.id, *others])
    act.record(ERASED, Erased(sorted(others), ASKED), found.id)
    return Gone(found.number, len(others))


def follow_merges(act: Act) -> int:
    """Erases whoever is one household with somebody who was erased; returns how many that were.

    Whoever erased had not heard of the merge. Which laptop notices first does not matter, and
    nobody is asked for: it was decided when they were erased. A merge that was taken back is
    not followed. Raises Refused while nobody has said what day it is.
    """
    done = 0
    while left := _left_of_the_erased(act):
        age_sums.keep(act, left)
        first, *others = left
        act.record(ERASED, Erased(others, MERGED), first)
        done += len(left)
    return done


def _left_of_the_erased(view: View) -> list[bytes]:
    """Those merged outright with somebody who was erased, and not erased themselves."""
    gone = forgotten.erased(view.connection)
    said = [(bytes(a), bytes(b)) for a, b in view.connection.execute(_merges)] if gone else []
    either_way = [*said, *((b, a) for a, b in said)]
    return sorted({other for one, other in either_way if one in gone and other not in gone})
