"""The rail with every job of the hub on it, at each scale and in both directions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screens import audit
from tests.screens.conftest import Elsewhere
from tests.screens.look.sample import quiet_sounds
from ui import keys
from ui.help.page import HelpPage
from ui.notices import Notices
from ui.rail import LEAST_PX, Rail
from ui.screen import Place
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme
from ui.window import Window

JOBS = {
    "Counter": keys.COUNTER,
    "Stall": keys.STALL,
    "Take in": keys.TAKE_IN,
    "Stock count": keys.STOCK_COUNT,
    "Pack": keys.PACK,
    "Stock": keys.STOCK,
    "Labels": keys.LABELS,
    "Find": keys.FIND,
    "Today": keys.TODAY,
    "Set-up": keys.SET_UP,
}
"""With Help, eleven entries."""


@pytest.fixture
def full(look: Look, qtbot: QtBot) -> Iterator[Window]:
    places = [Place(word, "package", key, Elsewhere()) for word, key in JOBS.items()]
    notices = Notices(quiet_sounds())
    made = Window(look, notices, places, lambda: HelpPage(look), "Practice hub")
    made.resize(*audit.SCREEN)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    shiboken6.delete(made)
    shiboken6.delete(notices)


def seen(rail: Rail, word: str) -> bool:
    """True when the whole button of a job is on show."""
    (button,) = [each for each in rail.buttons if each.text() == word]
    return button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("percent", STEPS)
def test_eleven_entries_can_all_be_tapped_and_read(
    full: Window, look: Look, percent: int, right_to_left: bool
) -> None:
    if right_to_left:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.wear(Theme.LIGHT, Scale(percent))
    QApplication.processEvents()
    rail = full.rail
    assert audit.targets(rail, look) == []
    assert audit.clipped(rail) == []
    assert audit.tab_reach(full) == []
    for number, word in enumerate(JOBS):
        full.go(number)
        QApplication.processEvents()
        assert seen(rail, word), word
    foot = rail.help_button.mapTo(full, QPoint(0, rail.help_button.height()))
    assert foot.y() <= full.height()


def test_the_keys_stand_on_the_rail_at_its_usual_size(full: Window) -> None:
    QApplication.processEvents()
    assert full.rail.buttons[0].height() > LEAST_PX
    assert all(seen(full.rail, word) for word in JOBS)
    assert full.rail.buttons[0].is_hinted
