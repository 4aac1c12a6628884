"""Nothing was kept outside this laptop for two days: Today says so, once a day."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.backups.state import HOUR_MS, State
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.reports.test_today_screen import saturday, shown
from ui.backups.keeper import Standing
from ui.reports.today_screen import TodayScreen
from ui.theme.scale import Scale
from ui.theme.tokens import Theme
from ui.window import Window

OLD = State(since_ms=HOUR_MS, own_ms=60 * HOUR_MS)


@pytest.fixture
def screen(screen_world: ScreenWorld) -> TodayScreen:
    saturday(screen_world.world)
    return shown(screen_world)


def test_it_is_due_again_the_next_day_until_there_is_a_stick() -> None:
    assert not OLD.reminds(48 * HOUR_MS) and OLD.reminds(60 * HOUR_MS)
    read = State(since_ms=HOUR_MS, put_away_ms=60 * HOUR_MS)
    assert not read.reminds(61 * HOUR_MS) and not read.reminds(75 * HOUR_MS)
    assert read.reminds(80 * HOUR_MS), "earlier in the morning than it was put away"
    assert read.reminds(50 * HOUR_MS), "a clock that went back hides nothing"
    kept = State(since_ms=HOUR_MS, second_ms=70 * HOUR_MS)
    assert not kept.reminds(80 * HOUR_MS)


def test_it_stands_above_the_day_and_is_put_away(screen: TodayScreen) -> None:
    assert not screen.nag.isVisible()
    screen.show_backups(Standing(OLD, 60 * HOUR_MS))
    assert screen.nag.isVisible() and "stick" in screen.nag.strip.words.text()
    heard: list[bool] = []
    screen.nag.put_away.connect(lambda: heard.append(True))
    QTest.mouseClick(screen.nag.button, Qt.MouseButton.LeftButton)
    assert heard == [True]
    screen.show_backups(Standing(State(since_ms=1, put_away_ms=60 * HOUR_MS), 60 * HOUR_MS))
    assert not screen.nag.isVisible()


@pytest.mark.parametrize("dress", ["light", "sunlight", "large", "mirrored"])
def test_it_can_be_read_in_every_dress(
    screen: TodayScreen, screen_world: ScreenWorld, qapp: QApplication, dress: str
) -> None:
    window, look = screen.window(), screen_world.look
    assert isinstance(window, Window)
    if dress == "mirrored":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.wear(
        theme=Theme.SUNLIGHT if dress == "sunlight" else Theme.LIGHT,
        scale=Scale(150 if dress == "large" else 100),
    )
    screen.show_backups(Standing(OLD, 60 * HOUR_MS))
    screen_world.settle()
    assert audit.everything(window, look) == []
    if to := os.environ.get("KEEP7"):
        window.grab().save(f"{to}/nag-{dress}.png")
