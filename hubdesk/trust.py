"""How far whoever stands at this laptop is trusted, now: the roles, and the lock.

It is kept in memory alone. A start asks for a phrase, so the lock and the waiting after wrong
PINs need not outlive one; what a hub decides for good stands in its settings.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.wording import translate


class Role(StrEnum):
    """What somebody is trusted with, from least to most; each may do all that an earlier one may.

    *Nobody* is a locked desk: the stall and taking in go on, and nothing of a person is shown.
    A *young* member serves by numbers and sizes and never sees a name.
    """

    NOBODY = "nobody"
    YOUNG = "young"
    COUNTER = "counter"
    LEAD = "lead"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """How far this role goes: more is more."""
        return _RANK[self]

    def may(self, needed: Role) -> bool:
        """True when this role is enough for what needs another."""
        return self.rank >= needed.rank


_RANK: Final = {role: rank for rank, role in enumerate(Role)}
GIVEN: Final = (Role.YOUNG, Role.COUNTER, Role.LEAD, Role.ADMIN)
"""The roles that a volunteer or an opener can be given."""


class NotTrusted(Refused):
    """Refused because of who is serving, and not because of what was asked."""


def refuse_unless(role: Role, needed: Role) -> None:
    """Raises NotTrusted, in a sentence with what to do, when a role is not enough."""
    if role.may(needed):
        return
    if role is Role.NOBODY:
        raise NotTrusted(
            translate(
                "hub",
                "This laptop is locked. Type your PIN, scan your card or type a passphrase.",
            )
        )
    raise NotTrusted(_WHY[needed])


_WHY: Final = {
    Role.COUNTER: translate(
        "hub",
        "Young members serve by number and size, so names and details stay hidden. Ask somebody "
        "who serves at the counter.",
    ),
    Role.LEAD: translate(
        "hub", "This is for a lead. Ask one to type their PIN or scan their card (Ctrl+I)."
    ),
    Role.ADMIN: translate(
        "hub", "This is for an admin. Ask one to type their PIN or scan their card (Ctrl+I)."
    ),
}


class Trust(Struct):
    """Who opened the hub, whether the desk is locked, and how many wrong PINs there were.

    ``opener`` is the role of the phrase that opened the hub; ``unnamed`` what the hub lets
    somebody do who has not said who they are; ``serving`` the roles of those who serve (None
    for one with no role of their own). ``by_phrase`` while an opener unlocked the desk and
    nobody took over.
    """

    opener: Role = Role.ADMIN
    unnamed: Role = Role.ADMIN
    serving: tuple[Role | None, ...] = ()
    locked: bool = False
    by_phrase: bool = False
    wrong: int = 0
    wrong_ms: int = 0

    def role(self, *, anybody: bool) -> Role:
        """What may be done now; ``anybody`` when somebody is serving by name.

        Two at one laptop may do what either may, so that a lead can help; but where one of them
        is a young member no names are shown.
        """
        if self.locked:
            return Role.NOBODY
        usual = (
            self.opener
            if self.by_phrase
            else min(self.opener, self.unnamed, key=lambda role: role.rank)
        )
        if not anybody or not self.serving:
            return usual
        here = [usual if role is None else role for role in self.serving]
        return Role.YOUNG if Role.YOUNG in here else max(here, key=lambda role: role.rank)

    def lock(self) -> None:
        """Nobody is known from now on."""
        self.locked, self.by_phrase = True, False

    def unlock(self, *, by_phrase: bool = False) -> None:
        """Somebody showed who they are."""
        self.locked, self.by_phrase = False, by_phrase
        self.wrong = 0


FREE_TRIES: Final = 3
"""Wrong PINs that cost nothing: fingers slip."""
FIRST_WAIT_S: Final = 2
LONGEST_WAIT_S: Final = 30


def wait_s(wrong: int) -> int:
    """How long after so many wrong PINs the next is heard: 0, 0, 0, then 2, 4, 8, 16, 30 s.

    Half of all four-digit PINs, one each 30 s, take 41 hours at the desk.
    """
    if wrong <= FREE_TRIES:
        return 0
    return min(FIRST_WAIT_S << min(wrong - FREE_TRIES - 1, 10), LONGEST_WAIT_S)


def left_s(trust: Trust, now_ms: int) -> int:
    """Seconds until a PIN is heard again; 0 when one is now, or the clock was set back."""
    gone_ms = now_ms - trust.wrong_ms
    left_ms = wait_s(trust.wrong) * 1000 - gone_ms
    return -(-left_ms // 1000) if gone_ms >= 0 and left_ms > 0 else 0
