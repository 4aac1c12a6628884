"""The printer of the practice Saturday: PDFs in a folder, and out of paper when it is told to."""

from __future__ import annotations

from collections.abc import Iterable

from hubdesk.clock import Clock
from hubdesk.errors import Trouble
from hubdesk.labels.pages import Page
from hubdesk.wording import translate
from ui.labels.outlines import QtOutlines
from ui.labels.printers import Printer, printer_of
from ui.labels.printing import PrintSettings


class MoodyPrinter:
    """Prints as the settings say, unless it is out of paper."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._outlines = clock, QtOutlines()
        self._real: Printer | None = None
        self.out_of_paper = False

    def made(self, chosen: PrintSettings) -> Printer:
        """This printer, printing where the settings say."""
        self._real = printer_of(chosen, self._clock, self._outlines)
        return self

    def print_(self, pages: Iterable[Page]) -> None:
        """Prints the pages. Raises Trouble while there is no paper."""
        if self.out_of_paper or self._real is None:
            raise Trouble(translate("hub", "The printer is out of paper. Put some in."))
        self._real.print_(pages)
