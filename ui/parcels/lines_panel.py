"""The lines of the list with their numbers, and the way to put another line on it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from hubdesk.parcels.contents import Issued
from hubdesk.parcels.saving import LONGEST, Goods
from ui.parcels.numbers_table import NumberRow, NumbersTable
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.field import Entry
from ui.widgets.pick import Pick

NEW = ""
"""The choice of a line of goods that is not here yet."""


class LinesPanel(Card):
    """``added`` is a line of goods to put on the list; ``named`` the name of a new one."""

    added = Signal(object)
    named = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_tight()
        self.table = NumbersTable(look, self.tr("How many for each size"))
        self.choice = Pick(look, self.tr("Line to add"))
        self.choice.setMinimumContentsLength(8)
        self.new_name = Entry(self.tr("Name of the new line"))
        self.new_name.setMaxLength(LONGEST)
        self.new_name.setPlaceholderText(self.tr("Name of the new line"))
        self.add = plain(look, self.tr("Add line"), "plus")
        told = self.tr("Type a number. * has a note; 10+ is for each person more.")
        self.told = label(told, "muted", wraps=True)
        self.body.addWidget(self.told)
        self.body.addWidget(self.table, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self.choice, 1)
        self._row.addWidget(self.new_name, 1)
        self._row.addWidget(self.add)
        self.body.addLayout(self._row)
        self.choice.picked.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.new_name.returnPressed.connect(self._add)
        self._choose()

    def show_list(self, listed: Issued, goods: Mapping[bytes, Goods]) -> None:
        """Shows the lines; those that are not on the list can be added."""
        names = {line: each.name for line, each in goods.items()}
        steps = {line: each.measure.step for line, each in goods.items()}
        self.table.hold(
            [
                NumberRow(names.get(each.line, ""), each, steps.get(each.line, 1))
                for each in listed.lines
            ]
        )
        held = {each.line for each in listed.lines}
        others = [(name, line.hex()) for line, name in names.items() if line not in held]
        self.choice.offer([(self.tr("A new line"), NEW), *others])
        self._choose()

    def _choose(self, _: object = None) -> None:
        self.new_name.setVisible(self.choice.value() == NEW)

    def _add(self) -> None:
        chosen = self.choice.value()
        if chosen != NEW:
            self.added.emit(bytes.fromhex(chosen))
        elif self.new_name.text().strip():
            self.named.emit(self.new_name.text())
            self.new_name.clear()
        else:
            self.new_name.setFocus()
