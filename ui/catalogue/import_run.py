"""Takes a list in part by part, so that every scan at the counter comes in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from hubdesk.catalogue.importing import TakenOut
from hubdesk.errors import Said
from hubdesk.journal import identity
from ui.background import DeskLine

TakeIn = Callable[..., int]
TakeOut = Callable[..., TakenOut]


class PartsRun(QObject):
    """One job at a time. ``moved`` is how far it has come and how far it goes.

    ``taken`` brings how many came in, ``taken_out`` how many went again, ``stopped`` a refusal
    or trouble. A run that is cancelled takes out what came in: half a list is nobody's.
    """

    moved = Signal(int, int)
    taken = Signal(int)
    taken_out = Signal(int)
    stopped = Signal(object)

    def __init__(
        self, line: DeskLine, take_in: TakeIn, take_out: TakeOut, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._in, self._out = line, take_in, take_out
        self.import_id = b""
        self.is_busy = False
        self._parts: Sequence[Any] = ()
        self._done = self._count = 0
        self._cancelled = False

    def take_in(self, parts: Sequence[Any]) -> None:
        """Takes these parts in, as one import."""
        self._parts, self.import_id = parts, identity.new_id()
        self._begin()
        self._take_more(0)

    def take_out(self, import_id: bytes) -> None:
        """Takes all of an import out again."""
        self.import_id = import_id
        self._begin()
        self._take_out_more(TakenOut(0, more=True))

    def cancel(self) -> None:
        """Stops after the part that is under way, and takes out what came in so far."""
        self._cancelled = True

    def forget(self) -> None:
        """Stops, and lets go of what was read."""
        self.cancel()

    def _begin(self) -> None:
        self.is_busy, self._cancelled, self._done, self._count = True, False, 0, 0

    def _take_more(self, taken: int) -> None:
        self._count += taken
        self._done += bool(taken)
        self.moved.emit(self._done, len(self._parts))
        if self._cancelled:
            self._cancelled = False
            self._parts, self._count = (), 0
            self._take_out_more(TakenOut(0, more=True))
        elif self._done < len(self._parts):
            told = (self.import_id, self._done, len(self._parts), self._parts[self._done])
            self._line.do(self._in, *told, then=self._take_more, refused=self._stop)
        else:
            self.is_busy, self._parts = False, ()
            self.taken.emit(self._count)

    def _take_out_more(self, out: TakenOut) -> None:
        self._count += out.gone
        if out.more:
            self._line.do(self._out, self.import_id, then=self._take_out_more, refused=self._stop)
            return
        self.is_busy = False
        self.taken_out.emit(self._count)

    def _stop(self, failure: Said) -> None:
        self.is_busy, self._parts = False, ()
        self.stopped.emit(failure)
