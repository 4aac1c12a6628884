"""A dressed application for the tests of the look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.look import sample
from ui.theme import fonts
from ui.theme.look import Look
from ui.window import Window


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light theme at 100 %, left to right; put back afterwards."""
    made = Look(qapp, fonts.load())
    made.wear()
    yield made
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setStyleSheet("")
    shiboken6.delete(made)


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Iterator[Window]:
    """The sample window at the hub's smallest screen, shown and in front."""
    made = sample.window(look)
    show(made, qtbot)
    yield made
    shiboken6.delete(made)


def show(widget: QWidget, qtbot: QtBot, width_px: int = 1366, height_px: int = 728) -> None:
    """Shows a widget in front and lets it settle."""
    widget.resize(width_px, height_px)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    for _ in range(3):
        QApplication.processEvents()
