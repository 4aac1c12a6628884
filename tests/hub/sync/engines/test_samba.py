"""Laptops that share by a real Samba share on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hubdesk.sync.disk_folder import DiskFolder
from tests.hub.sync.engines import samba
from tests.hub.sync.engines.mounts import mount, unmount
from tests.hub.sync.engines.samba import Server, ShareFolder
from tests.hub.sync.engines.test_disks import settled
from tests.hub.sync.hubs import Laptop
from tests.hub.sync.shelf import AMINA, name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_many import record
from tests.hub.sync.test_two_laptops import same

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not samba.is_here(), reason="Samba or its client is not installed here"),
]
MANY = 1_500
PASSES = 3

Another = Callable[[str], Laptop]


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    if not made.wait():
        made.close()
        pytest.skip("Samba does not answer here")
    yield made
    made.close()


def test_one_laptop_serves_the_share_and_another_reaches_it(
    laptop: Another, server: Server
) -> None:
    """The first laptop's folder is the disk behind the share; the second has the share alone."""
    first, second = laptop("first"), laptop("second")
    disk, share = DiskFolder(server.share), ShareFolder(server)
    codes = first.make(disk)
    home = open_home(first)
    first.sync(disk)
    second.join(share, codes.with_names.words)
    first.desk.do(record, MANY)
    take_in(second, 1)
    for _ in range(PASSES):
        for each, folder in ((first, disk), (second, share)):
            report = each.sync(folder)
            assert report.stopped is None
            assert not report.quarantined
    assert on_shelf(first) == on_shelf(second) == MANY + 1
    assert name_of(second, home) == AMINA
    assert same(first, second)


def test_two_laptops_have_the_share_mounted(
    laptop: Another, server: Server, tmp_path: Path
) -> None:
    root = tmp_path / "mounted"
    root.mkdir()
    if not mount(*server.mount_words(), root):
        pytest.skip("a share cannot be mounted here (it takes root, and cifs in the kernel)")
    try:
        folder = DiskFolder(root)
        first, second = laptop("first"), laptop("second")
        second.join(folder, first.make(folder).with_names.words)
        first.desk.do(record, MANY)
        take_in(second, 1)
        assert settled(folder, first, second)
        assert on_shelf(first) == MANY + 1
    finally:
        unmount(root)
