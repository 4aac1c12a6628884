"""A button that stays in: a ticked box when it holds, an empty one when it does not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.look import Look
from ui.widgets.buttons import WordButton


class ToggleButton(WordButton):
    """One of several facts that can hold together; ``what`` is the hub's own name for it."""

    def __init__(self, look: Look, word: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(look, word, "square", parent=parent)
        self.what = what
        self.setCheckable(True)
        self.toggled.connect(self._show)

    def icon_colour(self) -> str:
        return self.look.tokens.primary if self.isChecked() else self.look.tokens.muted

    def _show(self, on: bool) -> None:
        self.icon_name = "square-check" if on else "square"
        self.update()
