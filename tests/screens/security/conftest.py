"""The pages before the desk, dressed, on a folder of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk.clock import SetClock
from hubdesk.security.key_file import Cost
from tests.screens.look.conftest import look, show
from tests.world import SATURDAY
from ui.labels.whole_page import WholePages
from ui.security.front_door import FrontDoor
from ui.theme.look import Look

__all__ = ["look", "show"]

QUICK = Cost(n=1 << 8)
PHRASE = "kettle orchard seven buses"


@pytest.fixture
def clock() -> SetClock:
    """Saturday 21 November 2026, ten in the morning."""
    return SetClock(SATURDAY)


@pytest.fixture
def papers(qapp: QApplication, tmp_path: Path, clock: SetClock) -> Iterator[WholePages]:
    """A laptop with no printer: whole pages become PDFs."""
    made = WholePages(tmp_path / "papers", clock, lambda: [])
    yield made
    made.close()


@pytest.fixture
def door(
    look: Look, qtbot: QtBot, tmp_path: Path, clock: SetClock, papers: WholePages
) -> Iterator[Callable[[], FrontDoor]]:
    """Starts Hubdesk on the same folder, as often as wanted."""
    made: list[FrontDoor] = []

    def start() -> FrontDoor:
        for each in made:
            end(each)
        made[:] = [FrontDoor(look, tmp_path / "hub", clock, lambda: papers, QUICK)]
        show(made[0], qtbot)
        made[0].focus_home()
        return made[0]

    yield start
    for each in made:
        end(each)


def end(door: FrontDoor) -> None:
    door.close_down()
    shiboken6.delete(door)
