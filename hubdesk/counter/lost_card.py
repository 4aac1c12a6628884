"""A lost card: the household is given a new one, and the old one is dead from then on."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.changes import Touched
from hubdesk.counter import drafts
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.households import cards, groups
from hubdesk.households import household as households
from hubdesk.households.cards import REPLACED, Replaced
from hubdesk.households.record import number_of
from hubdesk.journal.act import Act
from hubdesk.labels import queue
from hubdesk.labels.contents import HouseholdCard
from hubdesk.labels.queue import Job
from hubdesk.settings import read as read_settings
from hubdesk.wording import Phrase, translate


class NewCard(Struct, frozen=True):
    """A household's new number, and the card to print."""

    household: bytes
    number: str
    jobs: tuple[Job, ...]


def replace_card(act: Act, household_id: bytes) -> NewCard:
    """Gives a household a new card; every card it had is dead, for nobody knows which is lost.

    Raises Refused when the household is not known here.
    """
    home = households.by_id(act, household_id)
    if home is None:
        raise Refused(translate("counter", "This household is not known here. Find it by name."))
    held = [card for part in groups.parts(act, home.id) for card in cards.of(act, part)]
    live = [card.code for card in held if not card.dead]
    card = cards.free(act)
    act.record(REPLACED, Replaced(card, live), home.id)
    for code in live:
        # A card that waits for the printer must not come out dead.
        queue.kill(act, code)
    act.touch(Touched.VISIT)
    number = number_of(card)
    hub_name = read_settings(act.connection).hub_name
    job = queue.queue(act, HouseholdCard(hub_name, number, card, replaces=True))
    return NewCard(home.id, number, (job,))


def ask(act: Act, visit_id: bytes) -> Scanned:
    """The card of whoever is at the counter is lost: asks before anything is dead."""
    _home_of(act, visit_id)
    return Scanned(
        Outcome(
            Result.ASK,
            Phrase(translate("counter", "Replace the card?")),
            (
                Phrase(translate("counter", "A new card prints, with a new number.")),
                Phrase(translate("counter", "The old one is dead from then on.")),
            ),
            (Answer.REPLACE_CARD, Answer.SKIP),
            visit=visit_id,
        )
    )


def replace_at(act: Act, visit_id: bytes) -> NewCard:
    """A new card for whoever is at the counter."""
    return replace_card(act, _home_of(act, visit_id))


def _home_of(act: Act, visit_id: bytes) -> bytes:
    home = drafts.load(act, visit_id).household
    if home is None:
        raise Refused(
            translate("counter", "This visit has no card yet. It is given one at Finish.")
        )
    return home
