"""Laptops that share by real Syncthing instances on loopback."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hubdesk.errors import Refused
from hubdesk.sync.disk_folder import DiskFolder
from tests.hub.sync.engines import syncthing
from tests.hub.sync.engines.syncthing import Instance
from tests.hub.sync.hubs import Laptop
from tests.hub.sync.shelf import AMINA, name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_two_laptops import same

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not syncthing.is_here(), reason="Syncthing is not installed here"),
]
PATIENCE_S = 180.0
ROUNDS = 3

Another = Callable[[str], Laptop]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Instance]]:
    made = [Instance(tmp_path / f"syncthing-{name}") for name in ("first", "second", "third")]
    for each in made:
        each.introduce(made)
    yield made
    for each in made:
        each.stop()


def until(true: Callable[[], bool]) -> None:
    """Waits for what Syncthing brings."""
    ends_s = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends_s, "Syncthing did not bring it in time"
        time.sleep(0.5)


def test_two_hubs_share_by_syncthing_and_a_third_is_always_late(
    laptop: Another, three: list[Instance]
) -> None:
    laptops = [laptop(name) for name in ("first", "second", "third")]
    folders = [DiskFolder(each.folder) for each in three]
    first, second, third = laptops
    for each in three[:2]:
        each.start()
    codes = first.make(folders[0])
    home = open_home(first)
    first.sync(folders[0])
    until(lambda: _joins(second, folders[1], codes.with_names.words))

    def agree(many: int) -> bool:
        for each, folder in zip(laptops[:many], folders[:many], strict=True):
            assert not each.sync(folder).quarantined
        return same(*laptops[:many])

    for number in range(ROUNDS):
        take_in(first, 1)
        take_in(second, 10)
        take_in(third, 100)
        until(lambda: agree(2))
        # The third is there for a moment only, and each time after the others are done.
        three[2].start()
        if number == 0:
            until(lambda: _joins(third, folders[2], codes.with_names.words))
        until(lambda: agree(3))
        three[2].stop()
    assert [on_shelf(each) for each in laptops] == [111 * ROUNDS] * 3
    assert name_of(third, home) == AMINA


def _joins(laptop: Laptop, folder: DiskFolder, code: str) -> bool:
    """Joins as soon as the key sheets have come."""
    try:
        laptop.join(folder, code)
    except Refused:
        return False
    return True
