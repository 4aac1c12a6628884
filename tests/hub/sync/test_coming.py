"""A laptop joins a hub that has a past: it says how far it is, and goes on where it was cut off."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from hubdesk import check
from hubdesk.storage import folding
from hubdesk.sync import coming
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.pace import JOINING, Pace
from hubdesk.sync.report import Coming, PassReport
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, take_in
from tests.hub.sync.test_many import record
from tests.hub.sync.test_two_laptops import same

Another = Callable[[str], Laptop]
PAST = 2_500


@pytest.fixture
def first(laptop: Another) -> Laptop:
    made = laptop("first")
    made.desk.do(record, PAST)
    return made


def joined(laptop: Another, first: Laptop, folder: MemoryFolder) -> Laptop:
    """A new laptop that has the code, and nothing of what the first one did."""
    words = first.make(folder).with_names.words
    first.sync(folder, segment=500)
    new = laptop("new")
    new.join(folder, words)
    return new


def passed(new: Laptop, folder: MemoryFolder, told: list[Coming]) -> PassReport:
    return sync_once(new.desk, folder, new.clock.now_ms(), JOINING, told.append)


def test_a_laptop_that_joins_says_how_far_it_is(
    laptop: Another, first: Laptop, folder: MemoryFolder
) -> None:
    new = joined(laptop, first, folder)
    told: list[Coming] = []
    assert new.desk.ask(coming.is_under_way)
    assert passed(new, folder, told).read == PAST
    here = [each.here for each in told]
    assert here == sorted(here) and len(here) == 5, "once for each file that was read"
    assert here[-1] >= PAST
    assert all(each.here <= each.about for each in told)
    assert told[0].about - PAST <= coming.HARDLY_ANY, "by the first laptop's card"
    assert not new.desk.ask(coming.is_under_way)
    assert same(first, new)
    assert check.check(new.desk).sound


def test_joining_that_was_cut_off_goes_on_where_it_was(
    laptop: Another, first: Laptop, folder: MemoryFolder
) -> None:
    new = joined(laptop, first, folder)
    told: list[Coming] = []

    def pulled_out(call: str) -> None:
        if call == "read" and told:
            raise OSError(errno.ENODEV, "the stick is out")

    folder.failing = pulled_out
    report = passed(new, folder, told)
    assert report.stopped is not None and 0 < report.read < PAST
    new.restart()
    assert new.desk.ask(coming.is_under_way), "nobody need say again that it joins"
    folder.failing = lambda _call: None
    again: list[Coming] = []
    passed(new, folder, again)
    assert again[0].here > told[0].here, "what came before counts"
    assert not new.desk.ask(coming.is_under_way)
    assert on_shelf(new) == PAST
    assert same(first, new)


def test_a_laptop_that_has_served_goes_on_serving_while_it_joins(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, busy = laptop("first"), laptop("busy")
    busy.desk.do(record, coming.HARDLY_ANY + 1)
    words = first.make(folder).with_names.words
    first.sync(folder)
    busy.join(folder, words)
    assert not busy.desk.ask(coming.is_under_way)


def test_a_long_pass_folds_its_changes_in_beside_the_commands(
    laptop: Another, first: Laptop, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = joined(laptop, first, folder)
    times: list[Engine] = []
    fold = folding.fold

    def counted(engine: Engine) -> None:
        times.append(engine)
        fold(engine)

    monkeypatch.setattr(folding, "fold", counted)
    pace = Pace(page=100, page_ms=60_000, fold_after=500)
    assert sync_once(new.desk, folder, new.clock.now_ms(), pace).read == PAST
    assert PAST // 650 <= len(times) <= PAST // 500
    take_in(new, 1)
    assert on_shelf(new) == PAST + 1
    new.restart()
    assert check.check(new.desk).sound
