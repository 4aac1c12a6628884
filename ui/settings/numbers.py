"""Who to ring: the hub's own emergency numbers, which F1 shows on every help page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.set_up import MOST_NUMBERS, SetUp
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.field import Entry

Row = tuple[str, str]


class NumberRow(QWidget):
    """Whom, the number, and a button that takes the row away."""

    edited = Signal()
    gone = Signal()

    def __init__(self, look: Look, whom: str, number: str) -> None:
        super().__init__()
        self._look = look
        self.whom, self.number = Entry(self.tr("Whom to ring")), Entry(self.tr("Number"))
        self.whom.setPlaceholderText(self.tr("Whom to ring"))
        self.number.setPlaceholderText(self.tr("Number"))
        self.whom.setText(whom)
        self.number.setText(number)
        for entry in (self.whom, self.number):
            entry.setCursorPosition(0)
            entry.editingFinished.connect(self.edited)
        self.remove = WordButton(look, "", "x")
        self.remove.setAccessibleName(self.tr("Remove {whom}").format(whom=whom or number))
        self.remove.clicked.connect(self.gone)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.whom, 7)
        self._row.addWidget(self.number, 3)
        self._row.addWidget(self.remove)
        self._dress()
        look.changed.connect(self._dress)

    def value(self) -> Row:
        """What stands in the row."""
        return self.whom.text().strip(), self.number.text().strip()

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(8))
        self.number.setMinimumWidth(self._look.px(130))
        self.number.setMaximumWidth(self._look.px(190))


class NumbersCard(Card):
    """``changed`` carries all rows when one of them did."""

    changed = Signal(list)

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Who to ring"))
        self._look = look
        self.rows: list[NumberRow] = []
        self._kept: list[Row] = []
        self.body.addWidget(label(self.tr("Shown by F1 on every help page."), "muted", True))
        self._column = QVBoxLayout()
        self._column.setSpacing(look.px(8))
        self.body.addLayout(self._column)
        self.add = plain(look, self.tr("Add a number"), "plus")
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_set_up(self, known: SetUp) -> None:
        """Shows the rows anew, unless they stand there already or one is being typed in."""
        kept = [(whom, number) for whom, number in known.settings.emergency]
        typing = any(row.whom.hasFocus() or row.number.hasFocus() for row in self.rows)
        if typing or kept == self.values():
            self._kept = kept
            return
        while self.rows:
            self._drop(self.rows[-1])
        for whom, number in kept:
            self._put(whom, number)
        self._kept = kept

    def values(self) -> list[Row]:
        """All rows with something in them."""
        return [row.value() for row in self.rows if any(row.value())]

    def _add(self) -> None:
        if len(self.rows) < MOST_NUMBERS:
            self._put("", "").whom.setFocus()

    def _put(self, whom: str, number: str) -> NumberRow:
        row = NumberRow(self._look, whom, number)
        row.edited.connect(self._edited)
        row.gone.connect(partial(self._remove, row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, row: NumberRow) -> None:
        self._drop(row)
        self.add.setFocus()
        self._edited()

    def _drop(self, row: NumberRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _edited(self) -> None:
        if self.values() != self._kept:
            self._kept = self.values()
            self.changed.emit(self._kept)
