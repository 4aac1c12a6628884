"""A list of records, two lines each, as tall as a finger: painted, not one widget a row.

The list holds plain records and asks how each reads only when it is seen, so that 2,000
events cost no more than the dozen on show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.look import BODY_PX, SMALL_PX, Look
from ui.wording import fitting, placed

ROW_PX, SIDE_PX, GAP_PX, MARK_PX, ICON_PX, PEEK_PX = 60, 18, 16, 4, 16, 12
_NOWHERE = QModelIndex()
_LINE = int(Qt.ItemDataRole.UserRole)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleTextRole)


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


class RecordModel(QAbstractListModel):
    """The records of a list. ``reads`` says how one reads; nothing else is kept of it."""

    def __init__(self, reads: Callable[[Any], RecordLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self.records: Sequence[Any] = ()

    def hold(self, records: Sequence[Any]) -> None:
        """Holds these records and no others."""
        self.beginResetModel()
        self.records = records
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.records)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        if not 0 <= index.row() < len(self.records):
            return None
        if role in (_DISPLAY, _ALOUD):
            return self._reads(self.records[index.row()]).aloud()
        return self._reads(self.records[index.row()]) if role == _LINE else None


class RecordList(QListView):
    """Shows records. ``opened`` is one on which Enter or a double click fell.

    ``chosen`` is the marked record, or None. ``lead_px`` is the room for what stands before,
    as at 100 %.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        reads: Callable[[Any], RecordLine],
        name: str,
        lead_px: int = 64,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "records")
        self._look = look
        self.records = RecordModel(reads, self)
        self.setModel(self.records)
        self.setItemDelegate(_Painter(look, lead_px, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.activated.connect(self._open)
        look.changed.connect(self.doItemsLayout)

    def hold(self, records: Sequence[Any], mark: int = 0) -> None:
        """Shows these records with one row marked; with none, says that nothing is chosen."""
        self.records.hold(records)
        if records:
            self.mark(mark)
        else:
            self.chosen.emit(None)

    def mark(self, row: int) -> None:
        """Marks a row (the nearest there is) and brings it into view."""
        last = self.records.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.records.index(min(max(row, 0), last)))

    def move_mark(self, step: int) -> None:
        """Moves the mark up (-1) or down (+1)."""
        self.mark(self.currentIndex().row() + step)

    def marked(self) -> Any:
        """The marked record, or None."""
        row = self.currentIndex().row()
        return self.records.records[row] if 0 <= row < self.records.rowCount() else None

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.marked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """One row at least, and so much of the next that one sees there is more."""
        return QSize(super().minimumSizeHint().width(), self._look.px(ROW_PX + PEEK_PX))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.marked() is not None:
            self.opened.emit(self.marked())


class _Painter(QStyledItemDelegate):
    """Paints one row from the reading side, as the rows of a visit look."""

    def __init__(self, look: Look, lead_px: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._lead_px = look, lead_px

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        least_px = self._metrics(BODY_PX).height() + self._metrics(SMALL_PX).height()
        return QSize(0, max(self._look.px(ROW_PX), least_px + self._look.px(12)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(_LINE)
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
        start = box.x() + px(SIDE_PX)
        end = self._paint_end(painter, option, line)
        words = QRect(start, box.y(), px(self._lead_px), box.height() - 1)
        ink = tokens.muted if line.struck else tokens.text
        self._write(painter, option, words, line.lead, self._look.font(BODY_PX, True), ink)
        x = start + px(self._lead_px) + px(GAP_PX)
        self._paint_words(painter, option, QRect(x, box.y(), end - x, box.height() - 1), line)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, line: RecordLine
    ) -> None:
        tokens = self._look.tokens
        title_px, detail_px = self._metrics(BODY_PX).height(), self._metrics(SMALL_PX).height()
        top = box.y() + (box.height() - title_px - (detail_px if line.detail else 0)) // 2
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        font = self._look.font(BODY_PX, bold=marked)
        font.setStrikeOut(line.struck)
        ink = tokens.muted if line.struck else tokens.text
        place = QRect(box.x(), top, box.width(), title_px)
        self._write(painter, option, place, line.title, font, ink)
        small = self._look.font(SMALL_PX)
        small.setStrikeOut(line.struck)
        under = QRect(box.x(), top + title_px, box.width(), detail_px)
        self._write(painter, option, under, line.detail, small, tokens.muted)

    def _paint_end(self, painter: QPainter, option: QStyleOptionViewItem, line: RecordLine) -> int:
        """Paints what stands last in the row; answers where the words before it must end."""
        px, box = self._look.px, option.rect
        right = box.x() + box.width() - px(SIDE_PX)
        if not line.end:
            return int(right)
        last = placed(line.end)
        wide_px = self._metrics(SMALL_PX).horizontalAdvance(last) + 2
        place = QRect(right - wide_px, box.y(), wide_px, box.height() - 1)
        tokens = self._look.tokens
        self._write(painter, option, place, last, self._look.font(SMALL_PX), tokens.text)
        x = right - wide_px
        if line.end_icon:
            x -= px(ICON_PX) + px(6)
            spot = QRect(x, box.y() + (box.height() - px(ICON_PX)) // 2, px(ICON_PX), px(ICON_PX))
            drawn = self._look.icon(line.end_icon, tokens.muted, ICON_PX)
            painter.drawPixmap(self._turned(option, spot).topLeft(), drawn)
        return int(x) - px(GAP_PX)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        words: str,
        font: QFont,
        ink: str,
    ) -> None:
        mirrored = self._is_mirrored(option)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(QColor(ink))
        cut = fitting(words, QFontMetrics(font), place.width())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self._turned(option, place), flags | Qt.TextFlag.TextSingleLine, cut)

    def _turned(self, option: QStyleOptionViewItem, place: QRect) -> QRect:
        """The place as it stands when the desk reads from right to left."""
        direction, box = option.direction, option.rect
        return QStyle.visualRect(direction, box, place)

    def _is_mirrored(self, option: QStyleOptionViewItem) -> bool:
        direction = option.direction
        return bool(direction == Qt.LayoutDirection.RightToLeft)

    def _metrics(self, size_px: int) -> QFontMetrics:
        return self._look.metrics(size_px)
