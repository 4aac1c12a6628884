"""Laptops that share a folder, for stories: each with its own clock and real SQLCipher."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hubdesk import check, desk
from hubdesk.clock import SetClock
from hubdesk.desk import KINDS, Desk
from hubdesk.journal import identity
from hubdesk.security.key_file import Cost
from hubdesk.storage import database, meta
from hubdesk.sync import epochs, joining, keyring
from hubdesk.sync.folder import Folder, Listed
from hubdesk.sync.joining import Codes
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.pace import Pace
from hubdesk.sync.report import PassReport
from tests.hub.journal.laptops import COUNTED
from tests.world import KEY, SATURDAY

CHEAP = Cost(n=2, r=1, p=1)


class MemoryFolder:
    """A shared folder in memory. ``failing`` raises before a call, if it wants.

    ``bad`` are files that cannot be read by themselves: a bad sector, somebody else's.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.marks: dict[str, int] = {}
        self.opened: list[tuple[str, int]] = []
        self.tried: list[str] = []
        self.bad: set[str] = set()
        self.calls = 0
        self.failing: Callable[[str], None] = lambda _call: None

    def names(self) -> list[Listed]:
        self._call("names")
        return [Listed(name, len(raw), self.marks.get(name, 0)) for name, raw in self.files.items()]

    def damage(self, name: str, raw: bytes) -> None:
        """A file's bytes become others."""
        self.files[name] = raw
        self.marks[name] = self.marks.get(name, 0) + 1

    def read(self, name: str, at_most: int) -> bytes:
        self._call("read")
        if name not in self.files:
            raise FileNotFoundError(errno.ENOENT, "gone")
        self.tried.append(name)
        if name in self.bad:
            raise OSError(errno.EIO, "a bad sector")
        self.opened.append((name, at_most))
        return self.files[name][:at_most]

    def write(self, name: str, content: bytes) -> None:
        self._call("write")
        if name in self.bad or self.files.setdefault(name, content) != content:
            raise FileExistsError(errno.EEXIST, "taken")
        self._call("written")

    def delete(self, name: str) -> None:
        self._call("delete")
        self.files.pop(name, None)

    def sweep(self, now_ms: int) -> None:
        """No write of a folder in memory is ever cut off."""

    def _call(self, what: str) -> None:
        self.calls += 1
        self.failing(what)


class Laptop:
    """One laptop: a desk, and a clock of its own."""

    def __init__(self, template: Path, home: Path, moment: datetime = SATURDAY) -> None:
        shutil.copytree(template, home)
        become_another(home)
        self._at(home, SetClock(moment))

    @classmethod
    def at(cls, home: Path, clock: SetClock) -> Laptop:
        """The laptop whose files lie in a folder."""
        made = cls.__new__(cls)
        made._at(home, clock)
        return made

    def _at(self, home: Path, clock: SetClock) -> None:
        self.home, self.clock = home, clock
        self.open()

    def open(self) -> None:
        """Opens the hub, as after a start."""
        made = database.open_(self.home / desk.FILE, KEY)
        self.desk = Desk(made, self.clock, (*KINDS, COUNTED))

    def restart(self) -> None:
        """Closes and opens it."""
        self.desk.close()
        self.open()

    def backup(self, to: Path) -> None:
        """Copies the file while nobody uses it."""
        self.desk.close()
        shutil.copytree(self.home, to)
        self.open()

    def restore(self, backup: Path) -> None:
        """Goes back to a copy."""
        self.desk.close()
        shutil.rmtree(self.home)
        shutil.copytree(backup, self.home)
        self.open()

    def make(self, folder: Folder) -> Codes:
        """Makes the hub in a folder."""
        return joining.make(self.desk, folder, self.clock.now_ms(), CHEAP)

    def join(self, folder: Folder, code: str) -> joining.Joined:
        """Joins it."""
        return joining.join(self.desk, folder, code, self.clock.now_ms())

    def shut_out(self, folder: Folder, *lost: Laptop) -> Codes:
        """A new key for all but these."""
        devices = [each.desk.ask(keyring.asked).device for each in lost]
        return epochs.shut_out(self.desk, folder, devices, CHEAP)

    def sync(self, folder: Folder, **pace: float) -> PassReport:
        """One pass."""
        return sync_once(self.desk, folder, self.clock.now_ms(), Pace(**pace))  # type: ignore[arg-type]

    def digest(self) -> tuple[int, str]:
        """How many operations it holds, and one figure for all of them."""
        return self.desk.ask(check._digest)


def become_another(home: Path) -> None:
    """Draws a device of its own, as a hub's file does when it is made."""
    made = database.open_(home / desk.FILE, KEY)
    with made.writing() as connection:
        meta.write(connection, "device", identity.new_id().hex())
    made.close()
