"""Some files cannot be read: a bad patch on a stick, somebody else's. The rest is shared."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.errors import Trouble
from hubdesk.sync import joining
from hubdesk.sync.disk_folder import DiskFolder, System
from hubdesk.sync.pace import DAY_MS
from hubdesk.sync.segment import MOST_BYTES
from hubdesk.sync.unreadable import Why
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.pasts import a_hub, files_of, made, opened_whole
from tests.hub.sync.shelf import name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_two_laptops import pair, same, segments, settle

Another = Callable[[str], Laptop]


def weeks_of(first: Laptop, folder: MemoryFolder, many: int) -> None:
    """A laptop shares a tin so many times, each in a file of its own."""
    for _ in range(many):
        take_in(first, 1)
        first.sync(folder, merge_from=99)


def why(laptop: Laptop, folder: MemoryFolder) -> list[str]:
    """Why files wait, as the next pass tells."""
    return [each.why for each in laptop.sync(folder).waiting]


@pytest.mark.parametrize("bad", [3, 5])
def test_bad_neighbours_keep_nobody_from_the_rest(
    laptop: Another, folder: MemoryFolder, bad: int
) -> None:
    first, second = pair(laptop, folder)
    weeks_of(first, folder, 9)
    take_in(second, 100)
    folder.bad = set(segments(folder)[2 : 2 + bad])
    for week in range(6):
        report = second.sync(folder)
        assert (report.whole, report.unsent) == (True, 0), week
        assert {each.name for each in report.waiting} == folder.bad
        assert {each.why for each in report.waiting} == {Why.UNREAD}
        second.clock.forward(days=7)
    assert on_shelf(second) == 100 + 9 - bad
    first.sync(folder)
    assert on_shelf(first) == 109, "what the other wrote is read"
    folder.bad = set()
    settle(folder, second, first)
    assert on_shelf(second) == 109
    assert same(first, second)


def test_what_could_not_be_read_is_tried_again_after_all_else_and_not_all_at_once(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    weeks_of(first, folder, 8)
    folder.bad = set(segments(folder))
    assert len(why(second, folder)) == 8
    weeks_of(first, folder, 1)
    tried: list[str] = []
    for _ in range(4):
        folder.tried.clear()
        second.clock.forward(minutes=5)
        second.sync(folder)
        again = [name for name in folder.tried if name in folder.bad]
        assert len(again) == 3
        tried += again
    new = (set(segments(folder)) - folder.bad).pop()
    assert new not in tried
    assert on_shelf(second) == 1
    assert set(tried) == folder.bad, "each has its turn"
    folder.bad = {tried[-1]}
    second.sync(folder)
    assert on_shelf(second) == 1 + 7


def test_a_laptop_joins_beside_files_that_cannot_be_read(
    laptop: Another, folder: MemoryFolder
) -> None:
    first = laptop("first")
    words = first.make(folder).with_names.words
    home = open_home(first)
    weeks_of(first, folder, 4)
    folder.files |= {f"accounts/{number}.xls": b"private" for number in range(4)}
    folder.bad = {name for name in folder.files if name.startswith("accounts/")}
    folder.bad.add(next(name for name in segments(folder) if name.endswith(".s.hds")))
    new = laptop("new")
    new.join(folder, words)
    report = new.sync(folder)
    assert report.whole
    assert len(report.waiting) == 1, "what is not called as ours are is no concern of ours"
    assert name_of(new, home) == "Amina Example"


def test_the_hubs_own_file_is_the_one_that_cannot_be_read(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    (hub,) = (name for name in folder.files if name.startswith("hub-"))
    folder.bad = {hub}
    take_in(second, 2)
    assert second.sync(folder).whole
    assert joining.hubs_in(folder), "it lies there a second time"
    assert first.sync(folder).read == 1


def test_the_hubs_own_file_is_lost_and_others_cannot_be_read(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    weeks_of(first, folder, 5)
    second.sync(folder)
    (hub,) = (name for name in folder.files if name.startswith("hub-"))
    del folder.files[hub]
    folder.bad = set(list(folder.files)[:-1])
    take_in(second, 2)
    assert second.sync(folder).whole
    assert hub in folder.files
    folder.bad = set()
    settle(folder, first, second)
    assert same(first, second)


class Bad(System):
    """A disk on which some files cannot be read."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def open(self, path: str, flags: int) -> int:
        if not flags & os.O_CREAT and Path(path).name in self.names:
            raise OSError(errno.EIO, "a bad sector")
        return super().open(path, flags)


