"""The sticks and disks that are in this computer now. To be asked off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

_OF_THE_SYSTEM: Final = (
    "/proc",
    "/sys",
    "/dev",
    "/run/user",
    "/run/lock",
    "/boot",
    "/snap",
    "/etc",
)


def volumes() -> list[Path]:
    """Where each is to be found, without this computer's own disk and the system's places."""
    found = []
    for each in QStorageInfo.mountedVolumes():
        root = each.rootPath()
        own = each.isRoot() or root.startswith(_OF_THE_SYSTEM) or root == "/run"
        if each.isValid() and each.isReady() and not own:
            found.append(Path(root))
    return found
