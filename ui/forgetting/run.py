"""Forgets what is over its time while the desk is open: at its start, and each new day.

Piece by piece with a rest between, so that a scan never waits. While nobody has said what day
it is, nothing is forgotten: it is tried again when the day is known.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from hubdesk.errors import Said
from hubdesk.forgetting import retention
from hubdesk.forgetting.retention import Piece
from ui.background import DeskLine

FIRST_MS: Final = 5_000
"""The first scan of the morning comes before it."""
REST_MS: Final = 150


def sweep(desk: Any) -> bool:
    """Leaves no byte of what was forgotten in the file: for ``DeskLine.call``."""
    return bool(desk.sweep())


class ForgettingRun(QObject):
    """One run at a time; one that is asked for meanwhile begins anew."""

    def __init__(self, line: DeskLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._after = line, 0
        self._is_running = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)
        self._sweeping = QTimer(self, singleShot=True)
        self._sweeping.timeout.connect(self._sweep)

    def start(self, in_ms: int = FIRST_MS) -> None:
        """Begins in a moment."""
        self._after = 0
        self._next.start(in_ms)

    def stop(self) -> None:
        """The desk closes: what is left is forgotten at the next start."""
        self._next.stop()
        self._sweeping.stop()

    def sweep_soon(self) -> None:
        """Something was forgotten, here or by what another laptop sent; a run sweeps at its end."""
        if not self._is_running and not self._sweeping.isActive():
            self._sweeping.start(REST_MS)

    def _sweep(self) -> None:
        self._line.call(sweep)

    def _go_on(self) -> None:
        self._is_running = True
        self._line.do(retention.piece, self._after, then=self._done, refused=self._not_now)

    def _done(self, piece: Piece) -> None:
        self._after = piece.more
        if piece.more:
            self._next.start(REST_MS)
        else:
            self._is_running = False
            self._sweep()

    def _not_now(self, _: Said) -> None:
        """The day is in doubt, or the disk is: whoever serves is told by other ways."""
        self._is_running = False
