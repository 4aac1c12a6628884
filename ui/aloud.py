"""Has a sentence read aloud by a screen reader, where there is one."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

try:
    from PySide6.QtGui import QAccessibleAnnouncementEvent
except ImportError:  # before Qt 6.8 there is no way to have a sentence read aloud
    QAccessibleAnnouncementEvent = None  # type: ignore[assignment, misc]


def read_aloud(widget: QWidget, sentence: str) -> None:
    """Says a sentence on behalf of a widget."""
    if QAccessibleAnnouncementEvent is not None and sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
