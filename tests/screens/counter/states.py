"""The counter in every state a volunteer can see it in, one after another in one window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hubdesk.codes import own
from hubdesk.households import seek
from tests.journeys.meter import Meter

MILK = "09520000010362"
BEANS, CHICKPEAS = "9520000012113", "9520000013028"


def states(meter: Meter) -> Iterator[str]:
    """Brings the window from state to state; each is ready to be looked at when named."""
    today = meter.world.clock.day_of(meter.world.clock.now_ms())
    yield "empty"
    meter.type_("2+3")
    yield "typing"
    meter.type_("\r")
    yield "first visit"
    meter.press("F12")
    yield "finished"
    meter.scan(card(meter, "Thuy Li"))
    yield "visit"
    meter.scan(BEANS)
    yield "added"
    meter.press("Del")
    yield "none left"
    meter.scan(f"01{MILK}17{today - timedelta(days=1):%y%m%d}")
    meter.scan(CHICKPEAS)
    yield "stop"
    meter.press("Space")
    meter.scan(f"01{MILK}15{today - timedelta(days=20):%y%m%d}")
    yield "past best before"
    meter.press("Space")
    meter.scan("9524000000002")
    yield "new barcode"
    meter.press("Ctrl+N")
    yield "naming"
    meter.press("Esc")
    meter.scan("9520000012114")
    yield "wrong check digit"
    meter.scan(card(meter, "Łukasz Ionescu"))
    yield "conflict"
    while meter.headline.startswith("Allergy"):
        meter.press("Space")
    yield "read the pack"
    meter.click(meter.desk.counter.hold_button)
    yield "on hold"
    meter.press("Esc")
    yield from changed(meter)
    meter.press("Ctrl+K")
    meter.press("Ctrl+T")
    yield "turned away"
    meter.printer.failing = True
    meter.type_("1+0\r")
    meter.press("F12")
    yield "printer failed"
    meter.printer.failing = False
    yield from papered(meter)
    yield from left_over(meter)


def papered(meter: Meter) -> Iterator[str]:
    """A sheet of paper is entered, and once more."""
    sheet = own.draw(own.Kind.SHEET)
    meter.scan(sheet)
    meter.wait(lambda: meter.desk.counter.paper.strip.asking)
    yield "when was it"
    meter.type_("today 2359\r")
    yield "not come yet"
    meter.type_("0930\r")
    meter.type_("2+3\r")
    yield "from paper"
    meter.press("F12")
    meter.scan(sheet)
    yield "sheet again"
    meter.click(meter.desk.counter.paper.strip.leave)


def left_over(meter: Meter) -> Iterator[str]:
    """On hold under a ticket; and what is asked on the next day."""
    meter.type_("2+3\r")
    meter.type_("234")
    meter.press("Ctrl+K")
    yield "held under a ticket"
    meter.click(meter.desk.counter.hold_button)
    yield "tickets on hold"
    meter.press("Esc")
    meter.world.clock.forward(days=1)
    meter.desk.status.tick()
    meter.wait(meter.desk.counter.left_over.held.isVisible)
    yield "on hold from before"
    meter.scan(card(meter, "Thuy Li"))
    yield "served meanwhile"


def changed(meter: Meter) -> Iterator[str]:
    """A visit of changed lives, for others, and one that chooses."""
    meter.press("Ctrl+E")
    yield "changing"
    meter.press("Esc")
    meter.type_("3+1\r")
    yield "another size"
    meter.press("Space")
    meter.press("Ctrl+O")
    yield "collected by someone else"
    meter.press("Ctrl+J")
    yield "and for whom"
    meter.scan(card(meter, "Thuy Li"))
    yield "and for"
    meter.press("Ctrl+K")
    meter.press("Ctrl+L")
    meter.type_("1+1\r")
    meter.scan(BEANS)
    yield "they choose"


def card(meter: Meter, name: str) -> str:
    """The card of somebody in the practice hub."""
    cards: list[str] = []

    def take(hits: seek.Hits) -> None:
        cards.append(hits.found[0].household.card)

    meter.desk._line.ask(seek.seek, name, then=take)
    meter.wait(lambda: bool(cards))
    return cards[0]