def test_what_a_laptop_cannot_read_of_its_own_it_writes_a_second_time(
    laptop: Another, tmp_path: Path
) -> None:
    shared, disk = tmp_path / "shared", Bad()
    shared.mkdir()
    folder, first, second = DiskFolder(shared, disk), laptop("first"), laptop("second")
    codes = first.make(folder)
    home = open_home(first)
    first.sync(folder)
    disk.names = {Path(each.name).name for each in folder.names() if "hub-" not in each.name}
    first.clock.forward(days=2)
    for _ in range(2):
        assert first.sync(folder).whole
    second.join(folder, codes.with_names.words)
    assert second.sync(folder).whole
    assert name_of(second, home) == "Amina Example"


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOENT, errno.EACCES, errno.ETIMEDOUT])
@pytest.mark.parametrize("after_days", [0, 2])
def test_a_folder_that_vanishes_in_mid_pass_ends_it_at_once_and_nothing_is_set_aside(
    laptop: Another, folder: MemoryFolder, number: int, after_days: int
) -> None:
    """Two days on, what is known is being read again when it happens."""
    first, second = pair(laptop, folder)
    weeks_of(first, folder, 30)
    if after_days:
        second.sync(folder)
        second.clock.forward(days=after_days)
    take_in(second, 1)
    calls: list[str] = []

    def vanishing(call: str) -> None:
        calls.append(call)
        if len(calls) > 12:
            raise OSError(number, "gone")

    folder.failing = vanishing
    report = second.sync(folder)
    assert "cannot be reached" in str(report.stopped)
    assert not report.waiting
    assert len(calls) <= 15, "each call may take as long as a share takes to give up"
    folder.failing = lambda _call: None
    lay = set(segments(folder))
    second.sync(folder)
    assert len(set(segments(folder)) - lay) == 1, "nothing is written twice"
    settle(folder, second, first)
    assert on_shelf(first) == on_shelf(second) == 31
    assert same(first, second)


def test_what_was_looked_at_before_a_folder_vanished_is_not_looked_at_again(
    laptop: Another, folder: MemoryFolder
) -> None:
    """Segments that came with a past are read for the first time when all else is done."""
    first, words = a_hub(laptop, folder)
    weeks_of(first, folder, 6)
    made(first, folder, merge_from=99)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    folder.opened.clear()

    def vanishing(call: str) -> None:
        if call == "read" and len(opened_whole(folder, ".s.hds")) == 3:
            raise OSError(errno.EIO, "gone")

    folder.failing = vanishing
    assert new.sync(folder).stopped is not None
    before = opened_whole(folder, ".s.hds")
    folder.failing = lambda _call: None
    folder.opened.clear()
    assert new.sync(folder).whole
    after = opened_whole(folder, ".s.hds")
    assert len(before) == 3
    assert after
    assert not before & after


def test_a_folder_that_vanishes_while_a_laptop_joins_is_said_to_be_gone(
    laptop: Another, folder: MemoryFolder
) -> None:
    first = laptop("first")
    words = first.make(folder).with_names.words
    weeks_of(first, folder, 5)
    new = laptop("new")
    for last in range(12):
        left = [last]

        def vanishing(_call: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.EIO, "gone")

        folder.failing = vanishing
        with pytest.raises(Trouble, match="cannot be reached"):
            new.join(folder, words)
    folder.failing = lambda _call: None
    assert new.join(folder, words).people


# --- what lies in the folder and is not a hub's


def test_of_films_and_empty_notes_nothing_is_told(laptop: Another, folder: MemoryFolder) -> None:
    _, second = pair(laptop, folder)
    others = {"film.mp4": b"\0\0 ftyp" + bytes(MOST_BYTES), "notes.txt": b"", "a/b.doc": b"\0" * 9}
    folder.files |= others
    for _ in range(2):
        report = second.sync(folder)
        assert report.whole
        assert not report.quarantined and not report.waiting
        second.clock.forward(days=2)
    assert folder.files.items() >= others.items()


def test_of_a_file_of_ours_it_is_told_whatever_it_is_called_now(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    weeks_of(first, folder, 3)
    whole, cut, empty = segments(folder)
    folder.files["Copy of something.txt"] = folder.files.pop(whole)
    folder.files["Copy of another.txt"] = folder.files.pop(cut)[:-9]
    folder.files[empty.upper()] = folder.files.pop(empty)[:0]
    report = second.sync(folder)
    assert report.read == 1
    told = {each.name: each.why for each in report.quarantined}
    assert told == {"Copy of another.txt": Why.DAMAGED, empty.upper(): Why.DAMAGED}
    folder.bad = {"Copy of something.txt"}
    second.clock.forward(days=2)
    assert why(second, folder) == [Why.UNREAD]


# --- nothing that is set aside is deleted, but for this laptop's own pasts


def test_of_files_among_a_laptops_pasts_only_those_go_that_it_wrote(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, _ = a_hub(laptop, folder)
    made(first, folder)
    spoiled = files_of(folder)[0]
    there = spoiled.rsplit("/", 1)[0]
    theirs = {
        f"{there}/{spoiled[-40:]}.hdp": b"HDp\1\1",
        f"{there}/{'0' * 16}-1-{'1' * 16}.hdp": b"",
    }
    folder.files |= theirs
    folder.damage(spoiled, folder.files[spoiled][:-5] + b"noise")
    first.clock.forward(days=2)
    made(first, folder)
    for _ in range(30):
        take_in(first, 1)
    made(first, folder, segment=1, deleted_after_ms=DAY_MS)
    made(first, folder)
    assert spoiled not in folder.files, "a better one says all that it held"
    assert folder.files.items() >= theirs.items()
