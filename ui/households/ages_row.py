"""The ages of a household's children: four numbers side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hubdesk.households.ages import BAND_WORDS, BANDS, MOST_IN_ONE
from ui.theme.look import Look
from ui.widgets.card import label
from ui.wording import translated

BOX_PX = 84


class AgesRow(QWidget):
    """How many children of each age. ``edited`` at every change, ``entered`` by Enter."""

    edited = Signal()
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.boxes = [self._made(BAND_WORDS[band]) for band in BANDS]
        look.changed.connect(self._dress)
        self._dress()

    def fill(self, ages: tuple[int, ...]) -> None:
        """Shows these; all empty when nobody told."""
        for at, box in enumerate(self.boxes):
            box.setText(str(ages[at]) if ages and ages[at] else "")

    def add(self, button: QWidget) -> None:
        """A button beside the boxes."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def ages(self) -> tuple[int, ...]:
        """What stands in the boxes; empty when nothing does."""
        told = tuple(int(box.text() or 0) for box in self.boxes)
        return told if any(told) else ()

    def _made(self, words: str) -> QLineEdit:
        box = QLineEdit()
        box.setValidator(QIntValidator(0, MOST_IN_ONE, box))
        box.setAccessibleName(translated(words))
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.textEdited.connect(self.edited)
        box.returnPressed.connect(self.entered)
        column = QVBoxLayout()
        column.addWidget(label(translated(words), "muted"))
        column.addWidget(box)
        self._row.addLayout(column)
        return box

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(10))
        for box in self.boxes:
            box.setFixedWidth(self._look.px(BOX_PX))
            box.setMinimumHeight(self._look.px(46))
