"""What the simulator found once, each as a short story of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.sync import hub_file, joining, passing
from hubdesk.sync.ranges import Range
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.pasts import made
from tests.hub.sync.shelf import name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_two_laptops import pair, same, settle, shut_open

Another = Callable[[str], Laptop]


@pytest.mark.parametrize("left", [b"", b"\0" * 90, b"{"])
def test_a_folder_whose_hub_file_is_damaged_is_connected_again(
    laptop: Another, folder: MemoryFolder, left: bytes
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 3)
    (name,) = [each for each in folder.files if hub_file.NAME.fullmatch(each)]
    folder.files.clear()
    folder.damage(name, left)
    joining.connect_again(first.desk, folder)
    settle(folder, first, second)
    assert on_shelf(second) == 3


def test_a_flipped_bit_does_not_make_it_another_hubs_folder(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    (name,) = [each for each in folder.files if hub_file.NAME.fullmatch(each)]
    raw = folder.files[name]
    hub = hub_file.read(raw)
    assert hub is not None
    at = raw.index(hub.hex().encode())
    other = b"1" if raw[at : at + 1] == b"0" else b"0"
    folder.damage(name, raw[:at] + other + raw[at + 1 :])
    take_in(first, 3)
    settle(folder, first, second)
    assert on_shelf(second) == 3


def test_the_keys_of_a_damaged_bundle_are_bundled_again(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home = open_home(first)
    first.sync(folder)
    for name in [each for each in folder.files if each.endswith(".hdb")]:
        folder.damage(name, folder.files[name][:-3])
    settle(folder, first, second)
    assert name_of(second, home) == "Amina Example"


def test_what_was_sealed_under_either_of_two_keys_is_read_by_all(
    laptop: Another, folder: MemoryFolder
) -> None:
    """Two shut the same laptop out, apart: neither's removal tells of the other's key."""
    first, second = pair(laptop, folder)
    lost, third = laptop("lost"), laptop("third")
    lost.join(folder, shut_open(first, folder))
    settle(folder, first, second, lost)
    apart = MemoryFolder()
    apart.files = dict(folder.files)
    code = first.shut_out(folder, lost).with_names.words
    second.shut_out(apart, lost)
    take_in(second, 4)
    second.sync(apart)
    take_in(first, 1)
    third.join(folder, code)
    settle(folder, first, third)
    folder.files |= apart.files
    for _ in range(2):
        settle(folder, first, second, third)
    assert on_shelf(third) == 5
    assert same(first, second, third)


def held(laptop: Laptop) -> list[Range]:
    """The numbers that a laptop says it holds of the only stream there is."""
    (only,) = passing.all_held(laptop.desk)
    return list(only.ranges)


def test_a_number_that_never_came_is_not_held_though_others_came_in_its_place(
    laptop: Another, folder: MemoryFolder
) -> None:
    """The files come as 1, 10, 3, 4 and so on: 3 and 4 in the places 3 and 4, and no 2."""
    first, second = laptop("first"), laptop("second")
    codes = first.make(folder)
    for quantity in range(1, 11):
        take_in(first, quantity)
        first.sync(folder, merge_from=100)
    name = next(each for each in folder.files if "/2-2-" in each)
    sound = folder.files[name]
    folder.damage(name, sound[:-9])
    second.join(folder, codes.with_names.words)
    second.sync(folder)
    assert held(second) == [(1, 1), (3, 10)]

    for _ in range(2):
        second.clock.forward(days=9)
        assert second.sync(folder).stopped is None
    folder.damage(name, sound)
    second.sync(folder)
    assert held(second) == [(1, 10)]
    assert on_shelf(second) == 55


def test_what_came_with_a_past_alone_is_put_back_where_its_segment_is_damaged(
    laptop: Another, folder: MemoryFolder, tmp_path: Path
) -> None:
    """The head of such a segment says that it is there; only who reads it knows that it is not."""
    first, second = laptop("first"), laptop("second")
    codes = first.make(folder)
    first.backup(tmp_path / "old")
    take_in(first, 7)
    made(first, folder)
    (name,) = [each for each in folder.files if each.endswith(".s.hds")]
    folder.damage(name, folder.files[name][:-9] + bytes(9))
    first.restore(tmp_path / "old")
    second.join(folder, codes.with_names.words)
    second.sync(folder)
    assert on_shelf(second) == 7
    for _ in range(3):
        for each in (second, first):
            each.clock.forward(days=9)
            each.sync(folder, rechecked=0)
    assert on_shelf(first) == 7
