"""The screens of goods, for the pictures: in, where, until when, at the stall, counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from hubdesk import practice
from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.takein import crates
from hubdesk.takein.crates import Crate
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
    yield from _crate(meter)


def _crate(meter: Meter) -> Iterator[str]:
    """A crate that came by weight: its page, and what comes out of it."""
    meter.press("F12")
    meter.type_("12.4kg\r")
    made: list[Crate] = []
    meter._line.ask(crates.waiting, then=made.extend)
    meter.wait(lambda: bool(made))
    meter.press("Alt+G")
    meter.press("Alt+K")
    meter.scan(made[0].code)
    meter.press("Return")
    meter.scan(CHICKPEAS)
    meter.type_("9\r")
    meter.scan(BEANS)
    yield "take-in-crate"
    meter.press("Alt+K")
    meter.scan(made[0].code)
    yield "crate"
    meter.press("Esc")


def stocked(meter: Meter) -> Iterator[str]:
    """What is where, and what is near its date."""
    meter.press("Alt+K")
    meter.scan(BEANS)
    yield "stock"
    stock = meter.desk.places.stock
    stock.goods.acting.ask("waste")
    yield "stock-throw-away"
    stock.goods.acting.leave()
    meter.press("Alt+C")
    yield "dates"
    meter.press("F7")
    yield "labels-to-print"
    yield from _sheets(meter)


def _sheets(meter: Meter) -> Iterator[str]:
    """The printer and the sheets, and a sheet of one's own by its measures."""
    labels = meter.desk.places.labels
    meter.click(labels.setting_up)
    own_sheet = labels.set_up.own_sheet
    own_sheet.name.entry.setText("Blue labels")
    labels.set_up.ensureWidgetVisible(own_sheet.keep)
    yield "labels-own-sheet"
    own_sheet.name.entry.clear()
    meter.click(labels.setting_up)


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
    screen = meter.desk.places.count
    meter.click(screen.differ)
    yield "stock-count-clash"
    meter.press("Esc")
    meter.click(screen.book)
    yield "stock-count-variance"
    meter.press("Esc")


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
