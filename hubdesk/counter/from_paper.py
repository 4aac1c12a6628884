"""A visit that was written on paper, entered afterwards at the time at which it was.

While the counter enters from paper (a *pile*), every visit it begins is of the pile's time.
The draft keeps that time, so that it stays when the visit is put on hold, opened again or the
laptop goes off; the pile itself is forgotten then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import func, select

from hubdesk import paper
from hubdesk.counter import drafts, finishing, reopening
from hubdesk.counter.collection import COLLECTED, Collected
from hubdesk.counter.draft import Draft
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.tables import collection
from hubdesk.errors import Refused
from hubdesk.households.household import by_id
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.paper import Entry
from hubdesk.stock import date_words, when
from hubdesk.stock.counts import SHEET_ENTERED
from hubdesk.wording import Phrase, items, translate

P = ParamSpec("P")
T = TypeVar("T")


class Pile(Struct, frozen=True):
    """What is entered from paper now: the time of the sheet at hand, and the sheet's code.

    ``at_ms`` is None until somebody says when it was; ``again`` that the sheet is known to have
    been entered before.
    """

    at_ms: int | None = None
    sheet: str = ""
    again: bool = False


class Double(Struct, frozen=True):
    """A sheet that was entered twice by people who did not know: the first, and the other."""

    sheet: str
    first: Ref
    other: Ref
    told: tuple[Phrase, Phrase]


def told(
    act: Act,
    pile: Pile,
    command: Callable[Concatenate[Act, P], T],
    *args: P.args,
    **named: P.kwargs,
) -> T:
    """Runs a command of the counter at the time of the visit that is there, else of the pile."""
    found = drafts.opened(act)
    at_ms = pile.at_ms if found is None else found[1].told_ms
    if at_ms is None and command is finishing.finish:
        raise Refused(translate("counter", "Type first when it was: 1430. Or leave paper: Esc."))
    result = command(act if at_ms is None else paper.at(act, at_ms), *args, **named)
    _mark(act, pile)
    return result


def _mark(act: Act, pile: Pile) -> None:
    """All who are served together are of one time, and the visit is of the sheet at hand."""
    found = drafts.opened(act)
    at_ms = found[1].told_ms if found else None
    if found is None or at_ms is None:
        return
    now = found[1].told_at(at_ms)
    if pile.sheet and not any(party.sheet for party in now.parties):
        now = msgspec.structs.replace(now, sheet=pile.sheet, again=pile.again)
    if now != found[1]:
        drafts.keep(act, found[0], now)


def said_when(act: Act, text: str, pile: Pile) -> Pile:
    """Somebody typed when it was: the visit on the counter, and those of the pile that follow.

    Raises Refused for a time that never was, is not yet, or was before the hub began.
    """
    known = when.Known(
        act.clock, act.now_ms, act.today, proposed_day(act, pile), paper.first_day(act)
    )
    at_ms = when.read(text, known)
    found = drafts.opened(act)
    if found is not None:
        drafts.save(act, found[0], found[1], found[1].told_at(at_ms))
    _mark(act, replace(pile, at_ms=at_ms))
    return replace(pile, at_ms=at_ms)


_last_ms = select(func.max(collection.c.at_ms)).where(~collection.c.undone)


def proposed_day(view: View, pile: Pile) -> date:
    """The day of a time that is typed alone: the pile's, else the last on which anyone came."""
    last_ms = pile.at_ms
    if last_ms is None:
        last_ms = view.connection.execute(_last_ms).scalar()
    return view.today if last_ms is None else min(view.day_of(last_ms), view.today)


def happens_now(act: Act, visit_id: bytes) -> None:
    """The visit on the counter is not from paper after all."""
    before = drafts.load(act, visit_id)
    drafts.save(act, visit_id, before, before.told_at(None))


def sheet_scanned(act: Act, code: str) -> Outcome:
    """The code of a paper sheet: its visit begins, or it is said that it was entered already."""
    act = paper.now(act)
    held = _unfinished(act, code)
    if held is not None:
        drafts.resume(act, held)
        return Outcome(Result.NOTED, _sheet(code), visit=held)
    entered = paper.entries(act, code)
    if entered:
        return _entered_already(act, code, entered)
    open_ = drafts.opened(act)
    if open_ is not None and open_[1].told_ms is not None and not _sheets(open_[1]):
        now = msgspec.structs.replace(open_[1], sheet=code)
        drafts.save(act, open_[0], open_[1], now)
        return Outcome(Result.NOTED, _sheet(code), answers=(Answer.UNDO,), whole=True)
    return begun(code)


