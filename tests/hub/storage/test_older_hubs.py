"""Hubs that an older Hubdesk wrote open with all that they hold: what is kept only ever grows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from hubdesk import check
from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.counter import drafts, reopening
from hubdesk.counter.tables import came_back, collection
from hubdesk.households import find
from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.security import keys
from hubdesk.sync import copied, joining
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.one_pass import sync_once
from hubdesk.volunteers import serving
from tests.erased import erased_subjects
from tests.world import SATURDAY, World

OLDER = Path(__file__).parents[2] / "databases"
PASSPHRASE = "seven green apples by the door"


@pytest.fixture
def older(tmp_path: Path) -> Iterator[World]:
    """The hub from before parcels were packed ahead, and households served together."""
    folder = tmp_path / "hub"
    shutil.copytree(OLDER / "before-packing-ahead", folder)
    clock = SetClock(SATURDAY)
    clock.forward(hours=1)
    hub = World(desks.open_desk(folder, keys.unlock(folder, PASSPHRASE), clock), clock, folder)
    yield hub
    hub.desk.close()


def _collections(view: View) -> list[tuple[int, int, int, bool, bool]]:
    """Adults, children, items, undone, back again: of each collection in its order."""
    rows = view.connection.execute(select(collection).order_by(collection.c.op)).all()
    back = set(view.connection.execute(select(came_back.c.visit)).scalars())
    return [(r.adults, r.children, r._mapping["items"], r.undone, r.visit in back) for r in rows]


def _refs(view: View) -> list[Ref]:
    rows = view.connection.execute(
        select(stream.c.id, operation.c.seq)
        .select_from(collection)
        .join(operation, operation.c.position == collection.c.op)
        .join(stream, stream.c.no == operation.c.stream_no)
        .where(~collection.c.undone)
        .order_by(collection.c.op)
    )
    return [Ref(*row) for row in rows]


def test_all_its_collections_stand_and_the_check_holds(older: World) -> None:
    assert older.desk.ask(_collections) == [
        (2, 3, 3, False, False),
        (1, 0, 2, True, False),
        (1, 0, 2, False, False),
        (1, 1, 2, False, False),
        (2, 0, 2, False, True),
        (1, 1, 2, True, False),
    ]
    assert check.check(older.desk).sound


def test_its_visits_are_there_and_go_back_and_finish(older: World) -> None:
    shown = older.visit()
    assert (shown.adults, shown.children, older.given()) == (2, 2, {"beans": 2, "milk": 1})
    assert older.row("milk").ticked
    (held,) = older.desk.ask(drafts.on_hold)
    assert (held.adults, held.children) == (2, 0)
    assert older.finish().items == 3

    older.desk.do(drafts.resume, held.id)
    assert older.given() == {"beans": 2, "milk": 3}
    assert older.desk.do(drafts.step_back, held.id)
    assert older.given() == {"beans": 2, "milk": 1}
    older.finish()
    assert older.desk.ask(drafts.on_hold) == []
    assert check.check(older.desk).sound


def test_each_of_its_collections_opens_again_as_it_was(older: World) -> None:
    for ref in older.desk.ask(_refs)[:3]:
        older.desk.do(reopening.reopen_together, ref)
        before = older.given()
        older.finish()
        assert sum(before.values()) in (2, 3)
    assert check.check(older.desk).sound


@pytest.fixture(params=["before-marks", "before-copies-part-ways"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A hub that shared a folder, and forgot some of what it was told."""
    folder = tmp_path / "hub"
    shutil.copytree(OLDER / request.param, folder)
    clock = SetClock(SATURDAY)
    clock.forward(hours=1)
    hub = World(desks.open_desk(folder, keys.unlock(folder, PASSPHRASE), clock), clock, folder)
    yield hub
    hub.desk.close()


def test_what_was_told_is_there_and_what_was_forgotten_is_not(shared: World) -> None:
    told = [found.name for found in shared.desk.ask(find.find, "Ada Example")]
    assert told == ["Ada Example", "Ada Example"]
    homes = [found.household for found in shared.desk.ask(find.find, "Ada Example")]
    assert sorted(home.allergies for home in homes) == [(), ("milk",)]
    assert len(shared.desk.ask(erased_subjects)) == 1
    assert len([row for row in shared.desk.ask(_collections) if not row[3]]) == 4
    shared.desk.do(serving.pin_typed, "2711")
    assert check.check(shared.desk).sound


def test_it_shares_on_and_another_laptop_holds_the_same(shared: World, tmp_path: Path) -> None:
    """What was never sent is sent, to a folder that has lost everything."""
    (tmp_path / "stick").mkdir()
    folder = DiskFolder(tmp_path / "stick")
    joining.connect_again(shared.desk, folder)
    shared.serve(shared.household(1, 0))
    report = sync_once(shared.desk, folder, shared.clock.now_ms())
    assert (report.stopped, report.unsent, report.differing) == (None, 0, 0)
    assert shared.desk.ask(copied.told) is None
    assert check.check(shared.desk).sound
