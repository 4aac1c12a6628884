"""Takes a widget off the screen for good."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def take_away(widget: QWidget) -> None:
    """Hides it, lets it go and destroys it.

    Hidden first: a layout shows what it was given a moment later, and what has lost its
    parent by then would come up as a window of its own and take the keys away.
    """
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
