"""Stands between SQLCipher and the disk: hears every call on a file, and may fail it.

SQLite asks the system through a table of functions, its VFS, and the library that carries
SQLCipher lets others see it. ``between`` puts functions of its own into a copy of that table:
the very SQLCipher that the hub uses is tried, with nothing compiled and nothing replaced in
the hub. Sources: sqlite.org/c3ref/vfs.html and c3ref/io_methods.html.
"""

from __future__ import annotations

import ctypes
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, c_char_p, c_int, c_int64, c_void_p
from enum import Enum
from pathlib import PurePath
from typing import Any, Final, cast

from msgspec import Struct
from sqlcipher3 import _sqlite3

OK: Final = 0
SHORT_READ: Final = 10 | 2 << 8
NAME: Final = b"between"


class Kind(Enum):
    """What is asked of a file, and SQLite's code for a disk that does not do it."""

    READ = 10 | 1 << 8
    WRITE = 10 | 3 << 8
    SYNC = 10 | 4 << 8
    TRUNCATE = 10 | 6 << 8
    DELETE = 10 | 10 << 8
    OPEN = 14


class Call(Struct, frozen=True):
    """One call on a file, not yet done. ``at`` is in bytes; ``data`` is what is to be written."""

    kind: Kind
    file: str
    real: Callable[[], int]
    at: int = 0
    data: bytes = b""
    part: Callable[[int], int] | None = None
    """Writes only so many of the bytes."""


Listener = Callable[[Call], int]
"""Does the call, or part of it, or nothing; SQLite is told the code that it returns."""

_OPEN = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_CLOSE = ctypes.CFUNCTYPE(c_int, c_void_p)
_MOVE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("file_bytes", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("rest", c_void_p * 14),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("rest", c_void_p * 13),
    ]


class _File(ctypes.Structure):
    _fields_ = [("methods", c_void_p)]


@contextmanager
def between(listener: Listener) -> Iterator[None]:
    """Every file that SQLCipher opens in this time is asked through the listener.

    Connections that were made meanwhile must be closed before it ends.
    """
    table = _table()
    table.listener = listener
    table.library.sqlite3_vfs_register(ctypes.byref(table.ours), 1)
    try:
        yield
    finally:
        table.library.sqlite3_vfs_register(table.theirs, 1)
        table.listener = _do
        if table.failures:
            raise RuntimeError("a listener failed: " + table.failures.pop())


def _do(call: Call) -> int:
    return call.real()


def _address(function: Any) -> int:
    return cast("int", ctypes.cast(function, c_void_p).value)


class _Table:
    """The system's VFS and the one that stands before it; made once, SQLite keeps pointers."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(_sqlite3.__file__)
        self.library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self.library.sqlite3_vfs_find.argtypes = [c_char_p]
        self.theirs = self.library.sqlite3_vfs_find(None)
        self.listener: Listener = _do
        self.failures: list[str] = []
        self.ours = _Vfs.from_buffer_copy(self.theirs.contents)
        self.ours.name = NAME
        self._names: dict[int, str] = {}
        self._methods: dict[int, _Methods] = {}
        self._kept: list[Any] = []
        self._open, self._delete = _OPEN(self.theirs.contents.open), _DELETE(self.ours.delete)
        self.ours.open = self._ours(_OPEN, self.opened)
        self.ours.delete = self._ours(_DELETE, self.deleted)

    def heard(self, call: Call) -> int:
        """What the listener says; a listener that fails must not be taken for the disk."""
        try:
            return self.listener(call)
        except BaseException:  # noqa: BLE001 - raised again when the time is over
            self.failures.append(traceback.format_exc())
            return call.real()

    def opened(self, _: int, name: int, file: int, flags: int, told: int) -> int:
        path = ctypes.string_at(name).decode() if name else ""

        def real() -> int:
            return cast("int", self._open(_address(self.theirs), name, file, flags, told))

        code = self.heard(Call(Kind.OPEN, PurePath(path).name, real))
        if code == OK:
            self._names[file] = PurePath(path).name
            head = _File.from_address(file)
            head.methods = ctypes.addressof(self._stand_in(head.methods))
        elif code == Kind.OPEN.value:
            _File.from_address(file).methods = None
        return code

    def deleted(self, _: int, name: int, sync: int) -> int:
        path = ctypes.string_at(name).decode()

        def real() -> int:
            return cast("int", self._delete(_address(self.theirs), name, sync))

        return self.heard(Call(Kind.DELETE, PurePath(path).name, real))

    def _stand_in(self, methods: int) -> _Methods:
        """Our table for files with these methods; there are two or three kinds of files."""
        if methods not in self._methods:
            self._methods[methods] = self._new_stand_in(_Methods.from_address(methods))
        return self._methods[methods]

    def _new_stand_in(self, real: _Methods) -> _Methods:
        close, read, write = _CLOSE(real.close), _MOVE(real.read), _MOVE(real.write)
        cut, sync = _TRUNCATE(real.truncate), _SYNC(real.sync)

        def closed(file: int) -> int:
            self._names.pop(file, None)
            return cast("int", close(file))

        def was_read(file: int, into: int, size: int, at: int) -> int:
            return self._ask(Kind.READ, file, lambda: read(file, into, size, at), at)

        def written(file: int, source: int, size: int, at: int) -> int:
            return self._ask(
                Kind.WRITE,
                file,
                lambda: write(file, source, size, at),
                at,
                ctypes.string_at(source, size),
                lambda first: write(file, source, first, at),
            )

        def was_cut(file: int, size: int) -> int:
            return self._ask(Kind.TRUNCATE, file, lambda: cut(file, size), size)

        def synced(file: int, flags: int) -> int:
            return self._ask(Kind.SYNC, file, lambda: sync(file, flags))

        ours = _Methods.from_buffer_copy(real)
        ours.close = self._ours(_CLOSE, closed)
        ours.read = self._ours(_MOVE, was_read)
        ours.write = self._ours(_MOVE, written)
        ours.truncate = self._ours(_TRUNCATE, was_cut)
        ours.sync = self._ours(_SYNC, synced)
        return ours

    def _ask(
        self,
        kind: Kind,
        file: int,
        real: Callable[[], int],
        at: int = 0,
        data: bytes = b"",
        part: Callable[[int], int] | None = None,
    ) -> int:
        return self.heard(Call(kind, self._names.get(file, "?"), real, at, data, part))

    def _ours(self, kind: Any, function: Callable[..., int]) -> int:
        made = kind(function)
        self._kept.append(made)
        return _address(made)


_made: list[_Table] = []


def _table() -> _Table:
    if not _made:
        _made.append(_Table())
    return _made[0]


def can_stand_between() -> bool:
    """Whether the library lets itself be asked: the wheels for Linux do."""
    return sys.platform != "win32" and hasattr(
        ctypes.CDLL(_sqlite3.__file__), "sqlite3_vfs_register"
    )
