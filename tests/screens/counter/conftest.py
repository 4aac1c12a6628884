"""The practice hub open in the real window, at the hub's smallest screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import practice, settings
from hubdesk.clock import SetClock
from tests.journeys.conftest import tidying as tidying
from tests.journeys.meter import Meter
from tests.world import SATURDAY, World
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

OpenedIn = Callable[[Theme, int, Qt.LayoutDirection], Meter]


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice hub, made once."""
    folder = tmp_path_factory.mktemp("practice") / "hub"
    practice.reset(folder, SetClock(SATURDAY)).close()
    return folder


@pytest.fixture
def opened_in(qapp: QApplication, practice_folder: Path, tmp_path: Path) -> Iterator[OpenedIn]:
    """Opens the window in a theme, at a scale, in a direction; put back afterwards."""
    look = Look(qapp, fonts.load())
    meters: list[Meter] = []

    def open_(theme: Theme, percent: int, direction: Qt.LayoutDirection) -> Meter:
        folder = tmp_path / "hub"
        shutil.copytree(practice_folder, folder)
        clock = SetClock(SATURDAY)
        desk = desks.open_desk(folder, practice.KEY, clock)
        desk.do(settings.change, theme=theme.value, scale_percent=percent)
        qapp.setLayoutDirection(direction)
        look.wear(theme, Scale(percent))
        world = World(desk, clock, folder)
        meters.append(Meter(qapp, look, world, key=practice.KEY, practice=True))
        return meters[-1]

    yield open_
    for meter in meters:
        meter.close()
    qapp.processEvents()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setStyleSheet("")
    shiboken6.delete(look)
