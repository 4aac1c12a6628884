"""Numbers from outside: a clicker's total, and an hour of a paper tally in four fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.errors import Refused
from hubdesk.stall.tally import Tally
from hubdesk.stock import quantity
from hubdesk.wording import translate
from ui.theme.look import Look
from ui.widgets.card import label
from ui.widgets.field import Field


class TallyRow(QWidget):
    """``clicked_`` carries a clicker's number, ``tallied`` an hour. Enter goes on."""

    clicked_ = Signal(int)
    tallied = Signal(object)
    refused = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self.clicker = Field(look, self.tr("Clicker says"))
        self.hour = Field(look, self.tr("Hour"))
        self.people = Field(look, self.tr("People"))
        self.out = Field(look, self.tr("Items out"))
        self.tins = Field(look, self.tr("Tins in"))
        self.fields = (self.hour, self.people, self.out, self.tins)
        self.said = label(self.tr("From a tally sheet, hour by hour"), "muted", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.said)
        self._row = QHBoxLayout()
        for field in self.fields:
            self._row.addWidget(field, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(self.clicker)
        self._column.addStretch(1)
        for at, field in enumerate(self.fields):
            after = self.fields[at + 1] if at + 1 < len(self.fields) else None
            field.entry.returnPressed.connect(after.entry.setFocus if after else self._tally)
        self.clicker.entry.returnPressed.connect(self._click)
        self._dress()
        look.changed.connect(self._dress)

    def compact(self, compact: bool) -> None:
        """All fields in one row, for want of height."""
        self.said.setVisible(not compact)
        (self._row if compact else self._column).addWidget(self.clicker)

    def say_sheet(self, number: str) -> None:
        """The sheet at hand was scanned."""
        self.said.setText(self.tr("From tally sheet {number}").format(number=number))
        self.hour.entry.setFocus()

    def enter_typed(self) -> bool:
        """Enters what stands here and is not in yet; False when nothing does."""
        if any(field.text().strip() for field in self.fields[1:]):
            self._tally()
        elif self.clicker.text().strip():
            self._click()
        else:
            return False
        return True

    def entered(self) -> None:
        """An hour is in: the next one of the same sheet comes."""
        hour = self.hour.text().strip()
        for field in self.fields:
            field.entry.clear()
        if hour.isdecimal() and int(hour) < 23:
            self.hour.entry.setText(str(int(hour) + 1))
        self.people.entry.setFocus()

    def click_entered(self) -> None:
        """The clicker's number is in."""
        self.clicker.entry.clear()

    def _click(self) -> None:
        try:
            self.clicked_.emit(_number(self.clicker))
        except Refused as failure:
            self.refused.emit(failure)

    def _tally(self) -> None:
        try:
            told = Tally(*(_number(field) for field in self.fields))
        except Refused as failure:
            self.refused.emit(failure)
            return
        self.tallied.emit(told)

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(8))
        self._column.setSpacing(self._look.px(4))


def _number(field: Field) -> int:
    """The number in a field; a sum such as 83+60 is worked out. Raises Refused for none."""
    text = field.text().strip()
    if not text:
        field.entry.setFocus()
        raise Refused(translate("stall", "Type a number in each field: 0 for none."))
    if text.isdecimal() and len(text) == 4:
        return int(text)
    return quantity.read_count(text)
