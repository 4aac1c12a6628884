"""The visits on hold: parked by another scan or by a key, each brought back with one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.counter.hold import HeldVisit
from ui import wording
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain, quiet
from ui.widgets.card import Card, label
from ui.widgets.scrolled import scrolled
from ui.widgets.take_away import take_away
from ui.wording import placed, short


class HeldList(QWidget):
    """Who waits, since when; ``resumed`` and ``put_away`` carry the visit's id.

    ``opener`` is the button for the title row that says how many wait.
    """

    resumed = Signal(object)
    put_away = Signal(object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.opener = plain(look, "", "clock")
        self._count, self._compact = 0, False
        self.buttons: list[WordButton] = []
        self._rows: QVBoxLayout | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """With nobody on hold it stands empty, and says how to go back."""
        super().showEvent(event)
        self._place()

    def _place(self) -> QVBoxLayout:
        """Where the visits stand; made when it is first wanted."""
        if self._rows is None:
            self._rows = self._made_rows()
        return self._rows

    def _made_rows(self) -> QVBoxLayout:
        """The card around the visits."""
        card, rows = Card(self._look, self.tr("On hold"), parent=self), QVBoxLayout()
        rows.setSpacing(self._look.px(8))
        back = plain(self._look, self.tr("Back"), "arrow-left", "Esc")
        back.clicked.connect(self.left)
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows)
        column.addStretch(1)
        card.body.addWidget(scrolled(inside), 1)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        card.body.addLayout(foot)
        self._whole.addWidget(card)
        return rows

    def show_held(self, held: Sequence[HeldVisit]) -> None:
        """Shows the waiting visits, the longest waiting first."""
        self._take_rows_away()
        self.buttons = []
        for each in held:
            self._place().addWidget(self._row(each))
        self._count = len(held)
        self._say_count()

    def _take_rows_away(self) -> None:
        while self._rows is not None and self._rows.count():
            taken = self._rows.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                take_away(widget)

    def compact(self, compact: bool) -> None:
        """Fewer words on the button, for want of room."""
        self._compact = compact
        self._say_count()

    def _say_count(self) -> None:
        said = self.tr("On hold: {n}").format(n=self._count)
        self.opener.say(str(self._count) if self._compact else said)
        self.opener.setAccessibleName(said)

    def _row(self, each: HeldVisit) -> QWidget:
        made = QWidget()
        made.setProperty("role", "row")
        across = QHBoxLayout(made)
        who = each.number or self.tr("First visit")
        if each.ticket:
            across.addWidget(label(placed(short(each.ticket, 24)), "title"))
        across.addWidget(label(who, "strong"))
        across.addWidget(label(wording.size(each.adults, each.children)))
        since = self.tr("since {time}").format(time=each.since)
        across.addWidget(label(since, "muted"))
        if each.told_ms is not None:
            across.addWidget(label(self.tr("from paper"), "muted"))
        across.addStretch(1)
        away = quiet(self._look, self.tr("Not served"), "circle-x")
        away.clicked.connect(partial(self.put_away.emit, each.id))
        back = plain(self._look, self.tr("Bring back"), "undo-2")
        back.setAccessibleName(self.tr("Bring back {who}").format(who=who))
        back.clicked.connect(partial(self.resumed.emit, each.id))
        self.buttons.append(back)
        for button in (away, back):
            across.addWidget(button)
        return made
