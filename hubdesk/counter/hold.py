"""The visits that wait, as the counter lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from hubdesk.counter import draft as drafts
from hubdesk.households.household import by_id
from hubdesk.journal.act import View


@dataclass(frozen=True)
class HeldVisit:
    """A visit on hold: a number ("" for a first visit), how many, and since when.

    Households served together wait together: all their numbers and people.
    """

    id: bytes
    number: str
    adults: int
    children: int
    since: str


def _numbers(view: View, households: tuple[bytes | None, ...]) -> str:
    found = (by_id(view, each) for each in households if each is not None)
    return " + ".join(each.number for each in found if each is not None)


def waiting(view: View) -> list[HeldVisit]:
    """The visits on hold, the longest waiting first."""
    found = []
    for held in drafts.on_hold(view):
        at = datetime.fromtimestamp(held.held_ms / 1000, tz=UTC).astimezone()
        found.append(
            HeldVisit(
                held.id,
                _numbers(view, (held.household, *held.also)),
                held.adults,
                held.children,
                at.strftime("%H:%M"),
            )
        )
    return found
