"""Lets one process at a time write in a hub's folder.

The lock is the operating system's, on an empty file ``hub.lock``: it ends with the process
however that ends, so a crash or a power cut never leaves a hub locked.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from hubdesk.errors import Refused
from hubdesk.wording import translate

NAME: Final = "hub.lock"


class FolderLock:
    """The right to write in one hub folder, held until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Takes the lock. Raises Refused when another copy of Hubdesk holds it."""
        self._file = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._file)
        except OSError as error:
            os.close(self._file)
            raise Refused(
                translate(
                    "hub",
                    "This hub is already open in another window or program on this computer. "
                    "Use that one, or close it first.",
                )
            ) from error

    def release(self) -> None:
        """Lets others open the folder. A second call does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        # flock, not lockf: it also tells two openings within one process apart.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
