"""What the stock count prints: sheets to count on, and what differs from the book."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.journal.act import View
from hubdesk.stocktake import sheets, takes, variance_page
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class Prints(QObject):
    """Pages of A4, as a PDF: the label printer may hold a roll."""

    def __init__(
        self, line: DeskLine, notices: Notices, papers: WholePages | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._line, self._notices, self._papers = line, notices, papers

    def count_sheets(self, by_line: bool) -> None:
        """A sheet for every shelf."""
        self._line.ask(sheets.everywhere, by_line=by_line, then=self._sheets)

    def variance(self) -> None:
        """What differs from the book."""
        self._line.ask(_variance, then=self._variance)

    def _sheets(self, told: list[sheets.CountSheet]) -> None:
        if self._papers is not None and told:
            room = self._papers.room()
            pages = [page for each in told for page in sheets.pages(each, room)]
            self._papers.send(pages, "", "count-sheets", self._printed, self._notices.said)

    def _variance(self, told: variance_page.Page | None) -> None:
        if self._papers is not None and told is not None:
            pages = variance_page.pages(told, self._papers.room())
            self._papers.send(list(pages), "", "stock-count", self._printed, self._notices.said)

    def _printed(self, file: Path | None) -> None:
        if file is not None:
            told = self.tr("Print it on plain paper: {file} in {folder}").format(
                file=file.name, folder=file.parent
            )
            self._notices.notice(Result(Tone.OK, self.tr("Saved as a PDF"), (told,)))


def _variance(view: View) -> variance_page.Page | None:
    take = takes.latest(view)
    return None if take is None else variance_page.asked(view, take.id)
