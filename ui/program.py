"""What stands in the window: the front door, and behind it the desk of a hub."""

from __future__ import annotations

import gc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from hubdesk.clock import Clock
from hubdesk.errors import Said
from hubdesk.folders import Folders
from ui import wording
from ui.crash import CrashHook
from ui.frame import Frame
from ui.imports import load_database_library
from ui.security.front_door import FrontDoor
from ui.theme.look import Look

if TYPE_CHECKING:
    from ui.behind_door import BehindDoor
    from ui.desk_window import OpenDesk
    from ui.labels.whole_page import WholePages

SOON_MS = 30
"""After the page has said that it is unlocking, and long before it has."""


class Program(QObject):
    """Fills the window: the front door until a hub is open, then its desk.

    The door needs little, and stands long before the rest is loaded: that is done while the
    passphrase is being tried, which takes longer.
    """

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
        self.door = FrontDoor(look, where.hub, clock, self._whole_pages)
        self.frame.addWidget(self.door)
        self.door.unlocking.connect(self._load_soon)
        self.door.hub_ready.connect(self._hub_ready)
        self.door.practise_wanted.connect(self.practise)
        frame.closing.connect(self.close_down)

    @property
    def desk(self) -> OpenDesk | None:
        """The desk that is open, if there is one."""
        return self.behind.desk if self._is_loaded else None

    @cached_property
    def papers(self) -> WholePages:
        """Whole pages on their way to paper, before the desk and from within it."""
        from ui.labels.whole_page import WholePages  # noqa: PLC0415 - the door prints nothing

        return WholePages(self._where.papers, self._clock)

    @cached_property
    def behind(self) -> BehindDoor:
        """What opens a desk; loaded when a hub is first to be opened."""
        load_database_library()
        from ui.behind_door import BehindDoor  # noqa: PLC0415 - it loads everything else

        # What was loaded stays for good: going through it again would hold up the window.
        gc.freeze()
        around = (self._app, self.frame, self._look, self._where, self._clock)
        made = BehindDoor(*around, self._hook, self._whole_pages)
        made.opening.connect(self._say_opening)
        made.opened.connect(self._show_desk)
        made.not_opened.connect(self._say_why)
        made.left.connect(self._show_door)
        made.backups_wanted.connect(self._show_backups)
        return made

    def practise(self) -> None:
        """Opens the practice hub in place of whatever is open."""
        self._say_opening()
        self.behind.practise()

    def close_down(self) -> None:
        """Lets everything under way be done, and closes the hub."""
        if self._is_loaded:
            self.behind.close_desk()
        self.door.close_down()
        if "papers" in self.__dict__:
            self.papers.close()

    @property
    def _is_loaded(self) -> bool:
        return "behind" in self.__dict__

    def _whole_pages(self) -> WholePages:
        return self.papers

    def _load_soon(self) -> None:
        QTimer.singleShot(SOON_MS, self, self._load)

    def _load(self) -> BehindDoor:
        return self.behind

    def _hub_ready(self, folder: Path, key: bytes, opener: str) -> None:
        self._say_opening()
        self.behind.open_own(folder, key, opener)

    def _say_opening(self) -> None:
        self.door.show_opening()
        self.frame.setCurrentWidget(self.door)
        # Now, for loading what opens it may hold this thread a while.
        self.door.opening.repaint()

    def _show_desk(self, desk: OpenDesk) -> None:
        self.frame.addWidget(desk.window)
        self.frame.setCurrentWidget(desk.window)
        self.frame.activateWindow()
        desk.window.here().focus_home()

    def _show_door(self) -> None:
        self.frame.setCurrentWidget(self.door)
        self.door.focus_home()

    def _show_backups(self) -> None:
        self.frame.setCurrentWidget(self.door)
        self.door.to_backups()

    def _say_why(self, failure: Said) -> None:
        """A hub that does not open leaves no desk that might look like one."""
        self._show_door()
        self.door.refuse(wording.said(failure))
