"""A shared folder on a disk, a stick or a share: the only place of sync that opens files.

Written as a part, made to last, renamed, and read back; no link is followed, and every call
of the operating system goes through one object, so that a test can fail each of them.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, Final

from hubdesk.sync.folder import MOST_NAMES, Listed

PART: Final = ".part"
DEEPEST: Final = 3
MAY_FAIL: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF, errno.EPERM})
"""What some file systems answer when they are asked to make a file or a folder last."""
NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.EMLINK, errno.ENOSYS, errno.EACCES}
)
AWAY_WINDOWS: Final = 0x1000 | 0x40000 | 0x400000
"""OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS: only the cloud has the bytes."""
AWAY_MAC: Final = 0x40000000
"""SF_DATALESS."""
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class System:
    """The calls of the operating system that a shared folder needs, each once."""

    def entries(self, path: str) -> list[os.DirEntry[str]]:
        with os.scandir(path) as found:
            return list(found)

    def open(self, path: str, flags: int) -> int:
        return os.open(path, flags | _NO_FOLLOW, 0o600)

    def read(self, file: int, at_most: int) -> bytes:
        return os.read(file, at_most)

    def write(self, file: int, content: bytes) -> int:
        return os.write(file, content)

    def fsync(self, file: int) -> None:
        os.fsync(file)

    def close(self, file: int) -> None:
        os.close(file)

    def link(self, old: str, new: str) -> None:
        os.link(old, new)

    def rename(self, old: str, new: str) -> None:
        os.rename(old, new)  # noqa: PTH104 - as _path

    def unlink(self, path: str) -> None:
        os.unlink(path)  # noqa: PTH108 - as _path

    def mkdir(self, path: str) -> None:
        os.mkdir(path)  # noqa: PTH102 - as _path

    def exists(self, path: str) -> bool:
        return os.path.lexists(path)


class DiskFolder:
    """The folder at a path. ``system`` stands for the operating system."""

    def __init__(self, root: Path, system: System | None = None) -> None:
        self._root = str(root)
        self._system = System() if system is None else system

    def names(self) -> list[Listed]:
        return list(self._found(self._root, "", DEEPEST))

    def read(self, name: str, at_most: int) -> bytes:
        file = self._system.open(self._path(name), os.O_RDONLY)
        try:
            return self._whole(file, at_most)
        finally:
            self._system.close(file)

    def write(self, name: str, content: bytes) -> None:
        path = self._path(name)
        if self._system.exists(path):
            self._compare(name, content)
            return
        self._make_folders(name)
        part = path + PART
        try:
            self._fill(part, content)
            self._rename(part, path)
        finally:
            # A part that stays is no harm: nobody reads one.
            with suppress(OSError):
                self._system.unlink(part)
        self._make_last(str(Path(path).parent))
        self._compare(name, content)

    def delete(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._system.unlink(self._path(name))

    def _found(self, path: str, above: str, deep: int) -> Iterator[Listed]:
        entries = self._system.entries(path)
        self._sweep({entry.name: entry.path for entry in entries})
        for number, entry in enumerate(entries):
            if number > MOST_NAMES:
                raise OSError(errno.EFBIG, "too many files")
            name = above + entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if deep:
                    yield from self._found(entry.path, name + "/", deep - 1)
            elif not entry.name.endswith(PART) and entry.is_file(follow_symlinks=False):
                told = self._told(name, entry)
                if told is not None:
                    yield told

    def _sweep(self, paths: dict[str, str]) -> None:
        """Takes away parts whose file is there: a power cut came between the two."""
        for name, path in paths.items():
            if name.endswith(PART) and name.removesuffix(PART) in paths:
                with suppress(OSError):
                    self._system.unlink(path)

    def _told(self, name: str, entry: os.DirEntry[str]) -> Listed | None:
        try:
            name.encode()
            known = entry.stat(follow_symlinks=False)
        except (FileNotFoundError, UnicodeEncodeError):
            return None
        return Listed(name, known.st_size, known.st_mtime_ns, _away(known))

    def _whole(self, file: int, at_most: int) -> bytes:
        found = b""
        while len(found) < at_most and (more := self._system.read(file, at_most - len(found))):
            found += more
        return found

    def _compare(self, name: str, content: bytes) -> None:
        there = self.read(name, len(content) + 1)
        if there != content:
            raise FileExistsError(errno.EEXIST, "something else stands there")

    def _make_folders(self, name: str) -> None:
        for above in reversed(PurePosixPath(name).parents[:-1]):
            with suppress(FileExistsError):
                self._system.mkdir(self._path(str(above)))

    def _fill(self, part: str, content: bytes) -> None:
        with suppress(FileNotFoundError):
            self._system.unlink(part)
        file = self._system.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        try:
            left = memoryview(content)
            while left:
                left = left[self._system.write(file, bytes(left)) :]
            self._sync(file)
        finally:
            self._system.close(file)

    def _sync(self, file: int) -> None:
        try:
            self._system.fsync(file)
        except OSError as error:
            if error.errno not in MAY_FAIL:
                raise

    def _rename(self, part: str, path: str) -> None:
        """Gives a part its name, which nobody else may have taken meanwhile."""
        try:
            self._system.link(part, path)
        except FileExistsError:
            return
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            # FAT, exFAT and many shares know no second name for a file.
            if not self._system.exists(path):
                self._system.rename(part, path)

    def _make_last(self, folder: str) -> None:
        """Makes the new name outlast a power cut, where the system can."""
        try:
            file = self._system.open(folder, os.O_RDONLY)
        except OSError:
            return
        try:
            self._sync(file)
        except OSError:
            return
        finally:
            self._system.close(file)

    def _path(self, name: str) -> str:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
            raise OSError(errno.EINVAL, "not a name in this folder")
        return os.path.join(self._root, *parts)  # noqa: PTH118 - Path costs ten times as much


def _away(known: Any) -> bool:
    windows = getattr(known, "st_file_attributes", 0) & AWAY_WINDOWS
    mac = getattr(known, "st_flags", 0) & AWAY_MAC
    return bool((windows or mac) and stat.S_ISREG(known.st_mode))
