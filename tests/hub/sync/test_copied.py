"""A hub's folder was copied: both work on, the second is told, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from hubdesk import check, starting
from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.desk import Desk
from hubdesk.forgetting import erasing
from hubdesk.sync import bundles, copied, keyring
from tests.hub.backups.kept import PHRASE, Kept, kept_world
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, open_home, take_in
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]


def device(laptop: Laptop) -> bytes:
    return laptop.desk.ask(keyring.asked).device


def cloned(laptop: Laptop) -> Laptop:
    """Another laptop with a copy of its folder."""
    home = laptop.home.with_name("clone")
    laptop.backup(home)
    return Laptop.at(home, SetClock(laptop.clock.moment))


def test_of_the_erased_no_key_stays_in_a_bundle_of_the_former_laptop(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home = open_home(first)
    settle(folder, first, second)
    clone = cloned(first)
    for _ in range(3):
        for each in (first, clone):
            take_in(each, 1)
            each.clock.forward(minutes=6)
        settle(folder, first, clone, second)
    assert device(first) != device(clone)
    first.desk.do(erasing.erase, home)
    settle(folder, first, clone, second)
    settle(folder, first, clone, second)
    assert first.desk.ask(bundles._stale_files) & folder.files.keys() == set()
    clone.desk.close()


def test_what_either_recorded_before_they_met_is_on_both(
    laptop: Another, folder: MemoryFolder
) -> None:
    """The copy was made before anything was shared, and each worked for a while."""
    first = laptop("first")
    first.make(folder)
    clone = cloned(first)
    for quantity in (1, 2, 3):
        take_in(first, quantity)
        first.restart()
        take_in(clone, 10 * quantity)
        clone.restart()
    settle(folder, first, clone)
    settle(folder, first, clone)
    assert on_shelf(first) == on_shelf(clone) == 66
    assert same(first, clone)
    clone.desk.close()


def _open(kept: Kept, folder: Path) -> Desk:
    """As at a start: by the phrase, at the door; then the desk."""
    key = starting.open_and_look(folder, PHRASE, kept.clock).key
    return desks.open_desk(folder, key, kept.clock)


def test_a_copy_beside_the_original_on_one_computer_is_told(tmp_path: Path) -> None:
    kept = kept_world(tmp_path / "hub")
    kept.desk.close()
    original = _open(kept, kept.folder)
    was = original.ask(keyring.asked).device
    original.close()
    shutil.copytree(kept.folder, tmp_path / "copy")

    copy = _open(kept, tmp_path / "copy")
    told = copy.ask(copied.told)
    assert told is not None and told.beside == str(kept.folder)
    assert copy.ask(keyring.asked).device != was
    copy.close()

    original = _open(kept, kept.folder)
    assert original.ask(copied.told) is None, "the first one stays who it is"
    assert original.ask(keyring.asked).device == was
    original.close()


def test_both_can_be_open_at_once_and_each_keeps_its_own(tmp_path: Path) -> None:
    kept = kept_world(tmp_path / "hub")
    kept.desk.close()
    original = _open(kept, kept.folder)
    original.close()
    shutil.copytree(kept.folder, tmp_path / "copy")
    original, copy = _open(kept, kept.folder), _open(kept, tmp_path / "copy")
    for each in (original, copy):
        kept.desk = each
        kept.serve(kept.household(1, 0))
        assert check.check(each).sound
    assert original.ask(keyring.asked).device != copy.ask(keyring.asked).device
    original.close()
    copy.close()


def test_a_folder_that_was_moved_is_the_same_laptop(tmp_path: Path) -> None:
    kept = kept_world(tmp_path / "hub")
    kept.desk.close()
    desk = _open(kept, kept.folder)
    was = desk.ask(keyring.asked).device
    desk.close()
    moved = kept.folder.rename(tmp_path / "moved")
    link = tmp_path / "link"
    link.symlink_to(moved)
    for folder in (moved, link):
        desk = _open(kept, folder)
        assert desk.ask(keyring.asked).device == was
        assert desk.ask(copied.told) is None
        desk.close()


def test_another_hub_where_this_one_lived_is_no_copy(tmp_path: Path) -> None:
    kept = kept_world(tmp_path / "hub")
    kept.desk.close()
    _open(kept, kept.folder).close()
    moved = kept.folder.rename(tmp_path / "moved")
    kept_world(tmp_path / "hub").desk.close()
    desk = _open(kept, moved)
    assert desk.ask(copied.told) is None
    desk.close()
