"""A stall Saturday through the real window, from load-out to close: keys counted, sums by hand."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from hubdesk.reports import stall_day
from hubdesk.reports.stall_day import StallDay
from hubdesk.stall import lines
from tests.hub.stall.stalls import line, stocked
from tests.journeys.meter import Meter
from tests.world import World, open_world
from ui.stall.steps import DAY, IN, OUT, TRADE
from ui.theme.tokens import Tone

SWAPS = 200


@pytest.fixture
def saturday(tmp_path, opened: Callable[[World], Meter]) -> Meter:  # type: ignore[no-untyped-def]
    """The window open on a hub with goods for the stall, on F3."""
    world = open_world(tmp_path / "hub")
    stocked(world)
    world.shelf("400 tinned beans, best before 2027-08")
    world.parcel(beans=2, soup=1)
    world.desk.do(lines.give_key, line("cereal"), "c")
    home = world.household(2, 1)
    meter = opened(world)
    meter.home = home.card  # type: ignore[attr-defined]
    meter.press("F3")
    slow(meter)
    return meter


def slow(meter: Meter) -> None:
    """A hand takes half a second between two keys; the clock of the keys goes on with it."""
    ticks = iter(range(0, 10**9, 500))
    meter.desk.places.stall.service.clock_ms = lambda: next(ticks)


def day(meter: Meter) -> StallDay:
    told: list[StallDay] = []
    meter._line.ask(stall_day.stall_day, then=told.append)
    meter.settle()
    return told[0]


def key(meter: Meter, sign: str) -> None:
    """One plain key, as a hand presses it."""
    meter.type_(sign)


def load_out(meter: Meter) -> None:
    """Crates: beans and cereal by count, soup by weight, a tin by scan, formula to carry."""
    meter.type_("be\r120\r")
    meter.type_("ce\r12\r")
    meter.type_("so\r10kg\r")
    meter.scan(meter.world.barcodes["tomato soup"])
    meter.scan(meter.world.barcodes["First infant milk"])


def swap_for_an_hour(meter: Meter) -> None:
    """One key each; nought, plus, ten and cereal now and then; scans before some of them."""
    for sign in ["3", "2", "0", "4", "+", "5", "x", "2", "c", "1"]:
        key(meter, sign)
    meter.scan(meter.world.barcodes["tinned beans"])
    key(meter, "3")
    # Refused aloud, and the next key counts all the same.
    meter.scan(meter.world.barcodes["First infant milk"])
    assert meter.desk.places.stall.pages.trade.last.result.tone is Tone.STOP
    key(meter, "1")


def serve_a_card(meter: Meter, card: str) -> None:
    """The counter opens the visit, and F12 leads back to the swaps."""
    meter.scan(card)
    assert meter.visit is not None and meter.desk.window.front.is_at(meter.desk.counter)
    meter.press("F12")
    assert meter.desk.window.front.is_at(meter.desk.places.stall)
    assert meter.desk.places.stall.pages.trade.last.result.headline.startswith("Done: parcel")


def load_in(meter: Meter) -> None:
    """What came back is counted."""
    meter.type_("be\r100\r")
    meter.type_("so\r12\r")
    meter.type_("ce\r9\r")
    meter.scan(meter.world.barcodes["First infant milk"])


def test_a_stall_saturday_from_load_out_to_close(saturday: Meter) -> None:
    meter, stall = saturday, saturday.desk.places.stall
    assert stall.stage == OUT
    load_out(meter)
    assert (meter.count.keys, meter.count.scans) == (1 + 7 + 6 + 8, 2)
    meter.press("F12")
    assert stall.stage == TRADE
    assert "Stall" in meter.desk.window.title.where.text()
    before = meter.count.keys
    swap_for_an_hour(meter)
    assert meter.count.keys - before == 12  # for eight people
    serve_a_card(meter, meter.home)  # type: ignore[attr-defined]
    key(meter, "9")
    meter.press("Ctrl+Z")
    meter.press("Ctrl+W")
    meter.scan(meter.world.barcodes["tomato soup"])
    meter.press("F12")
    assert stall.stage == TRADE
    meter.press("F12")
    assert stall.stage == IN
    load_in(meter)
    meter.press("F12")
    assert stall.stage == DAY
    by_hand(day(meter))
    meter.press("F12")
    told = day(meter)
    assert told.closed_ms is not None
    by_hand(told)
    assert "Counter" in meter.desk.window.title.where.text()
    assert meter.count.modals == 0
    meter.press("F9")
    titles = [str(each.title) for each in meter.desk.places.today.list.records.records]
    assert sum(title.startswith("Swaps at the stall") for title in titles) == 1
    assert "The stall was closed" in titles


def by_hand(told: StallDay) -> None:
    """The same sums on paper."""
    # Out: 120 beans, 12 cereal, 20 soup by weight, a soup and a formula by scan.
    assert told.total.out == 120 + 12 + 20 + 1 + 1
    # In: a tin for each of 3 2 x2 c1 and 1, two for +5, none for 04, and one that was scanned.
    assert told.total.came == 5 + 2 + 1
    # A parcel of two beans and a soup, a soup to waste; beans, soup, cereal and formula came back.
    assert (told.total.served, told.total.wasted) == (3, 1)
    assert told.total.back == 100 + 12 + 9 + 1
    assert told.total.taken == 154 + 8 - 3 - 1 - 122 == 36
    # Out by the keys: 3 2 4 5 12 (one cereal and 1) 3 1.
    assert (told.sums.people, told.sums.out) == (8, 3 + 2 + 4 + 5 + 12 + 2 + 3 + 1)
    assert told.difference == 36 - 32
    assert (told.parcels, told.sums.nothing) == (1, 1)
    flows = {each.name: each.flow.taken for each in told.lines}
    assert flows == {
        "beans": 120 + 1 - 2 - 100,
        "soup": 21 - 1 - 1 - 12,
        "cereal": 3,
        "baby milk": 0,
    }


def test_two_hundred_swaps_with_scans_among_them(saturday: Meter) -> None:
    """Driven as fast as the desk takes them: none lost, none doubled, no dialog."""
    meter, draw = saturday, random.Random(20261121)
    codes = meter.world.barcodes
    meter.type_("be\r200\r")
    meter.press("F12")
    before = meter.count.keys
    out = tins = nothing = 0
    for _ in range(SWAPS):
        digit = draw.randint(1, 9)
        kind = draw.random()
        if kind < 0.15:
            meter.scan_on(codes[draw.choice(["tomato soup", "tinned beans", "corn flakes"])])
            meter.wait(lambda: meter.desk.listening.at_rest)
        elif kind < 0.25:
            key(meter, "0")
            nothing += 1
        key(meter, str(digit))
        out += digit
        tins += not 0.15 <= kind < 0.25
    told = day(meter)
    assert (told.sums.people, told.sums.out) == (SWAPS, out)
    assert (told.total.came, told.sums.nothing) == (tins, nothing)
    assert meter.count.keys - before == SWAPS + nothing
    assert meter.count.modals == 0


def test_f12_leads_back_to_the_stall_only_from_there(saturday: Meter) -> None:
    meter = saturday
    meter.press("Alt+T")
    meter.scan(meter.home)  # type: ignore[attr-defined]
    meter.press("Ctrl+K")
    meter.press("F4")
    meter.press("F2")
    meter.scan(meter.home)  # type: ignore[attr-defined]
    meter.press("F12")
    assert meter.desk.window.front.is_at(meter.desk.counter)


def at_counter(meter: Meter) -> bool:
    return meter.desk.window.front.is_at(meter.desk.counter)


def test_f12_stays_at_the_counter_once_the_stalls_visit_is_on_hold(saturday: Meter) -> None:
    meter = saturday
    other = meter.world.barcodes["tinned beans"]
    meter.press("Alt+T")
    meter.scan(meter.home)  # type: ignore[attr-defined]
    meter.press("Ctrl+K")
    meter.type_("2+3\r")
    meter.scan(other)
    meter.press("F12")
    assert meter.headline.startswith("Done: parcel") and at_counter(meter)


def test_f12_stays_at_the_counter_when_another_card_was_scanned_there(saturday: Meter) -> None:
    """The stall's visit waits behind it, and nobody is led away from the queue."""
    meter = saturday
    meter.press("Alt+T")
    meter.scan(meter.home)  # type: ignore[attr-defined]
    meter.press("Ctrl+K")
    meter.scan(meter.home)  # type: ignore[attr-defined]
    meter.press("F12")
    assert meter.headline.startswith("Done: parcel") and at_counter(meter)
