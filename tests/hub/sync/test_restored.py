"""A laptop that was brought back from a backup goes on in the shared folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hubdesk.backups import erased, identity
from hubdesk.folders import FILE
from hubdesk.sync import copied, keyring
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, take_in
from tests.hub.sync.test_two_laptops import pair, same, settle, shut_open
from tests.world import KEY

Made = Callable[[str], Laptop]


def bring_back(laptop: Laptop, backup: Path) -> None:
    """The copy takes the hub's place, as another device."""
    laptop.restore(backup)
    laptop.desk.close()
    identity.renew(laptop.home / FILE, KEY, erased.again(KEY, frozenset()))
    laptop.open()


def test_what_it_never_shared_is_shared_at_once_and_counted_till_then(
    laptop: Made, folder: MemoryFolder, tmp_path: Path
) -> None:
    """It may be the only place where that stands: nobody else can send it."""
    first, second = pair(laptop, folder)
    take_in(first, 5)
    first.backup(tmp_path / "backup")
    bring_back(first, tmp_path / "backup")

    told = first.sync(folder)
    assert told.sent and not told.unsent
    second.sync(folder)
    assert on_shelf(second) == 5
    settle(folder, first, second)
    assert same(first, second)


def test_until_the_folder_has_it_it_counts_as_waiting(
    laptop: Made, folder: MemoryFolder, tmp_path: Path
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 5)
    first.backup(tmp_path / "backup")
    bring_back(first, tmp_path / "backup")

    def is_full(call: str) -> None:
        if call == "write":
            raise OSError(28, "full")

    folder.failing = is_full
    assert first.sync(folder).unsent
    folder.failing = lambda _call: None
    settle(folder, first, second)
    assert on_shelf(second) == 5


def test_the_hub_s_key_was_renewed_since_the_backup(
    laptop: Made, folder: MemoryFolder, tmp_path: Path
) -> None:
    """The new key was given to the laptop it was: it opens it, and is known again."""
    first, second = pair(laptop, folder)
    first.backup(tmp_path / "backup")
    third = laptop("third")
    third.join(folder, shut_open(second, folder))
    second.shut_out(folder, third)
    settle(folder, first, second)
    take_in(first, 5)
    take_in(second, 2)
    settle(folder, first, second)
    newest = second.desk.ask(keyring.asked).keys.keys()

    bring_back(first, tmp_path / "backup")
    settle(folder, first, second)
    assert first.desk.ask(keyring.asked).keys.keys() == newest
    take_in(first, 100)
    settle(folder, first, second)
    assert on_shelf(first) == on_shelf(second) == 107
    assert same(first, second)


def test_one_that_was_shut_out_since_the_backup_opens_nothing_new(
    laptop: Made, folder: MemoryFolder, tmp_path: Path
) -> None:
    first, second = pair(laptop, folder)
    second.backup(tmp_path / "backup")
    first.shut_out(folder, second)
    settle(folder, first)
    before = second.desk.ask(keyring.asked).keys.keys()
    bring_back(second, tmp_path / "backup")
    take_in(first, 5)
    settle(folder, first, second)
    assert second.desk.ask(keyring.asked).keys.keys() == before
    assert on_shelf(second) == 0


def test_nobody_is_told_of_a_copy_or_asked_for_a_name(
    laptop: Made, folder: MemoryFolder, tmp_path: Path
) -> None:
    first, _ = pair(laptop, folder)
    first.backup(tmp_path / "backup")
    bring_back(first, tmp_path / "backup")
    assert first.desk.ask(copied.told) is None
    assert not first.desk.ask(copied.needs_name)
