"""How many of each line for 1 to 10 people and more, changed by typing, as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from hubdesk.parcels import editing
from hubdesk.parcels.contents import SIZES, ListedLine
from hubdesk.stock.measures import Measure
from hubdesk.stock.products import EACH, GRAMS, MILLILITRES
from ui.theme.look import Look
from ui.widgets.tip import tip
from ui.wording import is_mirrored, placed

MORE = SIZES + 1
"""The column of what each person beyond the last size gets."""
SAME = "="
LEFT_TO_RIGHT_MARK = "\u200e"
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleTextRole)
_START = int((Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter).value)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter.value)


class NumberRow(Struct, frozen=True):
    """A line with its name; plus and minus change its number by ``step``."""

    name: str
    line: ListedLine
    step: int = 1

    @property
    def measure(self) -> Measure:
        """How its numbers are counted."""
        return Measure(self.line.measure)


class NumbersModel(QAbstractTableModel):
    """The rows as they are shown; what is typed is told by the table, and comes back in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[NumberRow] = ()

    def hold(self, rows: Sequence[NumberRow]) -> None:
        """Shows these rows; a list of the same length keeps the mark where it is."""
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, MORE))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else MORE + 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if role == _DISPLAY:
            return placed(_named(row)) if column == 0 else _cell(row.line, column)
        if role == _ALOUD:
            heading = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{_named(row)}, {heading}: {_cell(row.line, column)}" if column else _named(row)
        if role == _TIP:
            return tip(_named(row)) if column == 0 else None
        if role == _ALIGNMENT:
            return _MIDDLE if column else _START
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            if section == 0:
                return self.tr("Line")
            return _figure(f"{SIZES}+") if section == MORE else str(section)
        if role == _ALIGNMENT:
            return _MIDDLE if section else _START
        return None


