"""Names barcodes from a list that others made: choose it, look what would come in, do it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from hubdesk.catalogue import dry_run, headings, importing
from hubdesk.catalogue.dry_run import DryRun
from hubdesk.catalogue.importing import PastImport
from hubdesk.errors import Said
from ui import moments, wording
from ui.background import DeskLine
from ui.catalogue.import_run import PartsRun
from ui.catalogue.product_figures import ProductFigures
from ui.notices import Notices
from ui.sheets.import_page import SheetPage
from ui.theme.look import Look
from ui.widgets.record_list import RecordLine


class ProductsPage(SheetPage):
    """Products from Open Food Facts' export or a spreadsheet."""

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        run = PartsRun(line, importing.take_in, importing.take_out)
        self._left = threading.Event()
        known = headings.VOCABULARY
        super().__init__(look, line, notices, known, ProductFigures(look), run, parent)
        run.setParent(self)
        run.taken.connect(self._taken)
        run.taken_out.connect(self._taken_out)
        self.choosing.say(
            self.tr("Choose the list of products"),
            self.tr("A .csv, .tsv, .xlsx or .gz file. It is only read, never changed."),
        )

    def reads(self, path: Path, tab: str) -> DryRun:
        self._left.clear()
        return dry_run.read(path, tab, self._goes_on)

    def reads_again(self, run: DryRun, said: Sequence[StrEnum]) -> DryRun:
        self._left.clear()
        return dry_run.again(run, said, self._goes_on)

    def reads_past(self, past: PastImport) -> RecordLine:
        count = QLocale().toString(past.entries)
        whole = self.tr("Products: {count}")
        part = self.tr("Products: {count}, not all of the list. Undo it, or bring it in again.")
        said = (whole if past.is_whole else part).format(count=count)
        return RecordLine(moments.day_and_time(past.at_ms), said)

    def asks_past(self) -> None:
        self._line.ask(importing.past, then=self.choosing.show_past)

    def how_many(self) -> int:
        run: DryRun | None = self._read
        return 0 if run is None else run.entries

    def why_not(self) -> str:
        try:
            dry_run.refuse_nameless(self._read)
        except Said as failure:
            return wording.said(failure)
        return ""

    def begins(self) -> None:
        self.run.take_in(self._read.parts)

    def at_work(self) -> str:
        return self.tr("Taking products in")

    def close_(self) -> None:
        self._left.set()
        super().close_()

    def _goes_on(self) -> bool:
        """Asked beside the window while a long file is read."""
        return not self._left.is_set()

    def _taken(self, count: int) -> None:
        self._forget()
        said = self.tr("Products taken in: {count}").format(count=QLocale().toString(count))
        hint = self.tr("A new barcode among them is named when it is scanned: Enter keeps it.")
        self.ended(said, hint, bool(count))

    def _taken_out(self, count: int) -> None:
        self._forget()
        said = self.tr("Products taken out: {count}").format(count=QLocale().toString(count))
        hint = self.tr("Those that this hub has named or used stay as they are.")
        self.ended(said, hint, False)
