"""What a label is for, and what it says: only the fields that this kind of label has."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hubdesk.errors import Refused
from hubdesk.households.allergens import ALLERGEN_WORDS
from hubdesk.labels.orders import Order
from hubdesk.stock import dates
from hubdesk.stock.dates import DateKind
from hubdesk.wording import translate
from ui.households.details_form import Choices
from ui.labels.order_of import ORDERS
from ui.labels.what import ALL, PARTS, Stands, What, choices, kinds
from ui.settings.cards import titled
from ui.theme.look import Look
from ui.widgets.card import label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.pick import Pick
from ui.widgets.text_field import TextField

NONE = "none"
LONGEST_LIST = 2000


class WhatForm(QScrollArea):
    """``edited`` at every change. ``order(count)`` is what stands in it, or raises Refused."""

    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._stands: Stands | None = None
        self.what = Pick(look, self.tr("What for"))
        self.what.offer(kinds())
        self.which = Pick(look, self.tr("Which"))
        self.name = Field(look, self.tr("What is it?"))
        self.ingredients = TextField(
            look,
            self.tr("All ingredients, heaviest first"),
            self.tr("Commas or new lines between them. Name each allergen: butter (milk)."),
        )
        self.date = Field(look, self.tr("Date"), self.tr("2711 for 27 November"))
        of_date = {
            DateKind.USE_BY.value: OneButton(look, self.tr("Use by"), "calendar"),
            DateKind.BEST_BEFORE.value: OneButton(look, self.tr("Best before"), "calendar"),
        }
        self.kind = OneOf(of_date, DateKind.USE_BY.value, self)
        self._kind_row = QWidget()
        self._kind_row.setProperty("role", "plain")
        self.address = Field(
            look,
            self.tr("Where it goes"),
            self.tr("12 High Street, Leeds, LS1 4AP: a comma begins a new line. No name."),
        )
        self.note = Field(look, self.tr("Note for the driver"), self.tr("Such as: ring twice"))
        self.keep = Field(look, self.tr("How to keep it"))
        self.by = Field(look, self.tr("Packed by"))
        self._allergens_name = label(self.tr("Allergens on the pack"), "strong")
        words = {each.value: word for each, word in ALLERGEN_WORDS.items()}
        self.allergens = Choices(look, {**words, NONE: translate("labels", "None of the 14")})
        self._arrange()
        self._connect()
        self._turn()

    def show_stands(self, stands: Stands) -> None:
        """What can be chosen now; what was chosen stays where it can."""
        self._stands = stands
        if not self.by.text():
            self.by.entry.setText(stands.hub_name)
        self._offer_which()

    def choose(self, what: What, which: str) -> None:
        """A scan chose what to print."""
        self.what.set_value(what.value)
        self._turn()
        self.which.set_value(which)
        self.edited.emit()

    def add_last(self, widget: QWidget) -> None:
        """Something that belongs to every kind of label stands below the fields."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def kind_of_label(self) -> What:
        """What is to be printed."""
        return What(self.what.value())

    def how_many_each(self) -> int:
        """How many labels one of the count stands for: all shelves are many."""
        if self.kind_of_label() is What.SHELF and self.which.value() == ALL and self._stands:
            return max(1, len(self._stands.shelves))
        return 1

    def order(self, count: int) -> Order:
        """What to print, so many times. Raises Refused, with what is missing."""
        stands = self._stands
        if stands is None:
            raise Refused(
                translate("labels", "The hub is still being read. Wait a moment, then try again.")
            )
        return ORDERS[self.kind_of_label()](self, stands, count)

    # --- what is read from the fields; the functions below put it together ---

    def told_name(self) -> str:
        """What the goods are. Raises Refused while nobody said."""
        if not self.name.text().strip():
            self.name.entry.setFocus()
            raise Refused(translate("labels", "Type what it is: that is what the label says."))
        return self.name.text().strip()

    def told_address(self) -> tuple[str, ...]:
        """Where a parcel is driven, line by line. Raises Refused while nobody said."""
        lines = tuple(each.strip() for each in self.address.text().split(",") if each.strip())
        if not lines:
            self.address.entry.setFocus()
            raise Refused(translate("labels", "Type where it goes: the driver reads it there."))
        return lines

    def told_ingredients(self) -> str:
        """The ingredients as one list. A new line parts two of them as a comma does, but not
        inside brackets."""
        listed = ""
        for line in self.ingredients.lines():
            is_parted = listed.endswith((",", ";", ":", "("))
            is_open = listed.count("(") > listed.count(")") or line.startswith(("(", ")", ","))
            listed += ("" if not listed else " " if is_parted or is_open else ", ") + line
        if len(listed) > LONGEST_LIST:
            raise Refused(
                translate("labels", "These ingredients are too many for any label. Shorten them.")
            )
        return listed

    def told_date(self, today: date) -> dates.Dated | None:
        """The date; None for none on the pack. Raises Refused for what is no date."""
        if not self.date.text().strip():
            self.date.entry.setFocus()
            raise Refused(translate("labels", "Type the date, such as 2711 for 27 November."))
        return dates.read(self.date.text(), today)

    def told_day(self, today: date) -> date:
        """The date, of food that must have one."""
        told = self.told_date(today)
        if told is None:
            raise Refused(translate("labels", "This food needs a date. Type one."))
        return told.day

    def told_allergens(self) -> tuple[str, ...] | None:
        """The allergens that were copied; None while nobody ticked any, or "none"."""
        chosen = self.allergens.chosen()
        named = tuple(each for each in chosen if each != NONE)
        if named and NONE in chosen:
            raise Refused(translate("labels", "Choose the allergens, or none of the 14: not both."))
        return named if chosen else None

    def _arrange(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        kind = QVBoxLayout(self._kind_row)
        kind.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout()
        for button in self.kind.buttons.values():
            row.addWidget(button)
        kind.addLayout(row)
        self._which_row = titled(self.which, self._look)
        for part in (
            titled(self.what, self._look),
            self._which_row,
            self.address,
            self.note,
            self.name,
            self.ingredients,
            self.date,
            self._kind_row,
            self._allergens_name,
            self.allergens,
            self.keep,
            self.by,
        ):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._dress()
        self._look.changed.connect(self._dress)

    def _connect(self) -> None:
        self.what.picked.connect(self._turn)
        self.which.picked.connect(self.edited)
        self.allergens.picked.connect(self.edited)
        self.kind.chosen.connect(self.edited)
        typed = (self.address, self.note, self.name, self.date, self.keep, self.by)
        for field in (*typed, self.ingredients):
            field.entry.textChanged.connect(self.edited)

    def _turn(self, _: object = None) -> None:
        """Shows what this kind of label says."""
        shown = PARTS[self.kind_of_label()]
        parts = {
            "which": (self._which_row,),
            "address": (self.address,),
            "note": (self.note,),
            "name": (self.name,),
            "ingredients": (self.ingredients,),
            "date": (self.date, self._kind_row),
            "allergens": (self._allergens_name, self.allergens),
            "keep": (self.keep,),
            "by": (self.by,),
        }
        for part, widgets in parts.items():
            for widget in widgets:
                widget.setVisible(part in shown)
        self._offer_which()
        self.edited.emit()

    def _offer_which(self) -> None:
        if self._stands is None:
            return
        if "which" in PARTS[self.kind_of_label()]:
            self.which.offer(choices(self.kind_of_label(), self._stands))

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(10))
