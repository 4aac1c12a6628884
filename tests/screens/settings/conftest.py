"""The Set-up screen in the window, on a real hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import desk as desks
from hubdesk import practice, settings, starting
from hubdesk.clock import SetClock
from hubdesk.doorstep import Names
from hubdesk.settings import Settings
from tests.screens.look.conftest import look, show
from tests.screens.look.sample import quiet_sounds
from tests.world import KEY, SATURDAY
from ui import keys
from ui.background import DeskLine
from ui.help.page import HelpPage
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.screen import Place
from ui.settings.screen import SetUpScreen
from ui.theme.look import Look
from ui.window import Window

__all__ = ["look", "show"]


@dataclass
class Bench:
    """A window with Set-up in front, and what stands behind it."""

    window: Window
    screen: SetUpScreen
    line: DeskLine
    notices: Notices
    papers: WholePages

    def settle(self, qtbot: QtBot) -> None:
        """Waits until everything sent to the desk is answered."""
        for _ in range(3):
            qtbot.waitUntil(lambda: not self.line._waiting)
            QApplication.processEvents()

    def told(self, qtbot: QtBot) -> Settings:
        """The settings as they are kept."""
        answers: list[Settings] = []
        self.line.ask(settings.asked, then=answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]


@pytest.fixture
def bench(look: Look, qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Bench]:
    """Set-up of a hub called High Street Hub, serving from its counter."""
    made = make(look, qtbot, tmp_path)
    yield made
    made.line.close()
    made.papers.close()
    shiboken6.delete(made.window)
    shiboken6.delete(made.line)


def make(look: Look, qtbot: QtBot, folder: Path) -> Bench:
    """A window with one screen."""
    clock = SetClock(SATURDAY)
    begun = desks.found(folder / "hub", KEY, clock)
    begun.do(starting.name_hub, Names("High Street Hub", "Laptop 1", "Counter"))
    begun.close()
    opener: Callable[[], desks.Desk] = lambda: desks.open_desk(folder / "hub", KEY, clock)  # noqa: E731
    line = DeskLine(opener)
    notices = Notices(quiet_sounds())
    papers = WholePages(folder / "papers", clock, lambda: ["Office printer"])
    screen = SetUpScreen(look, line, notices, papers)
    places = [Place("Set-up", "settings", keys.SET_UP, screen)]
    window = Window(look, notices, places, HelpPage(look))
    line.changed.connect(window.changed)
    line.told.connect(notices.said)
    show(window, qtbot)
    qtbot.waitUntil(lambda: screen.cards.hub.hub.text() != "")
    for _ in range(3):
        QApplication.processEvents()
    return Bench(window, screen, line, notices, papers)


PRACTICE_CODES = len(practice.practice_sheet())
