"""The rail: one button a job, in the order of its keys, and Help at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
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
from ui.widgets.scrolled import scrolled

WIDTH_PX = 104
KEY_PX = 11
ICON_PX, SMALL_ICON_PX = 24, 20
ROOMY_PX, CROWDED_PX, LEAST_PX = 64, 56, 44
"""How tall a row is where there is room, and what a finger needs."""
HINTED_PX = 52
"""Lower rows leave their key hints out: they would lie on the icons."""
SIDE_PX, PAIRED_SIDE_PX = 8, 4
WORD_SIDES_PX, PAIRED_SIDES_PX = 8, 3
"""Beside the rows, and on both sides of a word in its row: less where two share one."""
PAIRED_MORE_PX = 8
"""So much wider may the rail be for two in a row."""


class RailButton(QPushButton):
    """An icon above its word, the key in the corner where there is room for it."""

    def __init__(self, look: Look, place_name: str, icon_name: str, hint: str) -> None:
        super().__init__(place_name)
        self._look, self._icon_name, self._hint = look, icon_name, hint
        self._row_px, self.is_hinted, self._halved = ROOMY_PX, True, False
        self.setProperty("kind", "rail")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{place_name} {hint}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def fit(self, row_px: int, *, hinted: bool, halved: bool = False) -> None:
        """Stands in a row so tall, in real pixels, with its key or without; or in half of one."""
        self._row_px, self.is_hinted, self._halved = row_px, hinted, halved
        self.ensurePolished()  # the stylesheet would take the height back when it is first shown
        self.setFixedHeight(row_px)
        self.updateGeometry()
        self.update()

    def word_px(self, sides_px: int) -> int:
        """How wide its word is in real pixels, with so much beside it."""
        metrics = self._look.metrics(SMALL_PX, bold=True)
        return metrics.horizontalAdvance(self.text()) + self._look.px(sides_px)

    def sizeHint(self) -> QSize:
        if self._halved:
            return QSize(self.half_px(), self._row_px)
        return QSize(max(self.word_px(WORD_SIDES_PX), self._look.px(88)), self._row_px)

    def half_px(self) -> int:
        """How wide it is beside another, in real pixels: never narrower than a finger needs."""
        return max(self.word_px(PAIRED_SIDES_PX), self._look.px(LEAST_PX))

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
        roomy = self.height() >= px(ICON_PX) + px(8) + metrics.height()
        size, gap_px = (ICON_PX, px(3)) if roomy else (SMALL_ICON_PX, px(1))
        drawn_px = px(size)
        top_px = max((self.height() - drawn_px - gap_px - metrics.height()) // 2, 0)
        icon = self._look.icon(self._icon_name, ink, size)
        corner_px = max(px(26), self._look.metrics(KEY_PX).horizontalAdvance(self._hint) + px(2))
        free_px = self.width() - (px(8) + corner_px if self.is_hinted else 0)
        spot = QRect(0, top_px, drawn_px, drawn_px)
        spot.moveLeft(min((self.width() - drawn_px) // 2, free_px - drawn_px))
        painter.drawPixmap(mirrored(spot, self).topLeft(), icon)
        painter.setPen(QColor(ink))
        painter.setFont(self._look.font(SMALL_PX, bold=self.isChecked()))
        word = QRect(0, top_px + drawn_px + gap_px, self.width(), metrics.height())
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.is_hinted:
            painter.setFont(self._look.font(KEY_PX))
            place = QRect(self.width() - corner_px - px(4), px(4), corner_px, px(16))
            corner = mirrored(place, self)
            painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, self._hint)


class Rail(QWidget):
    """Shows the places it is given and no others; ``chosen`` is the number of one.

    The rows share the height, never lower than a finger needs. Where there are too many, the
    last places stand two to a row, so that each keeps its word; Help stays at the foot. A window
    too low even for that scrolls. The buttons form no exclusive group: Tab would reach only the
    one that is marked.
    """

    chosen = Signal(int)
    help_wanted = Signal()

    def __init__(self, look: Look, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, self._compact = look, False
        self.buttons = [
            RailButton(look, place.name, place.icon_name, place.key.shown) for place in places
        ]
        self.help_button = RailButton(
            look, self.tr("Help"), "circle-question-mark", keys.HELP.shown
        )
        self._arrange()
        for number, button in enumerate(self.buttons):
            button.clicked.connect(partial(self.chosen.emit, number))
        self.help_button.clicked.connect(self.help_wanted)
        self._dress()
        look.changed.connect(self._dress)

    def mark(self, number: int) -> None:
        """Marks the place on show; the number after the last is Help."""
        for at, button in enumerate((*self.buttons, self.help_button)):
            button.setChecked(at == number)
        if number < len(self.buttons):
            self._scroll.ensureWidgetVisible(self.buttons[number], 0, 0)

    def set_compact(self, compact: bool) -> None:
        """Leaves the key hints out, for want of room."""
        self._compact = compact
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
        # Other rows than before have their places now, and not in a turn to come.
        self._column.activate()

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._rows = QGridLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setRowStretch(len(self.buttons), 1)
        self._scroll = scrolled(inside)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self.help_button)
        self._pairs = -1
        self._pair(0)

    def _pair(self, pairs: int) -> None:
        """Puts the places in their rows, the last of them two to a row."""
        if pairs == self._pairs:
            return
        self._pairs, alone = pairs, len(self.buttons) - 2 * pairs
        for at, button in enumerate(self.buttons):
            row, column = (at, 0) if at < alone else divmod(at - alone, 2)
            row += alone if at >= alone else 0
            self._rows.addWidget(button, row, column, 1, 2 if at < alone else 1)

    def _dress(self) -> None:
        self._share()

    def _share(self) -> None:
        """Gives each row its part of the height."""
        px, many = self._look.px, len(self.buttons) + 1
        crowded = self._compact or self.height() < many * px(ROOMY_PX + 6) + px(20)
        gap_px, top_px, foot_px = (px(2), px(4), px(4)) if crowded else (px(6), px(12), px(8))
        room_px = self.height() - top_px - foot_px + gap_px
        pairs = self._pairs_wanted(many - room_px // (px(LEAST_PX) + gap_px), gap_px)
        self._pair(pairs)
        for layout in (self._column, self._rows):
            layout.setSpacing(gap_px)
        side_px = px(PAIRED_SIDE_PX if pairs else SIDE_PX)
        self._column.setContentsMargins(side_px, top_px, side_px, foot_px)
        self.setFixedWidth(max(self._usual_px(), self._paired_px(pairs, gap_px)))
        free_px = room_px // (many - pairs) - gap_px
        row_px = max(px(LEAST_PX), min(free_px, px(CROWDED_PX if crowded else ROOMY_PX)))
        self._fit_rows(row_px, hinted=not self._compact and not pairs and row_px >= px(HINTED_PX))

    def _fit_rows(self, row_px: int, *, hinted: bool) -> None:
        alone = len(self.buttons) - 2 * self._pairs
        for at, button in enumerate(self.buttons):
            button.fit(row_px, hinted=hinted, halved=at >= alone)
        self.help_button.fit(row_px, hinted=hinted)

    def _usual_px(self) -> int:
        """As wide as the longest word, one place to a row."""
        px, every = self._look.px, (*self.buttons, self.help_button)
        widest_px = max(each.word_px(WORD_SIDES_PX) for each in every)
        return max(widest_px + 2 * px(SIDE_PX), px(WIDTH_PX))

    def _paired_px(self, pairs: int, gap_px: int) -> int:
        """How wide the rail is for the last places, two to a row."""
        halves = [each.half_px() for each in self.buttons[len(self.buttons) - 2 * pairs :]]
        return 2 * (max(halves, default=0) + self._look.px(PAIRED_SIDE_PX)) + gap_px

    def _pairs_wanted(self, missing: int, gap_px: int) -> int:
        """How many rows are shared so that all fit: none of those whose words are too long."""
        most_px = self._usual_px() + self._look.px(PAIRED_MORE_PX)
        pairs = min(missing, len(self.buttons) // 2)
        while pairs > 0 and self._paired_px(pairs, gap_px) > most_px:
            pairs -= 1
        return max(pairs, 0)
