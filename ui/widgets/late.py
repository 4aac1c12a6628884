"""Parts of a screen that are made when they are first wanted.

Such a part is a ``cached_property``: whoever asks for it has it. Every widget that was ever made
costs Qt ten kilobytes for its styles alone, whether or not anybody has seen it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget


def is_made(whole: QObject, part: str) -> bool:
    """True once a late part of a screen was wanted."""
    return part in vars(whole)


def is_in_front(pages: QStackedWidget, whole: QWidget, part: str) -> bool:
    """True while a late part is the page on show; it is not made for the question."""
    return is_made(whole, part) and pages.currentWidget() is getattr(whole, part)
