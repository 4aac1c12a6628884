"""Makes backups while the desk is open: every quarter of an hour when something changed.

All of it happens on threads of its own; the desk is only asked what time it is. What it comes
to is one quiet part of the status bar, never a dialog.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from hubdesk.backups import carrying, checking, places, state, taking
from hubdesk.backups.places import Backup
from hubdesk.changes import Changes
from hubdesk.desk import Desk
from hubdesk.errors import Said
from hubdesk.journal.act import View
from hubdesk.journal.journal import last_position
from hubdesk.settings import asked
from hubdesk.storage.failures import DAMAGED
from ui import wording
from ui.background import DeskLine
from ui.backups.daemon import Daemons
from ui.backups.volumes import volumes
from ui.theme.tokens import Tone

BEAT_MS: Final = 60_000
AT_CLOSE_S: Final = 20.0
"""How long closing the window waits for a backup on this disk, and for each medium."""
OWN, CHECK = "backup", "check"


class Now(Struct, frozen=True):
    """What the desk says when a beat asks it: the hub's moment, and the folders chosen."""

    at_ms: int
    chosen: tuple[str, ...]
    operations: int = 0


class Standing(Struct, frozen=True):
    """How backups stand, for Set-up and the status bar. ``at_ms`` is when that was."""

    known: state.State
    at_ms: int = 0
    trouble: str = ""

    @property
    def nags(self) -> bool:
        """True when nothing was kept outside this laptop for two days."""
        return self.known.needs_medium(self.at_ms)

    @property
    def reminds(self) -> bool:
        """True when Today is to say so."""
        return self.known.reminds(self.at_ms)


class BackupKeeper(QObject):
    """``stands(Standing)`` whenever that changed; ``damaged`` when the hub's file is."""

    stands = Signal(object)
    damaged = Signal()

    def __init__(
        self, line: DeskLine, hub: Path, key: bytes, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._hub, self._key = line, hub, key
        self._daemons = Daemons(self)
        self._is_dirty, self._is_wanted, self._is_begun = False, False, False
        self._now = Now(0, ())
        self._trouble: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        line.changed.connect(self._changed)

    @property
    def standing(self) -> Standing:
        """How backups stand now."""
        words = next(iter(self._trouble.values()), "")
        return Standing(state.read(self._hub), self._now.at_ms, words)

    @property
    def is_busy(self) -> bool:
        """True while a backup is made, carried or the file is looked at."""
        return self._daemons.is_busy

    def start(self) -> None:
        """Looks at the file, and begins to keep backups."""
        self._timer.start(BEAT_MS)
        self.beat()

    def beat(self) -> None:
        """Asks the desk what time it is, and does what is due then."""
        self._line.call(_now, then=self._due)

    def now(self) -> None:
        """Makes a backup at once, as somebody wished."""
        self._is_wanted = True
        self.beat()

    def put_away(self) -> None:
        """The reminder in Today was read; it comes again tomorrow."""
        if self._now.at_ms:
            state.keep(self._hub, put_away_ms=self._now.at_ms)
            self.stands.emit(self.standing)

    def idle(self) -> None:
        """Nobody is at the desk: the time to look at the whole file, once a day."""
        if state.read(self._hub).needs_check(self._now.at_ms) and self._now.at_ms:
            self._look(partial(checking.full, self._hub, self._key, self._now.at_ms))

    def close(self) -> None:
        """Makes a last backup of what changed, and does not wait for a folder that hangs.

        To be called when the desk is closed: then all that was sent to it is in the file.
        """
        self._timer.stop()
        if self._now.at_ms and self._is_dirty:
            self._daemons.wait(OWN, AT_CLOSE_S)
            self._daemons.forget()
            last = partial(_last, self._hub, self._key, self._now.at_ms, self._media())
            self._daemons.start(OWN, last, _nothing, _nothing)
            self._daemons.wait(OWN, AT_CLOSE_S)
        self._daemons.forget()

    def _changed(self, changes: Changes) -> None:
        self._is_dirty = True

    def _due(self, now: Now) -> None:
        self._now = now
        if not self._is_begun:
            self._is_begun = True
            newest = taking.newest(self._hub)
            self._is_dirty |= newest is None or newest.about.operations != now.operations
            self._look(partial(checking.quick, self._hub, self._key))
        known = state.read(self._hub)
        if self._is_wanted or (self._is_dirty and known.is_due(now.at_ms)):
            self._take()
        self.stands.emit(self.standing)

    def _take(self) -> None:
        self._is_wanted = False
        work = partial(taking.take, self._hub, self._key, self._now.at_ms)
        if self._daemons.start(OWN, work, self._taken, partial(self._failed, OWN)):
            self._is_dirty = False

    def _taken(self, backup: Backup) -> None:
        self._trouble.pop(OWN, None)
        self.stands.emit(self.standing)
        for medium in self._media():
            self._carry(backup, medium)
        self._daemons.start(
            "volumes", partial(_known_sticks, backup), partial(self._found, backup), _nothing
        )

    def _found(self, backup: Backup, sticks: list[Path]) -> None:
        for stick in sticks:
            self._carry(backup, stick)

    def _carry(self, backup: Backup, medium: Path) -> None:
        name = str(medium)
        work = partial(_carried, self._hub, self._key, backup, medium, self._now.at_ms)
        self._daemons.start(name, work, partial(self._kept, name), partial(self._failed, name))

    def _kept(self, name: str, backup: Backup | None) -> None:
        self._trouble.pop(name, None)
        self.stands.emit(self.standing)

    def _failed(self, name: str, failure: Said) -> None:
        self._is_dirty = True
        self._trouble[name] = wording.said(failure)
        if failure.text == DAMAGED:
            self.damaged.emit()
        self.stands.emit(self.standing)

    def _media(self) -> list[Path]:
        return [Path(each) for each in self._now.chosen]

    def _look(self, work: partial[bool]) -> None:
        self._daemons.start(CHECK, work, self._looked, _nothing)

    def _looked(self, is_sound: bool) -> None:
        if not is_sound:
            self.damaged.emit()


def _now(desk: Desk) -> Now:
    return Now(desk.now_ms(), tuple(desk.ask(asked).backup_folders), desk.ask(_how_many))


def _how_many(view: View) -> int:
    return last_position(view.connection)


def _carried(hub: Path, key: bytes, backup: Backup, medium: Path, at_ms: int) -> Backup | None:
    """Carries a backup to a medium that is there; one that is not comes back another day."""
    if not carrying.is_there(medium):
        return None
    return taking.carry(hub, key, backup, medium, at_ms)


def _known_sticks(backup: Backup) -> list[Path]:
    """Sticks on which this laptop has kept backups before, by whatever letter they go now."""
    laptop = backup.about.laptop
    return [each for each in volumes() if carrying.is_there(places.on_medium(each, laptop))]


def _last(hub: Path, key: bytes, at_ms: int, media: list[Path]) -> None:
    taking.round_(hub, key, at_ms, media)


def _nothing(_: object) -> None:
    """Nobody is there any more to be told."""


def tone_of(standing: Standing) -> Tone:
    """How urgent the part of the status bar is."""
    return Tone.SOON if standing.trouble or standing.nags else Tone.OK
