"""The keys of what people told: in few files, and none of whoever was erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from hubdesk.forgetting import erasing
from hubdesk.journal.tables import subject_key
from hubdesk.sync import bundles, copied
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.passing import Passing
from tests.hub.sync.copies import device
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import name_of, open_home, rename
from tests.hub.sync.test_two_laptops import pair, settle, shut_open

Another = Callable[[str], Laptop]


def lying(folder: MemoryFolder) -> set[str]:
    """The bundles in the folder."""
    return {name for name in folder.files if name.endswith(".hdb")}


def stale(laptop: Laptop, folder: MemoryFolder) -> set[str]:
    """Those that carry a key of which this laptop has forgotten what it opens."""
    return laptop.desk.ask(bundles._stale_files) & lying(folder)


def test_keys_whose_reading_was_cut_off_are_told_again_where_their_bundle_is_lost(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pair(laptop, folder)
    home = open_home(first)
    first.sync(folder)

    noted = Passing.note_soon

    def cut(passing: Passing, known: Known) -> None:
        if known.sort is Sort.BUNDLE and known.state is State.GOOD:
            raise PowerGoneError
        noted(passing, known)

    with monkeypatch.context() as cut_off, pytest.raises(PowerGoneError):
        cut_off.setattr(Passing, "note_soon", cut)
        second.sync(folder)
    for name in lying(folder):
        del folder.files[name]
    third = laptop("third")
    third.join(folder, shut_open(second, folder))
    settle(folder, second, third)
    assert name_of(third, home) == "Amina Example"


class PowerGoneError(Exception):
    """In the middle of it."""


def test_names_told_all_day_stay_in_a_few_bundles_and_a_quiet_pass_writes_none(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    homes = []
    for _ in range(30):
        homes.append(open_home(first))
        first.sync(folder)
        assert len(lying(folder)) <= bundles.SMALL + 1
    before = lying(folder)
    for _ in range(3):
        first.sync(folder)
        assert lying(folder) == before
    settle(folder, first, second)
    assert {name_of(second, home) for home in homes} == {"Amina Example"}


def test_of_many_keys_full_bundles_stay_as_they_are(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "MOST_KEYS", 6)
    first, second = pair(laptop, folder)
    homes = []
    for _ in range(40):
        homes.append(open_home(first))
        first.sync(folder)
    before = lying(folder)
    first.sync(folder)
    assert lying(folder) == before
    many = len(first.desk.ask(lambda view: list(view.connection.execute(select(subject_key)))))
    assert len(before) <= many // 3 + bundles.SMALL + 1
    settle(folder, first, second)
    assert {name_of(second, home) for home in homes} == {"Amina Example"}


def test_who_erases_leaves_no_key_in_a_bundle_of_a_laptop_far_away(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    gone, stays = open_home(second), open_home(second)
    settle(folder, first, second)
    first.desk.do(erasing.erase, gone)
    first.sync(folder)
    assert lying(folder) and not stale(first, folder), "second has not been here since"
    settle(folder, second, first)
    assert (name_of(second, gone), name_of(second, stays)) == (None, "Amina Example")
    late = laptop("late")
    late.join(folder, shut_open(first, folder))
    late.sync(folder)
    assert (name_of(late, gone), name_of(late, stays)) == (None, "Amina Example")


def test_one_of_those_who_know_of_an_erasure_renews_a_bundle_that_comes_back(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home = open_home(second)
    open_home(second)
    settle(folder, first, second)
    before = {name: folder.files[name] for name in lying(folder)}
    others, code = [first, laptop("third"), laptop("fourth")], shut_open(first, folder)
    for each in others[1:]:
        each.join(folder, code)
    second.desk.do(erasing.erase, home)
    settle(folder, second, *others)
    # Whose they are does not come any more, and may be the one to whom it falls.
    folder.files |= before
    written = sum(_writes(each, folder) for each in others)
    assert written <= 1, "not each of them"
    for each in others:
        each.clock.forward(days=5)
    settle(folder, *others)
    assert not any(stale(each, folder) for each in others)


def _writes(laptop: Laptop, folder: MemoryFolder) -> int:
    before = lying(folder)
    laptop.sync(folder)
    return len(lying(folder) - before)


def test_of_a_laptop_that_wasbrought_back_twice_no_key_of_the_erased_stays(
    laptop: Another, folder: MemoryFolder, tmp_path: Path
) -> None:
    """What it was in between is nobody any more, and its bundle was nobody's to renew."""
    first, second = pair(laptop, folder)
    second.backup(tmp_path / "backup")
    homes, devices = [], []
    for _ in range(3):
        settle(folder, first, second)
        homes.append(open_home(second))
        settle(folder, first, second)
        devices.append(device(second))
        brought_back(second, tmp_path / "backup")
    assert len(set(devices)) == 3
    first.desk.do(erasing.erase, homes[1])
    settle(folder, first, second)
    assert not stale(first, folder) and not stale(second, folder)
    assert name_of(second, homes[2]) == "Amina Example"


def brought_back(laptop: Laptop, backup: Path) -> None:
    """A hub from a backup: another laptop than it was."""
    laptop.restore(backup)
    laptop.desk.do(copied.become_another, laptop.clock.now_ms())


def test_a_key_whose_entry_was_lost_goes_with_whoever_is_erased(
    laptop: Another, folder: MemoryFolder, tmp_path: Path
) -> None:
    """Nobody has the entry that it opens: whose it is the bundle alone tells."""
    first, second = pair(laptop, folder)
    home = open_home(first)
    settle(folder, first, second)
    second.backup(tmp_path / "backup")
    brought_back(second, tmp_path / "backup")
    before = set(folder.files)
    rename(second, home, "Amina Otherwise")
    second.sync(folder)
    for name in [each for each in folder.files if each.endswith(".hds") and each not in before]:
        del folder.files[name]
    brought_back(second, tmp_path / "backup")
    first.sync(folder)
    first.desk.do(erasing.erase, home)
    settle(folder, first, second)
    for each in (first, second):
        each.clock.forward(days=5)
    settle(folder, first, second)
    assert not stale(first, folder) and not stale(second, folder)
