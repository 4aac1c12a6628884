"""Where labels come out: a printer's queue, or a folder of PDFs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from hubdesk.clock import Clock
from hubdesk.errors import Trouble
from hubdesk.labels import sheet_text
from hubdesk.labels.layout import MM_PER_INCH
from hubdesk.labels.pages import Page
from hubdesk.wording import translate
from ui.labels import print_queue
from ui.labels.outlines import QtOutlines
from ui.labels.painter import LabelPainter
from ui.labels.printing import PrintSettings


class Printer(Protocol):
    """Whatever puts pages on paper. Tests hand in one that only remembers."""

    def print_(self, pages: Iterable[Page]) -> None:
        """Prints the pages, or raises Trouble and has printed none that count.

        Pages may be made while they are printed: whatever their making raises ends the job.
        """
        ...


def names() -> list[str]:
    """The printers this laptop knows."""
    return list(QPrinterInfo.availablePrinterNames())


class QueuePrinter:
    """A printer of this laptop, by the name that it has there.

    ``alone``: nothing may wait in its queue, for it would be the same labels.
    """

    def __init__(self, name: str, dpi: int, outlines: QtOutlines, *, alone: bool = False) -> None:
        self._name, self._alone = name, alone
        self._dpi = dpi
        self._outlines = outlines

    def print_(self, pages: Iterable[Page]) -> None:
        """Hands the pages to the printer's queue, as one job. Raises Trouble."""
        info = QPrinterInfo.printerInfo(self._name)
        if info.isNull():
            raise Trouble(
                translate(
                    "hub",
                    "The printer {name} is not there. Switch it on, or choose another in Set-up.",
                ),
                name=self._name,
            )
        print_queue.check(info, alone=self._alone)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setResolution(self._dpi)
        paint_on(printer, pages, self._outlines)


def printer_of(settings: PrintSettings, clock: Clock, outlines: QtOutlines) -> Printer:
    """The printer that the settings name."""
    if not settings.printer:
        return FolderPrinter(settings.folder, clock, outlines)
    usual = sheet_text.named(settings.format_name, settings.own_sheets).dpi
    dpi = settings.dpi or usual
    return QueuePrinter(settings.printer, dpi, outlines, alone=settings.alone)


class FolderPrinter:
    """A folder that every job is put into as a PDF, named by day and number.

    ``stem`` is how each name begins.
    """

    def __init__(
        self, folder: Path, clock: Clock, outlines: QtOutlines, stem: str = "labels"
    ) -> None:
        self._folder = folder
        self._stem = stem
        self._clock = clock
        self._outlines = outlines
        self.latest: Path | None = None

    def print_(self, pages: Iterable[Page]) -> None:
        """Writes the pages as one PDF, whole or not at all. Raises Trouble."""
        from hubdesk.labels.pdf import pdf_of_pages  # noqa: PLC0415 - as in draft.code

        made = pdf_of_pages(pages, self._outlines)
        try:
            self.latest = self._write(made)
        except OSError as wrong:
            raise Trouble(
                translate(
                    "hub",
                    "The labels could not be saved as a PDF ({why}). Make room on the disk, or "
                    "choose a printer in Set-up.",
                ),
                why=wrong.strerror or "",
            ) from wrong

    def _write(self, made: bytes) -> Path:
        """Writes beside the place first, so that no half-written PDF is ever found."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.glob(f"{self._stem}-*.part"):
            left.unlink(missing_ok=True)
        target = self._free_name()
        part = target.with_suffix(".part")
        with open(part, "xb", opener=_privately) as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        return part.replace(target)

    def _free_name(self) -> Path:
        """The next name of today: labels-2026-11-21-0001.pdf."""
        today = self._clock.day_of(self._clock.now_ms()).isoformat()
        taken = [file.stem[-4:] for file in self._folder.glob(f"{self._stem}-{today}-????.pdf")]
        number = max((int(last) for last in taken if last.isdecimal()), default=0) + 1
        return self._folder / f"{self._stem}-{today}-{number:04}.pdf"


def paint_on(printer: QPrinter, pages: Iterable[Page], outlines: QtOutlines) -> None:
    """Paints pages on a printer that is set up but for its paper. Raises Trouble."""
    coming = iter(pages)
    first = next(coming, None)
    if first is None:
        return
    printer.setDocName("Labels")
    printer.setFullPage(True)
    _set_paper(printer, first)
    painter = QPainter()
    if not painter.begin(printer):
        raise _not_taken()
    label_painter = LabelPainter(outlines, printer.resolution() / MM_PER_INCH)
    whole = False
    try:
        label_painter.page(painter, first)
        for page in coming:
            if not printer.newPage():
                raise _not_taken()
            label_painter.page(painter, page)
        whole = True
    finally:
        if not whole:
            # Nothing of a job that was broken off may come out.
            printer.abort()
        painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise _not_taken()


def _set_paper(printer: QPrinter, page: Page) -> None:
    """The paper to the tenth of a mm, without margins of the driver's own."""
    turned = page.turned
    sides = (page.height_mm, page.width_mm) if turned else (page.width_mm, page.height_mm)
    size = QSizeF(*sides)
    paper = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    printer.setPageSize(paper)
    # A driver only knows the label by the side it takes first, and turns what is wider itself.
    ways = QPageLayout.Orientation
    printer.setPageOrientation(ways.Landscape if turned else ways.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _not_taken() -> Trouble:
    """What to say when the printer refuses."""
    return Trouble(
        translate(
            "hub",
            "The printer did not take the labels. Check its paper and its lights, then retry.",
        )
    )


def _privately(path: str, flags: int) -> int:
    """Opens a file that only this laptop's user may read."""
    return os.open(path, flags, 0o600)
