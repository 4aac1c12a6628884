"""The benchmark itself: its hub is sound, and its arithmetic says what it should."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import crowded, generator, long_lists, measuring, memory, sizes, sync, unlocking
from bench.__main__ import report
from bench.floor import Floor
from bench.hub_key import KEY
from bench.hubs import Hubs, plain_desk
from bench.measuring import Line, Spent, Way
from bench.opened import cards, opened
from bench.scan import ITEMS, Bare, Scanner
from hubdesk import check
from hubdesk.counter import history, visit
from hubdesk.desk import FILE
from hubdesk.journal.act import View
from hubdesk.reports import today
from hubdesk.stock import near_dated
from hubdesk.sync import review


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generator.build(tmp_path_factory.mktemp("hubs"), sizes.TINY)


def test_a_hub_that_was_filled_with_plain_sql_is_what_its_journal_says(hub: Path) -> None:
    desk = opened(hub)
    found = check.check(desk)
    assert found.sound, found.findings
    assert found.operations > 1_500
    desk.close()


def test_two_hubs_of_a_size_are_alike(hub: Path, tmp_path: Path) -> None:
    twin = generator.build(tmp_path, sizes.TINY)
    assert _parcels(hub) == _parcels(twin)


def test_the_hub_has_as_many_movements_as_it_says(hub: Path) -> None:
    desk = opened(hub)
    moved = desk.ask(_movements)
    desk.close()
    assert 0.8 < moved / sizes.TINY.movements < 1.6


def test_both_ways_of_scanning_tick_a_whole_parcel(hub: Path) -> None:
    """The floor is only a floor if it finds and saves what the desk does."""
    hubs = Hubs(hub.parent, sizes.TINY, sizes.TINY)
    ours = Scanner(hubs.desk(sizes.TINY, "ours"))
    bare = Bare(Floor(hubs.copy(sizes.TINY, "bare"), KEY), ours.desk.ask(cards))
    for way in (ours, bare):
        way.begin()
        for _ in range(ITEMS):
            way.item()
    shown = ours.desk.ask(visit.on_counter)
    assert shown is not None
    assert sum(row.quantity for row in shown.rows) == 2 * ITEMS
    assert len([row for row in shown.rows if row.dated]) == ITEMS
    bare.floor.close()
    ours.desk.close()


def test_the_floor_of_a_scan_writes_as_many_pages_as_the_scan(hub: Path) -> None:
    """SQLite writes no page that an UPDATE leaves as it was: such a floor would be too low."""
    hubs = Hubs(hub.parent, sizes.TINY, sizes.TINY)
    mine, floors = hubs.copy(sizes.TINY, "mine"), hubs.copy(sizes.TINY, "floors")
    ours = Scanner(opened(mine))
    bare = Bare(Floor(floors, KEY), ours.desk.ask(cards))
    written = []
    for way, home in ((ours, mine), (bare, floors)):
        way.begin()
        wal = home / f"{FILE}-wal"
        before = wal.stat().st_size
        for _ in range(5):
            way.item()
        written.append(wal.stat().st_size - before)
    bare.floor.close()
    ours.desk.close()
    assert 0 < written[0] == written[1]


def test_the_plain_hub_is_the_same_hub_without_encryption(hub: Path) -> None:
    hubs = Hubs(hub.parent, sizes.TINY, sizes.TINY)
    path = hubs.plain(sizes.TINY, "plain")
    assert (path / "hub.hubdesk").read_bytes().startswith(b"SQLite format 3")
    desk = plain_desk(path)
    assert desk.ask(_movements) > 0
    desk.close()


def test_a_ratio_is_the_median_of_pairs_and_one_bad_round_does_not_count() -> None:
    ours = [Spent(2.0, 3.0), Spent(2.2, 3.0), Spent(90.0, 3.0)]
    floor = [Spent(1.0, 1.0), Spent(1.0, 2.0), Spent(1.0, 3.0)]
    found = measuring.ratio(ours, floor)
    assert (found.wall, found.cpu) == (2.2, 1.5)


def test_a_goal_holds_is_missed_within_15_percent_or_fails() -> None:
    held, near, far = (Line("P0", "", 2.0, value) for value in (2.0, 2.29, 2.31))
    assert (held.verdict, near.verdict, far.verdict) == ("holds", "missed, within 15 %", "MISSED")
    assert [line.failed for line in (held, near, far)] == [False, False, True]


def test_what_is_not_measured_here_fails_nothing() -> None:
    line = Line("P0", "", 2.0, None, note="why")
    assert line.verdict == "not measured here"
    assert not line.failed


@pytest.mark.parametrize(("value", "code"), [(1.0, 0), (1.1, 0), (1.2, 1), (None, 0)])
def test_the_run_ends_with_1_when_a_goal_is_missed_by_more_than_15_percent(
    value: float | None, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def told() -> Iterator[Line]:
        yield Line("P0", "planted", 1.0, value)
        yield Line("P1", "planted", 1.0, 0.5)

    assert report(told()) == code
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 2
    assert said[0].startswith("P0")


def test_every_round_begins_with_another_way_and_the_first_is_not_counted() -> None:
    order: list[str] = []
    ways = [Way(lambda name=name: order.append(name)) for name in "ab"]  # type: ignore[misc]
    spent = measuring.in_turn(ways, 1, rounds=2)
    assert [len(one) for one in spent] == [2, 2]
    assert "".join(order) == "baabba"


def test_what_makes_ready_is_not_timed() -> None:
    slow = Way(_nothing, ready=_slow)
    assert measuring.timed(slow, 2).wall_s < 0.01


def test_a_year_that_was_shared_is_joined_and_its_floor_writes_the_same_rows(
    tmp_path: Path,
) -> None:
    shared = sync.share(tmp_path, 1_200)
    home, spent_s = sync.join(shared)
    assert spent_s > 0
    assert sync._floor(home) > 0
    whole, alone = sync._lengths(shared)
    assert whole.value is not None
    assert alone.value is not None
    assert 10 < whole.value < alone.value < 250
    desk = opened(home)
    found = check.check(desk)
    desk.close()
    assert found.sound, found.findings


def test_a_hub_of_long_lists_is_what_its_journal_says(tmp_path: Path) -> None:
    desk = opened(crowded.build(tmp_path, 40))
    found = check.check(desk)
    assert found.sound, found.findings
    assert desk.ask(history.how_many) == 40
    assert len(desk.ask(today.events)) == 40
    assert len(desk.ask(near_dated.for_stall)) == 40
    assert len(desk.ask(review.all_)) == 40
    desk.close()


def test_every_long_list_is_measured() -> None:
    assert set(memory.LISTS) == set(long_lists.LISTS)


def test_a_passphrase_is_stretched_once_in_a_session(hub: Path) -> None:
    hubs = Hubs(hub.parent, sizes.TINY, sizes.TINY)
    assert unlocking._stretched_once(hubs).value == 1


def _movements(view: View) -> int:
    return int(view.connection.exec_driver_sql("SELECT count(*) FROM movement").scalar_one())


def _parcels(hub: Path) -> list[tuple[object, ...]]:
    desk = opened(hub)
    found = desk.ask(_collections)
    desk.close()
    return found


def _collections(view: View) -> list[tuple[object, ...]]:
    rows = view.connection.exec_driver_sql("SELECT visit, parcel, at_ms FROM collection")
    return [tuple(row) for row in rows]


def _nothing() -> None:
    """Takes no time."""


def _slow() -> None:
    time.sleep(0.02)
