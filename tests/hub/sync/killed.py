"""Takes goods in and shares them without end, until somebody kills it: ``killed HOME FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from hubdesk.clock import SetClock
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.one_pass import sync_once
from tests.hub.sync.hubs import Laptop
from tests.hub.sync.shelf import open_home, take_in
from tests.world import SATURDAY


def main(home: Path, folder: Path) -> None:
    """Says a line for each tin that stands in its journal."""
    laptop = Laptop.at(home, SetClock(SATURDAY))
    for at in range(100_000):
        take_in(laptop, 1)
        sys.stdout.write("1\n")
        sys.stdout.flush()
        if at % 3 == 0:
            open_home(laptop, f"Home {at}")
        laptop.clock.forward(minutes=6)
        sync_once(laptop.desk, DiskFolder(folder), laptop.clock.now_ms())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
