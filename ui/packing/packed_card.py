"""What is packed: how many of each kind, the list with ages and dates, and what to do with one."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.packing.inside import Inside
from hubdesk.packing.waiting import Kind, Packed, Waiting
from hubdesk.stock.dates import DateState
from ui import counted, keys
from ui.packing import words
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.record_table import Heading, RecordTable, WindowedModel
from ui.widgets.take_away import take_away
from ui.wording import placed, short

MOST_KINDS = 6
"""Chips for the commonest kinds; every parcel is in the list."""
MOST_INSIDE = 220


class PackedCard(QWidget):
    """``marked`` is the parcel that the buttons are for, or None."""

    marked = Signal(object)
    unpack_wanted = Signal()
    take_out_wanted = Signal()
    label_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._figures: Packed | None = None
        self._row_to_mark = 0
        self.chosen: Waiting | None = None
        self.model: WindowedModel[Waiting] = WindowedModel(self._columns(), self)
        self.table = RecordTable(look, self.model, self.tr("What is packed"), wide_column=5)
        self.kinds: list[Chip] = []
        self.inside = label("", "muted", wraps=True)
        self.empty = EmptyState(
            look,
            "package",
            self.tr("Nothing is packed ahead"),
            self.tr("Type for how many people and press Enter, then how many parcels."),
        )
        self._arrange()
        self._connect()

    def show_figures(self, figures: Packed) -> None:
        """How many there are; the rows are asked for again."""
        self._figures = figures
        self._pages.setCurrentIndex(0 if figures.number else 1)
        self._say_kinds(figures)
        row = self.table.currentIndex().row()
        self._row_to_mark = max(0, min(row, figures.number - 1))
        self.model.start(figures.number)
        if not figures.number:
            self._mark(None)

    def fill(self, first: int, rows: list[Waiting]) -> None:
        """Rows that were asked for."""
        self.model.fill(first, rows)
        self.mark_row(self._row_to_mark)

    def mark_row(self, row: int) -> None:
        """Marks a row of the list."""
        self._row_to_mark = row
        self.table.setCurrentIndex(self.model.index(row, 0))
        self._mark(self.model.record(row) if row < self.model.rowCount() else None)

    def show_inside(self, told: tuple[Waiting, tuple[Inside, ...]] | None) -> None:
        """What is in the marked parcel."""
        shown = self.chosen.parcel.id if self.chosen is not None else None
        if told is not None and told[0].parcel.id == shown:
            self.inside.setText(placed(short(words.inside(told[1]), MOST_INSIDE)))

    def _columns(self) -> type[Enum]:
        class Columns(Enum):
            NUMBER = Heading[Waiting](self.tr("Parcel"), words.number)
            PEOPLE = Heading[Waiting](self.tr("People"), words.people, figure=True)
            ITEMS = Heading[Waiting](self.tr("Items"), words.items, figure=True)
            AGE = Heading[Waiting](self.tr("Packed"), words.age)
            HOW = Heading[Waiting](self.tr("How"), words.how)
            WATCH = Heading[Waiting](self.tr("Date to watch"), words.watch)

        return Columns

    def _arrange(self) -> None:
        look = self._look
        self.unpack = plain(look, self.tr("Unpack"), "package-open", keys.UNPACK.shown)
        self.label = plain(look, self.tr("Label again"), "printer")
        self.take_out = plain(look, self.tr("Take out what is past"), "trash-2")
        card = Card(look, foot=True)
        card.set_tight()
        self.heading = label(self.tr("What is packed"), "heading")
        card.body.addWidget(self.heading)
        self._kinds_row = QWidget()
        self._kinds_row.setProperty("role", "plain")
        self._flow = FlowLayout(8, self._kinds_row)
        card.body.addWidget(self._kinds_row)
        card.add_wide(self._listed())
        assert card.foot is not None
        card.foot.addWidget(self.inside, 1)
        for button in (self.take_out, self.label, self.unpack):
            card.foot.addWidget(button)
        self._pages = QStackedWidget()
        nothing = Card(look)
        nothing.body.addWidget(self.empty)
        self._pages.addWidget(card)
        self._pages.addWidget(nothing)
        self._pages.setCurrentIndex(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _listed(self) -> QWidget:
        """The table alone in a row, so that it takes all the room there is."""
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.table)
        return around

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.unpack.clicked.connect(self.unpack_wanted)
        self.take_out.clicked.connect(self.take_out_wanted)
        self.label.clicked.connect(self.label_wanted)
        self._mark(None)

    def _row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._mark(self.model.record(now.row()))

    def _mark(self, waiting: Waiting | None) -> None:
        known = self.chosen
        self.chosen = waiting
        for button in (self.unpack, self.label):
            button.setEnabled(waiting is not None)
        past = waiting is not None and waiting.watched.state is DateState.PAST_USE_BY
        self.take_out.setVisible(past)
        if waiting is None:
            self.inside.setText("")
        elif known != waiting:
            self.marked.emit(waiting)

    def _say_kinds(self, figures: Packed) -> None:
        for old in self.kinds:
            take_away(old)
        self.kinds = []
        if figures.past:
            self._chip(counted.past_use_by(figures.past), Tone.STOP)
        often = sorted(figures.kinds, key=_by_number)[:MOST_KINDS]
        for each in sorted(often, key=_by_size):
            self._chip(words.kind(each), Tone.INFO, "package")

    def _chip(self, text: str, tone: Tone, icon_name: str = "") -> None:
        chip = Chip(self._look, text, tone, icon_name)
        self.kinds.append(chip)
        self._flow.addWidget(chip)
        chip.show()


def _by_number(kind: Kind) -> int:
    return -kind.number


def _by_size(kind: Kind) -> tuple[int, tuple[str, ...]]:
    return kind.people, kind.chips
