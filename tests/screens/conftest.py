"""A real, encrypted hub behind the desk's own line, and a dressed application to show it in."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hubdesk import desk as desks
from tests.world import KEY, World, open_world
from ui import keys, translation
from ui.background import DeskLine
from ui.help.page import HelpPage
from ui.notices import Notices
from ui.screen import Place
from ui.sounds import Sounds
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme
from ui.window import Window

T = TypeVar("T")


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """The desk speaks English: "1 item", not "1 items"."""
    translation.wear(qapp)


@pytest.fixture(autouse=True)
def cleared_in_this_thread() -> Iterator[None]:
    """Python clears away widgets between tests and here, never in a desk's thread meanwhile."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Look]:
    """The light theme at 100 %, left to right; for a test of each dress, that one.

    To dress a window that stands costs more than all else that most tests do.
    """
    made = Look(qapp, fonts.load())
    told = request.node.callspec.params.values() if hasattr(request.node, "callspec") else ()
    qapp.setLayoutDirection(_told(told, Qt.LayoutDirection, Qt.LayoutDirection.LeftToRight))
    percent = next((each for each in told if type(each) is int and each in STEPS), STEPS[0])
    made.wear(_told(told, Theme, Theme.LIGHT), _told(told, Scale, Scale(percent)))
    yield made
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shiboken6.delete(made)


def _told(told: Iterable[object], kind: type[T], usual: T) -> T:
    """What a test is told to wear, of one kind."""
    return next((each for each in told if isinstance(each, kind)), usual)


@dataclass
class ScreenWorld:
    """A hub to build with words first; then ``open_line`` hands it to the worker thread."""

    world: World
    look: Look
    qtbot: QtBot
    notices: Notices
    _line: DeskLine | None = None
    _shown: list[QWidget] = field(default_factory=list)

    @property
    def line(self) -> DeskLine:
        """The line to the desk; from its first use on, the hub belongs to the worker."""
        if self._line is None:
            self.world.desk.close()
            opener = partial(desks.open_desk, self.world.folder, KEY, self.world.clock)
            self._line = DeskLine(opener)
            self._line.told.connect(self.notices.said)
        return self._line

    def show(self, screen: QWidget, width_px: int = 1366, height_px: int = 728) -> Window:
        """Shows a screen in the real window, beside an empty one to leave it for."""
        self.line.changed.connect(screen.changed)  # type: ignore[attr-defined]
        places = [
            Place("Find", "search", keys.FIND, screen),
            Place("Elsewhere", "tag", keys.LABELS, Elsewhere()),
        ]
        made = Window(self.look, self.notices, places, HelpPage(self.look))
        made.title.set_where("Saturday 21 November  ·  High Street")
        self._shown.append(made)
        made.resize(width_px, height_px)
        made.show()
        made.activateWindow()
        self.qtbot.waitUntil(made.isActiveWindow)
        self.settle()
        return made

    def settle(self) -> None:
        """Waits until everything that was asked is answered and shown."""
        for _ in range(3):
            answered: list[object] = []
            self.line.ask(_nothing, then=answered.append)
            self.qtbot.waitUntil(lambda answered=answered: bool(answered))  # type: ignore[misc]
            QApplication.processEvents()

    def ask(self, question: Callable[..., Any], *args: Any) -> Any:
        """Asks the hub through its line and waits for the answer."""
        answers: list[Any] = []
        self.line.ask(question, *args, then=answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def do(self, command: Callable[..., Any], *args: Any) -> Any:
        """Commands the hub through its line and waits until it is done."""
        answers: list[Any] = []
        self.line.do(command, *args, then=answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        self.settle()
        return answers[0]

    def close(self) -> None:
        """Takes the windows away, then lets the worker finish."""
        for each in self._shown:
            shiboken6.delete(each)
        if self._line is None:
            self.world.desk.close()
        else:
            self._line.close()
            shiboken6.delete(self._line)


class Elsewhere(QWidget):
    """Another screen of the window, with nothing on it."""

    title, help_topic = "Elsewhere", "find"

    def shown(self) -> None: ...

    def scanned(self, text: str) -> None: ...

    def changed(self, changes: object) -> None: ...

    def compact(self, compact: bool) -> None: ...

    def focus_home(self) -> None: ...

    def tools(self) -> list[QWidget]:
        return []

    def head_row(self) -> None:
        return None


def _nothing(view: object) -> bool:
    return True


@pytest.fixture
def screen_world(look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[ScreenWorld]:
    """An empty hub on Saturday 21 November 2026, ten in the morning, ready for screens."""
    notices = Notices(Sounds(player=lambda wav: None))
    made = ScreenWorld(open_world(tmp_path / "hub"), look, qtbot, notices)
    yield made
    made.close()
    shiboken6.delete(notices)
