"""A visit in progress as a command finds it: read once, and handed on."""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.counter import draft as drafts
from hubdesk.counter.draft import Draft
from hubdesk.households.household import Household, by_id
from hubdesk.journal.act import View


@dataclass(frozen=True)
class Standing:
    """A visit: its draft before the change, and its household, None for a first visit."""

    id: bytes
    draft: Draft
    household: Household | None

    def in_hand(self, product: bytes) -> int:
        """How many of a product were scanned for it so far."""
        return sum(
            each.quantity
            for row in self.draft.lines
            for each in row.in_hand
            if each.product == product
        )


def on_counter(view: View) -> Standing | None:
    """The visit that is on the counter now, if any."""
    found = drafts.opened(view)
    return None if found is None else Standing(*found, household_of(view, found[1]))


def of(view: View, visit_id: bytes) -> Standing:
    """A visit; refuses when it was finished or put away meanwhile."""
    draft = drafts.load(view, visit_id)
    return Standing(visit_id, draft, household_of(view, draft))


def household_of(view: View, draft: Draft) -> Household | None:
    """Whose visit it is; None for a first visit."""
    return by_id(view, draft.household) if draft.household else None
