"""Brings the focus home to the scan box after an action, wherever the button stands."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


@runtime_checkable
class HasHome(Protocol):
    """A window that knows where typing belongs."""

    def go_home(self) -> None:
        """Puts the focus there."""


class Homing(QObject):
    """Given to a button: a click never takes the focus, and pressing it by key gives it back.

    Tab still reaches the button. When what it did put the focus somewhere on purpose, as into
    the field for a new name, it stays there.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._soon)

    def _soon(self) -> None:
        # Whatever else the click started comes first.
        QTimer.singleShot(0, self, self._home)

    def _home(self) -> None:
        if QApplication.focusWidget() in (None, self._button):
            go_home(self._button)


def go_home(widget: QWidget) -> None:
    """Puts the focus where typing belongs in this widget's window, if it has such a place."""
    window = widget.window()
    if isinstance(window, HasHome):
        window.go_home()
