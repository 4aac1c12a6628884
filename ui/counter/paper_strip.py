"""Over the visit while sheets of paper are entered: when it was, in few keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QDateTime, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui import keys
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, quiet
from ui.widgets.card import label
from ui.widgets.field import Entry
from ui.widgets.painting import say_again


class PaperStrip(QFrame):
    """``typed`` carries what was typed for the time; ``change_wanted`` asks for another;
    ``left`` says that what comes now happens now."""

    typed = Signal(str)
    change_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("role", "result")
        self.setProperty("tone", Tone.INFO.value)
        self.words = label("", "strong")
        self.sheet = label("", "muted")
        self.field = Entry(self.tr("When was it?"))
        self.field.installEventFilter(self)
        self.change = plain(look, self.tr("Change the time"), "clock", keys.FROM_PAPER.shown)
        self.leave = quiet(look, self.tr("Leave paper"), "x")
        self._row = QHBoxLayout(self)
        for part in (self.words, self.field, self.sheet):
            self._row.addWidget(part, 3 if part is self.field else 0)
        self._row.addStretch(1)
        self._row.addWidget(self.change)
        self._row.addWidget(self.leave)
        self.field.returnPressed.connect(self._enter)
        self.change.clicked.connect(self.change_wanted)
        self.leave.clicked.connect(self.left)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def asking(self) -> bool:
        """True while it waits for a time."""
        return not self.isHidden() and not self.field.isHidden()

    def ask(self, proposed: date, sheet: str) -> None:
        """Asks when it was; a time alone is of the proposed day."""
        day = QLocale().toString(QDate(proposed.year, proposed.month, proposed.day), "ddd d MMM")
        self.words.setText(self.tr("From paper: {day}, at").format(day=day))
        self.field.setPlaceholderText(self.tr("1430, or sat 1430"))
        self.field.clear()
        self._show(asking=True, sheet=sheet)

    def show_time(self, at_ms: int, sheet: str) -> None:
        """Shows the time at which what is entered counts."""
        moment = QDateTime.fromMSecsSinceEpoch(at_ms)
        said = self.tr("From paper: {day}, {time}").format(
            day=QLocale().toString(moment.date(), "dddd d MMMM"), time=moment.toString("HH:mm")
        )
        self.words.setText(said)
        self._show(asking=False, sheet=sheet)

    def mend(self) -> None:
        """What was typed is no time: it is typed anew."""
        self.field.clear()

    def compact(self, compact: bool) -> None:
        """Fewer words, for want of room."""
        self.change.say(self.tr("Time") if compact else self.tr("Change the time"))
        self.leave.say(self.tr("Leave") if compact else self.tr("Leave paper"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _show(self, *, asking: bool, sheet: str) -> None:
        self.sheet.setText(self.tr("Sheet {number}").format(number=sheet[-4:]) if sheet else "")
        self.sheet.setVisible(bool(sheet))
        self.field.setVisible(asking)
        self.change.setVisible(not asking)
        self.show()
        if asking:
            self.field.setFocus()

    def _enter(self) -> None:
        self.typed.emit(self.field.text())

    def _dress(self) -> None:
        px = self._look.px
        self.field.setMinimumHeight(px(46))
        self._row.setSpacing(px(12))
        self._row.setContentsMargins(px(16), px(6), px(10), px(6))
        say_again(self)
