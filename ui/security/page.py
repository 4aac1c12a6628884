"""One page before the desk: a card with a title, something to fill in, Back, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card, label
from ui.widgets.strip import Strip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Page(QWidget):
    """``body`` is the column to fill. ``wanted`` when Enter or the filled button says go on.

    Enter in a field goes to the next empty field first; on any other button it presses that.
    """

    wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, look: Look, title: str, intro: str, go_on: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.look = look
        self.card = Card(look, foot=True)
        self.title = label(title, "title", wraps=True)
        self.intro = label(intro, wraps=True)
        self.strip = Strip(look)
        self.body = QVBoxLayout()
        self.back = quiet(look, self.tr("Back"), "arrow-left", "Esc")
        self.next = primary(look, go_on, "", self.tr("Enter"))
        self._go_on = go_on
        self.back.clicked.connect(self.back_wanted)
        self.next.clicked.connect(self.wanted)
        self._put_together()
        self._dress()
        look.changed.connect(self._dress)

    def refuse(self, sentence: str, tone: Tone = Tone.SOON) -> None:
        """Says why it cannot go on, in the page; an empty sentence takes it back."""
        self.strip.say(sentence, tone)
        if sentence:
            self._scroll.ensureWidgetVisible(self.strip)

    def set_busy(self, busy: bool, words: str = "") -> None:
        """While something slow is done, nothing can be pressed twice."""
        self.inside.setEnabled(not busy)
        self.next.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.next.say(words if busy and words else self._go_on)

    def first_field(self) -> QWidget:
        """Where the focus goes when the page opens."""
        fields = self.fields()
        empty = [each for each in fields if not each.text()]
        return next(iter(empty or fields), self.next)

    def fields(self) -> list[QLineEdit]:
        """The fields that are to be seen, in order."""
        found = self.inside.findChildren(QLineEdit)
        return [each for each in found if each.isVisibleTo(self) and each.isEnabled()]

    def set_tight(self, tight: bool) -> None:
        """Less air, for want of room."""
        edge_px = self.look.px(8 if tight else 24)
        self._around.setContentsMargins(edge_px, edge_px, edge_px, edge_px)
        self._room.setContentsMargins(
            self.look.px(20), self.look.px(10 if tight else 20), self.look.px(20), self.look.px(10)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and self.back.isVisibleTo(self):
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton) and focus.focusPolicy() and not focus.isCheckable():
            focus.click()
            return
        waiting = [each for each in self.fields() if not each.text() and each is not focus]
        if isinstance(focus, QLineEdit) and focus.text() and waiting:
            waiting[0].setFocus()
        else:
            self.next.click()

    def _put_together(self) -> None:
        self.inside = QWidget()
        self.inside.setProperty("role", "plain")
        self._room = QVBoxLayout(self.inside)
        for part in (self.title, self.intro):
            self._room.addWidget(part)
        self._room.addLayout(self.body)
        self._room.addWidget(self.strip)
        self._room.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.inside)
        self.card.body.addWidget(self._scroll, 1)
        assert self.card.foot is not None
        self.foot = self.card.foot
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(self.next)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._around = QHBoxLayout(self)
        self._around.addWidget(self.card)

    def _dress(self) -> None:
        px = self.look.px
        self.card.body.setContentsMargins(0, px(2), 0, 0)
        self.card.setMaximumWidth(px(760))
        self.card.setMaximumHeight(px(560))
        self._room.setSpacing(px(12))
        self.body.setSpacing(px(12))
