"""Takes a widget off the screen for good."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def take_away(widget: QWidget) -> None:
    """Hides it and lets Qt destroy it when it has done with it; its layout drops it then.

    It keeps its parent. Without one it would be Python's own, and the garbage collector could
    take its inner parts while Qt still holds them: then destroying it ends the program. And a
    layout shows what it was given a moment later: without a parent, as a window of its own.
    """
    widget.hide()
    widget.deleteLater()
