"""What lies in a shared folder, in memory or on a disk, and what may be done to it unasked."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Protocol

from hubdesk.sync.disk_folder import PART
from hubdesk.sync.folder import Listed


class Files(Protocol):
    """The files of a shared folder, as whoever damages them sees them.

    ``bad`` are those that cannot be read by themselves, for now: a bad patch, somebody else's.
    What is written where one of them was is another file, which can be read.
    """

    bad: set[str]

    def all(self) -> dict[str, bytes]:
        """Every file."""
        ...

    def put(self, name: str, raw: bytes, *, unseen: bool = False) -> None:
        """A file is there, with these bytes. ``unseen``: size and time look as before."""
        ...

    def drop(self, name: str) -> None:
        """A file is there no more."""
        ...


class InMemory:
    """A folder in memory: the files themselves, and what sync does with them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.bad: set[str] = set()
        self._marks: dict[str, int] = {}

    def all(self) -> dict[str, bytes]:
        return self.files

    def put(self, name: str, raw: bytes, *, unseen: bool = False) -> None:
        self.files[name] = raw
        self._marks[name] = self._marks.get(name, 0) + (not unseen)

    def drop(self, name: str) -> None:
        self.files.pop(name, None)
        self.bad.discard(name)

    def names(self) -> list[Listed]:
        return [Listed(name, len(raw), self._marks[name]) for name, raw in self.files.items()]

    def read(self, name: str, at_most: int) -> bytes:
        if name not in self.files:
            raise FileNotFoundError(errno.ENOENT, "gone")
        if name in self.bad:
            raise OSError(errno.EIO, "a bad patch")
        return self.files[name][:at_most]

    def write(self, name: str, content: bytes) -> None:
        if name in self.bad or self.files.get(name, content) != content:
            raise FileExistsError(errno.EEXIST, "taken")
        if name not in self.files:
            self.put(name, content)

    def delete(self, name: str) -> None:
        self.drop(name)

    def sweep(self, now_ms: int) -> None:
        """Nothing is ever half written in memory."""


class OnDisk:
    """A real folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.bad = root, set[str]()
        root.mkdir()

    def all(self) -> dict[str, bytes]:
        # A part that stayed where a write was cut off is no copy: nobody reads one.
        lie = (each for each in sorted(self.root.rglob("*")) if each.is_file())
        found = (each for each in lie if each.suffix != PART)
        return {each.relative_to(self.root).as_posix(): each.read_bytes() for each in found}

    def put(self, name: str, raw: bytes, *, unseen: bool = False) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)

    def drop(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)
        self.bad.discard(name)
