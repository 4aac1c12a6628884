"""What a hub trusts people with: the role of each volunteer and opener, and of nobody named."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, select

from hubdesk import settings
from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.settings import Settings
from hubdesk.trust import GIVEN, Role, Trust
from hubdesk.volunteers.tables import volunteer
from hubdesk.volunteers.volunteer import TRUSTED, Volunteer, by_id, role_of, volunteers
from hubdesk.wording import translate

LOCK_MIN: tuple[int, ...] = (0, 1, 2, 3, 5, 10, 15, 30)
"""Minutes to choose from until the desk locks by itself; 0 is never."""


def wear(connection: Connection, chosen: Settings, trust: Trust, opener: str | None = None) -> None:
    """Takes up what the settings and the list of volunteers say; ``opener`` at the opening."""
    if opener is not None:
        trust.opener = chosen.openers.get(opener, Role.ADMIN)
    trust.unnamed = chosen.unnamed
    trust.serving = roles(connection, chosen.serving)


def roles(connection: Connection, people: Sequence[bytes]) -> tuple[Role | None, ...]:
    """The roles of these volunteers, in their order; None for one who was given none."""
    if not people:
        return ()
    chosen = select(volunteer.c.id, volunteer.c.role).where(volunteer.c.id.in_(people))
    known = {row.id: role_of(row.role) for row in connection.execute(chosen)}
    return tuple(known.get(each) for each in people)


class Known(Struct, frozen=True):
    """What this hub trusts whom with: its volunteers, nobody named, and when it locks."""

    volunteers: tuple[Volunteer, ...]
    unnamed: Role
    lock_min: int


def known(view: View) -> Known:
    """Everything that the page of people and access shows, but for who has a phrase."""
    chosen = settings.read(view.connection)
    return Known(volunteers(view), chosen.unnamed, chosen.lock_min)


def give_role(act: Act, subject: bytes, role: Role | None) -> None:
    """A volunteer is trusted with so much from now on; None takes their own role away.

    Raises Refused when nobody could be an admin any more.
    """
    by_id(act, subject)
    if role is not None and role not in GIVEN:
        raise TypeError(role)
    act.note(TRUSTED, subject, {"role": None if role is None else role.value})
    _refuse_nobody_left(act, settings.read(act.connection).unnamed)


def unnamed_may(act: Act, role: Role) -> None:
    """What somebody may do who has not said who they are.

    Raises Refused for less than everything, while no admin could say who they are.
    """
    if role not in GIVEN:
        raise TypeError(role)
    _refuse_nobody_left(act, role)
    settings.put(act, unnamed=role)


def opener_is(act: Act, slot: str, role: Role | None) -> None:
    """What whoever has this phrase is trusted with; None for an admin, as every opener begins."""
    known = dict(settings.read(act.connection).openers)
    known.pop(slot, None)
    if role is not None and role is not Role.ADMIN:
        known[slot] = role
    settings.put(act, openers=known)


def lock_after(act: Act, minutes: int) -> None:
    """The desk locks after so many minutes with nobody at it; 0 for never. Raises Refused."""
    settings.put(act, lock_min=minutes)
    act.touch(Touched.TRUST)


def admins(view: View) -> int:
    """How many volunteers are admins and can show it, by a PIN or a card."""
    return sum(
        each.role is Role.ADMIN and (each.has_pin or bool(each.card)) for each in volunteers(view)
    )


def _refuse_nobody_left(view: View, unnamed: Role) -> None:
    """An opener with a phrase can always unlock as one; still, nobody should have to."""
    if unnamed is not Role.ADMIN and not admins(view):
        raise Refused(
            translate(
                "hub",
                "Then nobody on the list could be an admin. Give one volunteer with a PIN or a "
                "card the role of admin first.",
            )
        )
