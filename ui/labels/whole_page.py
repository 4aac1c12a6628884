"""Whole pages on plain paper (the recovery sheet, practice codes), printed or kept as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.clock import Clock
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.layout import Label
from hubdesk.labels.pages import pages_of
from ui.labels import printers
from ui.labels.outlines import QtOutlines
from ui.labels.printers import FolderPrinter, Printer, QueuePrinter
from ui.labels.printing import Failed, PrintLine

PLAIN = formats.PAGE
DPI = 300
Done = Callable[[Path | None], object]


class WholePages(QObject):
    """Prints pages of A4 on a named printer, or writes them into ``folder``.

    ``known`` lists the printers; a test hands in its own.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        known: Callable[[], list[str]] = printers.names,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder, self.known = folder, known
        self._clock = clock
        self._outlines = QtOutlines()
        self._line = PrintLine(self)

    @staticmethod
    def room() -> Room:
        """The room on one page."""
        return Room.on(formats.named(PLAIN), DPI)

    def send(
        self, pages: Sequence[Label], printer: str, stem: str, done: Done, failed: Failed
    ) -> None:
        """Prints; ``done`` is told the file when it became one. ``stem`` begins its name."""
        made = pages_of(pages, formats.named(PLAIN))
        folder = FolderPrinter(self.folder, self._clock, self._outlines, stem)
        chosen: Printer = QueuePrinter(printer, DPI, self._outlines) if printer else folder
        # The line calls back later, when the folder knows where it wrote.
        self._line.send(chosen, made, _Told(done, folder), failed)

    def close(self) -> None:
        """Waits for what is under way."""
        self._line.close()


class _Told:
    """Tells where a job went, once it is there."""

    def __init__(self, done: Done, folder: FolderPrinter) -> None:
        self._done, self._folder = done, folder

    def __call__(self) -> None:
        self._done(self._folder.latest)
