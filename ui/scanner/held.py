"""The key events held back while they may belong to a code, and how they are given back."""

from __future__ import annotations

import shiboken6
from msgspec import Struct
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget


def identity(event: QKeyEvent) -> int:
    """The same for the press and the release of one key, even when Shift is let go between."""
    return event.nativeScanCode() or event.key()


class HeldKey(Struct, frozen=True):
    """One key event, and the widget that the volunteer saw the focus in when it was made."""

    event: QKeyEvent
    window: QWindow
    target: QWidget | None

    def place(self) -> QObject | None:
        """Where the event was meant to go; None when that is gone."""
        meant = self.window if self.target is None else self.target
        return meant if shiboken6.isValid(meant) else None


class HeldKeys:
    """Keys held back, in order, and the keys whose release must be kept back as well."""

    def __init__(self) -> None:
        self._keys: list[HeldKey] = []
        self._pressed: set[int] = set()
        self._swallowed: set[int] = set()

    def hold(self, event: QKeyEvent, window: QWindow) -> None:
        """Keeps a copy of ``event`` for later."""
        if event.type() == QEvent.Type.KeyPress:
            self._pressed.add(identity(event))
        self._keys.append(HeldKey(_copy(event), window, _target(window)))

    def swallow(self, event: QKeyEvent) -> None:
        """Remembers a press that no widget saw, so that none sees its release."""
        self._swallowed.add(identity(event))

    def keep_release(self, event: QKeyEvent, window: QWindow) -> bool:
        """Holds or swallows the release of a key that was held or swallowed."""
        key = identity(event)
        if key in self._pressed:
            self.hold(event, window)
            if not event.isAutoRepeat():
                self._pressed.discard(key)
            return True
        if key in self._swallowed:
            self._swallowed.discard(key)
            return True
        return False

    def let_through(self, event: QKeyEvent) -> None:
        """A press that widgets see: so will they see its release."""
        self._swallowed.discard(identity(event))

    def drop(self) -> None:
        """They were a code: no widget sees them, nor the releases still to come."""
        self._swallowed |= self._pressed
        self._pressed.clear()
        self._keys.clear()

    def take(self) -> list[HeldKey]:
        """They were typing: hands them over, in order, to be given back."""
        keys, self._keys = self._keys, []
        self._pressed.clear()
        return keys

    def take_first(self, presses: int) -> list[HeldKey]:
        """The first so many keys were typed: hands them over, each with its release if it came."""
        taken: list[HeldKey] = []
        down: list[int] = []
        for each in list(self._keys):
            which = identity(each.event)
            if each.event.type() == QEvent.Type.KeyPress:
                if not presses:
                    continue
                presses -= 1
                down.append(which)
            elif which in down:
                down.remove(which)
            else:
                continue
            taken.append(each)
            self._keys.remove(each)
        # A finger may still be on it: the widget that sees the press sees the release as well.
        still_down = {e for e in down if all(identity(each.event) != e for each in self._keys)}
        self._pressed -= still_down
        return taken


def _target(window: QWindow) -> QWidget | None:
    """The widget that Qt would hand a key of this window to now."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    focus = QApplication.focusWidget()
    if focus is not None and focus.window().windowHandle() is window:
        return focus
    return None


def _copy(event: QKeyEvent) -> QKeyEvent:
    """The same key, text, modifiers and native codes: the event itself ends with its handling."""
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
