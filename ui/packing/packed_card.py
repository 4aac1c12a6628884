"""What is packed: how many of each kind, the list with ages and dates, and what to do with one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hubdesk.packing.inside import Inside
from hubdesk.packing.waiting import Kind, Packed, Waiting
from ui import counted, keys
from ui.packing import words
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pages import PAGE, Pages
from ui.widgets.record_list import RecordList
from ui.widgets.take_away import take_away
from ui.wording import placed, short

MOST_KINDS = 6
"""Chips for the commonest kinds; every parcel is in the list."""
MOST_INSIDE = 110


class PackedCard(QWidget):
    """``marked`` is the parcel that the buttons are for; ``wanted`` asks for rows by number."""

    marked = Signal(object)
    wanted = Signal(int, int)
    unpack_wanted = Signal()
    take_out_wanted = Signal()
    label_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._held: Pages[Waiting] = Pages(0, self.wanted.emit)
        self.chosen: Waiting | None = None
        self.list = RecordList(look, words.line, self.tr("What is packed"))
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

    def compact(self, compact: bool) -> None:
        """No heading: the button that shows this bears the same words."""
        self.heading.setVisible(not compact)

    def first_row(self) -> int:
        """Where the page begins that holds the marked row."""
        return max(0, self.list.currentIndex().row()) // PAGE * PAGE

    def show_packed(self, figures: Packed, first: int, rows: Sequence[Waiting]) -> None:
        """How many there are, and the page about the mark; other rows are asked for when seen."""
        self._pages.setCurrentIndex(0 if figures.number else 1)
        self._say_kinds(figures)
        row = max(0, min(self.list.currentIndex().row(), figures.number - 1))
        self._held = Pages(figures.number, self.wanted.emit)
        self._held.take(first, rows)
        self.list.hold(self._held, row)

    def fill(self, first: int, rows: Sequence[Waiting]) -> None:
        """Rows that were asked for."""
        self._held.take(first, rows)
        model = self.list.records
        last = min(first + len(rows), len(self._held)) - 1
        if last >= first:
            model.dataChanged.emit(model.index(first), model.index(last))
        self._mark(self.list.marked())

    def show_inside(self, told: tuple[Waiting, tuple[Inside, ...]] | None) -> None:
        """What is in the marked parcel."""
        shown = self.chosen.parcel.id if self.chosen is not None else None
        if told is not None and told[0].parcel.id == shown:
            self.inside.setText(placed(short(words.inside(told[1]), MOST_INSIDE)))

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
        card.add_wide(self.list)
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

    def _connect(self) -> None:
        self.list.chosen.connect(self._mark)
        self.unpack.clicked.connect(self.unpack_wanted)
        self.take_out.clicked.connect(self.take_out_wanted)
        self.label.clicked.connect(self.label_wanted)
        self._mark(None)

    def _mark(self, waiting: Waiting | None) -> None:
        known = self.chosen
        self.chosen = waiting
        for button in (self.unpack, self.label):
            button.setEnabled(waiting is not None)
        self.take_out.setVisible(waiting is not None and waiting.to_take_out)
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
