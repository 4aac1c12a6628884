"""What is asked before goods move, go to waste, or get another date: a few fields, no pop-up."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.stock import quantity, waste
from hubdesk.stock.measures import ONES
from hubdesk.stock.places import Place, Use
from ui import wording
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import label
from ui.widgets.field import Field
from ui.widgets.pick import Pick

WHOLE = "product"
"""Held back is the product, whatever its date."""


class Asked(StrEnum):
    """What is being done."""

    MOVE = "move"
    WASTE = "waste"
    REDATE = "redate"
    HOLD = "hold"
    FREEZE = "freeze"
    OPEN = "open"


class ActForm(QWidget):
    """``done`` when Enter is pressed or the button; ``left`` at Cancel."""

    done = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self.asked = Asked.MOVE
        self.measure = ONES
        self.heading = label("", "strong", wraps=True)
        self.many = Field(look, self.tr("How many?"))
        self.words = Field(look, "")
        self.choice = Pick(look, "")
        self.do = primary(look, "", "")
        self.cancel = plain(look, self.tr("Cancel"), "x", "Esc")
        self._arrange()
        self._connect()

    def ask_move(self, many: int, places: Sequence[Place]) -> None:
        """How many, and where to."""
        self._ask(Asked.MOVE, self.tr("Move to another place"), many)
        self._choose(self.tr("Where to"), [(_to(self, each), each.id.hex()) for each in places])
        self.do.say(self.tr("Move"))

    def ask_waste(self, many: int, reason: str) -> None:
        """How many, why, and if somebody weighed it how heavy."""
        self._ask(Asked.WASTE, self.tr("Throw away"), many)
        reasons = [(wording.translated(said), value) for value, said in waste.WORDS.items()]
        self._choose(self.tr("Why"), reasons, reason)
        self._write(self.tr("Weight, if you weighed it"), "", self.tr("Such as 450 g or 1.2 kg"))
        self.do.say(self.tr("Throw away"))

    def ask_date(self, many: int) -> None:
        """How many, and the date on the pack."""
        self._ask(Asked.REDATE, self.tr("Correct the date"), many)
        self._write(
            self.tr("The date on the pack"), "", self.tr("2711, 0627, or x when there is none")
        )
        self.do.say(self.tr("Correct date"))

    def ask_hold(self, *, has_date: bool) -> None:
        """Why nobody may be given it: of this date alone, or of every date."""
        self._ask(Asked.HOLD, self.tr("Hold back: nobody is given it until it is released"), None)
        every = (self.tr("All of this product"), WHOLE)
        only = [(self.tr("Only this date"), "")] if has_date else []
        self._choose(self.tr("What is held back"), [*only, every])
        self._write(self.tr("Why is it held back?"), "", "")
        self.do.say(self.tr("Hold back"))

    def ask_freeze(self, many: int) -> None:
        """How many packs."""
        self._ask(Asked.FREEZE, self.tr("Freeze: a label prints for each pack"), many)
        self.do.say(self.tr("Freeze"))

    def ask_pieces(self) -> None:
        """How many are in one pack, of which nobody has said it yet."""
        self._ask(Asked.OPEN, self.tr("Open a pack: how many are in one?"), 0)
        self.many.entry.setText("")
        self.do.say(self.tr("Open a pack"))

    def number(self) -> int:
        """How many were typed. Raises Refused for what is no number."""
        return self.measure.read(self.many.text())

    def weight_g(self) -> int | None:
        """What was typed as the weight, in grams; None for nothing. Raises Refused."""
        typed = self.words.text().strip()
        return quantity.read_weight_g(typed) if typed else None

    def focus_home(self) -> None:
        """The first field."""
        first = self.words if self.asked is Asked.HOLD else self.many
        first.entry.setFocus()
        first.entry.selectAll()

    def _ask(self, asked: Asked, heading: str, many: int | None) -> None:
        self.asked = asked
        self.heading.setText(heading)
        self.many.setVisible(many is not None)
        self.many.entry.setText("" if many is None else str(self.measure.said(many)))
        self.words.hide()
        self._choices.hide()

    def _choose(
        self, name: str, choices: Sequence[tuple[str, str]], value: str | None = None
    ) -> None:
        self._choice_name.setText(name)
        self.choice.setAccessibleName(name)
        self.choice.offer(choices, value)
        self._choices.show()

    def _write(self, name: str, text: str, hint: str) -> None:
        self.words.name.setText(name)
        self.words.entry.setAccessibleName(name)
        self.words.entry.setText(text)
        self.words.entry.setPlaceholderText(hint)
        self.words.show()

    def _arrange(self) -> None:
        self._choices = QWidget()
        self._choices.setProperty("role", "plain")
        self._choice_name = label("", "strong")
        column = QVBoxLayout(self._choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._choice_name)
        column.addWidget(self.choice)
        self._choice_column = column
        self._fields = QHBoxLayout()
        self._fields.addWidget(self.many, 1)
        self._fields.addWidget(self._choices, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.do)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.heading)
        self._column.addLayout(self._fields)
        self._column.addWidget(self.words)
        self._column.addLayout(buttons)
        self._space()

    def _connect(self) -> None:
        self.do.clicked.connect(self.done)
        self.cancel.clicked.connect(self.left)
        for field in (self.many, self.words):
            field.entry.returnPressed.connect(self.done)
        self._look.changed.connect(self._space)

    def _space(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(8))
        self._fields.setSpacing(px(12))
        self._choice_column.setSpacing(px(4))


def _to(form: QWidget, place: Place) -> str:
    """A place to choose; goods for another site are sent."""
    if place.use is Use.SITE:
        return form.tr("{place} (send)").format(place=place.name)
    return place.name
