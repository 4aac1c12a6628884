"""The marked line in words: its unit and notes, what more people get, when it is packed."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hubdesk.parcels import editing
from hubdesk.parcels.contents import SIZES, ListedLine
from hubdesk.parcels.saving import LONGEST
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pick import Pick
from ui.widgets.toggle import ToggleButton
from ui.wording import placed

RULES = ((0, 1), (1, 1), (2, 1), (1, 2), (1, 3), (1, 4), (1, 5))
"""So many more for each so many people beyond ten: what is offered."""


class LineCard(Card):
    """``edited`` is the line as it should be; ``moved`` carries -1 or +1."""

    edited = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._line: ListedLine | None = None
        self._people = 1
        self.name = label("", "heading", wraps=True)
        self.unit = Field(look, self.tr("Unit, such as tin or bag"))
        self.note = Field(look, self.tr("Note for the packer"))
        self.size_note = Field(look, "")
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

    def show_line(self, name: str, line: ListedLine | None, people: int) -> None:
        """Shows a line, and its note for a size; with none, nothing can be changed."""
        self._line, self._people = line, min(people, SIZES)
        self.name.setText(placed(name) if line else self.tr("No line is marked"))
        self._inside.setEnabled(line is not None)
        shown = line or ListedLine(b"", [])
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
        rules = RULES if now in RULES else (*RULES, now)
        self.beyond.offer([(self._rule(*each), _value(*each)) for each in rules], _value(*now))

    def _rule(self, more: int, more_per: int) -> str:
        if not more:
            return self.tr("As for 10")
        if more_per <= 1:
            return self.tr("{more} more each").format(more=more)
        return self.tr("{more} more for every {people}").format(more=more, people=more_per)

    def _arrange(self) -> None:
        self.set_tight()
        self._inside = QWidget()
        self._inside.setProperty("role", "plain")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        for field in (self.unit, self.note, self.size_note):
            field.entry.setMaxLength(LONGEST)
            self._column.addWidget(field)
        self._column.addWidget(label(self.tr("More than 10 people"), "strong"))
        self._column.addWidget(self.beyond)
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
