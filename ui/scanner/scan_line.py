"""Scans that were read, handed on one by one in their order; while somebody is busy, they wait."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal


class ScanLine(QObject):
    """``scanned`` carries the next text, ``waiting`` how many stand behind somebody busy.

    ``scanned_at_ms`` is when the last key of the text came that was handed on last, and
    ``typed_between`` whether anybody typed or clicked between that one and the one before it.
    """

    scanned = Signal(str)
    waiting = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.scanned_at_ms = 0.0
        self.typed_between = False
        self._queue: deque[tuple[str, float, bool]] = deque()
        self._busy = False
        self._told = 0
        self._delivery = QTimer(self)
        self._delivery.setSingleShot(True)
        self._delivery.timeout.connect(self._deliver)

    @property
    def is_empty(self) -> bool:
        """True when no scan is still to be handed on."""
        return not self._queue

    def add(self, text: str, at_ms: float, *, typed_between: bool = False) -> None:
        """Puts a scan at the end; it is handed on outside of the key event that ended it."""
        self._queue.append((text, at_ms, typed_between))
        self._tell_waiting()
        self._delivery.start(0)

    def busy(self, on: bool) -> None:
        """While on, scans wait in line; when off, they come one by one in their order."""
        self._busy = on
        if on:
            self._tell_waiting()
        else:
            self._delivery.start(0)

    def _deliver(self) -> None:
        while self._queue and not self._busy:
            text, self.scanned_at_ms, self.typed_between = self._queue.popleft()
            self.scanned.emit(text)
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        waits = len(self._queue) if self._busy else 0
        if waits != self._told:
            self._told = waits
            self.waiting.emit(waits)
