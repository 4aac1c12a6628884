"""What an import would do: how many rows of each kind, and the first of them."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from hubdesk.households.dry_run import SHOWN, DryRun
from hubdesk.households.sheet_row import Outcome, SheetRow
from ui import wording
from ui.theme.look import Look
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.toggle import ToggleButton

READY, DOUBTFUL, DOUBLE, REFUSED = "ready", "doubtful", "double", "refused"


class FiguresCard(Card):
    """Counts by outcome as buttons that show the rows, and what to take in besides the ready.

    ``chosen`` when that changes.
    """

    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "")
        self.set_tight()
        self._run: DryRun | None = None
        self.heading.setText(self.tr("What would come in"))
        self.body.addWidget(self.heading)
        self._words = {
            READY: self.tr("Ready"),
            DOUBTFUL: self.tr("To check"),
            DOUBLE: self.tr("Seen before"),
            REFUSED: self.tr("Refused"),
        }
        icons = dict(zip(self._words, ("check", "circle-alert", "users", "octagon-x"), strict=True))
        self.buttons = {
            each: OneButton(look, words, icons[each]) for each, words in self._words.items()
        }
        self.kinds = OneOf(self.buttons, READY, self)
        self.doubtful = ToggleButton(look, self.tr("Take in those to check"), DOUBTFUL)
        self.doubles = ToggleButton(look, self.tr("Take in those seen before"), DOUBLE)
        self.doubtful.setChecked(True)
        self.list = RecordList(look, self._reads, self.tr("Rows"), lead_px=70)
        self.first = label("", "muted", wraps=True)
        for group in (list(self.buttons.values()), [self.doubtful, self.doubles]):
            holder = QWidget()
            flow = FlowLayout(look.px(8), holder)
            for button in group:
                flow.addWidget(button)
            self.body.addWidget(holder)
        self.body.addWidget(self.first)
        self.list.setMinimumHeight(look.px(130))
        self.add_wide(self.list)
        self.kinds.chosen.connect(self._show)
        for button in (self.doubtful, self.doubles):
            button.clicked.connect(self.chosen)

    def show_run(self, run: DryRun) -> None:
        """Shows the figures of a dry run, and its rows: those to check first, if any."""
        self._run = run
        for each, button in self.buttons.items():
            count = QLocale().toString(len(self._rows(each)))
            button.say(f"{self._words[each]}: {count}")
        self._show()

    def clear(self) -> None:
        """Holds no row any more."""
        self._run = None
        self.list.hold(())
        self.first.setText("")

    def rows(self) -> list[SheetRow]:
        """The rows to take in."""
        if self._run is None:
            return []
        return self._run.chosen(self.doubtful.isChecked(), self.doubles.isChecked())

    def _show(self, _: str = "") -> None:
        found = self._rows(self.kinds.value())
        self.list.hold(tuple(found[:SHOWN]))
        more = len(found) - SHOWN
        said = self.tr("The first {shown} of {all} rows") if more > 0 else self.tr("Rows: {all}")
        self.first.setText(said.format(shown=SHOWN, all=QLocale().toString(len(found))))

    def _rows(self, kind: str) -> list[SheetRow]:
        if self._run is None:
            return []
        if kind == DOUBLE:
            return self._run.of(Outcome.DOUBTFUL, double=True)
        return self._run.of(Outcome(kind))

    def _reads(self, row: SheetRow) -> RecordLine:
        name = row.details.name or self.tr("No name given")
        place = "  ·  ".join(filter(None, (row.details.postcode, *row.details.allergies)))
        why = " ".join(wording.phrase(each) for each in row.why)
        size = f"{row.adults}+{row.children}" if row.outcome is not Outcome.REFUSED else ""
        return RecordLine(str(row.line), name, why or place, size)
