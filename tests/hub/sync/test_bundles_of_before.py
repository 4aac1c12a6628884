"""Bundles that were read by a Hubdesk which did not note whose their keys are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk import desk
from hubdesk.forgetting import erasing
from hubdesk.storage.connection import engine_for
from hubdesk.sync import bundles
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import name_of, open_home, rename
from tests.hub.sync.test_bundles import brought_back, stale
from tests.hub.sync.test_two_laptops import pair, settle
from tests.world import KEY

Another = Callable[[str], Laptop]


def upgraded(laptop: Laptop) -> None:
    """Its hub is as an older Hubdesk left it, and is opened by this one."""
    laptop.desk.close()
    with engine_for(laptop.home / desk.FILE, KEY).connect() as connection:
        connection.exec_driver_sql("ALTER TABLE bundled_key DROP COLUMN subject")
        connection.exec_driver_sql("UPDATE meta SET value = '5' WHERE name = 'schema'")
        connection.commit()
    laptop.open()


def weeks_pass(laptop: Laptop, folder: MemoryFolder) -> None:
    """The laptop shares now and then, and others had their time."""
    for _ in range(4):
        laptop.sync(folder)
        laptop.clock.forward(days=5)


def test_whose_entry_comes_later_is_erased_with_the_key(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    settle(folder, first, second)
    before = set(folder.files)
    home = open_home(second)
    second.sync(folder)
    new = [name for name in folder.files if name not in before and name.endswith(".hds")]
    late = {name: folder.files.pop(name) for name in new}
    first.sync(folder)
    upgraded(first)
    folder.files |= late
    first.sync(folder)
    assert name_of(first, home) == "Amina Example"
    first.desk.do(erasing.erase, home)
    weeks_pass(first, folder)
    assert not stale(first, folder)


@pytest.mark.parametrize("already", [False, True])
def test_whose_entry_was_lost_is_erased_with_the_key(
    laptop: Another,
    folder: MemoryFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    already: bool,
) -> None:
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
    if already:
        first.desk.do(erasing.erase, home)
    with monkeypatch.context() as older:
        older.setattr(bundles, "_of_the_erased", lambda *_: [])
        first.sync(folder)
    upgraded(first)
    if not already:
        first.desk.do(erasing.erase, home)
    weeks_pass(first, folder)
    assert not stale(first, folder)
