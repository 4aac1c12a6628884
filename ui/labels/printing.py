"""Printing beside the counter: jobs go out one after another, and nobody waits for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from PySide6.QtCore import QObject, QThreadPool, Signal

from hubdesk.errors import Said, Trouble
from hubdesk.settings import PrinterSetup, Settings
from hubdesk.wording import translate
from ui import window_first

if TYPE_CHECKING:
    from hubdesk.labels.pages import Offset, Page
    from ui.labels.printers import Printer

Work = Callable[[], object]
Printed = Callable[[], None]
Failed = Callable[[Said], None]


class PrintSettings(Struct, frozen=True):
    """How this laptop prints labels.

    ``printer`` is a name of ``printers.names()``, or "" for PDFs in ``folder``. ``format_name``
    is one of ``hubdesk.labels.sheet_text`` or of ``own_sheets``; ``start_at`` the next free place
    of a part-used sheet; ``dpi`` the printer's dots an inch, 0 for those usual for the format;
    ``offset`` what its test page asked for. ``alone``: they may be in the printer's queue already.
    """

    folder: Path
    printer: str = ""
    format_name: str = "l7160"
    start_at: int = 1
    dpi: int = 0
    offset: Offset | None = None
    alone: bool = False
    own_sheets: Mapping[str, str] = field(default_factory=dict)


def chosen_settings(folder: Path, told: Settings, format_name: str) -> PrintSettings:
    """How labels of a format are printed, as this laptop was told."""
    from hubdesk.labels.pages import Offset  # noqa: PLC0415 - loaded with the first label

    setup = told.printers.get(told.printer, PrinterSetup())
    return PrintSettings(
        folder,
        told.printer,
        format_name,
        told.sheet_starts.get(format_name, 1),
        setup.dpi,
        Offset(setup.x_mm, setup.y_mm, setup.across, setup.down),
        own_sheets=told.own_sheets,
    )


class PrintLine(QObject):
    """Jobs in a row on one thread of their own (Qt may paint on a QPrinter off the GUI thread).

    Answers come back in the GUI thread, once a job: ``printed()`` or ``failed(said)``.
    """

    _ended = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: dict[int, tuple[Printed, Failed]] = {}
        self._last = 0
        self._ended.connect(self._answer)

    @property
    def waiting(self) -> int:
        """How many jobs have not been answered yet."""
        return len(self._waiting)

    def send(
        self, printer: Printer, pages: Sequence[Page], printed: Printed, failed: Failed
    ) -> None:
        """Prints pages when those before them are done."""
        self.do(partial(printer.print_, tuple(pages)), printed, failed)

    def do(self, work: Work, printed: Printed, failed: Failed) -> None:
        """Does what brings something to paper when what was sent before is done."""
        self._last += 1
        self._waiting[self._last] = (printed, failed)
        # A function: a QRunnable that ends before start() has returned is never let go of.
        self._pool.start(partial(self._carry_out, self._last, work))

    def close(self) -> None:
        """Waits for the job under way and those behind it."""
        self._pool.waitForDone()

    def _carry_out(self, number: int, work: Work) -> None:
        window_first.step_back()
        # A bug goes on to the crash hook, but its job still has an answer: it did not print.
        said: Said | None = Trouble(
            translate("hub", "The labels did not print. They are kept: try again.")
        )
        try:
            work()
            said = None
        except Said as told:
            said = told
        finally:
            self._ended.emit(number, said)

    def _answer(self, number: int, said: Said | None) -> None:
        """Tells whoever sent the job how it went."""
        printed, failed = self._waiting.pop(number)
        if said is None:
            printed()
        else:
            failed(said)
