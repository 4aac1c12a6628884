"""Who helps here: names, and if they like a PIN or a card. Nobody needs one to serve."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hubdesk.set_up import SetUp
from hubdesk.volunteers import pins
from hubdesk.volunteers.volunteer import LONGEST_NAME, Volunteer
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.field import Entry, Field

NO_PIN = "0"
"""What is typed to take a PIN away."""


class VolunteerRow(QWidget):
    """A name, room for a new PIN, a card to print, and a button that takes the row away."""

    renamed = Signal(str)
    pin_typed = Signal(str)
    card_wanted = Signal()
    gone = Signal()

    def __init__(self, look: Look, who: Volunteer) -> None:
        super().__init__()
        self._look, self.who = look, who
        self.name, self.pin = Entry(self.tr("Name")), Entry("")
        self.name.setMaxLength(LONGEST_NAME)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(2 * pins.MOST)
        self.pin.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.card = WordButton(look, self.tr("Card"), "credit-card")
        self.remove = WordButton(look, "", "x")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.name, 1)
        for part in (self.pin, self.card, self.remove):
            self._row.addWidget(part)
        self.name.editingFinished.connect(self._name_edited)
        self.pin.editingFinished.connect(self._pin_edited)
        self.card.clicked.connect(self.card_wanted)
        self.remove.clicked.connect(self.gone)
        self.name.setText(who.name)
        self.name.setCursorPosition(0)
        self.show_volunteer(who)
        self._dress()
        look.changed.connect(self._dress)

    def show_volunteer(self, who: Volunteer) -> None:
        """Shows what is kept, but never over what somebody is typing."""
        if not self.name.hasFocus() or self.name.text() == self.who.name:
            self.name.setText(who.name)
            self.name.setCursorPosition(0)
        self.who = who
        self.pin.setPlaceholderText(self.tr("PIN set") if who.has_pin else self.tr("No PIN"))
        self.pin.setAccessibleName(self.tr("New PIN of {name}").format(name=who.name))
        self.card.setAccessibleName(self.tr("Print a card for {name}").format(name=who.name))
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=who.name))

    def _name_edited(self) -> None:
        if self.name.text().strip() != self.who.name:
            self.renamed.emit(self.name.text())

    def _pin_edited(self) -> None:
        typed = self.pin.text().strip()
        self.pin.clear()
        if typed:
            self.pin_typed.emit("" if typed == NO_PIN else typed)

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(8))
        self.pin.setFixedWidth(self._look.px(100))


class VolunteersCard(Card):
    """Each signal but ``added`` begins with the id of the volunteer it is about."""

    added = Signal(str)
    renamed = Signal(object, str)
    pin_set = Signal(object, str)
    card_wanted = Signal(object)
    removed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Volunteers"))
        self._look = look
        self.rows: list[VolunteerRow] = []
        told = self.tr("They may say who is serving. A PIN has 4 to 8 digits; 0 takes it away.")
        self.body.addWidget(label(told, "muted", True))
        self._column = QVBoxLayout()
        self._column.setSpacing(look.px(8))
        self.body.addLayout(self._column)
        self.another = Field(look, self.tr("Another name"))
        self.another.entry.setMaxLength(LONGEST_NAME)
        self.add = plain(look, self.tr("Add"), "user-plus")
        self.another.row.addWidget(self.add)
        self.body.addWidget(self.another)
        self.add.clicked.connect(self._add)
        self.another.entry.returnPressed.connect(self._add)

    def show_set_up(self, known: SetUp) -> None:
        """Shows who is on the list; rows that stay are not made anew."""
        kept = {row.who.id: row for row in self.rows}
        here = {each.id for each in known.volunteers}
        for id_, row in kept.items():
            if id_ not in here:
                self._drop(row)
        self.rows = []
        for at, each in enumerate(known.volunteers):
            row = kept.get(each.id) or self._made(each)
            row.show_volunteer(each)
            self._column.insertWidget(at, row)
            self.rows.append(row)

    def _made(self, who: Volunteer) -> VolunteerRow:
        row = VolunteerRow(self._look, who)
        row.renamed.connect(partial(self.renamed.emit, who.id))
        row.pin_typed.connect(partial(self.pin_set.emit, who.id))
        row.card_wanted.connect(partial(self.card_wanted.emit, who.id))
        row.gone.connect(partial(self._gone, who.id))
        return row

    def _add(self) -> None:
        if self.another.text().strip():
            self.added.emit(self.another.text())
            self.another.entry.clear()

    def _gone(self, who: bytes) -> None:
        self.another.entry.setFocus()
        self.removed.emit(who)

    def _drop(self, row: VolunteerRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
