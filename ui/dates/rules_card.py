"""The card of the hub's own rules about dates, and of the lines nobody has said how they keep."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hubdesk.stock.foods import SHIPPED
from hubdesk.stock.products import Line
from hubdesk.stock.windows import Windows
from ui import keys, wording
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label, rule
from ui.widgets.field import Field
from ui.widgets.pick import Pick
from ui.widgets.toggle import ToggleButton


class RulesCard(Card):
    """``said`` wants the marked line to keep as was picked; ``saved`` wants the rules to hold."""

    said = Signal()
    saved = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("This line"))
        self.set_tight()
        self.line: Line | None = None
        self.name = label("", "strong", wraps=True)
        self.food = Pick(look, self.tr("How it keeps"))
        self.food.offer([(wording.translated(each.name), each.food.value) for each in SHIPPED])
        self.keep = primary(look, self.tr("It keeps like this"), "check", keys.SAVE.shown)
        self.own = label(self.tr("This hub's own rules"), "heading")
        self.refuse_past = ToggleButton(look, self.tr("Give nothing past its best before"), "past")
        hint = self.tr("0 takes in everything that is in date.")
        self.days = Field(look, self.tr("Days it must still have to come in"), hint)
        self.save = plain(look, self.tr("Save the rules"), "check")
        above: tuple[QWidget, ...] = (self.name, self.food, self.keep, rule(), self.own)
        for part in (*above, self.refuse_past, self.days, self.save):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.keep.clicked.connect(self.said)
        self.save.clicked.connect(self.saved)
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
        """A line is marked, or none is left."""
        self.line = line
        nothing = self.tr("Every line with a date says how it keeps.")
        self.name.setText(nothing if line is None else wording.isolated(line.name))
        self.food.setVisible(line is not None)
        self.keep.setVisible(line is not None)

    def show_rules(self, known: Windows) -> None:
        """The rules that hold now."""
        self.refuse_past.setChecked(known.refuse_past)
        self.days.entry.setText(str(known.take_in_days))
