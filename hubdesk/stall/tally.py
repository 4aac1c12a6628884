"""A tally sheet typed in afterwards: an hour of strokes on paper, in three numbers."""

from __future__ import annotations

from datetime import time

from msgspec import Struct

from hubdesk import paper
from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation
from hubdesk.paper import Told
from hubdesk.stall.session import LONGEST_AGO_DAYS, Session
from hubdesk.stall.swap import MOST_OF_A_TALLY, MOST_PEOPLE, SWAPPED, Swapped
from hubdesk.wording import translate


class Tally(Struct, frozen=True):
    """What a sheet says of one hour (by the clock on the wall): people, items out, tins in."""

    hour: int
    people: int
    out: int
    tins: int


def sheet_of(text: str) -> str | None:
    """The code of a sheet of paper, if that was scanned."""
    code = own.read(text)
    return code.text if code is not None and code.kind is Kind.SHEET else None


def line_of(sheet: str, hour: int) -> str:
    """What names an hour of a tally sheet: each is entered once; "" for an hour of no sheet."""
    return f"{hour:02}h{sheet}" if sheet else ""


def enter(
    act: Act, session: Session, told: Tally, sheet: str = "", *, again: bool = False
) -> Operation:
    """An hour of a tally counts in its own hour, as if each swap had been keyed then.

    Raises Refused for what cannot be, for an hour that has not come, and for an hour of a sheet
    that was entered before unless somebody knew (``again``).
    """
    if not (0 <= told.hour <= 23 and 1 <= told.people <= MOST_PEOPLE):
        raise Refused(
            translate("stall", "Type the hour, 0 to 23, then how many people: up to {most}."),
            most=MOST_PEOPLE,
        )
    if not (0 <= told.out <= MOST_OF_A_TALLY and 0 <= told.tins <= MOST_OF_A_TALLY):
        raise Refused(translate("stall", "Type a number up to {most}."), most=MOST_OF_A_TALLY)
    at_ms = act.clock.moment_of(session.day, time(told.hour, 30))
    if at_ms is not None and act.now_ms < at_ms <= act.now_ms + 1_800_000:
        at_ms = act.now_ms  # the hour that is running
    if at_ms is None or at_ms > act.now_ms:
        raise Refused(translate("stall", "That hour has not come yet. Check the day and the hour."))
    if (act.today - session.day).days > LONGEST_AGO_DAYS:
        raise Refused(
            translate("stall", "This can be told of the last {most} days. Choose another day."),
            most=LONGEST_AGO_DAYS,
        )
    line = line_of(sheet, told.hour)
    if line and not again and paper.entries(act, line):
        raise Refused(
            translate("stall", "{hour}:00 of sheet {number} is in already. Enter it once more?"),
            hour=told.hour,
            number=sheet[-4:],
        )
    act = paper.at(act, at_ms)
    body = Swapped(
        session.place,
        session.day.isoformat(),
        told.out,
        told.tins,
        people=told.people,
        told=Told(act.now_ms, line, again),
    )
    return act.record(SWAPPED, body, session.id)
