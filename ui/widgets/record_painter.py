"""Paints one record of a list from the reading side, and knows which of its words were cut."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.theme.look import BODY_PX, SMALL_PX, Look
from ui.widgets.tip import tip
from ui.wording import fitting, placed

ROW_PX, SIDE_PX, GAP_PX, MARK_PX, ICON_PX, ICON_GAP_PX = 60, 18, 16, 4, 16, 6
LINE = int(Qt.ItemDataRole.UserRole)


class RecordLine(Struct, frozen=True):
    """How one record reads: ``lead`` before, ``title`` over ``detail``, ``end`` after.

    ``struck`` lines what was undone through; ``end_icon`` stands before ``end``.
    """

    lead: str
    title: str
    detail: str = ""
    end: str = ""
    end_icon: str = ""
    struck: bool = False

    def aloud(self) -> str:
        """The whole row for a screen reader."""
        return ", ".join(filter(None, (self.lead, self.title, self.detail, self.end)))


class Spot(Struct, frozen=True):
    """Words of a row, and where they stand in a desk that reads from left to right."""

    words: str
    place: QRect
    font: QFont
    ink: str

    @property
    def is_cut(self) -> bool:
        """True where there is no room for all of them."""
        return QFontMetrics(self.font).horizontalAdvance(placed(self.words)) > self.place.width()


class RecordPainter(QStyledItemDelegate):
    """Paints a row. What is cut in it is whole under the pointer."""

    def __init__(self, look: Look, lead_px: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._lead_px = look, lead_px

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        least_px = self._metrics(BODY_PX).height() + self._metrics(SMALL_PX).height()
        return QSize(0, max(self._look.px(ROW_PX), least_px + self._look.px(12)))

    def spots(self, line: RecordLine, box: QRect, marked: bool) -> list[Spot]:
        """Where the words of a row stand: what leads, what ends, and what is between."""
        px, tokens = self._look.px, self._look.tokens
        ink = tokens.muted if line.struck else tokens.text
        start, right = box.x() + px(SIDE_PX), box.x() + box.width() - px(SIDE_PX)
        tall_px = box.height() - 1
        lead = QRect(start, box.y(), px(self._lead_px), tall_px)
        x = start + px(self._lead_px) + px(GAP_PX)
        end_px = self._end_px(line, right - x)
        end = QRect(right - end_px, box.y(), end_px, tall_px)
        last = right - end_px - self._icon_px(line) - (px(GAP_PX) if line.end else 0)
        return [
            Spot(line.lead, lead, self._look.font(BODY_PX, True), ink),
            Spot(line.end, end, self._look.font(SMALL_PX), tokens.text),
            *self._between(line, QRect(x, box.y(), last - x, tall_px), marked, ink),
        ]

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A row whose words were cut says them whole under the pointer."""
        line = index.data(LINE)
        if event.type() != QEvent.Type.ToolTip or not isinstance(line, RecordLine):
            return False
        cut = any(each.is_cut for each in self.spots(line, option.rect, True))
        words = tip(line.lead, line.title, line.detail, line.end) if cut else ""
        QToolTip.showText(event.globalPos(), words, view)
        return True

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(LINE)
        if not isinstance(line, RecordLine):
            return
        tokens, px, box = self._look.tokens, self._look.px, option.rect
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(tokens.tint if marked else tokens.surface))
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), QColor(tokens.line))
        if marked:
            bar = QRect(box.x(), box.y(), px(MARK_PX), box.height() - 1)
            painter.fillRect(self._turned(option, bar), QColor(tokens.primary))
        spots = self.spots(line, box, marked)
        for each in spots:
            self._write(painter, option, each)
        if line.end and line.end_icon:
            self._paint_icon(painter, option, line.end_icon, spots[1].place.x())
        painter.restore()

    def _between(self, line: RecordLine, box: QRect, marked: bool, ink: str) -> Iterator[Spot]:
        """The title over its detail."""
        title_px, detail_px = self._metrics(BODY_PX).height(), self._metrics(SMALL_PX).height()
        top = box.y() + (box.height() + 1 - title_px - (detail_px if line.detail else 0)) // 2
        font, small = self._look.font(BODY_PX, bold=marked), self._look.font(SMALL_PX)
        for each in (font, small):
            each.setStrikeOut(line.struck)
        yield Spot(line.title, QRect(box.x(), top, box.width(), title_px), font, ink)
        under = QRect(box.x(), top + title_px, box.width(), detail_px)
        yield Spot(line.detail, under, small, self._look.tokens.muted)

    def _end_px(self, line: RecordLine, room_px: int) -> int:
        """How wide the last words stand: those before them have their room first, up to a half."""
        if not line.end:
            return 0
        free_px = room_px - self._icon_px(line) - self._look.px(GAP_PX)
        wanted_px = self._metrics(SMALL_PX).horizontalAdvance(placed(line.end)) + 2
        title_px = self._look.metrics(BODY_PX, bold=True).horizontalAdvance(line.title)
        detail_px = self._metrics(SMALL_PX).horizontalAdvance(line.detail)
        return max(min(wanted_px, max(free_px - max(title_px, detail_px) - 4, free_px // 2)), 0)

    def _icon_px(self, line: RecordLine) -> int:
        return self._look.px(ICON_PX) + self._look.px(ICON_GAP_PX) if line.end_icon else 0

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, name: str, before_x: int
    ) -> None:
        side_px, box = self._look.px(ICON_PX), option.rect
        x = before_x - side_px - self._look.px(ICON_GAP_PX)
        spot = QRect(x, box.y() + (box.height() - side_px) // 2, side_px, side_px)
        drawn = self._look.icon(name, self._look.tokens.muted, ICON_PX)
        painter.drawPixmap(self._turned(option, spot).topLeft(), drawn)

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, spot: Spot) -> None:
        if not spot.words:
            return
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(spot.font)
        painter.setPen(QColor(spot.ink))
        cut = fitting(spot.words, QFontMetrics(spot.font), spot.place.width())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self._turned(option, spot.place), flags | Qt.TextFlag.TextSingleLine, cut)

    def _turned(self, option: QStyleOptionViewItem, place: QRect) -> QRect:
        """The place as it stands when the desk reads from right to left."""
        direction, box = option.direction, option.rect
        return QStyle.visualRect(direction, box, place)

    def _metrics(self, size_px: int) -> QFontMetrics:
        return self._look.metrics(size_px)
