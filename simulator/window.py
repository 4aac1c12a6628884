"""How one laptop reaches a shared folder, and what fails while it does."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from hubdesk.desk import Desk
from hubdesk.journal.act import Act, View
from hubdesk.sync.disk_folder import DiskFolder, System
from hubdesk.sync.folder import Folder, Listed
from hubdesk.sync.segment import MOST_BYTES
from simulator.files import Files, InMemory, OnDisk

Seen = Callable[[str, bytes], None]
P = ParamSpec("P")
T = TypeVar("T")


class Crash(BaseException):
    """The laptop loses its power."""


class Fails(Enum):
    """What fails, from one call on."""

    NOTHING = "nothing"
    POWER = "the power goes"
    FOLDER = "the folder vanishes"
    FULL = "the folder is full"
    READ_ONLY = "the folder allows no changes"
    POWER_AT_DESK = "the power goes between two transactions"


class Plan:
    """That something fails at the ``at``-th call, if there are so many."""

    def __init__(self, what: Fails = Fails.NOTHING, at: int = 0) -> None:
        self.what, self.at, self.calls = what, at, 0

    def call(self, *, writes: bool) -> None:
        """A call to the folder. Raises what is planned."""
        self.calls += 1
        if self.calls < self.at:
            return
        match self.what:
            case Fails.POWER if self.calls == self.at:
                raise Crash
            case Fails.FOLDER:
                raise OSError(errno.EIO, "gone")
            case Fails.FULL if writes:
                raise OSError(errno.ENOSPC, "full")
            case Fails.READ_ONLY if writes:
                raise OSError(errno.EROFS, "read only")
            case _:
                return

    def desk(self) -> None:
        """Before and after a transaction of sync."""
        if self.what is Fails.POWER_AT_DESK:
            self.calls += 1
            if self.calls == self.at:
                raise Crash


class Window:
    """The folder in memory, as one laptop reaches it during one pass."""

    def __init__(self, inner: Folder, plan: Plan, wrote: Seen, takes_away: Seen) -> None:
        self._inner, self._plan, self._wrote, self._takes_away = inner, plan, wrote, takes_away

    def names(self) -> list[Listed]:
        self._plan.call(writes=False)
        return self._inner.names()

    def read(self, name: str, at_most: int) -> bytes:
        self._plan.call(writes=False)
        return self._inner.read(name, at_most)

    def write(self, name: str, content: bytes) -> None:
        self._plan.call(writes=True)
        self._wrote(name, content)
        self._inner.write(name, content)
        self._plan.call(writes=False)

    def delete(self, name: str) -> None:
        self._plan.call(writes=True)
        with suppress(OSError):
            self._takes_away(name, self._inner.read(name, MOST_BYTES))
        self._inner.delete(name)
        self._plan.call(writes=False)

    def sweep(self, now_ms: int) -> None:
        self._inner.sweep(now_ms)


class PlannedSystem(System):
    """The operating system, where the planned call fails."""

    def __init__(self, plan: Plan, files: OnDisk) -> None:
        self._plan, self._files = plan, files

    def entries(self, path: str) -> list[os.DirEntry[str]]:
        self._plan.call(writes=False)
        return super().entries(path)

    def open(self, path: str, flags: int) -> int:
        self._plan.call(writes=bool(flags & os.O_CREAT))
        if self._files.bad and self._name(path) in self._files.bad:
            raise OSError(errno.EIO, "a bad patch")
        return super().open(path, flags)

    def write(self, file: int, content: bytes) -> int:
        self._plan.call(writes=True)
        return super().write(file, content)

    def fsync(self, file: int) -> None:
        self._plan.call(writes=True)
        super().fsync(file)

    def link(self, old: str, new: str) -> None:
        self._plan.call(writes=True)
        super().link(old, new)

    def unlink(self, path: str) -> None:
        self._plan.call(writes=True)
        super().unlink(path)
        self._files.bad.discard(self._name(path))

    def _name(self, path: str) -> str:
        return Path(path).relative_to(self._files.root).as_posix()


def reached(files: Files, plan: Plan, wrote: Seen, takes_away: Seen) -> Folder:
    """The folder as a laptop reaches it: real calls of the system fail on a real disk.

    ``wrote`` and ``takes_away`` hear of a file and its bytes before that is done.
    """
    if isinstance(files, OnDisk):
        folder = DiskFolder(files.root, PlannedSystem(plan, files))
        return Window(folder, Plan(), wrote, takes_away)
    assert isinstance(files, InMemory)
    return Window(files, plan, wrote, takes_away)


class PlannedLine:
    """The desk, where the power may go before a transaction or just after it."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        self._desk, self._plan = desk, plan

    def do(self, command: Callable[Concatenate[Act, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        self._plan.desk()
        found = self._desk.do(command, *args, **kwargs)
        self._plan.desk()
        return found

    def ask(
        self, question: Callable[Concatenate[View, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return self._desk.ask(question, *args, **kwargs)


def nothing_fails() -> Plan:
    """A pass without a fault."""
    return Plan()
