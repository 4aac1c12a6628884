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
from typing import Any, Final, NamedTuple

from hubdesk.sync import names
from hubdesk.sync.folder import MOST_NAMES, Listed
from hubdesk.sync.pace import DAY_MS

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
READ_AND_WRITE: Final = 0o666
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class System:
    """The calls of the operating system that a shared folder needs, each once."""

    def entries(self, path: str) -> list[os.DirEntry[str]]:
        with os.scandir(path) as found:
            return list(found)

    def open(self, path: str, flags: int) -> int:
        return os.open(path, flags | _NO_FOLLOW, READ_AND_WRITE)

    def share(self, file: int, folder: str) -> None:
        """Makes what this laptop made, and has open, as open to others as a folder is.

        By what is open, not by its name: whoever may write there could put a link in its place.
        """
        if os.name != "posix":
            return
        above, made = os.stat(folder), os.fstat(file)  # noqa: PTH116 - as _path
        if made.st_gid != above.st_gid:
            with suppress(OSError):
                os.fchown(file, -1, above.st_gid)
        wanted = stat.S_IMODE(above.st_mode)
        if not stat.S_ISDIR(made.st_mode):
            wanted = wanted & READ_AND_WRITE | stat.S_IRUSR | stat.S_IWUSR
        if stat.S_IMODE(made.st_mode) != wanted:
            os.fchmod(file, wanted)

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


class _Part(NamedTuple):
    """What a write of ours left that was cut off. ``whole``: its file lies beside it."""

    path: str
    made_ms: int
    whole: bool


class DiskFolder:
    """The folder at a path. ``system`` stands for the operating system."""

    def __init__(self, root: Path, system: System | None = None) -> None:
        self._root = str(root)
        self._system = System() if system is None else system
        self._parts: list[_Part] = []

    def names(self) -> list[Listed]:
        self._parts = []
        return list(self._found(self._root, "", DEEPEST))

    def sweep(self, now_ms: int) -> None:
        for part in self._parts:
            # A younger one may be somebody's who writes just now.
            if part.whole or now_ms - part.made_ms >= DAY_MS:
                with suppress(OSError):
                    self._system.unlink(part.path)
        self._parts = []

    def read(self, name: str, at_most: int) -> bytes:
        file = self._system.open(self._path(name), os.O_RDONLY)
        try:
            return self._whole(file, at_most)
        finally:
            self._system.close(file)

    def write(self, name: str, content: bytes) -> None:
        path = self._path(name)
        if self._system.exists(path):
            self._find(name, content)
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
        entries = self._entries(path, above)
        beside = {entry.name for entry in entries}
        for entry in entries:
            name = above + entry.name
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                if deep:
                    yield from self._found(entry.path, name + "/", deep - 1)
            elif entry.name.endswith(PART):
                self._note_part(name, entry, beside)
            elif _may_be_file(entry) and (told := self._told(name, entry)) is not None:
                yield told

    def _entries(self, path: str, above: str) -> list[os.DirEntry[str]]:
        """What lies in a folder; nothing, where one that is not ours keeps it to itself."""
        try:
            entries = self._system.entries(path)
            if len(entries) > MOST_NAMES:
                raise OSError(errno.EFBIG, "too many files")
        except OSError:
            if not above or names.is_in_ours(above):
                raise
            # Every stick has one: lost+found, System Volume Information.
            return []
        return entries

    def _note_part(self, name: str, entry: os.DirEntry[str], beside: set[str]) -> None:
        """Remembers what a cut-off write left, if it is called as our writer calls them."""
        if names.is_written(name.removesuffix(PART)) and _may_be_file(entry):
            with suppress(OSError):
                made_ms = entry.stat(follow_symlinks=False).st_mtime_ns // 1_000_000
                whole = entry.name.removesuffix(PART) in beside
                self._parts.append(_Part(entry.path, made_ms, whole))

    def _told(self, name: str, entry: os.DirEntry[str]) -> Listed | None:
        try:
            name.encode()
            known = entry.stat(follow_symlinks=False)
        except (FileNotFoundError, UnicodeEncodeError):
            return None
        except OSError:
            # It is there; whoever reads it finds out that it cannot be read.
            return Listed(name, 0)
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

    def _find(self, name: str, content: bytes) -> None:
        """Makes sure that a file which stands there is this one."""
        try:
            self._compare(name, content)
        except (FileExistsError, FileNotFoundError):
            raise
        except OSError as error:
            raise FileExistsError(errno.EEXIST, "something stands there unread") from error

    def _make_folders(self, name: str) -> None:
        for each in reversed(PurePosixPath(name).parents[:-1]):
            path = self._path(str(each))
            with suppress(FileExistsError):
                self._system.mkdir(path)
                self._share_folder(path)

    def _share_folder(self, path: str) -> None:
        """Whoever may write beside a new folder may write into it."""
        with suppress(OSError):
            file = self._system.open(path, os.O_RDONLY)
            try:
                self._system.share(file, str(Path(path).parent))
            finally:
                self._system.close(file)

    def _fill(self, part: str, content: bytes) -> None:
        with suppress(FileNotFoundError):
            self._system.unlink(part)
        file = self._system.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        try:
            with suppress(OSError):
                self._system.share(file, str(Path(part).parent))
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


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _may_be_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file, or something of which nobody can tell what it is."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return True


def _away(known: Any) -> bool:
    windows = getattr(known, "st_file_attributes", 0) & AWAY_WINDOWS
    mac = getattr(known, "st_flags", 0) & AWAY_MAC
    return bool((windows or mac) and stat.S_ISREG(known.st_mode))
