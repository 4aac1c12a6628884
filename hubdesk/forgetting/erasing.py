"""Erase now: a household asked to be forgotten, and a restored copy forgets again."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.forgetting.erased import ERASED, Erased
from hubdesk.households import groups
from hubdesk.households.household import by_id
from hubdesk.journal import forgotten
from hubdesk.journal.act import Act, View
from hubdesk.security.roles import Role, require
from hubdesk.wording import translate

ASKED = "asked"


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
    act.record(ERASED, Erased(sorted(others), ASKED), found.id)
    return Gone(found.number, len(others))


def erased_subjects(view: View) -> set[bytes]:
    """The ids of all who were erased, for whoever keeps copies of the hub."""
    return forgotten.erased(view.connection)


def apply_again(act: Act, subjects: Iterable[bytes]) -> int:
    """Erases anew whom a restored copy of the hub still knows; returns how many that were.

    Nobody is asked for: it was decided when they were erased.
    """
    known = sorted(set(subjects) - erased_subjects(act))
    if known:
        act.record(ERASED, Erased(known[1:]), known[0])
    return len(known)
