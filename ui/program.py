"""What stands in the window: the front door, the desk of a hub, the practice hub."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import practice, settings
from hubdesk.clock import Clock
from hubdesk.desk import Desk
from hubdesk.errors import Said
from hubdesk.folders import Folders
from hubdesk.settings import Settings
from ui import translation
from ui.background import DeskLine
from ui.crash import CrashHook
from ui.desk_window import Around, OpenDesk
from ui.frame import Frame
from ui.labels.whole_page import WholePages
from ui.security.front_door import FrontDoor
from ui.theme.look import Look


class Program(QObject):
    """Fills the window: the front door until a hub is open, then its desk; or the practice hub."""

    def __init__(
        self,
        app: QApplication,
        frame: Frame,
        look: Look,
        where: Folders,
        clock: Clock,
        hook: CrashHook,
    ) -> None:
        super().__init__()
        self.frame = frame
        self._app, self._look, self._where, self._clock = app, look, where, clock
        self._hook = hook
        self._papers = WholePages(where.papers, clock)
        self._own: Callable[[], Desk] | None = None
        self.desk: OpenDesk | None = None
        self._opening: DeskLine | None = None
        self.door = FrontDoor(look, where.hub, clock, self._papers)
        self.frame.addWidget(self.door)
        self.door.hub_ready.connect(self._hub_ready)
        self.door.practise_wanted.connect(self.practise)
        frame.closing.connect(self.close_down)

    def practise(self) -> None:
        """Opens the practice hub in place of whatever is open."""
        self._open(partial(practice.open_, self._where.practice, self._clock), practising=True)

    def close_down(self) -> None:
        """Lets everything under way be done, and closes the hub."""
        self._close_desk()
        self.door.close_down()
        self._papers.close()

    def _hub_ready(self, folder: Path, key: bytes) -> None:
        self._own = partial(desks.open_desk, folder, key, self._clock)
        self._open(self._own, practising=False)

    def _open(self, opener: Callable[[], Desk], *, practising: bool) -> None:
        """Opens a hub on its own thread; its language is put on before any screen is built."""
        self._close_desk()
        self._opening = line = DeskLine(opener)
        build = partial(self._build, line, practising)
        line.ask(settings.asked, then=build, refused=build)

    def _build(self, line: DeskLine, practising: bool, told: Settings | Said) -> None:
        """Builds the desk; a hub that could not be opened says so in its notices."""
        self._opening = None
        translation.wear(self._app, told.language if isinstance(told, Settings) else "")
        around = Around(
            self._look, self._clock, self._where.papers, practice=practising, papers=self._papers
        )
        desk = OpenDesk(self._app, line, around)
        if isinstance(told, Said):
            desk.notices.said(told)
        desk.practise_switched.connect(self._switch)
        desk.practice_reset.connect(self._reset_practice)
        self._hook.crashed.connect(desk.notices.broke)
        self.desk = desk
        self.frame.addWidget(desk.window)
        self.frame.setCurrentWidget(desk.window)
        self.frame.activateWindow()
        desk.window.here().focus_home()

    def _close_desk(self) -> None:
        if self._opening is not None:
            self._opening.close()
            self._opening = None
        if self.desk is not None:
            self._hook.crashed.disconnect(self.desk.notices.broke)
            self.desk.close()
            self.frame.removeWidget(self.desk.window)
            self.desk.window.deleteLater()
            self.desk = None

    def _switch(self) -> None:
        """To the practice hub, or back to the real one: by its key, or through the door."""
        if self.desk is not None and not self.desk.practising:
            self.practise()
        elif self._own is not None:
            self._open(self._own, practising=False)
        else:
            self._close_desk()
            self.frame.setCurrentWidget(self.door)
            self.door.focus_home()

    def _reset_practice(self) -> None:
        self._open(partial(practice.reset, self._where.practice, self._clock), practising=True)
