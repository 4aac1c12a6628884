"""Count sheets that were written by hand and are typed in later, each once.

What is typed counts at the time that stands on the sheet, so that what moved since then
counts on top, and what moved before it is part of the figure.
"""

from __future__ import annotations

from msgspec import Struct

from hubdesk import paper
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation
from hubdesk.paper import Told
from hubdesk.stock import when
from hubdesk.stock.counts import SHEET_ENTERED, SheetEntered
from hubdesk.stocktake import counting, takes
from hubdesk.stocktake.counting import CountedBefore, Done, How
from hubdesk.stocktake.spots import Spot, Target


class Sheet(Struct, frozen=True):
    """The sheet at hand: its code ("" for a sheet without one) and when it was written."""

    code: str
    at_ms: int | None = None
    again: bool = False


class EnteredBefore(Struct, frozen=True):
    """The sheet was typed in already: when, and the time that was given for it."""

    code: str
    entered_ms: int
    at_ms: int


def scanned(act: Act, code: str) -> Sheet | EnteredBefore:
    """A sheet's code: it is the sheet at hand, unless it was entered before."""
    before = paper.entries(act, code)
    if before:
        return EnteredBefore(code, before[-1].entered_ms, before[-1].at_ms)
    return Sheet(code)


def said_when(act: Act, text: str, sheet: Sheet) -> Sheet:
    """When it was written, as typed: 1430, sat 1430. Raises Refused for what is no past time."""
    known = when.Known(act.clock, act.now_ms, act.today, act.today, paper.first_day(act))
    return Sheet(sheet.code, when.read(text, known), sheet.again)


def begin(act: Act, spot: Spot, sheet: Sheet) -> Operation | None:
    """The first number of a sheet is about to be typed: it counts as entered from now on."""
    if not sheet.code or sheet.at_ms is None:
        return None
    then = paper.at(act, sheet.at_ms)
    known = [e for e in paper.entries(act, sheet.code) if e.at_ms == sheet.at_ms]
    if known and not sheet.again:
        return None
    told = Told(act.now_ms, sheet.code, sheet.again)
    take = takes.here_and_now(then, spot.place.id)
    return then.record(SHEET_ENTERED, SheetEntered(take, spot.place.id, told), spot.place.id)


def count(
    act: Act, sheet: Sheet, spot: Spot, target: Target, quantity: int, how: How = How.ASK
) -> Done | CountedBefore:
    """A number from the sheet, at the sheet's time."""
    assert sheet.at_ms is not None
    done = counting.count(paper.at(act, sheet.at_ms), spot, target, quantity, how)
    if isinstance(done, Done):
        begin(act, spot, sheet)
    return done
