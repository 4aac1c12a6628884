"""Lays things out like words: along the line, then onto the next. For chips and actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """A wrapping row, from the reading side. The gap (pixels) stands between items and lines."""

    def __init__(self, gap_px: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
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
        # A window asks for the same width dozens of times while it is laid out.
        if width not in self._heights:
            self._heights[width] = flowed(self._hints(), width, self._gap_px)[1]
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        within = self.alignmentRect(rect)
        places, _ = flowed(self._hints(), within.width(), self._gap_px)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item, place in zip(self._shown(), places, strict=True):
            spot = place.translated(within.topLeft())
            item.setGeometry(QStyle.visualRect(direction, within, spot))

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

    def _hints(self) -> list[QSize]:
        return [item.sizeHint() for item in self._shown()]


def flowed(sizes: Sequence[QSize], width_px: int, gap_px: int) -> tuple[list[QRect], int]:
    """Where things of these sizes stand along lines of this width, and how tall they are."""
    places, x, y, line_px = [], 0, 0, 0
    for size in sizes:
        wide_px = min(size.width(), max(width_px, 1))
        if x and x + wide_px > width_px:
            x, y, line_px = 0, y + line_px + gap_px, 0
        places.append(QRect(x, y, wide_px, size.height()))
        x += wide_px + gap_px
        line_px = max(line_px, size.height())
    return places, y + line_px
