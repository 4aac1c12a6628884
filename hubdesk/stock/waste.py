"""Why goods go to waste, in words that an operation keeps and a screen offers."""

from __future__ import annotations

from enum import StrEnum

from hubdesk.wording import Phrase, translate


class Reason(StrEnum):
    """A reason to throw goods away."""

    PAST = "past its date"
    DAMAGED = "damaged"
    MOULDY = "mouldy"
    RECALLED = "recalled"
    OTHER = "other"


WORDS: dict[str, str] = {
    Reason.PAST: translate("hub", "Past its date"),
    Reason.DAMAGED: translate("hub", "Damaged"),
    Reason.MOULDY: translate("hub", "Mouldy"),
    Reason.RECALLED: translate("hub", "Recalled"),
    Reason.OTHER: translate("hub", "Another reason"),
}
"""Each reason as people say it."""


def words(reason: str) -> Phrase:
    """A reason as it was kept, in words; one that nobody knows here as it stands."""
    return Phrase(WORDS.get(reason, "{reason}"), {"reason": reason})
