"""The households that one was merged from, each with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.households.merging import Merge
from ui import moments
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import label
from ui.widgets.take_away import take_away


class MergesRow(QWidget):
    """Hidden while there are none. ``separated`` carries the merge that is taken back."""

    separated = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows: list[QWidget] = []
        self.hide()

    def hold(self, merges: Sequence[Merge]) -> None:
        """Shows these merges, the latest first."""
        for row in self.rows:
            self._column.removeWidget(row)
            take_away(row)
        self.rows = [self._made(each) for each in merges]
        for row in self.rows:
            self._column.addWidget(row)
        self.setVisible(bool(merges))

    def _made(self, merge: Merge) -> QWidget:
        row = QWidget(self)
        said = self.tr("{number} is the same household, merged on {day}").format(
            number=merge.number, day=moments.day(merge.at_ms)
        )
        words = label(said, wraps=True)
        button = plain(self._look, self.tr("Separate {number}").format(number=merge.number))
        button.clicked.connect(partial(self.separated.emit, merge.ref))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(button)
        return row
