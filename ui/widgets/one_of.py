"""Several buttons of which one is down; each is reached by Tab, which QButtonGroup prevents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton

from ui.theme.look import Look
from ui.widgets.buttons import WordButton


class OneOf(QObject):
    """Keeps exactly one button down. ``chosen`` carries its value when a person pressed it."""

    chosen = Signal(str)

    def __init__(
        self, buttons: Mapping[str, QAbstractButton], value: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.buttons = dict(buttons)
        for each, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._pressed, each))
        self.set_value(value)

    def value(self) -> str:
        """Which one is down."""
        return self._value

    def set_value(self, value: str) -> None:
        """Puts one down, and says nothing."""
        self._value = value
        for each, button in self.buttons.items():
            button.setChecked(each == value)

    def _pressed(self, value: str) -> None:
        changed = value != self._value
        self.set_value(value)
        if changed:
            self.chosen.emit(value)


class OneButton(WordButton):
    """A button for ``OneOf``: a tick stands in its icon's place while it is down."""

    def __init__(self, look: Look, word: str, icon_name: str) -> None:
        super().__init__(look, word, icon_name)
        self._usual = icon_name
        self.toggled.connect(self._tick)

    def _tick(self, down: bool) -> None:
        self.icon_name = "check" if down else self._usual
        self.update()
