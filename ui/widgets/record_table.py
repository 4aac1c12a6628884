"""A table over many thousand records, of which it holds only the windows that were shown.

Sorting and searching are the database's work: the table asks for ``(first, count)`` and is
given frozen values back.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme.look import Look

T = TypeVar("T")
WINDOW = 200
KEPT_WINDOWS = 12
LEAST_PX = 90
_NOWHERE = QModelIndex()
# Qt asks a model tens of thousands of times; comparing plain integers is several times faster
# than comparing the enum members, which Python makes anew at each call.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleTextRole)
_START = int((Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter).value)
_END = int((Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter).value)


class Heading(Struct, Generic[T], frozen=True):
    """One column: its heading, how a record reads in it, and whether it is a figure."""

    words: str
    text: Callable[[T], str]
    figure: bool = False


class WindowedModel(QAbstractTableModel, Generic[T]):
    """Rows by window. ``wanted(first, count)`` asks; ``fill`` answers; the rest shows "…"."""

    wanted = Signal(int, int)

    def __init__(self, columns: type[Enum], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: list[Heading[T]] = [column.value for column in columns]
        self._total = 0
        self._windows: OrderedDict[int, Sequence[T]] = OrderedDict()
        self._asked: set[int] = set()

    def start(self, total: int) -> None:
        """Begins anew with so many rows, none of them fetched yet."""
        self.beginResetModel()
        self._total = total
        self._windows.clear()
        self._asked.clear()
        self.endResetModel()

    def fill(self, first: int, records: Sequence[T]) -> None:
        """Takes in the records from row ``first`` on, as asked for by ``wanted``."""
        window = first // WINDOW
        self._asked.discard(window)
        self._windows[window] = records
        while len(self._windows) > KEPT_WINDOWS:
            self._windows.popitem(last=False)
        last = min(first + len(records), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def record(self, row: int) -> T | None:
        """The record in a row, or None while it has not arrived."""
        window, place = divmod(row, WINDOW)
        held = self._windows.get(window)
        if held is None:
            self._ask(window)
            return None
        return held[place] if place < len(held) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, _ALOUD):
            record = self.record(index.row())
            return "…" if record is None else self._columns[index.column()].text(record)
        if role == _ALIGNMENT:
            return _END if self._columns[index.column()].figure else _START
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self._columns[section].words
        if role == _ALIGNMENT:
            return _END if self._columns[section].figure else _START
        return None

    def _ask(self, window: int) -> None:
        if window not in self._asked:
            self._asked.add(window)
            first = window * WINDOW
            self.wanted.emit(first, min(WINDOW, self._total - first))


class RecordTable(QTableView):
    """Shows a WindowedModel in rows tall enough to tap. ``opened`` is the row's record.

    Tab moves on to the next control; arrows move between rows; Enter opens.
    """

    opened = Signal(object)

    def __init__(
        self,
        look: Look,
        model: WindowedModel[Any],
        name: str,
        wide_column: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self.records = look, model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(wide_column, QHeaderView.ResizeMode.Stretch)
        self._wide_column = wide_column
        self.activated.connect(self._open)
        self._dress()
        look.changed.connect(self._dress)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        record = self.records.record(index.row()) if index.isValid() else None
        if record is not None:
            self.opened.emit(record)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(48))
        header, least_px = self.horizontalHeader(), self._look.px(LEAST_PX)
        header.setMinimumSectionSize(least_px)
        header.ensurePolished()
        for column in range(header.count()):
            if column != self._wide_column:
                header.resizeSection(column, max(least_px, header.sectionSizeHint(column)))
