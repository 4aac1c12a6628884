"""Notices when nobody is at the desk, so that the screen can hide itself."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_SIGNS_OF_LIFE = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class IdleWatch(QObject):
    """``idle`` after ``after_ms`` with no key, mouse or touch; 0 switches it off.

    It listens on windows, which every key and touch comes to first, and not on the thousands
    of events that widgets get. ``now_s`` is a clock that only goes forward.
    """

    idle = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        after_ms: int = 60_000,
        parent: QObject | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._app, self._now_s = app, now_s
        self._window: QWindow | None = None
        self._after_ms = 0
        self._stirred_s = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.set_after(after_ms)
        app.focusWindowChanged.connect(self._listen_on)

    def set_after(self, after_ms: int) -> None:
        """Changes how long; 0 for never."""
        self._after_ms = after_ms
        self._listen_on(self._app.focusWindow())
        self.stir()
        if after_ms > 0:
            self._timer.start(after_ms)
        else:
            self._timer.stop()

    def stir(self) -> None:
        """Somebody is here: a scan counts as well."""
        # Beginning the timer anew at every key would take longer than all else that hears it.
        self._stirred_s = self._now_s()
        if not self._timer.isActive() and self._after_ms > 0:
            self._timer.start(self._after_ms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.stir()
        return False

    def look(self) -> None:
        """The time is over, unless somebody stirred meanwhile: then the rest of it is waited."""
        if self._after_ms <= 0:
            return
        left_ms = self._after_ms - (self._now_s() - self._stirred_s) * 1000
        # Qt may come a little early.
        if left_ms > self._after_ms / 20:
            self._timer.start(math.ceil(left_ms))
        else:
            self.idle.emit()

    def _listen_on(self, window: QWindow | None) -> None:
        if self._window is not None and shiboken6.isValid(self._window):
            self._window.removeEventFilter(self)
        # One that is switched off costs no key anything.
        self._window = window if self._after_ms > 0 else None
        if self._window is not None:
            self._window.installEventFilter(self)
            self.stir()
