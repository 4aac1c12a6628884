"""Writes products or stock to a file, read in pages so that every scan comes in between."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.catalogue import export
from hubdesk.catalogue.export import Row
from hubdesk.errors import Said
from hubdesk.sheets import written
from ui.aside import Aside
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class ListExport(QObject):
    """One export at a time; says when it is written, or why it is not."""

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._notices = line, notices
        self._into = Path()
        self._is_stock = self._is_reading = False
        self._rows: list[Row] = []
        self._aside = Aside(self)

    def start(self, into: Path, *, is_stock: bool) -> None:
        """Begins to read; the file is written once all is read."""
        if self._is_reading or self._aside.is_busy:
            return
        self._into, self._is_stock, self._rows, self._is_reading = into, is_stock, [], True
        self._ask(0)

    def _ask(self, after: int) -> None:
        asked = export.stock_rows if self._is_stock else export.product_rows
        self._line.ask(asked, after, then=self._more, refused=self._refused)

    def _more(self, answer: tuple[list[Row], int]) -> None:
        rows, more = answer
        self._rows += rows
        if more:
            self._ask(more)
            return
        self._is_reading = False
        headings = export.STOCK if self._is_stock else export.PRODUCTS
        writing = partial(written.write, self._into, tuple(self._rows), headings)
        self._rows = []
        self._aside.start(writing, self._written, self._notices.said)

    def _refused(self, failure: Said) -> None:
        self._is_reading, self._rows = False, []
        self._notices.said(failure)

    def _written(self, _: object) -> None:
        headline = self.tr("Stock exported") if self._is_stock else self.tr("Products exported")
        said = self.tr("Every cell is text or a number. It can be brought in again.")
        self._notices.notice(Result(Tone.OK, headline, (said,)))
