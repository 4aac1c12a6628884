"""What an import of households would do: how many rows of each kind, and the first of them."""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.households.dry_run import SHOWN, DryRun
from hubdesk.households.sheet_row import Outcome, SheetRow
from ui import wording
from ui.sheets.figures import RowsCard
from ui.theme.look import Look
from ui.widgets.record_list import RecordLine
from ui.widgets.toggle import ToggleButton

READY, DOUBTFUL, DOUBLE, REFUSED = "ready", "doubtful", "double", "refused"


class FiguresCard(RowsCard):
    """Rows that are ready, to check, seen before or refused."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.doubtful = ToggleButton(look, self.tr("Take in those to check"), DOUBTFUL)
        self.doubles = ToggleButton(look, self.tr("Take in those seen before"), DOUBLE)
        kinds = {
            READY: (self.tr("Ready"), "check"),
            DOUBTFUL: (self.tr("To check"), "circle-alert"),
            DOUBLE: (self.tr("Seen before"), "users"),
            REFUSED: (self.tr("Refused"), "octagon-x"),
        }
        self.arrange(kinds, (self.doubtful, self.doubles))
        self.doubtful.setChecked(True)

    def rows(self) -> list[SheetRow]:
        """The rows to take in."""
        run: DryRun | None = self.run_on_show
        if run is None:
            return []
        return run.chosen(self.doubtful.isChecked(), self.doubles.isChecked())

    def of_kind(self, run: DryRun, kind: str) -> tuple[int, Sequence[SheetRow]]:
        is_double = kind == DOUBLE
        found = run.of(Outcome.DOUBTFUL if is_double else Outcome(kind), double=is_double)
        return len(found), found[:SHOWN]

    def reads(self, row: SheetRow) -> RecordLine:
        name = row.details.name or self.tr("No name given")
        place = "  ·  ".join(filter(None, (row.details.postcode, *row.details.allergies)))
        why = " ".join(wording.phrase(each) for each in row.why)
        size = f"{row.adults}+{row.children}" if row.outcome is not Outcome.REFUSED else ""
        return RecordLine(str(row.line), name, why or place, size)
