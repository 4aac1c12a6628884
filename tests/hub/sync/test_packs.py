"""Each start of Hubdesk begins a stream: what many of them leave in the folder stays few files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.sync import applying, copied, files, packs
from hubdesk.sync.files import Sort
from hubdesk.sync.segment import HEAD_MOST
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, open_home, rename, take_in
from tests.hub.sync.test_disk_folder import Crash
from tests.hub.sync.test_two_laptops import same, segments, settle

Another = Callable[[str], Laptop]
STARTS = 30


def packed(folder: MemoryFolder, klass: str = "") -> list[str]:
    return sorted(name for name in folder.files if name.endswith(f"{klass}.hdm"))


def day(laptop: Laptop, folder: MemoryFolder, home: bytes, number: int) -> None:
    """Somebody opens Hubdesk, does something, and closes it."""
    laptop.restart()
    take_in(laptop, 1)
    rename(laptop, home, f"Name {number}")
    laptop.sync(folder)
    laptop.clock.forward(days=1, minutes=1)


@pytest.fixture
def month(laptop: Another, folder: MemoryFolder) -> tuple[Laptop, bytes, str]:
    """A laptop that was opened on thirty days, the household that it told of, and its code."""
    first = laptop("first")
    code = first.make(folder).with_names.words
    home = open_home(first)
    for number in range(STARTS):
        day(first, folder, home, number)
    return first, home, code


def a_fortnight_later(first: Laptop, folder: MemoryFolder) -> None:
    for _ in range(2):
        first.clock.forward(days=15)
        first.sync(folder)
        first.sync(folder)


def test_thirty_starts_leave_a_pack_of_each_class_and_few_small_files(
    month: tuple[Laptop, bytes, str], folder: MemoryFolder
) -> None:
    first = month[0]
    assert packed(folder, ".s")
    assert packed(folder, ".p")
    a_fortnight_later(first, folder)
    assert len(segments(folder)) <= 2 * 12
    assert len(packed(folder)) <= 2 * 3
    before = dict(folder.files)
    first.sync(folder)
    assert dict(folder.files) == before, "it has come to rest"


def test_who_joins_later_reads_all_of_it_from_packs(
    month: tuple[Laptop, bytes, str], folder: MemoryFolder, laptop: Another
) -> None:
    first, home, code = month
    a_fortnight_later(first, folder)
    second = laptop("second")
    second.clock.forward(days=60)
    second.join(folder, code)
    settle(folder, first, second)
    assert same(first, second)
    assert on_shelf(second) == STARTS
    rename(second, home, "Another Name")
    settle(folder, first, second)
    assert same(first, second)


def test_a_laptop_without_names_reads_no_more_than_the_head_of_peoples_packs(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, stall = laptop("first"), laptop("stall")
    codes = first.make(folder)
    home = open_home(first)
    for number in range(STARTS):
        day(first, folder, home, number)
    folder.opened.clear()
    stall.clock.forward(days=40)
    stall.join(folder, codes.without_names.words)
    report = stall.sync(folder)
    assert on_shelf(stall) == STARTS
    assert not report.quarantined
    opened = {name: most for name, most in folder.opened if name.endswith(".p.hdm")}
    assert opened
    assert all(most <= HEAD_MOST for most in opened.values())


def test_nothing_goes_before_its_pack_has_lain_there_for_a_fortnight_and_was_read_again(
    laptop: Another, folder: MemoryFolder
) -> None:
    first = laptop("first")
    first.make(folder)
    home = open_home(first)
    number = 0
    while not packed(folder, ".s"):
        day(first, folder, home, number)
        number += 1
    small, (name,) = set(segments(folder)), packed(folder, ".s")
    first.clock.forward(days=12)
    first.sync(folder)
    assert small <= set(segments(folder))
    # Its size and its mark are as before: only reading it tells.
    raw = folder.files[name]
    folder.files[name] = raw[:-1] + bytes((raw[-1] ^ 1,))
    first.clock.forward(days=3)
    first.sync(folder, rechecked=0)
    of_stock = {each for each in small if each.endswith(".s.hds")}
    assert of_stock <= set(segments(folder))
    assert folder.files[name] != raw, "it is never written over"
    a_fortnight_later(first, folder)
    assert len(packed(folder, ".s")) == 2
    assert len(of_stock & set(segments(folder))) < 3
    assert on_shelf(first) == number


def test_a_damaged_pack_is_set_aside_and_what_it_carried_is_there_again(
    month: tuple[Laptop, bytes, str], folder: MemoryFolder, laptop: Another
) -> None:
    first, _, code = month
    a_fortnight_later(first, folder)
    name = packed(folder, ".s")[0]
    raw = folder.files[name]
    folder.damage(name, raw[:99] + bytes((raw[99] ^ 1,)) + raw[100:])
    report = first.sync(folder)
    assert [each.name for each in report.quarantined] == [name]
    second = laptop("second")
    second.clock.forward(days=60)
    second.join(folder, code)
    settle(folder, first, second)
    assert on_shelf(second) == STARTS
    for _ in range(3):
        a_fortnight_later(first, folder)
    assert len(segments(folder)) <= 2 * 12


def test_a_pack_whose_reading_was_cut_off_is_read_again(
    month: tuple[Laptop, bytes, str],
    folder: MemoryFolder,
    laptop: Another,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, _, code = month
    a_fortnight_later(first, folder)
    second = laptop("second")
    second.clock.forward(days=60)
    second.join(folder, code)
    real, pages = applying.take_page, list[int]()

    def goes(*args: object) -> object:
        pages.append(1)
        if len(pages) > 3:
            raise Crash
        return real(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(Crash):
        patched.setattr(applying, "take_page", goes)
        second.sync(folder, page=2, first=2)
    second.restart()
    second.sync(folder)
    assert on_shelf(second) == STARTS
    assert same(first, second)


def test_a_pack_is_read_once_for_all_that_goes_with_it(
    month: tuple[Laptop, bytes, str], folder: MemoryFolder
) -> None:
    first, before = month[0], len(folder.files)
    for _ in range(2):
        first.clock.forward(days=15)
        folder.opened = []
        first.sync(folder, rechecked=0)
        read = [name for name, _ in folder.opened if name.endswith(".hdm")]
        assert len(read) <= len(packed(folder))
    assert before - len(folder.files) > 5


def test_small_files_stay_when_their_pack_went_while_the_pass_ran(
    laptop: Another, folder: MemoryFolder
) -> None:
    first = laptop("first")
    first.make(folder)
    home = open_home(first)
    number = 0
    while not packed(folder, ".s"):
        day(first, folder, home, number)
        number += 1
    small, (name,) = set(segments(folder)), packed(folder, ".s")
    take_in(first, 1)
    first.clock.forward(days=20)
    calls: list[str] = []

    def somebody_deletes(call: str) -> None:
        calls.append(call)
        if call == "written" or len(calls) > 20:
            folder.files.pop(name, None)

    folder.failing = somebody_deletes
    first.sync(folder, rechecked=50)
    assert {each for each in small if each.endswith(".s.hds")} <= set(segments(folder))


def test_a_laptop_that_cannot_read_a_pack_and_its_owner_do_not_undo_each_other(
    month: tuple[Laptop, bytes, str], folder: MemoryFolder, laptop: Another
) -> None:
    first, _, code = month
    second = laptop("second")
    second.clock.forward(days=STARTS)
    second.join(folder, code)
    settle(folder, first, second)
    a_fortnight_later(first, folder)
    second.clock.forward(days=30)
    bad, written = set(packed(folder)), Counter[str]()
    for _ in range(60):
        for each in (first, second):
            before = set(folder.files)
            # A file that lies in the cloud alone, on this laptop.
            folder.bad = bad if each is second else set()
            each.sync(folder)
            written.update(name for name in set(folder.files) - before if name.endswith(".hds"))
            each.clock.forward(days=1)
    folder.bad = set()
    assert written, "it puts back what it cannot find"
    assert max(written.values()) == 1
    assert same(first, second)


def test_what_a_laptop_wrote_before_it_was_brought_back_is_packed_too(
    laptop: Another, folder: MemoryFolder, tmp_path: Path
) -> None:
    first = laptop("first")
    first.make(folder)
    home = open_home(first)
    first.backup(tmp_path / "backup")
    for number in range(11):
        day(first, folder, home, number)
    first.restore(tmp_path / "backup")
    first.desk.do(lambda act: copied.brought_back(act.connection))
    for number in range(11):
        day(first, folder, home, number)
    a_fortnight_later(first, folder)
    assert len(packed(folder)) >= 2
    assert len([name for name in segments(folder) if name.endswith(".s.hds")]) <= 12


def test_packs_that_are_not_full_go_together_and_then_rest(
    laptop: Another, folder: MemoryFolder
) -> None:
    first = laptop("first")
    first.make(folder)
    home = open_home(first)
    for number in range(20):
        day(first, folder, home, number)
        first.sync(folder, pack_from=2)
    for _ in range(3):
        first.clock.forward(days=15)
        for _ in range(3):
            first.sync(folder, pack_from=2)
    assert len(packed(folder, ".s")) == len(packed(folder, ".p")) == 1


def test_a_pack_of_a_stream_stands_in_for_what_it_carries_of_it_alone() -> None:
    some = [(b"a" * 8, 1, 4), (b"b" * 8, 1, 2), (b"a" * 8, 5, 9)]
    pack = files.Known("p", 9, 0, Sort.PACK, files.State.GOOD, told=files.told(some))
    carrying = packs.Carrying([pack])

    def stands(stream: bytes, first: int, last: int) -> bool:
        known = files.Known("s", 9, 0, Sort.SEGMENT, files.State.GOOD, stream, first, last)
        return carrying.standing_in(known) is pack

    assert stands(b"a" * 8, 2, 4)
    assert stands(b"a" * 8, 3, 8), "two runs that follow on each other are one"
    assert not stands(b"a" * 8, 9, 10)
    assert not stands(b"b" * 8, 2, 3)
    assert not stands(b"c" * 8, 1, 1)
    assert carrying.standing_in(pack) is None
