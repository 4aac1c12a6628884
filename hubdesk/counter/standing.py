"""A visit in progress as a command finds it: read once, and handed on."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.counter import drafts
from hubdesk.counter.draft import Draft
from hubdesk.households.household import by_id
from hubdesk.households.record import Household
from hubdesk.journal.act import View
from hubdesk.storage import remembered

_HOUSEHOLD = "the household of a visit"


class Standing(Struct, frozen=True):
    """A visit: its draft before the change, and its household, None for a first visit."""

    id: bytes
    draft: Draft
    household: Household | None

    @property
    def chips(self) -> tuple[str, ...]:
        """The chips that hold at it."""
        return chips_of(self.draft, self.household)

    def in_hand(self, product: bytes) -> int:
        """How many of a product were scanned for it so far."""
        held = [each for row in self.draft.lines if row.in_hand for each in row.in_hand]
        return sum([each.quantity for each in held if each.product == product])


def on_counter(view: View) -> Standing | None:
    """The visit that is on the counter now, if any."""
    found = drafts.opened(view)
    return None if found is None else Standing(*found, household_of(view, found[1]))


def of(view: View, visit_id: bytes) -> Standing:
    """A visit; refuses when it was finished or put away meanwhile."""
    draft = drafts.load(view, visit_id)
    return Standing(visit_id, draft, household_of(view, draft))


def of_row(view: View, visit_id: bytes, draft: Draft, n: int) -> Standing:
    """The visit as the party sees it that a row is for: its rows, its household."""
    return of_party(view, visit_id, draft.party_of(n))


def of_party(view: View, visit_id: bytes, party: Draft) -> Standing:
    """The visit as one party of it sees it."""
    return Standing(visit_id, party, household_of(view, party))


def chips_of(draft: Draft, household: Household | None) -> tuple[str, ...]:
    """The chips that hold at a visit: the household's, or what a first visit told."""
    return household.diet if household else tuple(draft.chips)


def household_of(view: View, draft: Draft) -> Household | None:
    """Whose visit it is; None for a first visit."""
    if not draft.household:
        return None
    known = remembered.of(view.connection)
    said, found = known.get(_HOUSEHOLD) or (None, None)
    if said != draft.household:
        found = by_id(view, draft.household)
        known.put(_HOUSEHOLD, (draft.household, found))
    return found
