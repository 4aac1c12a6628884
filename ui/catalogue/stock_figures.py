"""What importing a stock list would do: rows that are ready, to check, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.catalogue.stock_list import Becomes
from hubdesk.catalogue.stock_row import Outcome, StockRow
from hubdesk.catalogue.stock_rows import StockRun
from ui import wording
from ui.sheets.figures import RowsCard
from ui.theme.look import Look
from ui.widgets.record_list import RecordLine
from ui.widgets.toggle import ToggleButton
from ui.wording import placed

SHOWN = 20


class StockFigures(RowsCard):
    """Rows by what becomes of them; those to check come in only when somebody says so."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.doubtful = ToggleButton(look, self.tr("Take in those to check"), "doubtful")
        kinds = {
            Outcome.READY.value: (self.tr("Ready"), "check"),
            Outcome.DOUBTFUL.value: (self.tr("To check"), "circle-alert"),
            Outcome.REFUSED.value: (self.tr("Refused"), "octagon-x"),
        }
        self.arrange(kinds, (self.doubtful,))

    def rows(self) -> list[StockRow]:
        """The rows to take in."""
        run: StockRun | None = self.run_on_show
        if run is None:
            return []
        wanted = {Outcome.READY, *([Outcome.DOUBTFUL] if self.doubtful.isChecked() else [])}
        return [row for row in run.rows if row.outcome in wanted]

    def of_kind(self, run: StockRun, kind: str) -> tuple[int, Sequence[StockRow]]:
        found = run.of(Outcome(kind))
        return len(found), found[:SHOWN]

    def reads(self, row: StockRow) -> RecordLine:
        why = " ".join(wording.phrase(each) for each in row.why)
        name = row.item or row.code
        count = "" if row.outcome is Outcome.REFUSED else _many(row)
        return RecordLine(str(row.line), placed(name), why or self._becomes(row), count)

    def _becomes(self, row: StockRow) -> str:
        found = row.becomes
        if not isinstance(found, Becomes):
            return ""
        parts = [placed(found.name)] if found.name != row.item else []
        if found.date_words is not None:
            parts.append(wording.phrase(found.date_words))
        return "  ·  ".join(parts)


def _many(row: StockRow) -> str:
    """How many, or how much, of what the row is taken for."""
    found = row.becomes
    if isinstance(found, Becomes):
        return wording.phrase(found.measure.said(found.many))
    return str(row.count)
