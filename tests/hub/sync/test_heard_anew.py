"""When a laptop was last heard of is said by the clock of whoever heard of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.sync import status
from hubdesk.sync.pace import DAY_MS, MINUTE_MS
from hubdesk.sync.report import HeardOf
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import take_in
from tests.hub.sync.test_two_laptops import pair, settle, shut_open

Another = Callable[[str], Laptop]


def other(laptop: Laptop) -> HeardOf:
    """The one other laptop, as this one has heard of it."""
    heard = laptop.desk.ask(status.heard, laptop.clock.now_ms())
    (found,) = (each for each in heard if not each.is_here)
    return found


@pytest.mark.parametrize("days", [-40, 300])
def test_a_laptop_in_touch_was_heard_of_now_however_wrong_its_clock(
    laptop: Another, folder: MemoryFolder, days: int
) -> None:
    first, second = pair(laptop, folder)
    second.clock.forward(days=days)
    first.clock.forward(minutes=30)
    take_in(second, 1)
    settle(folder, second, first)
    assert other(first).read_ms == first.clock.now_ms()
    assert other(second).read_ms <= second.clock.now_ms()


def test_a_silent_laptop_grows_silent_though_the_folder_is_looked_into(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    settle(folder, first, second)
    settle(folder, first)
    heard_ms = first.clock.now_ms()
    for _ in range(6):
        first.clock.forward(days=1)
        take_in(first, 1)
        assert first.sync(folder).whole
    assert other(first).read_ms == heard_ms
    second.sync(folder)
    first.sync(folder)
    assert other(first).read_ms == first.clock.now_ms()


def test_a_clock_put_back_has_nobody_heard_of_in_the_future(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, _ = pair(laptop, folder)
    first.clock.forward(days=-30)
    assert other(first).read_ms == first.clock.now_ms()


def test_who_joins_does_not_take_what_is_old_for_new(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    settle(folder, first, second)
    third = laptop("third")
    for each in (first, third):
        each.clock.forward(days=50)
    take_in(first, 1)
    first.sync(folder)
    third.join(folder, shut_open(first, folder))
    third.sync(folder)
    now_ms = third.clock.now_ms()
    heard = third.desk.ask(status.heard, now_ms)
    gone = sorted(now_ms - each.read_ms for each in heard if not each.is_here)
    assert gone[0] < 5 * MINUTE_MS
    assert gone[1] > 49 * DAY_MS


def test_a_pass_that_found_no_folder_tells_what_waits_and_who_was_heard_of(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    settle(folder, first, second)
    take_in(first, 1)

    def away(_call: str) -> None:
        raise OSError("pulled out")

    folder.failing = away
    for _ in range(2):
        report = first.sync(folder)
        assert (report.unsent, len(report.heard)) == (1, 2)
        assert first.desk.ask(status.asked).waiting == 1
