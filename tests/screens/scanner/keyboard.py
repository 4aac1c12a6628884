"""Plays keys into a window as the laptop would: press and release, shortcuts tried first."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

ENTER = "\r"
_NAMED = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab}


def window_of(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    assert handle is not None
    return handle


def strike(window: QWindow, character: str) -> None:
    """One key through the laptop's own path: the shortcut map, then the focus widget."""
    if character in _NAMED:
        QTest.keyClick(window, _NAMED[character])
    elif character.isascii() and character.isprintable():
        QTest.keyClick(window, character)
    else:
        # QTest cannot spell these; the events themselves can be made.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(window, key)


def play(widget: QWidget, text: str, gap_ms: float = 2.0) -> None:
    """``text`` key by key, ``gap_ms`` apart, by the clock on the wall."""
    window = window_of(widget)
    due = time.perf_counter()
    for character in text:
        while time.perf_counter() < due:
            QCoreApplication.processEvents()
        strike(window, character)
        due += gap_ms / 1000


def settle(gap_ms: float = 45.0) -> None:
    """Waits until nothing is held back any more."""
    QTest.qWait(int(gap_ms) + 40)


def play_stamped(widget: QWidget, text: str, gap_ms: int) -> None:
    """``text`` with the laptop's stamps exactly ``gap_ms`` apart, however busy this machine is.

    The app gets to the keys one after another at once, as it does after a slow moment. No
    shortcut is tried; ``play`` does that.
    """
    window = window_of(widget)
    stamp = 1 + int(time.monotonic() * 1000)
    for place, character in enumerate(text):
        key = _NAMED.get(character, Qt.Key(ord(character.upper())))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(stamp + place * gap_ms)
            QCoreApplication.sendEvent(window, event)
