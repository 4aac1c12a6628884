"""The power goes at every call of the operating system: nothing is lost, nothing is doubled.

Each story is played once for each call that it makes, on real files and real SQLCipher, from
the same beginning; then the laptop starts again and goes on.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hubdesk.clock import SetClock
from hubdesk.errors import Trouble
from hubdesk.forgetting import erasing
from hubdesk.sync import joining
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.folder import Folder
from hubdesk.sync.pace import DAY_MS
from tests.hub.sync.hubs import Laptop
from tests.hub.sync.shelf import name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_disk_folder import Counted, Crash
from tests.world import SATURDAY

Story = Callable[[Laptop, Folder], object]


class Beginning:
    """Two laptops of one hub and their folder, copied anew for each crash."""

    def __init__(self, template: Path, base: Path) -> None:
        self.base, self.tries = base, 0
        self.shared = base / "shared"
        self.shared.mkdir(parents=True)
        first, second = (Laptop(template, base / name) for name in ("first", "second"))
        folder = DiskFolder(self.shared)
        self.code = first.make(folder).with_names.words
        take_in(first, 1)
        self.home = open_home(first)
        for _ in range(9):
            take_in(first, 1)
            first.sync(folder)
        second.join(folder, self.code)
        second.sync(folder)
        first.sync(folder)
        first.desk.close()
        second.desk.close()

    def copied(self) -> tuple[Path, Laptop, Laptop]:
        """The folder and both laptops, as they were."""
        self.tries += 1
        to = self.base / f"try {self.tries}"
        to.mkdir()
        for name in ("shared", "first", "second"):
            shutil.copytree(self.base / name, to / name)
        first, second = (Laptop.at(to / name, SetClock(SATURDAY)) for name in ("first", "second"))
        for each in (first, second):
            each.clock.forward(days=10)
        return to, first, second


@pytest.fixture(scope="module")
def beginning(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Beginning:
    return Beginning(template, tmp_path_factory.mktemp("crashes") / "hub")


def publish(first: Laptop, folder: Folder) -> None:
    take_in(first, 5)
    first.sync(folder, deleted_after_ms=7 * DAY_MS)


def lose_a_laptop(first: Laptop, folder: Folder) -> None:
    with suppress(Trouble):
        first.shut_out(folder)
    first.sync(folder)


def erase(first: Laptop, folder: Folder) -> None:
    (home,) = first.desk.ask(
        lambda view: view.connection.exec_driver_sql("SELECT id FROM household").scalars().all()
    )
    first.desk.do(erasing.erase, home)
    first.sync(folder)


every_call = pytest.mark.parametrize(
    "step",
    [pytest.param(1, marks=pytest.mark.slow), 23],
    ids=["every call", "some calls"],
)


@every_call
@pytest.mark.parametrize("story", [publish, lose_a_laptop, erase])
def test_the_first_laptop_loses_its_power(beginning: Beginning, story: Story, step: int) -> None:
    """Publishing, compacting (ten small files, some days on), a new key, an erasure."""
    for fail_at in range(step, 2_000, step):
        to, first, second = beginning.copied()
        system = Counted(fail_at)
        with suppress(Crash):
            story(first, DiskFolder(to / "shared", system))
        first.restart()
        _all_is_well(beginning, to, first, second, story)
        if system.calls < fail_at:
            break
    assert 60 < fail_at < 1_999


@every_call
def test_the_second_laptop_loses_its_power_while_it_joins_and_reads(
    beginning: Beginning, template: Path, step: int
) -> None:
    for fail_at in range(step, 2_000, step):
        to, first, second = beginning.copied()
        third = Laptop(template, to / "third")
        system = Counted(fail_at)
        folder = DiskFolder(to / "shared", system)
        with suppress(Crash):
            third.join(folder, beginning.code)
            third.sync(folder)
        third.restart()
        third.join(DiskFolder(to / "shared"), beginning.code)
        third.sync(DiskFolder(to / "shared"))
        assert on_shelf(third) == 10
        assert name_of(third, beginning.home) == "Amina Example"
        for each in (first, second, third):
            each.desk.close()
        shutil.rmtree(to)
        if system.calls < fail_at:
            break
    assert 20 < fail_at < 1_999


@every_call
def test_a_hub_that_is_being_made_loses_its_power(
    template: Path, tmp_path: Path, step: int
) -> None:
    for fail_at in range(step, 400, step):
        to = tmp_path / str(fail_at)
        (to / "shared").mkdir(parents=True)
        first = Laptop(template, to / "first")
        system = Counted(fail_at)
        with suppress(Crash):
            first.make(DiskFolder(to / "shared", system))
        first.restart()
        folder = DiskFolder(to / "shared")
        if not first.desk.ask(joining.belongs):
            found = joining.hubs_in(folder)
            if found:
                # Its file came last: nothing but this laptop's own memory of it is missing.
                shutil.rmtree(to / "shared")
                (to / "shared").mkdir()
            first.make(folder)
        assert first.sync(folder).whole
        first.desk.close()
        if system.calls < fail_at:
            break
    assert 20 < fail_at < 399


def _all_is_well(
    beginning: Beginning, to: Path, first: Laptop, second: Laptop, story: Story
) -> None:
    """Both go on, and hold all that was ever said."""
    folder = DiskFolder(to / "shared")
    for _ in range(2):
        assert first.sync(folder).whole
        assert second.sync(folder).whole
    assert first.digest() == second.digest()
    assert on_shelf(second) == on_shelf(first) == (15 if story is publish else 10)
    gone = None if story is erase else "Amina Example"
    assert name_of(second, beginning.home) == name_of(first, beginning.home) == gone
    report = second.sync(folder)
    assert not report.quarantined
    assert not report.waiting
    first.desk.close()
    second.desk.close()
    shutil.rmtree(to)
