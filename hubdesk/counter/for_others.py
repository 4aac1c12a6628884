"""For others: households served in one visit, and parcels that somebody else collects.

Each household has its own rows, size, allergies and collection. One has its *turn*: what is
scanned goes to it. A card scanned again gives its household the turn.
"""

from __future__ import annotations

import msgspec

from hubdesk.counter import drafts, planning
from hubdesk.counter.draft import Draft
from hubdesk.errors import Refused
from hubdesk.households import groups
from hubdesk.households import household as households
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.wording import translate

MOST_TOGETHER = 6
"""More households in one visit than this would be a delivery."""


def join(act: Act, visit_id: bytes, household_id: bytes) -> None:
    """And for: another household is served in this visit, and has the turn.

    What it has on hold comes with it. Refuses the household that is here already.
    """
    before = drafts.load(act, visit_id)
    here = {groups.one_of(act, each.household) for each in before.parties if each.household}
    if groups.one_of(act, household_id) in here:
        raise Refused(
            translate("counter", "This household is in the visit already. Scan another card.")
        )
    waiting = drafts.of_household(act, household_id)
    if waiting is not None:
        apart = drafts.load(act, waiting)
        if apart.also:
            raise Refused(
                translate(
                    "counter", "This household is on hold with another. Finish that visit first."
                )
            )
        more = msgspec.structs.replace(apart, subject=apart.subject or waiting, waited=True)
    else:
        found = households.by_id(act, household_id)
        if found is None:
            raise Refused(
                translate("counter", "This household is not known here. Find it by name.")
            )
        size = (found.adults, found.children)
        more = planning.standard(act, found.id, *size, found.diet)
    _add(act, visit_id, before, more)


def join_size(act: Act, visit_id: bytes, adults: int, children: int) -> None:
    """And for people with no card: they are given one when the visit is finished."""
    households.check_size(adults, children)
    more = planning.standard(act, None, adults, children, ())
    _add(act, visit_id, drafts.load(act, visit_id), more)


def add(act: Act, visit_id: bytes, subject: bytes, more: Draft) -> None:
    """A parcel that was opened again is in this visit, as it was when both were finished."""
    before = drafts.load(act, visit_id)
    drafts.keep(
        act, visit_id, _with(before, visit_id, msgspec.structs.replace(more, subject=subject))
    )


def _add(act: Act, visit_id: bytes, before: Draft, more: Draft) -> None:
    if not before.people:
        raise Refused(translate("counter", "Type how many this visit is for first: 2+3."))
    if len(before.parties) >= MOST_TOGETHER:
        raise Refused(
            translate("counter", "{most} households at once are enough. Finish these first."),
            most=MOST_TOGETHER,
        )
    drafts.save(act, visit_id, before, _with(before, visit_id, more))


def _with(before: Draft, visit_id: bytes, more: Draft) -> Draft:
    """The visit with one party more, whose turn it is."""
    was = msgspec.structs.replace(before, subject=before.subject or visit_id)
    no = 1 + max(party.no for party in was.parties)
    more = _named_after(more, was.next_n() - 1)
    subject = more.subject or identity.new_id()
    return msgspec.structs.replace(more, no=no, subject=subject, also=was.parties)


def _named_after(more: Draft, last: int) -> Draft:
    """The rows with names that no row of the other parties has."""
    lines = [msgspec.structs.replace(row, n=row.n + last) for row in more.lines]
    return msgspec.structs.replace(
        more,
        lines=lines,
        last=None if more.last is None else more.last + last,
        scanned=None if more.scanned is None else more.scanned + last,
    )


def turn_to(act: Act, visit_id: bytes, household_id: bytes) -> None:
    """What is scanned from now on goes to this household of the visit.

    Two parties may be one household by now, if they were merged meanwhile: the turn stays.
    """
    draft = drafts.load(act, visit_id)
    sought = groups.one_of(act, household_id)
    theirs = [
        party.no
        for party in draft.parties
        if party.household is not None and groups.one_of(act, party.household) == sought
    ]
    if theirs and draft.no not in theirs:
        drafts.save(act, visit_id, draft, draft.turned(theirs[0]))


def turn_to_party(act: Act, visit_id: bytes, no: int) -> None:
    """What is scanned from now on goes to this party of the visit, by its place."""
    draft = drafts.load(act, visit_id)
    if any(party.no == no for party in draft.also):
        drafts.save(act, visit_id, draft, draft.turned(no))


def turn_to_next(act: Act, visit_id: bytes) -> None:
    """The turn goes round, to the party that came after the one that has it."""
    draft = drafts.load(act, visit_id)
    numbers = [party.no for party in draft.parties]
    after = numbers[(numbers.index(draft.no) + 1) % len(numbers)]
    drafts.save(act, visit_id, draft, draft.turned(after))


def take_off(act: Act, visit_id: bytes) -> None:
    """The household whose turn it is leaves the visit; a parcel it had on hold is there again.

    Refused for the last one: that visit is put on hold, or put away from there.
    """
    draft = drafts.load(act, visit_id)
    if not draft.also:
        raise Refused(translate("counter", "Only one household is here. Put the visit on hold."))
    first, *others = [party for party in draft.parties if party.no != draft.no]
    drafts.save(act, visit_id, draft, msgspec.structs.replace(first, also=others))


def by_other(act: Act, visit_id: bytes) -> bool:
    """Collected by someone else, or not after all; answers which. Nobody is named."""
    draft = drafts.load(act, visit_id)
    now = msgspec.structs.replace(draft, by_other=not draft.by_other)
    drafts.save(act, visit_id, draft, now)
    return now.by_other