def begun(code: str, *, again: bool = False) -> Outcome:
    """The next card, or size, is the visit of this sheet."""
    goes_on = Phrase(translate("counter", "Scan the card on it, or type 2+3."))
    title = _sheet(code)
    return Outcome(Result.NOTED, title, (goes_on,), sheet=code, sheet_again=again)


def again(act: Act, code: str) -> Outcome:
    """Somebody knows that the sheet was entered, and says that this is another visit."""
    found = drafts.opened(act)
    if found is not None and code in _sheets(found[1]):
        now = found[1].each(lambda p: _again(p, code))
        drafts.save(act, found[0], found[1], now)
        return Outcome(Result.NOTED, _sheet(code), visit=found[0])
    return begun(code, again=True)


def _again(party: Draft, code: str) -> Draft:
    return msgspec.structs.replace(party, again=True) if party.sheet == code else party


def _sheet(code: str) -> Phrase:
    return Phrase(translate("counter", "Sheet {number}"), {"number": code[-4:]})


def _sheets(draft: Draft) -> set[str]:
    return {party.sheet for party in draft.parties if party.sheet}


def _unfinished(view: View, code: str) -> bytes | None:
    """The visit in progress that is entered from a sheet."""
    for visit_id, draft in drafts.unfinished(view):
        if code in _sheets(draft):
            return visit_id
    return None


def _entered_already(act: Act, code: str, entered: list[Entry]) -> Outcome:
    lines = [_told(act, each) for each in entered[-2:]]
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "Entered already")),
        tuple(lines),
        (Answer.ENTER_AGAIN,),
        code=code,
    )


def _told(view: View, entry: Entry) -> Phrase:
    """What was entered from a sheet, when it was, and when it was entered."""
    found = view.journal.read(view.connection, entry.ref)
    body = view.journal.body_of(view.connection, *found) if found else None
    times = {
        "was": _moment(view, entry.at_ms),
        "entered": _moment(view, entry.entered_ms),
    }
    if not isinstance(body, Collected):
        return Phrase(translate("counter", "For {was}. Entered {entered}."), times)
    household = by_id(view, body.household) if body.household else None
    gaps = {
        "number": household.number if household else body.parcel[-4:],
        "items": items(body.items),
        "adults": body.adults,
        "children": body.children,
    }
    sentence = translate(
        "counter",
        "{number}, {items} for {adults}+{children}: {was}. Entered {entered}.",
    )
    return Phrase(sentence, gaps | times)


def _moment(view: View, at_ms: int) -> Phrase:
    day, wall = view.day_of(at_ms), view.clock.wall_of(at_ms)
    gaps = {"day": date_words.day_words(day, view.today), "time": wall.strftime("%H:%M")}
    return Phrase(translate("counter", "{day}, {time}"), gaps)


def doubles(view: View) -> list[Double]:
    """Sheets that two people entered without knowing, as laptops find out that were apart."""
    return [
        Double(first.sheet, first.ref, other.ref, (_told(view, first), _told(view, other)))
        for first, other in paper.doubles(view)
        if not _is_count(view, first)
    ]


def _is_count(view: View, entry: Entry) -> bool:
    """A count sheet has its numbers compared where stock is counted."""
    found = view.journal.read(view.connection, entry.ref)
    return found is not None and found[0].type == SHEET_ENTERED.name


def keep_one(act: Act, double: Double) -> None:
    """Both entries are of the same thing: the one that was entered later did not happen."""
    if not any(other == double.other for other in _others(act)):
        raise Refused(
            translate("counter", "This sheet was settled meanwhile. Look at it in Today.")
        )
    found = act.journal.read(act.connection, double.other)
    if found is not None and found[0].type != COLLECTED.name:
        act.undo(double.other)  # an hour of a tally sheet: nothing else hangs on it
    else:
        reopening.take_back(act, double.other)


def _others(act: Act) -> list[Ref]:
    return [other.ref for _, other in paper.doubles(act)]


def keep_both(act: Act, double: Double) -> None:
    """Both entries happened."""
    paper.both_right(act, double.sheet)
