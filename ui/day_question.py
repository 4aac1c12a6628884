"""Asks "Is today Saturday 21 November 2026, 8:04?" when the laptop's clock cannot be right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk import day_typed
from hubdesk.day_answers import Doubt, Fit, Why
from hubdesk.errors import Refused, Said
from ui import day_words, wording
from ui.theme.look import Look
from ui.widgets.buttons import Kind, WordButton, plain, primary
from ui.widgets.card import Card, label
from ui.widgets.field import Entry
from ui.widgets.painting import say_again


class DayQuestion(QWidget):
    """Stands in front of every screen until answered.

    ``said`` carries the day, and whether a day before the last entry is meant on purpose: that
    is asked once more, in the same place. ``left`` when the date stays as it was.
    """

    said = Signal(object, bool)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._doubt = Doubt(date.min, 0)
        self._again: date | None = None
        self.question = label("", "heading", wraps=True)
        self.why = label("", "muted", wraps=True)
        self.yes = primary(look, self.tr("Yes, that is today"), "check", "Enter")
        self.other = Entry(self.tr("Today's date"))
        self.other.setMinimumHeight(look.px(46))
        self.other.setPlaceholderText(self.tr("Or type today's date: 21/11/2026"))
        self.set_other = plain(look, self.tr("Use this date"), "calendar")
        self.wrong = label("", "strong", wraps=True)
        self.back = plain(look, self.tr("Type another day"), "", "Esc")
        self._arrange(look)
        self.yes.clicked.connect(self._agree)
        self.back.clicked.connect(self._go_back)
        self.other.returnPressed.connect(self._tell)
        self.set_other.clicked.connect(self._tell)

    def ask(self, doubt: Doubt) -> None:
        """Asks about the day the clock shows, or for another."""
        self._doubt = doubt
        self.other.clear()
        self._show_first()

    def is_about(self, doubt: Doubt) -> bool:
        """True while this is what is asked, or somebody is answering."""
        typing = bool(self.other.text()) or self._again is not None
        return typing or (self._doubt.day, self._doubt.why) == (doubt.day, doubt.why)

    def refuse(self, failure: Said) -> None:
        """Says why that cannot be the day, and what to type."""
        self._show_first()
        self.wrong.setText(wording.said(failure))
        self.other.selectAll()
        self.other.setFocus()

    def focus_home(self) -> None:
        """The answer that is likely; else the place where the day is typed."""
        if self._again is not None:
            (self.yes if self.yes.isDefault() else self.back).setFocus()
        else:
            (self.yes if self._doubt.is_likely else self.other).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _arrange(self, look: Look) -> None:
        card = Card(look, self.tr("Today's date"))
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.other, 1)
        row.addWidget(self.set_other)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for part in (self.question, self.why, self.yes):
            card.body.addWidget(part)
        card.body.addLayout(row)
        card.body.addWidget(self.wrong)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(40), look.px(40), look.px(40), look.px(40))
        whole.addWidget(card)

    def _show_first(self) -> None:
        doubt, self._again = self._doubt, None
        likely, is_wanted = doubt.is_likely, doubt.why is Why.WANTED
        self.question.setText(day_words.question(doubt))
        self.why.setText(day_words.why(doubt))
        day = day_words.named(doubt.day)
        it_is = self.tr("Yes, that is today") if likely else self.tr("It is {day}").format(day=day)
        self._show_yes(it_is, first=likely)
        self.yes.setVisible(not is_wanted and doubt.fit(doubt.day) is not Fit.NEVER)
        _raise(self.set_other, not likely)
        typed = self.tr("Or type today's date: 21/11/2026")
        self.other.setPlaceholderText(typed if likely else self.tr("Type today's date: 21/11/2026"))
        self.back.say(self.tr("Leave it as it is"))
        self.back.setVisible(is_wanted)
        self._show_field(True)

    def _ask_again(self, day: date, fit: Fit) -> None:
        """One more look at what was answered, where it would do harm to be wrong."""
        self._again = day
        self.question.setText(day_words.again(day))
        self.why.setText(day_words.meaning(self._doubt, day, fit))
        ahead = self.tr("Yes, the clock was ahead")
        word = ahead if fit is Fit.BEFORE else self.tr("Yes, that is today")
        self._show_yes(word, first=fit is Fit.FITS)
        self.yes.show()
        self.back.say(self.tr("Type another day"))
        self.back.show()
        self._show_field(False)

    def _show_yes(self, word: str, *, first: bool) -> None:
        self.yes.say(word)
        self.yes.set_hint("Enter" if first else "")
        self.yes.setDefault(first)
        _raise(self.yes, first)

    def _show_field(self, shown: bool) -> None:
        self.other.setVisible(shown)
        self.set_other.setVisible(shown)
        self.wrong.clear()
        self.back.setDefault(not shown and not self.yes.isDefault())
        self.focus_home()

    def _agree(self) -> None:
        if self._again is not None:
            self.said.emit(self._again, True)
        else:
            self._weigh(self._doubt.day, is_sure=True)

    def _tell(self) -> None:
        try:
            typed = day_typed.read(self.other.text(), self._doubt)
        except Refused as refusal:
            self.refuse(refusal)
            return
        self._weigh(typed.day, is_sure=typed.is_sure)

    def _weigh(self, day: date, *, is_sure: bool) -> None:
        fit = self._doubt.fit(day)
        if fit is Fit.FITS and is_sure:
            self.said.emit(day, False)
        else:
            self._ask_again(day, fit)

    def _go_back(self) -> None:
        if self._again is None:
            self.left.emit()
        else:
            self._show_first()
            self.other.selectAll()
            self.other.setFocus()


def _raise(button: WordButton, first: bool) -> None:
    """The one filled button is the answer that is likely."""
    button.kind = Kind.PRIMARY if first else Kind.PLAIN
    button.setProperty("kind", button.kind.value)
    button.updateGeometry()
    say_again(button)
