"""A run on its way to paper: laid out page by page where printing is done, told and stoppable."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hubdesk.clock import Clock
from hubdesk.errors import Refused, Said
from hubdesk.wording import translate
from ui.labels.printing import PrintLine, PrintSettings

if TYPE_CHECKING:
    from pathlib import Path

    from hubdesk.labels.pages import Page
    from hubdesk.labels.runs import Run
    from ui.labels.printers import Printer

MakePrinter = Callable[[PrintSettings], "Printer"]
_REST_S = 0.003
"""After each label, so that the window goes on being painted while a thousand are laid out."""


class RunPrinter(QObject):
    """Prints one run at a time. ``progressed`` says how many labels are laid out; then one of
    ``came_out`` (with the PDF it became, if it did) and ``failed`` (with a sentence)."""

    progressed = Signal(int)
    came_out = Signal(object)
    failed = Signal(object)

    def __init__(self, clock: Clock, make: MakePrinter | None, parent: QObject | None = None):
        super().__init__(parent)
        self._clock, self._make = clock, make
        self._line = PrintLine(self)
        self._stop = Event()

    @property
    def is_busy(self) -> bool:
        """True while a run is under way."""
        return self._line.waiting > 0

    def send(self, run: Run, chosen: PrintSettings) -> None:
        """Begins to print a run with these settings."""
        self._stop.clear()
        work = _OnPaper(run, chosen, self)
        self._line.do(work, partial(self._done, work), self._said)

    def send_page(self, page: Page, chosen: PrintSettings) -> None:
        """Prints one page as it is, with nothing put right: the test page."""
        work = _OnePage(page, chosen, self)
        self._line.do(work, partial(self._done, work), self._said)

    def cancel(self) -> None:
        """Stops the run under way: nothing of it comes out."""
        self._stop.set()

    def close(self) -> None:
        """Waits for what is under way."""
        self._line.close()

    def printer(self, chosen: PrintSettings) -> Printer:
        """The printer that the settings name."""
        from ui.labels import press  # noqa: PLC0415 - loaded with the first label

        make = self._make or partial(press.usual_printer, clock=self._clock)
        return make(chosen)

    def pages(self, run: Run, chosen: PrintSettings) -> Iterator[Page]:
        """The pages of a run, each made when it is wanted. Raises Refused when stopped."""
        from ui.labels import press  # noqa: PLC0415

        for made, page in press.pages_one_by_one(run.contents, chosen, self._rest):
            self.progressed.emit(made)
            yield page

    def _rest(self) -> None:
        if self._stop.is_set():
            raise Refused(translate("hub", "Stopped. No label of these was printed."))
        time.sleep(_REST_S)

    def _done(self, work: _OnPaper | _OnePage) -> None:
        self.came_out.emit(work.file)

    def _said(self, failure: Said) -> None:
        self.failed.emit(failure)


class _OnPaper:
    """The work of one run; ``file`` is the PDF it became."""

    def __init__(self, run: Run, chosen: PrintSettings, owner: RunPrinter) -> None:
        self._run, self._chosen, self._owner = run, chosen, owner
        self.file: Path | None = None

    def __call__(self) -> None:
        printer = self._owner.printer(self._chosen)
        printer.print_(self._owner.pages(self._run, self._chosen))
        self.file = getattr(printer, "latest", None)


class _OnePage:
    """One page on its way to paper; ``file`` is the PDF it became."""

    def __init__(self, page: Page, chosen: PrintSettings, owner: RunPrinter) -> None:
        self._page, self._chosen, self._owner = page, chosen, owner
        self.file: Path | None = None

    def __call__(self) -> None:
        printer = self._owner.printer(self._chosen)
        printer.print_([self._page])
        self.file = getattr(printer, "latest", None)
