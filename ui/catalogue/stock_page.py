"""Takes in what a hub has now, from its own spreadsheet: choose, look, do it, undo it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from hubdesk.catalogue import stock_headings, stock_list, stock_rows
from hubdesk.catalogue.importing import PastImport
from hubdesk.catalogue.stock_row import StockRow
from hubdesk.catalogue.stock_rows import StockRun
from hubdesk.errors import Said
from ui import moments, wording
from ui.background import DeskLine
from ui.catalogue.import_run import PartsRun
from ui.catalogue.stock_figures import StockFigures
from ui.notices import Notices
from ui.sheets.import_page import SheetPage
from ui.theme.look import Look
from ui.widgets.record_list import RecordLine


class StockListPage(SheetPage):
    """A stock list; what each row means is asked of the hub before it is shown."""

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        run = PartsRun(line, stock_list.take_in, stock_list.take_out)
        known = stock_headings.VOCABULARY
        super().__init__(look, line, notices, known, StockFigures(look), run, parent)
        self._asked: list[StockRow] = []
        run.setParent(self)
        run.taken.connect(self._taken)
        run.taken_out.connect(self._taken_out)
        self.choosing.say(
            self.tr("Choose the stock list"),
            self.tr("What it is, how many, and its date if it has one. It is only read."),
        )

    def reads(self, path: Path, tab: str) -> StockRun:
        return stock_rows.read(path, tab)

    def reads_again(self, run: StockRun, said: Sequence[StrEnum]) -> StockRun:
        return stock_rows.again(run, said)

    def reads_past(self, past: PastImport) -> RecordLine:
        said = self.tr("Rows that can go: {count}")
        count = QLocale().toString(past.entries)
        return RecordLine(moments.day_and_time(past.at_ms), said.format(count=count))

    def asks_past(self) -> None:
        self._line.ask(stock_list.past, then=self.choosing.show_past)

    def how_many(self) -> int:
        return len(self.figures.rows())

    def why_not(self) -> str:
        try:
            stock_rows.refuse_wordless(self._read)
        except Said as failure:
            return wording.said(failure)
        return ""

    def begins(self) -> None:
        rows, step = self.figures.rows(), stock_list.AT_ONCE
        self.run.take_in([rows[at : at + step] for at in range(0, len(rows), step)])

    def at_work(self) -> str:
        return self.tr("Taking the stock list in")

    def judged(self, run: StockRun) -> None:
        self._asked = []
        self._ask_more([])

    def _ask_more(self, found: list[StockRow]) -> None:
        """What the rows mean here, a few hundred at a time."""
        if self._read is None:
            return
        self._asked += found
        at = len(self._asked)
        more = self._read.rows[at : at + stock_list.ASKED_AT_ONCE]
        if more:
            self._line.ask(stock_list.asked, more, then=self._ask_more, refused=self._stopped)
        else:
            self.ready(replace(self._read, rows=tuple(self._asked)))

    def _taken(self, count: int) -> None:
        self._forget()
        said = self.tr("Rows taken in: {count}").format(count=QLocale().toString(count))
        hint = self.tr("They are on the shelf now. Undo takes out what nothing was moved of.")
        self.ended(said, hint, bool(count))

    def _taken_out(self, count: int) -> None:
        self._forget()
        said = self.tr("Rows taken out: {count}").format(count=QLocale().toString(count))
        hint = self.tr("What was moved or given out since then stays. Count it instead.")
        self.ended(said, hint, False)
