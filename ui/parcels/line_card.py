"""The marked line in words: its unit and notes, what more people get, when it is packed."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hubdesk.errors import Refused
from hubdesk.parcels import editing
from hubdesk.parcels.contents import SIZES, ListedLine
from hubdesk.parcels.saving import LONGEST
from hubdesk.stock import measures
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.products import EACH, GRAMS, MILLILITRES
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pick import Pick
from ui.widgets.toggle import ToggleButton
from ui.wording import phrase, placed

RULES = ((0, 1), (1, 1), (2, 1), (1, 2), (1, 3), (1, 4), (1, 5))
"""So many more for each so many people beyond ten: what is offered."""


class LineCard(Card):
    """``edited`` is the line as it should be; ``moved`` carries -1 or +1; ``measured`` how the
    line is to be counted, here and everywhere."""

    edited = Signal(object)
    measured = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._line: ListedLine | None = None
        self._people, self._measure = 1, ONES
        self.name = label("", "heading", wraps=True)
        self.unit = Field(look, self.tr("Unit, such as tin or bag"))
        self.note = Field(look, self.tr("Note for the packer"))
        self.size_note = Field(look, "")
        self.counted_in = Pick(look, self.tr("Counted"))
        self.pack = Field(look, self.tr("One pack holds"))
        self.beyond = Pick(look, self.tr("More than 10 people"))
        self.optional = ToggleButton(look, self.tr("Optional"), "optional")
        self.as_required = ToggleButton(look, self.tr("As required"), "as required")
        self.sooner = WordButton(look, "", "arrow-up")
        self.later = WordButton(look, "", "arrow-down")
        self.remove = plain(look, self.tr("Remove"), "x")
        self.sooner.setAccessibleName(self.tr("Pack it sooner"))
        self.later.setAccessibleName(self.tr("Pack it later"))
        self._arrange()
        self._connect()

    def show_line(
        self, name: str, line: ListedLine | None, people: int, measure: Measure = ONES
    ) -> None:
        """Shows a line, and its note for a size; with none, nothing can be changed."""
        self._line, self._people = line, min(people, SIZES)
        self.name.setText(placed(name) if line else self.tr("No line is marked"))
        self._inside.setEnabled(line is not None)
        shown = line or ListedLine(b"", [])
        self._measure = Measure(shown.measure, measure.pack)
        self._show_measure()
        for field, words in (
            (self.unit, shown.unit),
            (self.note, shown.note),
            (self.size_note, shown.notes.get(self._people, "")),
        ):
            if field.text() != words and not field.entry.hasFocus():
                field.entry.setText(words)
                field.entry.setCursorPosition(0)
        self._name_size_note()
        self._offer_rules(shown)
        self.optional.setChecked(shown.optional)
        self.as_required.setChecked(shown.as_required)
        for part in (self.size_note, self.beyond):
            part.setEnabled(not shown.as_required)

    def _show_measure(self) -> None:
        now = self._measure
        self.counted_in.set_value(now.of)
        self.pack.setVisible(not now.in_ones)
        if not self.pack.entry.hasFocus():
            self.pack.entry.setText("" if now.in_ones else str(now.said(now.step)))

    def _name_size_note(self) -> None:
        words = (
            self.tr("Note for 1 person")
            if self._people == 1
            else self.tr("Note for {people} people").format(people=self._people)
        )
        self.size_note.name.setText(words)
        self.size_note.entry.setAccessibleName(words)

    def _offer_rules(self, line: ListedLine) -> None:
        now = (line.more, line.more_per if line.more else 1)
        step = self._measure.step
        told = tuple((more * step, per) for more, per in RULES)
        rules = told if now in told else (*told, now)
        self.beyond.offer([(self._rule(*each), _value(*each)) for each in rules], _value(*now))

    def _rule(self, more: int, more_per: int) -> str:
        if not more:
            return self.tr("As for 10")
        if more_per <= 1:
            return self.tr("{more} more each").format(more=self._said(more))
        many = self._said(more)
        return self.tr("{more} more for every {people}").format(more=many, people=more_per)

    def _said(self, more: int) -> str:
        return phrase(self._measure.said(more))

    def _arrange(self) -> None:
        self.set_tight()
        self._inside = QWidget()
        self._inside.setProperty("role", "plain")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        for field in (self.unit, self.note, self.size_note):
            field.entry.setMaxLength(LONGEST)
            self._column.addWidget(field)
        self._column.addWidget(label(self.tr("Counted"), "strong"))
        self._column.addWidget(self.counted_in)
        self._column.addWidget(self.pack)
        self._column.addWidget(label(self.tr("More than 10 people"), "strong"))
        self._column.addWidget(self.beyond)
        self.counted_in.offer(
            [
                (self.tr("In packs or pieces"), EACH),
                (self.tr("By weight: kg and g"), GRAMS),
                (self.tr("By volume: l and ml"), MILLILITRES),
            ]
        )
        asked = FlowLayout(8)
        asked.addWidget(self.optional)
        asked.addWidget(self.as_required)
        self._column.addLayout(asked)
        order = FlowLayout(8)
        for button in (self.sooner, self.later, self.remove):
            order.addWidget(button)
        self._column.addLayout(order)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inside)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        self.body.addLayout(head)
        self.body.addWidget(scroll, 1)
        self._dress_column()
        self._look.changed.connect(self._dress_column)

    def _connect(self) -> None:
        self.unit.entry.textEdited.connect(self._unit_typed)
        self.note.entry.textEdited.connect(self._note_typed)
        self.size_note.entry.textEdited.connect(self._size_note_typed)
        self.counted_in.picked.connect(self._counted)
        self.pack.entry.returnPressed.connect(self._pack_said)
        self.beyond.picked.connect(self._rule_picked)
        self.optional.clicked.connect(self._asked)
        self.as_required.clicked.connect(self._asked)
        self.sooner.clicked.connect(self._sooner)
        self.later.clicked.connect(self._later)
        self.remove.clicked.connect(self.removed)

    def _tell(self, **values: object) -> None:
        if self._line is not None:
            self.edited.emit(replace(self._line, **values))

    def _unit_typed(self, words: str) -> None:
        self._tell(unit=words)

    def _note_typed(self, words: str) -> None:
        self._tell(note=words)

    def _size_note_typed(self, words: str) -> None:
        if self._line is not None:
            self.edited.emit(editing.with_note(self._line, self._people, words))

    def _counted(self, of: str) -> None:
        """Counted another way; what a pack holds is what it weighs until somebody says."""
        if self._line is not None and of != self._measure.of:
            self.measured.emit(Measure(of, self._measure.pack))

    def _pack_said(self) -> None:
        """What one pack holds was typed."""
        if self._line is None:
            return
        try:
            much = measures.read(self.pack.text())
        except Refused:
            much = None
        if much is None or much.measure != self._measure.of:
            self.pack.set_hint(self.tr("Type it as 500g, 1.5kg, 500ml or 2l."))
            return
        self.pack.set_hint("")
        self.measured.emit(Measure(self._measure.of, much.number))

    def _rule_picked(self, value: str) -> None:
        more, more_per = value.split("/")
        self._tell(more=int(more), more_per=int(more_per))

    def _asked(self) -> None:
        self._tell(optional=self.optional.isChecked(), as_required=self.as_required.isChecked())

    def _sooner(self) -> None:
        self.moved.emit(-1)

    def _later(self) -> None:
        self.moved.emit(1)

    def _dress_column(self) -> None:
        self._column.setSpacing(self._look.px(6))


def _value(more: int, more_per: int) -> str:
    return f"{more}/{more_per}"
