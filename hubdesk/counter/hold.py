"""The visits that wait, as the counter lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from hubdesk.counter import draft as drafts
from hubdesk.households.household import by_id
from hubdesk.journal.act import View


@dataclass(frozen=True)
class HeldVisit:
    """A visit on hold: a number ("" for a first visit), how many, and since when."""

    id: bytes
    number: str
    adults: int
    children: int
    since: str


def waiting(view: View) -> list[HeldVisit]:
    """The visits on hold, the longest waiting first."""
    found = []
    for held in drafts.on_hold(view):
        household = by_id(view, held.household) if held.household else None
        at = datetime.fromtimestamp(held.held_ms / 1000, tz=UTC).astimezone()
        found.append(
            HeldVisit(
                held.id,
                household.number if household else "",
                held.adults,
                held.children,
                at.strftime("%H:%M"),
            )
        )
    return found
