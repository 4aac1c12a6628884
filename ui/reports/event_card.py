"""What can be done about one event: it did not happen, it came back, open it again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hubdesk.reports.today import Event
from ui import keys
from ui.reports import wording
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, Words, label
from ui.widgets.chip import Chip
from ui.wording import placed

ROOMY_PX, CLOSE_PX = 14, 6
"""Between one way and the next."""


class EventCard(Card):
    """The marked event, and its ways back. Each signal is pressed for the event on show.

    An event that is told in many words leaves no room for the reasons: they go before a button
    would lie on them, and are still read out.
    """

    reopen_wanted = Signal()
    back_wanted = Signal()
    undo_wanted = Signal()
    label_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._shown: Event | None = None
        self._compact = False
        self.what = label("", "heading", wraps=True)
        self.more = label("", wraps=True)
        self.state = Chip(look, self.tr("Undone"), Tone.INFO, "undo-2")
        self.reopen = plain(look, self.tr("Open again"), "package-open")
        self.back = plain(look, self.tr("It came back"), "rotate-ccw")
        self.undo = plain(look, self.tr("Undo"), "undo-2", keys.UNDO.shown)
        self.label_again = plain(look, self.tr("Print its label again"), "printer")
        self._reasons: list[Words] = []
        self._ways = (
            self._way(self.reopen, self.tr("Change it and finish again. Its label stops working.")),
            self._way(self.back, self.tr("The goods are on the shelf again from now on.")),
            self._way(self.label_again, self.tr("It says that it is a reprint.")),
            self._way(self.undo, self.tr("It did not happen: take it out of the day.")),
        )
        for part in (self.what, self.more, self.state):
            self.body.addWidget(part)
        self._ways_row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for way in self._ways:
            self._ways_row.addWidget(way)
        self._ways_row.addStretch(1)
        self.body.addLayout(self._ways_row, 1)
        self.reopen.clicked.connect(self.reopen_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.label_again.clicked.connect(self.label_wanted)
        self.undo.clicked.connect(self.undo_wanted)

    def show_event(self, event: Event | None) -> None:
        """Shows an event and what can be done about it; None takes the card away."""
        self._shown = event
        self._fit()
        if event is None:
            return
        self.what.setText(placed(wording.title(event)))
        self.more.setText(placed(f"{wording.time(event.at_ms)}  ·  {wording.detail(event)}"))
        self.state.setVisible((event.undone or event.back) and not self._compact)
        if event.back:
            self.state.say(self.tr("Came back"), Tone.INFO, "rotate-ccw")
        else:
            self.state.say(self.tr("Undone"), Tone.INFO, "undo-2")
        parcel = event.can_reopen
        possible = (parcel, parcel, parcel, event.can_undo)
        for way, can in zip(self._ways, possible, strict=True):
            way.setVisible(can)
        self.set_busy(False)
        self._make_room()

    def set_compact(self, compact: bool) -> None:
        """In one column the buttons stand beside each other, without their reasons."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._ways_row.setDirection(across if compact else down)
        self._ways_row.setSpacing(self._look.px(8 if compact else ROOMY_PX))
        for part in (self.what, self.more, *self._reasons):
            part.setHidden(compact)
        self.set_tight(compact)
        self._compact = compact
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The ways stand closer, and then without their reasons, where the card is low."""
        if self._compact:
            return
        for gap_px, reasoned in ((ROOMY_PX, True), (CLOSE_PX, True), (CLOSE_PX, False)):
            self._ways_row.setSpacing(self._look.px(gap_px))
            for each in self._reasons:
                each.setVisible(reasoned)
            if self._column.totalHeightForWidth(self.width()) <= self.height():
                return

    def set_busy(self, busy: bool) -> None:
        """Nothing more can be pressed while an answer is on its way."""
        for button in (self.reopen, self.back, self.label_again, self.undo):
            button.setEnabled(not busy)

    def _fit(self) -> None:
        """In one column the row above says what happened: the card is for buttons only."""
        event = self._shown
        if event is None:
            self.hide()
        else:
            self.setVisible(not self._compact or event.can_undo or event.can_reopen)

    def _way(self, button: WordButton, why: str) -> QWidget:
        way = QWidget()
        column = QVBoxLayout(way)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(3))
        reason = label(why, "muted", wraps=True)
        self._reasons.append(reason)
        button.leading = True
        button.setAccessibleDescription(why)
        column.addWidget(button)
        column.addWidget(reason)
        return way
