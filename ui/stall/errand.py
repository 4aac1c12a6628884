"""A card scanned at the stall is served at the counter, and its F12 leads back to the swaps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hubdesk.counter.finishing import Finished
from ui.counter.screen import CounterScreen


class Errand(QObject):
    """``over`` when the visit that was opened for the stall is served: then it is left.

    Whoever puts that visit on hold, serves another or leaves the counter has other things to
    do there, and the next F12 leads nowhere.
    """

    over = Signal()

    def __init__(self, counter: CounterScreen, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._visit: bytes | None = None
        counter.service.telling.finished.connect(self._served)
        counter.service.telling.put_down.connect(self.forget)

    def begin(self, code: str) -> None:
        """The counter opens the visit: whichever stands there when the code's turn is over."""
        self._counter.scanned(code)
        self._counter.service.turns.then(self._opened)

    def forget(self) -> None:
        """Nobody is to be led back."""
        self._visit = None

    def _opened(self) -> None:
        visit = self._counter.service.visit
        self._visit = None if visit is None else visit.id

    def _served(self, done: Finished) -> None:
        visit, self._visit = self._visit, None
        if visit is not None and done.visit == visit:
            self.over.emit()
