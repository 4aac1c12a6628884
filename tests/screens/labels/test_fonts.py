"""A laptop with no fonts of its own still shows every language."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout
from pytestqt.qtbot import QtBot

from ui.theme import fonts


def test_the_bundled_families_are_ready_with_inter_first(qtbot: QtBot) -> None:
    families = fonts.load()
    assert families[0] == fonts.TEXT
    assert fonts.CODES not in families


TEXTS = ["Żółw", "خبز", "রুটি", "રોટલી", "ਰੋਟੀ", "面包", "Ana 🙂👩‍👩‍👧 ❤️ 👍🏽 🇬🇧", "محمد 🙂"]


@pytest.mark.parametrize("text", TEXTS, ids=[str(number) for number in range(len(TEXTS))])
def test_no_letter_or_emoji_becomes_an_empty_box(qtbot: QtBot, text: str) -> None:
    font = QFont()
    font.setFamilies(list(fonts.load()))
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(1000)
    layout.endLayout()
    drawn = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    assert drawn and 0 not in drawn


def test_digits_of_a_code_are_equally_wide(qtbot: QtBot) -> None:
    fonts.load()
    metrics = QFontMetricsF(QFont(fonts.CODES, 40))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
