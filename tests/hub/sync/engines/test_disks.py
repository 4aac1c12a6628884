"""Real disks that are full, and folders that disappear while a laptop writes into them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.sync.disk_folder import DiskFolder, System
from hubdesk.sync.stops import FULL
from tests.hub.sync.engines.mounts import mount, small_disk, unmount
from tests.hub.sync.hubs import Laptop
from tests.hub.sync.shelf import on_shelf, take_in
from tests.hub.sync.test_many import record
from tests.hub.sync.test_two_laptops import same

pytestmark = pytest.mark.slow
NO_MOUNT = "nothing can be mounted here (it takes root)"
SIZE_KIB = 160
LEFT_BYTES = 12_000
MANY = 3_000

Another = Callable[[str], Laptop]


class Vanishing(System):
    """A system on which something happens to the folder just before the call number ``at``."""

    def __init__(self, at: int, happens: Callable[[], None]) -> None:
        self._left, self._happens = at, happens

    @property
    def happened(self) -> bool:
        """Whether it came to that."""
        return self._left <= 0

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._happens()

    def open(self, path: str, flags: int) -> int:
        self._count()
        return super().open(path, flags)

    def write(self, file: int, content: bytes) -> int:
        self._count()
        return super().write(file, content)

    def fsync(self, file: int) -> None:
        self._count()
        super().fsync(file)

    def link(self, old: str, new: str) -> None:
        self._count()
        super().link(old, new)


def begin(laptop: Another, root: Path) -> tuple[Laptop, Laptop, DiskFolder]:
    """Two laptops that share a folder of a disk."""
    folder = DiskFolder(root)
    first, second = laptop("first"), laptop("second")
    codes = first.make(folder)
    second.join(folder, codes.with_names.words)
    for each in (first, second, first):
        assert each.sync(folder).stopped is None
    return first, second, folder


def settled(folder: DiskFolder, *laptops: Laptop) -> bool:
    """Whether they come to the same."""
    for _ in range(2):
        for each in laptops:
            report = each.sync(folder)
            assert report.stopped is None
            assert not report.quarantined
    return same(*laptops)


def test_a_small_disk_is_full_and_goes_on_when_there_is_room(
    laptop: Another, tmp_path: Path
) -> None:
    root = tmp_path / "stick"
    with small_disk(root, SIZE_KIB) as is_there:
        if not is_there:
            pytest.skip(NO_MOUNT)
        first, second, folder = begin(laptop, root)
        ballast = root / "holiday pictures"
        _fill(ballast)
        first.desk.do(record, MANY)
        report = first.sync(folder)
        assert str(report.stopped) == FULL
        assert report.unsent
        second.sync(folder)
        assert not same(first, second)
        ballast.unlink()
        assert settled(folder, first, second)
        assert on_shelf(second) == MANY


def _fill(ballast: Path) -> None:
    """Leaves room for next to nothing."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(max(0, file.tell() - LEFT_BYTES))


@pytest.mark.parametrize("at", range(1, 40, 3))
def test_a_directory_that_disappears_in_mid_write(laptop: Another, tmp_path: Path, at: int) -> None:
    root, away = tmp_path / "shared", tmp_path / "away"
    root.mkdir()
    first, second, folder = begin(laptop, root)
    take_in(first, 5)
    take_in(second, 7)
    second.sync(folder)
    system = Vanishing(at, lambda: root.rename(away))
    report = first.sync(DiskFolder(root, system))
    if system.happened:
        assert report.stopped is not None
        away.rename(root)
    assert settled(folder, first, second)
    assert on_shelf(first) == 12


@pytest.mark.parametrize("at", range(2, 40, 6))
def test_a_stick_is_pulled_out_in_mid_write_and_leaves_an_empty_folder(
    laptop: Another, tmp_path: Path, at: int
) -> None:
    """What is then written beside the stick harms nothing, and is sent when it is back."""
    stick, root = tmp_path / "stick", tmp_path / "shared"
    stick.mkdir()
    root.mkdir()
    if not mount("--bind", stick, root):
        pytest.skip(NO_MOUNT)
    try:
        first, second, folder = begin(laptop, root)
        take_in(first, 5)
        take_in(second, 7)
        second.sync(folder)
        first.sync(DiskFolder(root, Vanishing(at, lambda: unmount(root))))
        unmount(root)
        first.sync(folder)
        assert mount("--bind", stick, root)
        assert settled(folder, first, second)
        assert on_shelf(second) == 12
    finally:
        unmount(root)
