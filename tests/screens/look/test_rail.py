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
    "Dates": keys.DATES,
    "Labels": keys.LABELS,
    "Find": keys.FIND,
    "Today": keys.TODAY,
    "Set-up": keys.SET_UP,
}
"""With Help, twelve entries."""


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
def test_twelve_entries_can_all_be_tapped_and_read(
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
    for number in range(len(JOBS)):
        full.go(number)
        QApplication.processEvents()
        assert [word for word in JOBS if not seen(rail, word)] == []
    foot = rail.help_button.mapTo(full, QPoint(0, rail.help_button.height()))
    assert foot.y() <= full.height()


def test_the_keys_stand_on_the_rail_at_its_usual_size(full: Window) -> None:
    QApplication.processEvents()
    assert full.rail.buttons[0].height() > LEAST_PX
    assert all(seen(full.rail, word) for word in JOBS)
    assert full.rail.buttons[0].is_hinted


def test_the_last_places_share_a_row_only_where_there_are_too_many(
    full: Window, look: Look
) -> None:
    QApplication.processEvents()
    assert len({each.x() for each in full.rail.buttons}) == 1
    look.wear(Theme.LIGHT, Scale(150))
    QApplication.processEvents()
    first, last = full.rail.buttons[:5], full.rail.buttons[-2:]
    assert len({each.x() for each in first}) == 1
    assert last[0].y() == last[1].y() and last[0].x() < last[1].x()


def test_words_too_long_for_half_a_row_keep_rows_of_their_own(look: Look, qtbot: QtBot) -> None:
    long = [Place(f"Vorratsliste {n}", "package", keys.STOCK, Elsewhere()) for n in range(11)]
    look.wear(Theme.LIGHT, Scale(150))
    rail = Rail(look, long)
    rail.set_compact(True)
    rail.resize(rail.width(), 686)
    rail.show()
    QApplication.processEvents()
    assert len({each.x() for each in rail.buttons}) == 1
    assert audit.clipped(rail) == []
    shiboken6.delete(rail)
