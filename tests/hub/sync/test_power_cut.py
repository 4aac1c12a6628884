"""The power goes while another laptop's operations are being read: they are read again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.desk import FILE
from hubdesk.storage.repeatable import is_repeatable, repeatable
from hubdesk.sync import applying, bundles
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import AMINA, name_of, on_shelf, open_home
from tests.hub.sync.test_many import record
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]
WAL = FILE + "-wal"
MANY = 600


@pytest.mark.parametrize("kept", [0.0, 0.2, 0.5, 0.8, 0.97, 1.0])
def test_what_a_power_cut_takes_back_is_read_again(
    laptop: Another, folder: MemoryFolder, tmp_path: Path, kept: float
) -> None:
    """The write-ahead file is cut anywhere after what the disk had promised to keep."""
    first, second = pair(laptop, folder)
    home = open_home(first)
    first.desk.do(record, MANY)
    first.sync(folder)
    promised = (second.home / WAL).stat().st_size
    assert second.sync(folder, page=50).read > MANY
    written = (second.home / WAL).stat().st_size
    after = tmp_path / "after the cut"
    shutil.copytree(second.home, after)
    with (after / WAL).open("r+b") as file:
        file.truncate(promised + int((written - promised) * kept))
    again = Laptop.at(after, second.clock)
    settle(folder, again, first)
    assert on_shelf(again) == MANY
    assert name_of(again, home) == AMINA
    assert same(first, again)
    again.desk.close()


def test_only_what_lies_in_the_folder_still_does_not_wait_for_the_disk() -> None:
    @repeatable
    def said() -> None: ...

    assert is_repeatable(said)
    assert is_repeatable(applying.take_page)
    assert is_repeatable(bundles.learn)
    assert not is_repeatable(record)


def test_the_next_command_waits_for_the_disk_again(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    first.desk.do(record, 3)
    first.sync(folder)
    second.sync(folder)
    full = 2
    asked = "PRAGMA synchronous"
    told = second.desk.ask(lambda view: view.connection.exec_driver_sql(asked).scalar())
    assert told == full
