"""A folder that laptops share, as sync needs it: a stick, a Windows share, a cloud's folder.

Nothing in it is trusted: not names, not sizes, not times, only bytes that verify. What fails
is an OSError; ``one_pass`` says it in words and goes on at the next pass.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Final, NamedTuple, Protocol

MOST_NAMES: Final = 200_000
"""More files than that are no hub's folder, and are not looked at."""
ALTERNATIVES: Final = ("", "-b", "-c", "-d", "-e", "-f")
"""What follows a name that is taken by damaged bytes."""


class Listed(NamedTuple):
    """A file as the folder lists it: its name in the folder with ``/``, and bytes.

    ``mark`` changes when the file may have (its time, where there is one); it only spares
    reading a file again. ``away`` is said of a file whose bytes the cloud's program has not
    brought yet: reading it would block.
    """

    name: str
    size: int
    mark: int = 0
    away: bool = False


class Folder(Protocol):
    """What sync does with a folder. Every method may raise OSError, and may be slow."""

    def names(self) -> list[Listed]:
        """All files, with names such as ``streams/2026-11/…/1-9-….s.hds``; parts left out."""
        ...

    def read(self, name: str, at_most: int) -> bytes:
        """The first ``at_most`` bytes of a file."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Puts a whole new file there, on the disk and read back.

        An equal file there is success; another one raises FileExistsError and stays.
        """
        ...

    def delete(self, name: str) -> None:
        """Takes a file away; one that is gone already is success."""
        ...

    def sweep(self, now_ms: int) -> None:
        """Takes away what writes left that were cut off, as listed last: of a known hub alone.

        What may still be written goes once it is a day old by ``now_ms``. Raises nothing.
        """
        ...


def answers(folder: Folder, names: Iterable[str]) -> bool:
    """Whether any of these files, which could be read before, still can: else the folder is gone.

    One that fails by itself is a bad sector, or somebody else's.
    """
    for name in dict.fromkeys(names):
        try:
            folder.read(name, 1)
        except OSError:
            continue
        return True
    return False


def put(folder: Folder, name: str, content: bytes) -> str:
    """Writes a file and returns its name: another one where damaged bytes bear the first."""
    stem, dot, end = name.partition(".")
    for more in ALTERNATIVES:
        try:
            folder.write(stem + more + dot + end, content)
        except FileExistsError:
            continue
        return stem + more + dot + end
    raise FileExistsError(errno.EEXIST, "every name for it is taken by something else")
