"""A laptop with no fonts of its own still shows every language."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from ui.theme import fonts


def test_the_bundled_families_are_ready_with_inter_first(qtbot: QtBot) -> None:
    families = fonts.load()
    assert families[0] == fonts.TEXT
    assert fonts.CODES not in families


@pytest.mark.parametrize("text", ["Żółw", "خبز", "রুটি", "રોટલી", "ਰੋਟੀ", "面包"])
def test_food_is_named_in_every_language_of_the_hub(qtbot: QtBot, text: str) -> None:
    font = QFont()
    font.setFamilies(list(fonts.load()))
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance(text) > 0


def test_digits_of_a_code_are_equally_wide(qtbot: QtBot) -> None:
    fonts.load()
    metrics = QFontMetricsF(QFont(fonts.CODES, 40))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
