"""A disk that fails at any call loses nothing that the desk called saved."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults import work
from faults.disk import Disk, Fault, Point, Trial
from faults.file_calls import between, can_stand_between
from hubdesk.errors import Trouble
from hubdesk.storage import transaction

pytestmark = pytest.mark.skipif(not can_stand_between(), reason="SQLCipher shows no table of calls")


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    """A hub on a disk that fails when it is told to."""
    made = Trial(tmp_path, random.Random(1))
    with between(made.disk.heard):
        made.prepare()
        yield made


def test_a_page_that_could_not_be_read_does_not_spoil_the_day(tmp_path: Path) -> None:
    disk = Disk()
    with between(disk.heard):
        world = work.hub(tmp_path / "hub")
        world.desk = work.opened(world)
        disk.arm(Point(Fault.UNREADABLE, 1, for_ever=True))
        with pytest.raises(Trouble, match="disk"):
            work.serve(world)
        disk.mend()
        assert disk.failed
        work.serve(world)
        world.desk.close()


def test_a_failure_that_is_swallowed_is_caught(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: a commit that the disk refused is taken for one that it kept."""
    leave = transaction.Transaction.__exit__

    def deaf(self: transaction.Transaction, *failure: object) -> bool:
        try:
            leave(self, *failure)  # type: ignore[arg-type]
        except Trouble:
            return True
        return False

    monkeypatch.setattr(transaction.Transaction, "__exit__", deaf)
    syncs = [Point(Fault.ERROR, at, for_ever=False) for at in range(1, 60, 4)]
    wrong = [said for point in syncs for said in trial.one("count", point)]
    assert any("promised" in said for said in wrong), wrong


def test_each_kind_of_work_meets_every_fault(trial: Trial) -> None:
    for name in ("open", *work.STEPS):
        trial.one(name, Point(Fault.UNREADABLE, 10_000, for_ever=False))
        assert all(trial.disk.met[fault] for fault in (Fault.ERROR, Fault.UNREADABLE)), name
