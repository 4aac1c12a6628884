"""What is wrong with a file of the folder: one kind of refusal, whatever the bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from hubdesk.errors import Refused
from hubdesk.wording import translate


class Why(StrEnum):
    """Why a file was not read. The first two may mend by themselves, by a key or an update."""

    NO_KEY = "no key"
    NEWER = "newer"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    OVERSIZED = "oversized"
    AWAY = "away"
    UNREAD = "unread"
    CLASHING = "clashing"


WORDS: Final = {
    Why.NO_KEY: translate("hub", "Waiting for a key that this laptop has not been given."),
    Why.NEWER: translate("hub", "Written by a newer Hubdesk. It is read after an update."),
    Why.FOREIGN: translate("hub", "Not a file of this hub."),
    Why.DAMAGED: translate("hub", "Damaged or cut short. Waiting for a good copy."),
    Why.OVERSIZED: translate("hub", "Too large to be a file of this hub. It is not looked at."),
    Why.UNREAD: translate("hub", "Cannot be read just now. It is tried again."),
    Why.CLASHING: translate(
        "hub",
        "Says something else than is known here under the same numbers. What came first stays; "
        "show this to whoever looks after the hub.",
    ),
    Why.AWAY: translate("hub", "Waiting for the cloud's own program to bring it."),
}


class Unreadable(Refused):
    """A file that is not applied. Nothing of it reached the journal.

    ``key`` is the id of the key it waits for, where it says so.
    """

    def __init__(self, why: Why, key: bytes | None = None) -> None:
        super().__init__(WORDS[why])
        self.why, self.key = why, key
