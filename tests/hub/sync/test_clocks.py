"""Clocks that differ are noticed from what laptops say, told, and never required to be right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk import day
from hubdesk.changes import Changes, Touched
from hubdesk.day_answers import Why
from hubdesk.sync import clocks, status
from hubdesk.sync.clocks import AGREE_MS
from hubdesk.sync.pace import DAY_MS, MINUTE_MS
from hubdesk.sync.report import HeardOf
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, take_in
from tests.hub.sync.test_two_laptops import pair, same, settle, shut_open

Another = Callable[[str], Laptop]


def off_days(laptop: Laptop) -> list[float]:
    """How far each other clock is off, by what this laptop says, in days."""
    heard = laptop.desk.ask(status.heard, laptop.clock.now_ms())
    return [round(e.clock_off_ms / DAY_MS) for e in heard if not e.is_here]


@pytest.mark.parametrize("days", [-3, -40, 3, 40])
def test_a_clock_that_is_off_is_noticed_on_both_sides(
    laptop: Another, folder: MemoryFolder, days: int
) -> None:
    first, second = pair(laptop, folder)
    second.clock.forward(days=days)
    for _ in range(2):
        for each in (first, second):
            take_in(each, 1)
            each.clock.forward(minutes=6)
        settle(folder, first, second)
    assert off_days(first) == [days]
    assert off_days(second) == [-days]
    assert on_shelf(first) == on_shelf(second) == 4, "nothing waits for a clock"
    assert same(first, second)


def test_a_laptop_that_others_are_days_ahead_of_asks_once(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    second.clock.forward(days=3)
    heard: list[Changes] = []
    first.desk.listen(heard.append)
    take_in(second, 1)
    settle(folder, second, first)
    assert any(each.touches(Touched.DAY) for each in heard), "the desk asks at once"
    asked = first.desk.ask(day.doubt_of)
    assert asked is not None and asked.why is Why.OTHERS and asked.others is not None
    assert second.desk.ask(day.doubt_of) is None, "that others rested proves nothing"
    take_in(first, 1)
    first.desk.do(day.confirm, asked.day)
    second.clock.forward(hours=2)
    take_in(second, 1)
    settle(folder, second, first)
    assert first.desk.ask(day.doubt_of) is None, "that clock is known to be ahead"


def test_a_laptop_that_was_off_for_weeks_is_late_and_its_clock_right(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    for each in (first, second):
        each.clock.forward(days=30)
    take_in(first, 1)
    first.sync(folder)
    assert off_days(first) == [0]
    second.clock.forward(minutes=3)
    settle(folder, second, first)
    assert off_days(first) == off_days(second) == [0]


def test_three_laptops_agree_whose_clock_it_is(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    third = laptop("third")
    third.join(folder, shut_open(first, folder))
    third.clock.forward(days=-5)
    for _ in range(3):
        for each in (first, second, third):
            take_in(each, 1)
            each.clock.forward(minutes=6)
        settle(folder, first, second, third)

    def own_days(each: Laptop) -> int:
        heard = each.desk.ask(status.heard, each.clock.now_ms())
        return round(clocks.own_off_ms(heard) / DAY_MS)

    assert [own_days(each) for each in (first, second, third)] == [0, 0, -5]


def said(off_ms: int, said_ms: int = 1, *, removed: bool = False) -> HeardOf:
    return HeardOf(b"8" * 8, "Store", False, True, removed, 1, 1, said_ms, 0, off_ms)


def test_small_differences_and_those_who_are_shut_out_say_nothing() -> None:
    assert not clocks.differs(said(AGREE_MS - 1))
    assert clocks.differs(said(-AGREE_MS))
    assert not clocks.differs(said(DAY_MS, removed=True))
    assert clocks.off_ms(100, 100 + MINUTE_MS, 0) == 0
    assert clocks.own_off_ms([said(DAY_MS)]) == 0, "of two, nobody knows which is right"
    assert clocks.own_off_ms([said(DAY_MS), said(2 * DAY_MS)]) == -DAY_MS
    assert clocks.own_off_ms([said(DAY_MS), said(2 * DAY_MS), said(0), said(0)]) == 0
    assert clocks.own_off_ms([said(-DAY_MS), said(-DAY_MS), said(0)]) == DAY_MS
