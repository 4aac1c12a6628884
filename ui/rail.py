"""The rail: one button a job, in the order of its keys, and Help at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui import keys
from ui.screen import Place
from ui.theme.look import SMALL_PX, Look
from ui.widgets.painting import mirrored

WIDTH_PX = 104
KEY_PX = 11
ICON_PX = 24


class RailButton(QPushButton):
    """An icon above its word, the key in the corner."""

    def __init__(self, look: Look, place_name: str, icon_name: str, hint: str) -> None:
        super().__init__(place_name)
        self._look, self._icon_name, self._hint = look, icon_name, hint
        self.compact = False
        self.setProperty("kind", "rail")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{place_name} {hint}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics(SMALL_PX, bold=True)
        wide_px = metrics.horizontalAdvance(self.text()) + self._look.px(8)
        tall_px = self._look.px(ICON_PX + (11 if self.compact else 22)) + metrics.height()
        return QSize(max(wide_px, self._look.px(88)), max(tall_px, self._look.px(48)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        tokens = self._look.tokens
        self._paint(painter, tokens.rail_selected_text if self.isChecked() else tokens.rail_text)
        painter.end()

    def _paint(self, painter: QPainter, ink: str) -> None:
        px, metrics = self._look.px, self._look.metrics(SMALL_PX, bold=True)
        drawn_px = px(ICON_PX)
        top_px = max((self.height() - drawn_px - px(3) - metrics.height()) // 2, 0)
        icon = self._look.icon(self._icon_name, ink, ICON_PX)
        corner_px = max(px(26), self._look.metrics(KEY_PX).horizontalAdvance(self._hint) + px(2))
        free_px = self.width() - (px(8) + corner_px if not self.compact else 0)
        spot = QRect(0, top_px, drawn_px, drawn_px)
        spot.moveLeft(min((self.width() - drawn_px) // 2, free_px - drawn_px))
        painter.drawPixmap(mirrored(spot, self).topLeft(), icon)
        painter.setPen(QColor(ink))
        painter.setFont(self._look.font(SMALL_PX, bold=self.isChecked()))
        word = QRect(0, top_px + drawn_px + px(3), self.width(), metrics.height())
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.text())
        if not self.compact:
            painter.setFont(self._look.font(KEY_PX))
            place = QRect(self.width() - corner_px - px(4), px(4), corner_px, px(16))
            corner = mirrored(place, self)
            painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, self._hint)


class Rail(QWidget):
    """Shows the places it is given and no others; ``chosen`` is the number of one.

    The buttons form no exclusive group: Tab would reach only the one that is marked.
    """

    chosen = Signal(int)
    help_wanted = Signal()

    def __init__(self, look: Look, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._column = QVBoxLayout(self)
        self.buttons = [
            RailButton(look, place.name, place.icon_name, place.key.shown) for place in places
        ]
        for number, button in enumerate(self.buttons):
            self._column.addWidget(button)
            button.clicked.connect(partial(self.chosen.emit, number))
        self._column.addStretch(1)
        self.help_button = RailButton(
            look, self.tr("Help"), "circle-question-mark", keys.HELP.shown
        )
        self.help_button.clicked.connect(self.help_wanted)
        self._column.addWidget(self.help_button)
        self._dress()
        look.changed.connect(self._dress)

    def mark(self, number: int) -> None:
        """Marks the place on show; the number after the last is Help."""
        for at, button in enumerate((*self.buttons, self.help_button)):
            button.setChecked(at == number)

    def set_compact(self, compact: bool) -> None:
        """Leaves the key hints out, for want of room."""
        for button in (*self.buttons, self.help_button):
            button.compact = compact
            button.updateGeometry()
        self._dress()

    def _dress(self) -> None:
        px, button = self._look.px, self.help_button
        self._column.setContentsMargins(px(8), px(12), px(8), px(8))
        self._column.setSpacing(px(2) if button.compact else px(6))
        widest_px = max(each.sizeHint().width() for each in (*self.buttons, button))
        self.setFixedWidth(max(widest_px + px(16), px(WIDTH_PX)))
