"""The visits that wait: under a ticket or one word if somebody likes, and what became of them.

A ticket is a number of a raffle book, or a code of our own; a word is what somebody answers to
in the queue. Both are kept with the parked visit on this laptop and go when it is finished or
put away: no journal ever holds them.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime

import msgspec
from msgspec import Struct
from sqlalchemy import select

from hubdesk.codes import own
from hubdesk.counter import drafts, finishing
from hubdesk.counter.draft import Draft
from hubdesk.counter.drafts import Held
from hubdesk.counter.finishing import Finished
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.tables import visit
from hubdesk.errors import Refused
from hubdesk.households.household import by_id
from hubdesk.journal.act import Act, View
from hubdesk.wording import Phrase, translate

LONGEST_WORD = 20
_TICKET = re.compile(r"[^\W\d_]?[0-9]{1,6}")


class HeldVisit(Struct, frozen=True):
    """A visit on hold: a number ("" for a first visit), how many, and since when.

    Households served together wait together: all their numbers and people. ``ticket`` is under
    what it waits, as people say it. ``day`` is the day on which it was put on hold;
    ``told_ms`` when a visit from paper was.
    """

    id: bytes
    number: str
    adults: int
    children: int
    since: str
    ticket: str = ""
    day: date = date.min
    told_ms: int | None = None


def _numbers(view: View, households: tuple[bytes | None, ...]) -> str:
    found = (by_id(view, each) for each in households if each is not None)
    return " + ".join(each.number for each in found if each is not None)


def waiting(view: View) -> list[HeldVisit]:
    """The visits on hold, the longest waiting first."""
    return [_shown(view, held) for held in drafts.on_hold(view)]


def left_over(view: View) -> list[HeldVisit]:
    """What is on hold from an earlier day and was not asked about today."""
    today = view.today
    before = [each for each in drafts.on_hold(view) if view.day_of(each.held_ms) < today]
    return [_shown(view, each) for each in before if each.asked_on != today.isoformat()]


def set_aside_left_open(act: Act) -> None:
    """At the first start of another day: the visit that stood on the counter is on hold.

    It waits since it was opened, and is asked about like the others.
    """
    found = act.connection.execute(select(visit).where(visit.c.held_ms.is_(None))).first()
    if found is not None and act.day_of(found.opened_ms) < act.today:
        drafts.park(act, since_ms=found.opened_ms)


def _shown(view: View, held: Held) -> HeldVisit:
    at = datetime.fromtimestamp(held.held_ms / 1000, tz=UTC).astimezone()
    return HeldVisit(
        held.id,
        _numbers(view, (held.household, *held.also)),
        held.adults,
        held.children,
        at.strftime("%H:%M"),
        " + ".join(map(said, held.held_as)),
        view.day_of(held.held_ms),
        held.at_ms,
    )


def said(ticket: str) -> str:
    """A ticket as people say it: of a code of our own the last four."""
    found = own.read(ticket)
    return found.last_four if found is not None else ticket


def park_as(act: Act, typed: str) -> Outcome | None:
    """Puts the visit on the counter on hold, under a ticket or a word if one was typed.

    None for a visit that is on hold under nothing, as most are. Refuses what is neither a
    ticket nor one word, and one under which another visit waits.
    """
    visit_id = drafts.open_visit(act)
    if visit_id is None or not typed.strip():
        drafts.park(act)
        return None
    ticket = ticket_of(typed)
    other = waits_as(act, ticket)
    if other is not None and other != visit_id:
        raise Refused(
            translate("counter", "Another visit waits under {ticket}. Type another one."),
            ticket=said(ticket),
        )
    named = msgspec.structs.replace(drafts.load(act, visit_id), held_as=ticket)
    drafts.keep(act, visit_id, named)
    drafts.park(act)
    return Outcome(
        Result.NOTED,
        Phrase(translate("counter", "On hold: {ticket}"), {"ticket": said(ticket)}),
        (Phrase(translate("counter", "Scan or type it to bring the visit back.")),),
    )


def ticket_of(typed: str) -> str:
    """The ticket or word that was typed; refuses what is more than that."""
    found = own.read(typed)
    if found is not None and found.kind is own.Kind.TICKET:
        return found.text
    text = unicodedata.normalize("NFKC", typed).strip().removeprefix("#").strip()
    letters = text.replace("-", "").replace("'", "").replace("’", "")
    marks = all(unicodedata.category(sign)[0] in "LM" for sign in letters)
    is_word = bool(letters) and marks and len(text) <= LONGEST_WORD
    if not (is_word or _TICKET.fullmatch(text)):
        raise Refused(
            translate("counter", "Type the ticket or one short word to hold a visit, or nothing.")
        )
    return text


def waits_as(view: View, typed: str) -> bytes | None:
    """The visit that waits under a ticket or word; None when none does."""
    sought = _plain(typed)
    for held in drafts.on_hold(view):
        for ticket in held.held_as:
            if sought in (_plain(ticket), _plain(said(ticket))):
                return held.id
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().removeprefix("#").strip().casefold()


def brought_back(act: Act, typed: str) -> Outcome | None:
    """Brings back the visit that waits under what was typed; None when none does."""
    found = waits_as(act, typed) if typed.strip() else None
    if found is None:
        return None
    drafts.resume(act, found)
    return Outcome(Result.NOTED, Phrase("{ticket}", {"ticket": typed.strip()}), visit=found)


def ticket_scanned(act: Act, code: str) -> Outcome:
    """A ticket brings its visit back; one under which nothing waits takes the open visit."""
    back = brought_back(act, code)
    if back is not None:
        return back
    held = park_as(act, code) if drafts.open_visit(act) is not None else None
    return held or Outcome(
        Result.ASK,
        Phrase(translate("counter", "Nothing waits under this ticket")),
        (Phrase(translate("counter", "Scan a card or type 2+3 to start a visit.")),),
        (Answer.SKIP,),
        code=code,
    )


def was_given(act: Act, visit_id: bytes) -> Finished:
    """It was given on its day after all: entered at the time at which it was put on hold.

    Raises Refused, or NotSettled, for what has to be put right first (``to_counter``).
    """
    drafts.keep(act, visit_id, _at_its_time(act, visit_id))
    return finishing.finish(act, visit_id)


def to_counter(act: Act, visit_id: bytes) -> None:
    """Brings a visit of an earlier day to the counter, to be put right at its own time."""
    before = drafts.load(act, visit_id)
    drafts.resume(act, visit_id)
    drafts.save(act, visit_id, before, _at_its_time(act, visit_id))


def still_waits(act: Act, visit_id: bytes) -> None:
    """It waits on; it is asked about again on another day."""
    draft = drafts.load(act, visit_id)
    asked = msgspec.structs.replace(draft, asked_on=act.today.isoformat())
    drafts.keep(act, visit_id, asked)


def _at_its_time(act: Act, visit_id: bytes) -> Draft:
    draft = drafts.load(act, visit_id)
    if draft.told_ms is not None:
        return draft
    row = act.connection.execute(select(visit).where(visit.c.id == visit_id)).one()
    return draft.told_at(row.opened_ms if row.held_ms is None else row.held_ms)
