"""Takes households in batch by batch, so that every scan at the counter comes in between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from hubdesk.counter import unimport
from hubdesk.counter.unimport import TakenOut
from hubdesk.errors import Said
from hubdesk.households import alike, importing
from hubdesk.households.alike import Who
from hubdesk.households.sheet_row import SheetRow
from hubdesk.journal import identity
from ui.background import DeskLine

COMPARED_AT_ONCE = 300


class ImportRun(QObject):
    """One job at a time. ``moved`` is how far it has come and how far it goes.

    ``compared`` brings the numbers of households alike, ``taken`` how many came in,
    ``taken_out`` how many went again; ``stopped`` is a refusal or trouble.
    """

    moved = Signal(int, int)
    compared = Signal(object)
    taken = Signal(int)
    taken_out = Signal(int)
    stopped = Signal(object)

    def __init__(self, line: DeskLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.import_id = b""
        self.is_busy = False
        self._rows: Sequence[SheetRow] = ()
        self._who: Sequence[Who] = ()
        self._alike: list[str] = []
        self._done = 0
        self._cancelled = False

    def compare(self, who: Sequence[Who]) -> None:
        """Looks for each of these in the hub."""
        self._who, self._alike = who, []
        self._begin()
        self._compare_more([])

    def take_in(self, rows: Sequence[SheetRow]) -> None:
        """Takes these in, as one import."""
        self._rows, self.import_id = rows, identity.new_id()
        self._begin()
        self._take_more(0)

    def take_out(self, import_id: bytes) -> None:
        """Takes the households of an import out again."""
        self.import_id = import_id
        self._begin()
        self._line.do(unimport.undo_some, import_id, then=self._take_out_more, refused=self._stop)

    def cancel(self) -> None:
        """Stops after the batch that is under way; what came in stays until it is undone."""
        self._cancelled = True

    def forget(self) -> None:
        """Stops, and lets go of everything that was read."""
        self.cancel()
        self._rows = self._who = ()
        self._alike = []

    def _begin(self) -> None:
        self.is_busy, self._cancelled, self._done = True, False, 0

    def _compare_more(self, found: list[str]) -> None:
        self._alike += found
        self.moved.emit(len(self._alike), len(self._who))
        more = self._who[len(self._alike) : len(self._alike) + COMPARED_AT_ONCE]
        if self._cancelled:
            self.is_busy = False
        elif more:
            self._line.ask(alike.in_hub, more, then=self._compare_more, refused=self._stop)
        else:
            self.is_busy = False
            self.compared.emit(self._alike)

    def _take_more(self, taken: int) -> None:
        self._done += taken
        self.moved.emit(self._done, len(self._rows))
        more = self._rows[self._done : self._done + importing.AT_ONCE]
        if more and not self._cancelled:
            self._line.do(
                importing.take_in,
                self.import_id,
                more,
                then=self._take_more,
                refused=self._stop,
            )
            return
        self.is_busy = False
        self.taken.emit(self._done)

    def _take_out_more(self, out: TakenOut) -> None:
        self._done += out.gone
        self.moved.emit(self._done, 0)
        if out.more:
            self._line.do(
                unimport.undo_some, self.import_id, then=self._take_out_more, refused=self._stop
            )
            return
        self.is_busy = False
        self.taken_out.emit(self._done)

    def _stop(self, failure: Said) -> None:
        self.is_busy = False
        self.stopped.emit(failure)
