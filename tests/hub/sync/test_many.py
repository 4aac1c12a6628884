"""A year of fifteen laptops, and a laptop that was off for months."""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.journal.act import Act
from hubdesk.stock import intake
from hubdesk.sync.pace import DAY_MS
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import BEANS, PLACE, on_shelf, take_in
from tests.hub.sync.test_two_laptops import pair, same, segments, settle

Another = Callable[[str], Laptop]


def record(act: Act, many: int) -> None:
    for _ in range(many):
        act.record(intake.TAKEN_IN, intake.TakenIn(PLACE, 1, None, None), BEANS)


def test_a_busy_season_of_starts_stays_a_few_files(laptop: Another, folder: MemoryFolder) -> None:
    """Two laptops open 4 Saturdays; each passes 12 times a day, and starts anew each week.

    With 15 laptops and 52 weeks in its place, the files that stay are some 2,000.
    """
    first, second = pair(laptop, folder)
    weeks, passes, most = 4, 12, 0
    for _ in range(weeks):
        for each in (first, second):
            each.restart()
        for _ in range(passes):
            take_in(first, 1)
            take_in(second, 1)
            first.sync(folder)
            second.sync(folder)
            for each in (first, second):
                each.clock.forward(minutes=10)
        most = max(most, len(folder.files))
        for each in (first, second):
            each.clock.forward(days=7)
    settle(folder, first, second)
    first.clock.forward(days=1)
    for each in (first, second):
        each.sync(folder, deleted_after_ms=0)
        each.sync(folder, deleted_after_ms=0)
    assert on_shelf(first) == 2 * weeks * passes
    assert same(first, second)
    stay = len(segments(folder))
    assert stay / (2 * weeks) * 15 * 52 <= 1_600
    assert most < 5 * passes + 30


def test_thousands_of_operations_come_at_once_and_page_by_page(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    first.desk.do(record, 2_500)
    report = first.sync(folder)
    assert (report.sent, len(segments(folder))) == (2_500, 3)
    assert second.sync(folder, page=333).read == 2_500
    assert on_shelf(second) == 2_500
    assert same(first, second)
    assert max(map(len, folder.files.values())) < 25 * 1_000


def test_a_clock_four_hundred_days_off_stops_nothing(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    third = laptop("third")
    third.clock.forward(days=-400)
    third.join(folder, first.shut_out(folder).with_names.words)
    take_in(third, 7)
    second.clock.forward(days=13)
    take_in(second, 1)
    settle(folder, first, second, third)
    settle(folder, third, first, second)
    assert on_shelf(first) == 8
    assert same(first, second, third)
    heard = third.sync(folder).heard
    assert max(each.clock_off_ms for each in heard) > 399 * DAY_MS
