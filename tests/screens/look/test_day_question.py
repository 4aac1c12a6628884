"""The question about today's date passes every audit, whatever it asks."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.day_answers import Doubt, Why
from tests.screens import audit
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.window import Window

CLOCK_MS = 1_765_267_440_000
FRIDAY = date(2026, 11, 20)
ASKED = {
    "likely": (Doubt(date(2026, 12, 9), CLOCK_MS, Why.RESTED, FRIDAY), ""),
    "behind": (Doubt(date(2025, 12, 9), CLOCK_MS, Why.BEHIND, FRIDAY), "x"),
    "once more": (Doubt(date(2025, 12, 9), CLOCK_MS, Why.BEHIND, FRIDAY), "19/11/2026"),
    "put right": (Doubt(date(2026, 12, 9), CLOCK_MS, Why.WANTED, FRIDAY), ""),
}


@pytest.mark.parametrize("percent", [STEPS[0], 150])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_every_form_of_the_question_passes_every_audit(
    window: Window, look: Look, percent: int, direction: Qt.LayoutDirection
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    for doubt, typed in ASKED.values():
        window.cover.ask_day(doubt)
        question = window.cover.day_question
        question.ask(doubt)
        if typed:
            question.other.setText(typed)
            question.other.returnPressed.emit()
        for _ in range(3):
            app.processEvents()
        assert audit.everything(window, look) == []
