"""Opens the desk of a hub, or of the practice hub; loaded when one is first to be opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import settings
from hubdesk.backups import going_on
from hubdesk.clock import Clock
from hubdesk.desk import Desk
from hubdesk.doorstep import Unlocked
from hubdesk.errors import Said
from hubdesk.folders import Folders
from hubdesk.settings import Settings
from ui import translation
from ui.around import Around, MakePapers
from ui.aside import Aside
from ui.background import DeskLine
from ui.backups.keeper import BackupKeeper
from ui.crash import CrashHook
from ui.desk_window import OpenDesk
from ui.frame import Frame
from ui.theme.look import Look
from ui.widgets.take_away import take_away


class BehindDoor(QObject):
    """One desk at a time. ``opening()``, then ``opened(OpenDesk)`` or ``not_opened(Said)``.

    ``left`` when there is no desk to go back to from practice, ``backups_wanted`` when another
    hub is to take this one's place.
    """

    opening = Signal()
    opened = Signal(object)
    not_opened = Signal(object)
    left = Signal()
    backups_wanted = Signal()

    def __init__(
        self,
        app: QApplication,
        frame: Frame,
        look: Look,
        where: Folders,
        clock: Clock,
        hook: CrashHook,
        papers: MakePapers,
    ) -> None:
        super().__init__()
        self._app, self._look, self._where, self._clock = app, look, where, clock
        self._frame, self._hook, self._papers = frame, hook, papers
        self._own: Callable[[], Desk] | None = None
        self._unlocked: Unlocked | None = None
        self._aside = Aside(self)
        self._line: DeskLine | None = None
        self.desk: OpenDesk | None = None

    def open_own(self, folder: Path, key: bytes, opener: str = "") -> None:
        """Opens the hub that was unlocked."""
        self._unlocked = Unlocked(folder, key, opener)
        self._own = partial(desks.open_desk, folder, key, self._clock, opener)
        self._open(self._own, practising=False)

    def practise(self) -> None:
        """Opens the practice hub in place of whatever is open."""
        self._open(partial(_practice, self._where.practice, self._clock), practising=True)

    def close_desk(self) -> None:
        """Lets everything under way be done, and closes the hub."""
        if self._line is not None:
            self._line.close()
            self._line = None
        if self.desk is not None:
            self._hook.crashed.disconnect(self.desk.notices.broke)
            self.desk.close()
            take_away(self.desk.window)
            self.desk = None

    def _open(self, opener: Callable[[], Desk], *, practising: bool) -> None:
        """Opens a hub on its own thread; its language is put on before any screen is built."""
        self.opening.emit()
        self.close_desk()
        self._line = line = DeskLine(opener)
        line.ask(settings.asked, then=partial(self._build, line, practising), refused=self._refused)

    def _build(self, line: DeskLine, practising: bool, told: Settings) -> None:
        self._line = None
        translation.wear(self._app, told.language)
        around = Around(
            self._look,
            self._clock,
            self._where.papers,
            practice=practising,
            papers=self._papers,
            unlocked=None if practising else self._unlocked,
            frame=self._frame,
            backups=self._keeper(line) if not practising else None,
        )
        self.desk = desk = OpenDesk(self._app, line, around)
        desk.session.listen(self._frame)
        desk.practise_switched.connect(self._switch)
        desk.practice_reset.connect(self._reset_practice)
        desk.backups_wanted.connect(self._to_backups)
        desk.mend_wanted.connect(self._mend)
        self._hook.crashed.connect(desk.notices.broke)
        self.opened.emit(desk)

    def _keeper(self, line: DeskLine) -> BackupKeeper | None:
        own = self._unlocked
        return None if own is None else BackupKeeper(line, own.folder, own.key, parent=self)

    def _to_backups(self) -> None:
        self.close_desk()
        self.backups_wanted.emit()

    def _mend(self) -> None:
        """Goes on from the newest good copy, with what can still be read of the damaged file."""
        if self._unlocked is None:
            return
        self.opening.emit()
        self.close_desk()
        work = partial(going_on.go_on, self._unlocked.folder, self._unlocked.key, self._clock)
        self._aside.start(work, self._mended, self.not_opened.emit)

    def _mended(self, _: object) -> None:
        if self._unlocked is not None:
            own = self._unlocked
            self.open_own(own.folder, own.key, own.opener)

    def _refused(self, failure: Said) -> None:
        self.close_desk()
        self.not_opened.emit(failure)

    def _switch(self) -> None:
        """To the practice hub, or back to the real one: by its key, or through the door."""
        if self.desk is not None and not self.desk.practising:
            self.practise()
        elif self._own is not None:
            self._open(self._own, practising=False)
        else:
            self.close_desk()
            self.left.emit()

    def _reset_practice(self) -> None:
        self._open(partial(_practice_anew, self._where.practice, self._clock), practising=True)


def _practice(folder: Path, clock: Clock) -> Desk:
    """The practice hub; made on the desk's thread, and loaded there by those who practise."""
    from hubdesk import practice  # noqa: PLC0415

    return practice.open_(folder, clock)


def _practice_anew(folder: Path, clock: Clock) -> Desk:
    from hubdesk import practice  # noqa: PLC0415

    return practice.reset(folder, clock)
