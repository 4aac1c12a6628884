"""A labelled field of several lines, as a list of ingredients is copied from a recipe."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.widgets.card import label

_LINES = 4
_AROUND_PX = 32
"""What stands above and below the lines: the edge and the air of every field."""


class TextField(QWidget):
    """A name above, room for four lines, and a quiet sentence below. Tab goes on, Enter does not.

    More lines scroll.
    """

    def __init__(
        self, look: Look, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.name = label(name, "strong")
        self.entry = QPlainTextEdit()
        self.entry.setAccessibleName(name)
        self.entry.setTabChangesFocus(True)
        self.hint = label(hint, "muted", wraps=True)
        if not hint:
            self.hint.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.name, self.entry, self.hint):
            self._column.addWidget(part)
        self.name.setBuddy(self.entry)
        self._dress()
        look.changed.connect(self._dress)

    def lines(self) -> list[str]:
        """What was typed, line by line; empty ones are left out."""
        typed = (line.strip() for line in self.entry.toPlainText().splitlines())
        return [line for line in typed if line]

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(4))
        line_px = self.entry.fontMetrics().lineSpacing()
        self.entry.setFixedHeight(_LINES * line_px + self._look.px(_AROUND_PX))
