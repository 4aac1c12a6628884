"""The first run by keys alone: what a volunteer does before there is a desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.security.conftest import PHRASE
from ui.security.front_door import FrontDoor

Door = Callable[[], FrontDoor]


def press(key: Qt.Key) -> None:
    QTest.keyClick(focus(), key)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_(text: str) -> None:
    QTest.keyClicks(focus(), text)


def enter() -> None:
    press(Qt.Key.Key_Return)


def idle(qtbot: QtBot, door: FrontDoor) -> None:
    qtbot.waitUntil(lambda: not door.first_run.aside.is_busy and not door.open_hub.aside.is_busy)


def to_the_sheet(qtbot: QtBot, door: FrontDoor) -> str:
    """Steps 1 and 2 by keys alone; the code that is now to be printed."""
    type_("High Street Hub")
    enter()
    type_(PHRASE)
    enter()
    type_(PHRASE)
    enter()
    idle(qtbot, door)
    assert door.first_run.current() is door.first_run.sheet
    return door.first_run._code


def to_the_start(qtbot: QtBot, door: FrontDoor) -> str:
    code = to_the_sheet(qtbot, door)
    press(Qt.Key.Key_Tab)
    enter()
    qtbot.waitUntil(door.first_run.sheet.next.isEnabled)
    enter()
    type_(code.replace("-", "").lower())
    enter()
    idle(qtbot, door)
    assert door.first_run.current() is door.first_run.start
    return code
