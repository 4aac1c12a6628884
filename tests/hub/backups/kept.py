"""A hub with keys of its own, some goods and people, to be backed up and brought back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hubdesk import check, settings
from hubdesk import desk as desks
from hubdesk.backups import places, taking
from hubdesk.backups.bringing_back import BroughtBack, bring_back
from hubdesk.backups.places import Backup
from hubdesk.check import Report
from hubdesk.clock import SetClock
from hubdesk.desk import Desk
from hubdesk.folders import FILE
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.security import keys
from hubdesk.security.key_file import Cost
from hubdesk.stock import records
from tests.world import SATURDAY, World

PHRASE = "seven green apples by the door"
QUICK = Cost(n=2, r=1, p=1)


@dataclass
class Kept(World):
    """A world with a key file, whose backups a stick can hold."""

    key: bytes = b""
    code: str = ""

    @property
    def now_ms(self) -> int:
        return self.clock.now_ms()

    def back_up(self) -> Backup:
        """A backup on this disk, a minute later."""
        self.clock.forward(minutes=1)
        return taking.take(self.folder, self.key, self.now_ms)

    def on_stick(self, stick: Path) -> Backup:
        """A backup on this disk and on a stick."""
        return taking.carry(self.folder, self.key, self.back_up(), stick, self.now_ms)

    def bring_back(self, backup: Backup, text: str = PHRASE, hub: Path | None = None) -> Desk:
        """The desk of a hub that was brought back, here or elsewhere; this one's is closed."""
        self.desk.close()
        self.brought = bring_back(backup, hub or self.folder, text, self.clock)
        self.open(hub or self.folder)
        return self.desk

    def open(self, folder: Path | None = None) -> None:
        """Opens the hub again."""
        self.desk = desks.open_desk(folder or self.folder, self.key, self.clock)

    def report(self) -> Report:
        """What a full check says."""
        return check.check(self.desk)

    def lose(self) -> None:
        """The laptop is gone, with all that was on it."""
        self.desk.close()
        shutil.rmtree(self.folder)

    brought: BroughtBack | None = None


def kept_world(folder: Path, moment: datetime = SATURDAY, phrase: str = PHRASE) -> Kept:
    """A new hub with a passphrase, tins on a shelf and a standard parcel."""
    clock = SetClock(moment)
    key, code = keys.make(folder, phrase, cost=QUICK)
    desk = desks.found(folder, key, clock)
    here = identity.named("place", "counter")

    def found(act: Act) -> None:
        records.name_place(act, here, "Counter")
        settings.change(act, here=here, hub_name="High Street Hub")

    desk.do(found)
    world = Kept(desk, clock, folder, key=key, code=code)
    world.line("beans")
    world.product("beans", "beans")
    world.shelf("500 beans, best before 2027-12")
    world.parcel(beans=2)
    return world


def backups_of(folder: Path) -> list[Backup]:
    """The backups on a hub's own disk, newest first."""
    return places.in_folder(places.own(folder))


def flip(path: Path, at: int, bit: int = 0) -> None:
    """One bit of a file turns over."""
    with path.open("rb+") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ (1 << bit)]))


HUB_FILE = FILE