class NumbersTable(QTableView):
    """Digits change the marked number, + and - step it, Del empties it; arrows move the mark.

    Tab goes to the next size after something was typed, and else on to the next control.
    ``edited`` is the row and its line as it should be; ``picked`` the row and size that are
    marked, 0 for none.
    """

    edited = Signal(int, object)
    picked = Signal(int, int)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._typing, self._typed = False, ""
        self.model_ = NumbersModel(self)
        self.setModel(self.model_)
        self.setProperty("role", "numbers")
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._dress()
        look.changed.connect(self._dress)

    def hold(self, rows: Sequence[NumberRow]) -> None:
        """Shows these rows."""
        before = self.currentIndex()
        at, column = before.row(), max(before.column(), 1)
        self.model_.hold(rows)
        self.clearSpans()
        for n, row in enumerate(rows):
            if row.line.as_required:
                self.setSpan(n, 1, 1, MORE)
        if rows and not self.currentIndex().isValid():
            self.mark(min(max(at, 0), len(rows) - 1), column)

    def stand_whole(self) -> None:
        """As tall as its rows: what is around it scrolls."""
        rows_px = self._look.px(44) * self.model_.rowCount()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows_px + 8)

    def mark(self, row: int, column: int = 1) -> None:
        """Marks a number and brings it into view."""
        self._typing = False
        self.setCurrentIndex(self.model_.index(row, column))

    def at(self) -> tuple[int, int]:
        """The marked row and size (11 for each more); a row of -1 when there is none."""
        return self.currentIndex().row(), max(self.currentIndex().column(), 1)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._typing = False
        self.picked.emit(current.row(), max(current.column(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        typed = event.text()
        if row < 0 or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif typed.isascii() and (typed.isdigit() or self._goes_on(row, typed)):
            self._type(row, max(column, 1), typed)
        elif typed in ("+", "-"):
            by = self.model_.rows[row].step
            self._put(row, column, self._number(row, column) + (by if typed == "+" else -by))
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._put(row, column, 0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.mark(min(row + 1, self.model_.rowCount() - 1), max(column, 1))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab: to the next size after something was typed, else to the next control."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if self._typing and forward and column < MORE:
            self.mark(row, column + 1)
            return True
        self._typing = False
        return super().focusNextPrevChild(forward)

    def _goes_on(self, row: int, typed: str) -> bool:
        """A point, or g or m for grams and millilitres, in a number of kilos or litres."""
        if self.model_.rows[row].measure.in_ones or not typed:
            return False
        return typed in ".," or (self._typing and typed.lower() in "gm")

    def _type(self, row: int, column: int, sign: str) -> None:
        """A digit begins a new number, or goes on with the one that is being typed."""
        begun = self._typed if self._typing else ""
        line = self.model_.rows[row].line
        number = _number_typed(begun + sign, line)
        if number > line.most and (line.measure == EACH or not (begun + sign).isdigit()):
            begun, number = "", _number_typed(sign, line)
        # 750 kilos are none, and become 750 grams with the g that may follow.
        if column != self.currentIndex().column():
            self.mark(row, column)
        self._put(row, column, number)
        self._typing, self._typed = True, begun + sign

    def _number(self, row: int, column: int) -> int:
        line = self.model_.rows[row].line
        return line.more if column == MORE else editing.written_out(line)[max(column, 1) - 1]

    def _put(self, row: int, column: int, number: int) -> None:
        line = self.model_.rows[row].line
        if line.as_required:
            return
        number = min(max(number, 0), line.most)
        if column == MORE:
            told = replace(line, more=number, more_per=line.more_per if number else 1)
        else:
            told = editing.with_number(line, max(column, 1), number)
        self.edited.emit(row, told)

    def _dress(self) -> None:
        px = self._look.px
        self.verticalHeader().setDefaultSectionSize(px(44))
        header = self.horizontalHeader()
        header.setMinimumSectionSize(px(30))
        for column in range(1, MORE):
            self.setColumnWidth(column, px(46))
        self.setColumnWidth(MORE, px(62))


def _named(row: NumberRow) -> str:
    """The line, what its numbers are of when they are no packs, and whether it is packed."""
    unit = {GRAMS: "kg", MILLILITRES: "l"}.get(row.line.measure, "")
    name = f"{row.name} ({unit})" if unit else row.name
    if row.line.optional:
        return QCoreApplication.translate("NumbersTable", "{name} (optional)").format(name=name)
    return name


def _number_typed(typed: str, line: ListedLine) -> int:
    """What was typed so far: packs, or kilos and litres with a point, or grams with a g."""
    if line.measure == EACH:
        return int(typed)
    digits = typed.replace(",", ".").lower().rstrip("gm")
    whole, _, part = digits.partition(".")
    if digits != typed.replace(",", ".").lower():
        return int(whole or 0)
    return int(whole or 0) * 1000 + int(part.replace(".", "")[:3].ljust(3, "0") or 0)


def _shown(number: int, line: ListedLine) -> str:
    """A number of the list: packs, or kilos or litres."""
    return str(number) if line.measure == EACH else f"{number / 1000:.10g}"


def _cell(line: ListedLine, column: int) -> str:
    if line.as_required:
        return QCoreApplication.translate("NumbersTable", "As required") if column == 1 else ""
    if column == MORE:
        return _figure(more_sign(line))
    number = editing.written_out(line)[column - 1]
    said = _shown(number, line) if number else "–"
    return _figure(f"{said}{'*' if line.notes.get(column) else ''}")


def _figure(words: str) -> str:
    """Signs stay on their side of a number when the desk reads from right to left."""
    return f"{LEFT_TO_RIGHT_MARK}{words}{LEFT_TO_RIGHT_MARK}" if is_mirrored() else words


def more_sign(line: ListedLine) -> str:
    """What each person beyond the last size gets, in a cell: "=", "+1", "+1/3"."""
    if not line.more:
        return SAME
    more = _shown(line.more, line)
    return f"+{more}" if line.more_per <= 1 else f"+{more}/{line.more_per}"
