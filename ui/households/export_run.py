"""Writes all households to a file, read in pages so that every scan comes in between."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from hubdesk.reports import household_export
from hubdesk.reports.household_export import Row
from hubdesk.sheets import written
from ui.aside import Aside
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class ExportRun(QObject):
    """One export at a time; says when it is written, or why it is not."""

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._notices = line, notices
        self._into = Path()
        self._rows: list[Row] = []
        self._aside = Aside(self)

    def start(self, into: Path) -> None:
        """Begins to read; the file is written once all is read."""
        self._into, self._rows = into, []
        self._line.ask(household_export.rows, then=self._more)

    def forget(self) -> None:
        """Lets go of what was read."""
        self._rows = []

    def _more(self, answer: tuple[list[Row], int]) -> None:
        rows, more = answer
        self._rows += rows
        if more:
            self._line.ask(household_export.rows, more, then=self._more)
            return
        writing = partial(written.write, self._into, tuple(self._rows), household_export.HEADINGS)
        self._aside.start(writing, self._written, self._notices.said)

    def _written(self, _: object) -> None:
        said = self.tr("Numbers, sizes and visits. No name or address is in it.")
        self._notices.notice(Result(Tone.OK, self.tr("Households exported"), (said,)))
