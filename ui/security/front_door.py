"""What stands before the desk: the first run in an empty folder, else the page that unlocks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hubdesk import starting
from hubdesk.clock import Clock
from hubdesk.security.key_file import Cost
from hubdesk.security.keys import USUAL_COST
from hubdesk.starting import Found, Opened
from ui.labels.whole_page import WholePages
from ui.security.first_run import FirstRun
from ui.security.open_hub import OpenHub
from ui.theme.look import Look


class FrontDoor(QStackedWidget):
    """``hub_ready(folder, key)`` and ``practise_wanted()``: the window's next page is the desk."""

    hub_ready = Signal(object, object)
    practise_wanted = Signal()

    def __init__(
        self,
        look: Look,
        folder: Path,
        clock: Clock,
        papers: WholePages,
        cost: Cost = USUAL_COST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.first_run = FirstRun(look, folder, clock, papers, cost)
        self.open_hub = OpenHub(look, folder, clock)
        for page in (self.first_run, self.open_hub):
            self.addWidget(page)
            page.hub_ready.connect(self.hub_ready)
            page.practise_wanted.connect(self.practise_wanted)
        self.open_hub.unfinished.connect(self._go_on)
        known = starting.in_folder(folder) is Found.HUB
        self.setCurrentWidget(self.open_hub if known else self.first_run)

    def focus_home(self) -> None:
        """Where typing belongs on the page in front."""
        if self.currentWidget() is self.open_hub:
            self.open_hub.focus_home()
        else:
            self.first_run.current().first_field().setFocus()

    def close_down(self) -> None:
        """Waits for what is under way."""
        self.first_run.close_down()
        self.open_hub.close_down()

    def _go_on(self, opened: Opened) -> None:
        self.setCurrentWidget(self.first_run)
        self.first_run.go_on(opened)
