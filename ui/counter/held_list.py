"""The visits on hold: parked by another scan or by a key, each brought back with one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
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
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.back.clicked.connect(self.left)
        self.buttons: list[WordButton] = []
        card = Card(look, self.tr("On hold"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        card.body.addWidget(scrolled(inside), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        card.body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def show_held(self, held: Sequence[HeldVisit]) -> None:
        """Shows the waiting visits, the longest waiting first."""
        while self._rows.count():
            taken = self._rows.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                take_away(widget)
        self.buttons = []
        for each in held:
            self._rows.addWidget(self._row(each))
        self._count = len(held)
        self._say_count()

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
