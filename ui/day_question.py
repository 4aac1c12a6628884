"""Asks "Is today Saturday 21 November, 8:04?" when the laptop's clock cannot be right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hubdesk.day_answers import Doubt
from hubdesk.errors import Refused
from hubdesk.stock import dates
from ui import wording
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label


class DayQuestion(QWidget):
    """Stands in front of every screen until answered; ``said`` carries the day."""

    said = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._day = date.min
        card = Card(look, self.tr("What day is it?"))
        self.question = label("", "heading", wraps=True)
        why = self.tr("The laptop's clock does not fit the last entry here. Dates on food need it.")
        self.yes = primary(look, self.tr("Yes, that is today"), "check", "Enter")
        self.other = QLineEdit()
        self.other.setMinimumHeight(look.px(46))
        self.other.setPlaceholderText(self.tr("Or type today's date: 21/11/2026"))
        self.other.setAccessibleName(self.tr("Today's date"))
        self.set_other = plain(look, self.tr("Use this date"), "calendar")
        self.wrong = label("", "strong", wraps=True)
        for part in (self.question, label(why, "muted", wraps=True), self.yes):
            card.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.other, 1)
        row.addWidget(self.set_other)
        card.body.addLayout(row)
        card.body.addWidget(self.wrong)
        card.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(40), look.px(40), look.px(40), look.px(40))
        whole.addWidget(card)
        self.yes.clicked.connect(self._agree)
        self.other.returnPressed.connect(self._tell)
        self.set_other.clicked.connect(self._tell)

    def ask(self, doubt: Doubt) -> None:
        """Asks about the day the clock shows."""
        self._day = doubt.day
        moment = QDateTime.fromMSecsSinceEpoch(doubt.moment_ms)
        day = QLocale().toString(moment, "dddd d MMMM yyyy")
        clock = QLocale().toString(moment, "H:mm")
        said = self.tr("Is today {day}, {time}?").format(day=day, time=clock)
        self.question.setText(said)
        self.wrong.clear()
        self.yes.setDefault(True)
        self.yes.setFocus()

    def _agree(self) -> None:
        self.said.emit(self._day)

    def _tell(self) -> None:
        try:
            typed = dates.read(self.other.text(), self._day)
        except Refused as refusal:
            self.wrong.setText(wording.said(refusal))
            return
        if typed is not None:
            self.said.emit(typed.day)
