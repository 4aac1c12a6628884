"""The sample counter passes every audit, and each audit fails a widget that is badly made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import audit
from tests.screens.look import sample
from tests.screens.look.conftest import show
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import LIGHT, Theme
from ui.widgets.chip import Chip
from ui.widgets.result_card import ResultCard

# The offscreen platform remarks on every window whose least size changes; screens do not.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
MIRRORED = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


def judged(look: Look, qtbot: QtBot, result: str) -> list[str]:
    made = sample.window(look, "Practice: nothing here is real")
    show(made, qtbot, *audit.SCREEN)
    counter = sample.counter_of(made)
    counter.result.show_result(sample.RESULTS[result])
    counter.result.set_waiting(2)
    for _ in range(3):
        QApplication.processEvents()
    problems = audit.everything(made, look)
    shiboken6.delete(made)
    return problems


@pytest.mark.parametrize("result", sample.RESULTS)
@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    look: Look, qtbot: QtBot, theme: Theme, result: str
) -> None:
    look.wear(theme)
    assert judged(look, qtbot, result) == []


@pytest.mark.parametrize("direction", MIRRORED, ids=("left to right", "right to left"))
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    look: Look, qtbot: QtBot, qapp: QApplication, percent: int, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    assert judged(look, qtbot, "stop") == []


@pytest.fixture
def bad(look: Look, qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    QVBoxLayout(made)
    yield made
    shiboken6.delete(made)


def put(bad: QWidget, part: QWidget, qtbot: QtBot) -> None:
    layout = bad.layout()
    assert layout is not None
    layout.addWidget(part)
    show(bad, qtbot, 300, 200)


def test_a_button_without_a_word_is_caught(bad: QWidget, qtbot: QtBot) -> None:
    put(bad, QPushButton(), qtbot)
    assert audit.names(bad)


def test_a_button_that_tab_passes_over_is_caught(bad: QWidget, qtbot: QtBot) -> None:
    button = QPushButton("Lost")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    put(bad, button, qtbot)
    assert audit.tab_reach(bad)


@pytest.mark.parametrize("kind", [QLabel, QPushButton])
def test_words_that_are_cut_off_are_caught(
    bad: QWidget, qtbot: QtBot, kind: type[QLabel] | type[QPushButton]
) -> None:
    part = kind("Chopped tomatoes in their own juice")
    part.setFixedWidth(80)
    put(bad, part, qtbot)
    assert audit.clipped(bad)


def test_a_placeholder_that_is_cut_off_is_caught(bad: QWidget, qtbot: QtBot) -> None:
    field = QLineEdit()
    field.setPlaceholderText("Scan a card, item or parcel, or type a name or a code")
    put(bad, field, qtbot)
    assert audit.clipped(bad)


def test_words_on_top_of_words_are_caught(bad: QWidget, qtbot: QtBot) -> None:
    show(bad, qtbot, 300, 200)
    for words in ("one", "two"):
        QLabel(words, bad).show()
    assert any("overlap" in each for each in audit.clipped(bad))


def test_a_target_too_small_for_a_finger_is_caught(bad: QWidget, qtbot: QtBot, look: Look) -> None:
    button = QPushButton("−")
    put(bad, button, qtbot)
    button.setMinimumSize(0, 0)
    button.setFixedSize(30, 30)
    assert audit.targets(bad, look)


def test_pale_words_are_caught_as_drawn(bad: QWidget, qtbot: QtBot, look: Look) -> None:
    words = QLabel("Best before March")
    words.setStyleSheet("color: #999999; background: #FFFFFF;")
    put(bad, words, qtbot)
    assert audit.rendered_text(bad, look)


def test_a_focus_that_does_not_show_is_caught(bad: QWidget, qtbot: QtBot) -> None:
    button = QPushButton("Finish")
    button.setStyleSheet("QPushButton, QPushButton:focus { border: 1px solid #66736F; }")
    bad.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    put(bad, button, qtbot)
    assert audit.rendered_focus(bad)


def test_a_pale_token_is_caught() -> None:
    assert audit.token_contrast(Theme.LIGHT, replace(LIGHT, muted="#46534F"))
    assert audit.token_contrast(Theme.LIGHT, replace(LIGHT, soon_line="#A86400"))
    assert audit.token_contrast(Theme.LIGHT, replace(LIGHT, rail_focus="#1B4FD8"))


def test_a_signal_by_colour_alone_is_caught(bad: QWidget, qtbot: QtBot, look: Look) -> None:
    chip = Chip(look, "")
    card = ResultCard(look)
    card.show_result(sample.RESULTS["stop"])
    card.headline.setText("")
    put(bad, chip, qtbot)
    put(bad, card, qtbot)
    assert len(audit.colour_only(bad)) == 2
