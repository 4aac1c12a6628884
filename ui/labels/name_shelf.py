"""A shelf's label that stands for nothing yet was scanned: what is the shelf called?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card
from ui.widgets.field import Field


class NameShelf(Card):
    """``named`` carries the code and the name that was typed."""

    named = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_tight()
        self._code = ""
        self.name = Field(look, self.tr("A new shelf label. What is the shelf called?"))
        self.keep = plain(look, self.tr("Keep"), "check")
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.name.entry.returnPressed.connect(self._named)
        self.keep.clicked.connect(self._named)
        self.hide()

    def ask(self, code: str) -> None:
        """Asks for the name of the shelf on which this label hangs."""
        self._code = code
        self.name.entry.clear()
        self.show()
        self.name.entry.setFocus()

    def _named(self) -> None:
        if self.name.text().strip():
            self.named.emit(self._code, self.name.text().strip())
