"""Step 3: what the hub starts with, as four large choices."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.security.page import Page
from ui.theme.look import BODY_PX, HEADING_PX, Look
from ui.widgets.one_of import OneOf
from ui.widgets.painting import mirrored
from ui.wording import placed

ICON_PX, EDGE_PX, GAP_PX, TALL_PX = 30, 18, 16, 76


class Start(StrEnum):
    """What a hub starts with."""

    STARTER = "starter"
    EMPTY = "empty"
    JOIN = "join"
    PRACTICE = "practice"


class ChoiceButton(QPushButton):
    """One choice: an icon, what it is, and what it brings; the chosen one has a tick.

    ``moved`` is Up (-1) or Down (+1).
    """

    moved = Signal(int)

    def __init__(self, look: Look, icon_name: str, words: str, brings: str) -> None:
        super().__init__(words)
        self._look, self._icon_name, self.brings = look, icon_name, placed(brings)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{words}. {brings}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self._look.px
        room = QRect(0, 0, max(width - self._words_x() - px(EDGE_PX + 30), 60), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        lines = self._look.metrics(BODY_PX).boundingRect(room, flags, self.brings).height()
        head = self._look.metrics(HEADING_PX, bold=True).height()
        return max(head + lines + px(26), px(TALL_PX))

    def sizeHint(self) -> QSize:
        wide = self._words_x() + self._look.metrics(HEADING_PX, True).horizontalAdvance(self.text())
        return QSize(wide + self._look.px(EDGE_PX + 40), self._look.px(TALL_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would move the focus, and its page would scroll; here Up and Down choose.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint(painter)
        painter.end()

    def _words_x(self) -> int:
        return self._look.px(EDGE_PX + ICON_PX + GAP_PX)

    def _paint(self, painter: QPainter) -> None:
        px, tokens = self._look.px, self._look.tokens
        middle = (self.height() - px(ICON_PX)) // 2
        icon = mirrored(QRect(px(EDGE_PX), middle, px(ICON_PX), px(ICON_PX)), self)
        drawn = self._look.icon(self._icon_name, tokens.primary, ICON_PX)
        painter.drawPixmap(icon.topLeft(), drawn)
        end_px = px(EDGE_PX + 30)
        words = QRect(self._words_x(), 0, self.width() - self._words_x() - end_px, self.height())
        head_px = self._look.metrics(HEADING_PX, bold=True).height()
        whole = head_px + self.heightForWidth(self.width()) - head_px - px(26)
        top = (self.height() - whole) // 2
        head = mirrored(QRect(words.x(), top, words.width(), head_px), self)
        body = mirrored(QRect(words.x(), top + head_px, words.width(), self.height()), self)
        side = Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight
        flags = side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(QColor(tokens.text))
        painter.setFont(self._look.font(HEADING_PX, bold=True))
        painter.drawText(head, flags, self.text())
        painter.setFont(self._look.font(BODY_PX))
        painter.drawText(body, int(flags) | int(Qt.TextFlag.TextWordWrap), self.brings)
        if self.isChecked():
            tick = QRect(self.width() - end_px, (self.height() - px(24)) // 2, px(24), px(24))
            drawn = self._look.icon("circle-check-big", tokens.primary, 24)
            painter.drawPixmap(mirrored(tick, self).topLeft(), drawn)


class StartPage(Page):
    """Step 3: the starter set, nothing, another hub, or practice first.

    Up and Down move between them.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            self.tr("How do you want to start?"),
            self.tr("Whatever you choose, you can practise at any time."),
            self.tr("Open the desk"),
        )
        self.choices = {
            Start.STARTER: ChoiceButton(
                look,
                "package-open",
                self.tr("With a starter set"),
                self.tr("Usual goods, tiles, and parcel lists for 1 to 10 people. Change any."),
            ),
            Start.EMPTY: ChoiceButton(
                look,
                "file-text",
                self.tr("Empty"),
                self.tr("Nothing in it. For a hub with lists of its own."),
            ),
            Start.JOIN: ChoiceButton(
                look,
                "users",
                self.tr("Join a hub that other laptops have"),
                self.tr("Goods and households come from them, through a shared folder."),
            ),
            Start.PRACTICE: ChoiceButton(
                look,
                "puzzle",
                self.tr("Practise first"),
                self.tr("Made-up goods and households. This hub waits for you."),
            ),
        }
        for button in self.choices.values():
            self.body.addWidget(button)
            button.moved.connect(self._move)
        self.one = OneOf(
            {str(start): each for start, each in self.choices.items()}, Start.STARTER, self
        )
        self.back.hide()

    def chosen(self) -> Start:
        """Which of the four."""
        return Start(self.one.value())

    def first_field(self) -> QWidget:
        return self.choices[self.chosen()]

    def _move(self, by: int) -> None:
        order = list(self.choices)
        at = order.index(self.chosen()) + by
        self.one.set_value(order[max(0, min(at, len(order) - 1))])
        self.first_field().setFocus()
