"""Takes households in from a spreadsheet: choose it, look at what would happen, then do it.

Nothing of it is kept anywhere after the import but the households.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from hubdesk.errors import Said
from hubdesk.households import dry_run, headings, importing
from hubdesk.households.dry_run import DryRun
from hubdesk.households.importing import PastImport
from ui import moments, wording
from ui.background import DeskLine
from ui.households.import_figures import FiguresCard
from ui.households.import_run import ImportRun
from ui.notices import Notices
from ui.sheets.import_page import SheetPage
from ui.theme.look import Look
from ui.widgets.record_list import RecordLine


class ImportPage(SheetPage):
    """Households from a spreadsheet; rows that look like one of the hub stand apart."""

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        run = ImportRun(line)
        super().__init__(look, line, notices, headings.VOCABULARY, FiguresCard(look), run, parent)
        run.setParent(self)
        run.compared.connect(self._compared)
        run.taken.connect(self._taken)
        run.taken_out.connect(self._taken_out)

    def reads(self, path: Path, tab: str) -> DryRun:
        return dry_run.read(path, tab)

    def reads_again(self, run: DryRun, said: Sequence[StrEnum]) -> DryRun:
        return dry_run.again(run, said)

    def reads_past(self, past: PastImport) -> RecordLine:
        still = self.tr("{left} of {all} still here").format(
            left=QLocale().toString(past.left), all=QLocale().toString(past.households)
        )
        return RecordLine(moments.day_and_time(past.at_ms), still)

    def asks_past(self) -> None:
        self._line.ask(importing.past, then=self.choosing.show_past)

    def how_many(self) -> int:
        return len(self.figures.rows())

    def why_not(self) -> str:
        try:
            dry_run.refuse_sizeless(self._read)
        except Said as failure:
            return wording.said(failure)
        return ""

    def begins(self) -> None:
        self.run.take_in(self.figures.rows())

    def at_work(self) -> str:
        return self.tr("Taking households in")

    def judged(self, run: DryRun) -> None:
        self.run.compare(dry_run.who(run))

    def _compared(self, numbers: list[str]) -> None:
        if self._read is not None:
            self.ready(dry_run.with_doubles(self._read, numbers))

    def _taken(self, count: int) -> None:
        self._forget()
        said = self.tr("Households taken in: {count}").format(count=QLocale().toString(count))
        hint = self.tr("Each has a number. Print a card at the first visit, or undo all of it.")
        self.ended(said, hint, bool(count))

    def _taken_out(self, count: int) -> None:
        said = self.tr("Households taken out: {count}").format(count=QLocale().toString(count))
        hint = self.tr("Those who were served or changed since the import stay.")
        self.ended(said, hint, False)
