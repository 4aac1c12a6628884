"""The power goes at every call of the operating system: nothing is lost, nothing is doubled.

Each story is played once for each call that it makes, on real files and real SQLCipher, from
the same beginning; then the laptop starts again and goes on.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from msgspec import Struct

from hubdesk.clock import SetClock
from hubdesk.errors import Refused
from hubdesk.forgetting import erasing
from hubdesk.journal.act import View
from hubdesk.sync import joining
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.folder import Folder
from hubdesk.sync.joining import Codes
from hubdesk.sync.pace import DAY_MS
from tests.hub.sync.hubs import Laptop
from tests.hub.sync.power import Dead
from tests.hub.sync.shelf import AMINA, name_of, on_shelf, open_home, rename, take_in
from tests.hub.sync.test_disk_folder import Crash
from tests.world import SATURDAY

NAMES = ("first", "second", "lost")
MOST = 2_000
OLD_MS = 3 * DAY_MS


class Three:
    """Three laptops of one hub and the folder they share; the third may be lost."""

    def __init__(self, at: Path, days: int) -> None:
        self.at, self.folder = at, DiskFolder(at / "shared")
        self.first, self.second, self.lost = (
            Laptop.at(at / name, SetClock(SATURDAY)) for name in NAMES
        )
        self.laptops = [self.first, self.second, self.lost]
        for each in self.laptops:
            each.clock.forward(days=days)

    def close(self) -> None:
        for each in self.laptops:
            each.desk.close()


class Story(Struct, frozen=True):
    """What comes ``before``, what one of them ``does`` when the power goes, and how it must end.

    ``home`` is what the household is called then; None when it was erased. ``days`` later it goes
    on after what came before.
    """

    name: str
    does: Callable[[Laptop, Folder], object]
    before: Callable[[Three], object] = lambda three: None
    who: str = "first"
    tins: int = 10
    home: str | None = AMINA
    days: int = 0


def begin(template: Path, base: Path) -> str:
    """Three laptops of one hub that have heard of each other; its code."""
    (base / "shared").mkdir(parents=True)
    first, second, lost = (Laptop(template, base / name) for name in NAMES)
    folder = DiskFolder(base / "shared")
    code = first.make(folder).with_names.words
    take_in(first, 1)
    open_home(first)
    for _ in range(9):
        take_in(first, 1)
        first.sync(folder)
    for each in (second, lost):
        each.join(folder, code)
        each.sync(folder)
    for each in (first, second, lost, first):
        each.sync(folder)
    for each in (first, second, lost):
        each.desk.close()
    return code


@pytest.fixture(scope="module")
def beginning(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    base = tmp_path_factory.mktemp("crashes") / "hub"
    return base, begin(template, base)


def homes(view: View) -> list[bytes]:
    """The households that a laptop knows: one, until it is erased."""
    found = view.connection.exec_driver_sql("SELECT id FROM household").scalars()
    return [bytes(home) for home in found]


def called(laptop: Laptop) -> list[str | None]:
    """What they are called."""
    return [name_of(laptop, home) for home in laptop.desk.ask(homes)]


# --- what is done when the power goes


def publish(first: Laptop, folder: Folder) -> None:
    take_in(first, 5)
    first.sync(folder, deleted_after_ms=7 * DAY_MS)


def passes(laptop: Laptop, folder: Folder) -> None:
    laptop.sync(folder)


def tidy(first: Laptop, folder: Folder) -> None:
    first.sync(folder, deleted_after_ms=7 * DAY_MS)


def erase(first: Laptop, folder: Folder) -> None:
    for home in first.desk.ask(homes):
        first.desk.do(erasing.erase, home)
    first.sync(folder)


# --- what came before


def others_wrote(three: Three) -> None:
    for _ in range(3):
        take_in(three.second, 1)
        three.second.sync(three.folder)
    for home in three.second.desk.ask(homes):
        rename(three.second, home, "Amina Other")
    three.second.sync(three.folder)


def it_was_erased(three: Three) -> None:
    erase(three.second, three.folder)


def it_was_merged(three: Three) -> None:
    three.first.sync(three.folder)


STORIES = (
    Story("publishing", publish, tins=15),
    Story("reading", passes, others_wrote, tins=13, home="Amina Other"),
    Story("erasing", erase, home=None),
    Story("reading of an erasure", passes, it_was_erased, home=None),
    Story("compaction", tidy, it_was_merged, days=10),
)


@contextmanager
def power_goes(base: Path, days: int, who: str, call: int) -> Iterator[tuple[Three, Dead, Folder]]:
    """A copy of all laptops; when it is over the one that does something has started again."""
    to = base.with_name(f"{base.name} {call}")
    shutil.copytree(base, to)
    three, dead = Three(to, days), Dead(call)
    try:
        with suppress(Crash):
            yield three, dead, DiskFolder(to / "shared", dead)
    finally:
        dead.off()
        three.close()


every_call = pytest.mark.parametrize(
    "step",
    [pytest.param(1, marks=pytest.mark.slow), 29],
    ids=["every call", "some calls"],
)


@every_call
@pytest.mark.parametrize("story", STORIES, ids=[each.name for each in STORIES])
def test_the_power_goes(
    beginning: tuple[Path, str], tmp_path: Path, story: Story, step: int
) -> None:
    base = tmp_path / "base"
    shutil.copytree(beginning[0], base)
    three = Three(base, 10)
    story.before(three)
    three.close()
    for call in range(step, MOST, step):
        with power_goes(base, 10 + story.days, story.who, call) as (three, dead, folder):
            story.does(getattr(three, story.who), folder)
        three = Three(base.with_name(f"{base.name} {call}"), 10 + story.days)
        all_is_well(three, story.tins, story.home)
        if story.name == "compaction":
            assert len([n for n in names(three) if "/1-" in n and n.endswith(".s.hds")]) == 1
        finish(three)
        if dead.calls < call:
            break
    assert 60 < call < MOST - 1


def test_a_story_leaves_what_it_was_told_for(beginning: tuple[Path, str], tmp_path: Path) -> None:
    """Parts that are cut off do lie there, or none of this would say anything."""
    base, left = tmp_path / "base", 0
    shutil.copytree(beginning[0], base)
    for call in range(1, 90, 3):
        with power_goes(base, 10, "first", call) as (three, _, folder):
            publish(three.first, folder)
        left += len(parts(three))
        shutil.rmtree(three.at)
    assert left


@every_call
def test_the_power_goes_while_a_laptop_joins_and_reads(
    beginning: tuple[Path, str], template: Path, tmp_path: Path, step: int
) -> None:
    base, code = tmp_path / "base", beginning[1]
    shutil.copytree(beginning[0], base)
    for call in range(step, MOST, step):
        with power_goes(base, 10, "new", call) as (three, dead, folder):
            three.laptops.append(Laptop(template, three.at / "new"))
            three.laptops[-1].join(folder, code)
            three.laptops[-1].sync(folder)
        three = Three(three.at, 10)
        new = Laptop.at(three.at / "new", SetClock(SATURDAY))
        three.laptops.append(new)
        new.join(three.folder, code)
        all_is_well(three, 10, AMINA)
        finish(three)
        if dead.calls < call:
            break
    assert 20 < call < MOST - 1


@every_call
def test_the_power_goes_while_a_lost_laptop_is_shut_out(
    beginning: tuple[Path, str], template: Path, tmp_path: Path, step: int
) -> None:
    """It is done again, as the desk asks for: then the lost one stays out, and its code too."""
    base, code = tmp_path / "base", beginning[1]
    shutil.copytree(beginning[0], base)
    for call in range(step, MOST, step):
        codes: list[Codes] = []
        with power_goes(base, 10, "first", call) as (three, dead, folder):
            codes.append(three.first.shut_out(folder, three.lost))
            three.first.sync(folder)
        three = Three(three.at, 10)
        if not codes:
            three.first.sync(three.folder)
            three.second.sync(three.folder)
            codes.append(three.first.shut_out(three.folder, three.lost))
        stays_out(three, code, codes[-1], Laptop(template, three.at / "new"))
        finish(three)
        if dead.calls < call:
            break
    assert 60 < call < MOST - 1


def stays_out(three: Three, old: str, codes: Codes, new: Laptop) -> None:
    """The lost one reads nothing new, its code lets nobody in, and the new one does."""
    lost = three.lost
    three.laptops.remove(lost)
    take_in(three.first, 1)
    all_is_well(three, 11, AMINA)
    lost.sync(three.folder)
    assert on_shelf(lost) == 10
    lost.desk.close()
    three.laptops.append(new)
    with pytest.raises(Refused):
        new.join(three.folder, old)
    assert new.join(three.folder, codes.with_names.words).people
    all_is_well(three, 11, AMINA)


@every_call
def test_a_hub_that_is_being_made_loses_its_power(
    template: Path, tmp_path: Path, step: int
) -> None:
    for fail_at in range(step, 400, step):
        to = tmp_path / str(fail_at)
        (to / "shared").mkdir(parents=True)
        first, system = Laptop(template, to / "first"), Dead(fail_at)
        with suppress(Crash):
            first.make(DiskFolder(to / "shared", system))
        system.off()
        first.restart()
        folder = DiskFolder(to / "shared")
        if not first.desk.ask(joining.belongs):
            first.make(folder)
        assert len(joining.hubs_in(folder)) == 1
        assert first.sync(folder).whole
        first.desk.close()
        if system.calls < fail_at:
            break
    assert 20 < fail_at < 399


def names(three: Three) -> list[str]:
    return [each.name for each in three.folder.names()]


def parts(three: Three) -> list[Path]:
    """What writes left that were cut off."""
    return list((three.at / "shared").rglob("*.part"))


def all_is_well(three: Three, tins: int, home: str | None) -> None:
    """All go on, and hold all that was ever said; what was cut off goes once it is old."""
    for part in parts(three):
        then_s = (three.first.clock.now_ms() - OLD_MS) / 1000
        os.utime(part, (then_s, then_s))
    for _ in range(2):
        for each in three.laptops:
            assert each.sync(three.folder, deleted_after_ms=7 * DAY_MS).whole
    assert len({each.digest() for each in three.laptops}) == 1
    for each in three.laptops:
        assert on_shelf(each) == tins
        assert called(each) == ([] if home is None else [home])
        report = each.sync(three.folder)
        assert not report.quarantined
        assert not report.waiting
    assert not parts(three)


def finish(three: Three) -> None:
    three.close()
    shutil.rmtree(three.at)
