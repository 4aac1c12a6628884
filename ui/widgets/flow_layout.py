"""Lays things out like words: along the line, then onto the next. For chips and actions."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """A wrapping row, from the reading side. The gap (pixels) stands between items and lines."""

    def __init__(self, gap_px: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_px = gap_px
        self.setContentsMargins(0, 0, 0, 0)

    def set_gap(self, gap_px: int) -> None:
        """Changes the gap, as when the scale changes."""
        self._gap_px = gap_px
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(self.alignmentRect(rect), place=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width_px = sum(hint.width() for hint in hints) + self._gap_px * max(len(hints) - 1, 0)
        return QSize(width_px, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, place: bool) -> int:
        """Places the items in ``rect`` (or only measures); answers the height used."""
        x, y, line_px = 0, 0, 0
        for item in self._shown():
            hint = item.sizeHint()
            width_px = min(hint.width(), max(rect.width(), item.minimumSize().width()))
            if x and x + width_px > rect.width():
                x, y, line_px = 0, y + line_px + self._gap_px, 0
            if place:
                item.setGeometry(self._turned(QRect(QPoint(x, y), hint), rect, width_px))
            x += width_px + self._gap_px
            line_px = max(line_px, hint.height())
        return y + line_px

    def _turned(self, spot: QRect, rect: QRect, width_px: int) -> QRect:
        left = rect.x() + spot.x()
        parent = self.parentWidget()
        if parent and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = rect.right() + 1 - spot.x() - width_px
        return QRect(left, rect.y() + spot.y(), width_px, spot.height())
