"""A list of records, two lines each, as tall as a finger: painted, not one widget a row.

The list holds plain records and asks how each reads only when it is seen, so that 2,000
events cost no more than the dozen on show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.theme.look import Look
from ui.widgets.record_painter import LINE, ROW_PX, RecordLine, RecordPainter

__all__ = ["RecordLine", "RecordList", "RecordModel"]

PEEK_PX = 12
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleTextRole)


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
        return self._reads(self.records[index.row()]) if role == LINE else None


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
        self.painter = RecordPainter(look, lead_px, self)
        self.setItemDelegate(self.painter)
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
