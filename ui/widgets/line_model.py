"""The lines of a visit as plain values, and the model that holds them for the painted rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.theme.tokens import Tone

_NOWHERE = QModelIndex()
# Comparing plain integers is several times faster than comparing enum members.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALOUD = int(Qt.ItemDataRole.AccessibleTextRole)


class Line(Struct, frozen=True):
    """One row as shown. ``tone`` colours the detail's icon; ``flag`` is a chip ("Count me").

    A ``heading`` says whose the rows under it are; nothing is given by it. ``much`` stands in
    place of the number for what is weighed: "1.5 kg".
    """

    id_: bytes
    name: str
    detail: str = ""
    quantity: int = 1
    tone: Tone = Tone.INFO
    flag: str = ""
    flag_tone: Tone = Tone.INFO
    heading: bool = False
    much: str = ""

    def aloud(self) -> str:
        """The whole row for a screen reader: how many of what, its date, its flag."""
        if self.heading:
            return ", ".join(filter(None, (self.name, self.detail, self.flag)))
        of = QCoreApplication.translate("QuantityRows", "{n} of {name}")
        said = of.format(n=self.much or self.quantity, name=self.name)
        return ", ".join(filter(None, (said, self.detail.replace("  ·  ", ", "), self.flag)))


class LineModel(QAbstractTableModel):
    """Lines in their order, one column. A line that changes alone is one cell told of."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._row_of: dict[bytes, int] = {}

    def row_of(self, id_: bytes | None) -> int | None:
        """Where a line stands, or None."""
        return None if id_ is None else self._row_of.get(id_)

    def hold(self, lines: Sequence[Line]) -> list[int] | None:
        """Holds these lines; answers the rows that changed, or None when it began anew."""
        if [line.id_ for line in lines] == [line.id_ for line in self.lines]:
            changed = [row for row, line in enumerate(lines) if line != self.lines[row]]
            for row in changed:
                self.change(row, lines[row])
            return changed
        self.beginResetModel()
        self.lines = list(lines)
        self._row_of = {line.id_: row for row, line in enumerate(lines)}
        self.endResetModel()
        return None

    def change(self, row: int, line: Line) -> None:
        """Shows a line anew in its row."""
        self.lines[row] = line
        here = self.at(row)
        self.dataChanged.emit(here, here)

    def at(self, row: int) -> QModelIndex:
        """The index of a row that is there: Qt's own way would ask Python how many there are."""
        return self.createIndex(row, 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, _ALOUD) and 0 <= index.row() < len(self.lines):
            return self.lines[index.row()].aloud()
        return None
