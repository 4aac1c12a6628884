"""The screens of goods, for the pictures: in, where, until when, at the stall, counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from hubdesk import practice
from hubdesk.codes import own
from hubdesk.codes.own import Kind
from tests.journeys.meter import Meter
from tests.screens.counter.states import BEANS, CHICKPEAS
from ui.stall.steps import OUT

NEW = "9524000000019"
SWAPS = "320451232"


def goods(meter: Meter) -> Iterator[str]:
    """A picture is taken at each name."""
    yield from chain(took_in(meter), stocked(meter), counted(meter), at_the_stall(meter))


def took_in(meter: Meter) -> Iterator[str]:
    """A donation: some tins with their number and date, and a barcode nobody knows."""
    meter.press("F4")
    yield "take-in-empty"
    meter.scan(BEANS)
    meter.type_("24\r")
    meter.type_("0327\r")
    meter.scan(CHICKPEAS)
    yield "take-in"
    meter.scan(NEW)
    yield "take-in-new"


def stocked(meter: Meter) -> Iterator[str]:
    """What is where, and what is near its date."""
    meter.press("Alt+K")
    meter.scan(BEANS)
    yield "stock"
    meter.press("Alt+C")
    yield "dates"
    meter.press("F7")
    yield "labels-to-print"


def counted(meter: Meter) -> Iterator[str]:
    """A shelf that is being counted."""
    meter.press("F5")
    yield "stock-count"
    meter.scan(_shelf())
    meter.settle()
    meter.scan(BEANS)
    meter.type_("3*24+5\r")
    yield "stock-count-shelf"
    meter.scan(_shelf())
    meter.settle()


def at_the_stall(meter: Meter) -> Iterator[str]:
    """Loading out, an hour of swaps, and the day's page."""
    meter.press("F3")
    stall = meter.desk.places.stall
    for line in ("baked\r48\r", "soup\r36\r", "rice\r20\r"):
        meter.type_(line)
        meter.settle()
    yield "stall-load-out"
    meter.press("F12")
    meter.wait(lambda: stall.stage != OUT)
    # A hand in a glove leaves a second between two people.
    stall.service.clock_ms = count(1_000, 1_000).__next__
    for sign in SWAPS:
        meter.type_(sign)
        meter.settle()
    yield "stall"
    meter.press("Alt+D")
    yield "stall-day"


def _shelf() -> str:
    codes = [own.read(each.code) for each in practice.practice_sheet()]
    return next(code.text for code in codes if code is not None and code.kind is Kind.SHELF)
