"""What is printed from Set-up: the scanner's sheet, practice codes, and sheets for a paper day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from hubdesk import practice
from hubdesk.codes import own
from hubdesk.labels.layout import Label
from hubdesk.labels.paper_pack import paper_pack
from hubdesk.labels.papers import (
    SHEET_LINES,
    ScannerSetupSheet,
    practice_barcodes,
    scanner_setup_sheet,
    visit_sheet,
)
from hubdesk.scanner.learn import SETUP_CODE
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.settings.all_cards import AllCards

TRIES = 9
VISIT_SHEETS = 4
"""Pages at a time: 40 visits, which is more than a stall without a laptop sees in a morning."""


class Sheets(QObject):
    """Prints what the cards ask for. ``hub_name`` stands at the head of sheets for visits."""

    def __init__(
        self, cards: AllCards, papers: WholePages, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._papers, self._notices = papers, notices
        self.hub_name = ""
        cards.scanner.sheet_wanted.connect(self._print_scanner)
        cards.practice.sheet_wanted.connect(self._print_practice)
        cards.paper.sheets_wanted.connect(self._print_visit_sheets)
        cards.paper.pack_wanted.connect(self._print_pack)

    def _print_scanner(self) -> None:
        tries = tuple(practice.practice_sheet()[:TRIES])
        sheet = scanner_setup_sheet(ScannerSetupSheet(SETUP_CODE, tries), self._papers.room())
        self._print([sheet], "scanner-sheet")

    def _print_practice(self) -> None:
        sheets = practice_barcodes(practice.practice_sheet(), self._papers.room())
        self._print(list(sheets), "practice-codes")

    def _print_visit_sheets(self) -> None:
        """Their codes are drawn now and kept nowhere: a line is known once it is entered."""
        room = self._papers.room()
        pages = [
            visit_sheet(self.hub_name, [own.draw(own.Kind.SHEET) for _ in range(SHEET_LINES)], room)
            for _ in range(VISIT_SHEETS)
        ]
        self._print(pages, "visit-sheets")

    def _print_pack(self) -> None:
        draw = partial(own.draw, own.Kind.SHEET)
        self._print(paper_pack(self.hub_name, draw, self._papers.room()), "paper-pack")

    def _print(self, pages: list[Label], stem: str) -> None:
        """Whole pages go to a PDF: the label printer may hold a roll."""
        self._papers.send(pages, "", stem, self._notices.saved, self._notices.said)
