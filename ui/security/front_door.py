"""What stands before the desk: the first run in an empty folder, else the page that unlocks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hubdesk.clock import Clock
from hubdesk.doorstep import Found, Opened, in_folder
from hubdesk.security.key_file import Cost
from ui.security.open_hub import OpenHub
from ui.security.opening import OpeningPage
from ui.theme.look import Look

if TYPE_CHECKING:
    from ui.backups.bring_back import BringBack
    from ui.labels.whole_page import WholePages
    from ui.security.first_run import FirstRun


class FrontDoor(QStackedWidget):
    """``hub_ready(folder, key, opener)``, ``practise_wanted()``: next comes the desk.

    ``unlocking`` when that is likely to come soon. The papers are asked for when a first run
    has something to print.
    """

    hub_ready = Signal(object, object, str)
    practise_wanted = Signal()
    unlocking = Signal()

    def __init__(
        self,
        look: Look,
        folder: Path,
        clock: Clock,
        papers: Callable[[], WholePages],
        cost: Cost | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._folder, self._clock = look, folder, clock
        self._papers, self._cost = papers, cost or Cost()
        self.open_hub = OpenHub(look, folder, clock)
        self.opening = OpeningPage(look)
        self._asked: QWidget = self.open_hub
        self._stand(self.open_hub)
        self.addWidget(self.opening)
        self.open_hub.unlocking.connect(self.unlocking)
        self.open_hub.unfinished.connect(self._go_on)
        self._turn_to(self.open_hub if in_folder(folder) is Found.HUB else self.first_run)

    @cached_property
    def first_run(self) -> FirstRun:
        """The steps that make a hub. Most starts never see them, and do without loading them."""
        from ui.security.first_run import FirstRun  # noqa: PLC0415

        made = FirstRun(self._look, self._folder, self._clock, self._papers(), self._cost)
        self._stand(made)
        return made

    @cached_property
    def bring_back(self) -> BringBack:
        """The page that brings a hub back from a backup."""
        from ui.backups.bring_back import BringBack  # noqa: PLC0415 - as above

        made = BringBack(self._look, self._folder, self._clock)
        self.addWidget(made)
        made.hub_ready.connect(self.hub_ready)
        made.left.connect(self._leave_backups)
        return made

    def to_backups(self) -> None:
        """Turns to the page with the backups that were found."""
        self._turn_to(self.bring_back)
        self.bring_back.open_()

    def show_opening(self) -> None:
        """Says that the hub is being opened."""
        self.setCurrentWidget(self.opening)

    def refuse(self, sentence: str) -> None:
        """Back to the page that asked, with why no desk can be opened."""
        self.setCurrentWidget(self._asked)
        if self._asked is self.open_hub:
            self.open_hub.page.refuse(sentence)
        elif self._is_at_backups():
            self.bring_back.page.refuse(sentence)
        else:
            self.first_run.current().refuse(sentence)
        self.focus_home()

    def focus_home(self) -> None:
        """Where typing belongs on the page that asks."""
        self.setCurrentWidget(self._asked)
        if self._asked is self.open_hub:
            self.open_hub.focus_home()
        elif self._is_at_backups():
            self.bring_back.focus_home()
        else:
            self.first_run.current().first_field().setFocus()

    def close_down(self) -> None:
        """Waits for what is under way."""
        if "first_run" in self.__dict__:
            self.first_run.close_down()
        if "bring_back" in self.__dict__:
            self.bring_back.close_down()
        self.open_hub.close_down()

    def _stand(self, page: OpenHub | FirstRun) -> None:
        self.addWidget(page)
        page.hub_ready.connect(self.hub_ready)
        page.practise_wanted.connect(self.practise_wanted)
        page.backups_wanted.connect(self.to_backups)

    def _is_at_backups(self) -> bool:
        return "bring_back" in self.__dict__ and self._asked is self.bring_back

    def _leave_backups(self) -> None:
        """Back to where a hub is opened, or made when there is none."""
        is_there = in_folder(self._folder) is Found.HUB
        self._turn_to(self.open_hub if is_there else self.first_run)
        self.focus_home()

    def _turn_to(self, page: QWidget) -> None:
        self._asked = page
        self.setCurrentWidget(page)

    def _go_on(self, opened: Opened) -> None:
        self._turn_to(self.first_run)
        self.first_run.go_on(opened)
