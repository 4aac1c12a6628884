"""What a label is for, and what it says: only the fields that this kind of label has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hubdesk.codes.own import Kind
from hubdesk.errors import Refused
from hubdesk.households.allergens import ALLERGEN_WORDS
from hubdesk.labels.contents import (
    BatchLabel,
    CrateLabel,
    FoodLabel,
    FrozenLabel,
    HouseholdCard,
    OpenedLabel,
    ProductLabel,
    ShelfLabel,
    UnusedLabel,
)
from hubdesk.labels.orders import Order
from hubdesk.stock import dates
from hubdesk.stock.dates import DateKind
from hubdesk.stock.shelves import Shelf
from hubdesk.wording import translate
from ui.households.details_form import Choices
from ui.settings.cards import titled
from ui.theme.look import Look
from ui.widgets.card import label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.pick import Pick
from ui.wording import translated

FREEZER_DAYS = 30
"""Food that is frozen on the day is kept for a month (see hubdesk.labels.food)."""
NEW, ALL, NONE = "new", "all", "none"


class What(StrEnum):
    """The kinds of label that can be asked for here."""

    SHELF = "shelf"
    PRODUCT = "product"
    CRATE = "crate"
    BATCH = "batch"
    OPENED = "opened"
    FROZEN = "frozen"
    FOOD = "food"
    CARD = "card"
    UNUSED = "unused"


class Stands(Struct, frozen=True):
    """What the hub has that a label can be for."""

    shelves: tuple[Shelf, ...]
    lines: tuple[tuple[bytes, str], ...]
    hub_name: str
    place_name: str
    today: date


class WhatForm(QScrollArea):
    """``edited`` at every change. ``order(count)`` is what stands in it, or raises Refused."""

    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._stands: Stands | None = None
        self.what = Pick(look, self.tr("What for"))
        self.what.offer(_kinds())
        self.which = Pick(look, self.tr("Which"))
        self.name = Field(look, self.tr("What is it?"))
        self.ingredients = Field(
            look,
            self.tr("All ingredients, heaviest first"),
            self.tr("Allergens are set in bold. Name each one: butter (milk)."),
        )
        self.date = Field(look, self.tr("Date"), self.tr("2711 for 27 November"))
        kinds = {
            DateKind.USE_BY.value: OneButton(look, self.tr("Use by"), "calendar"),
            DateKind.BEST_BEFORE.value: OneButton(look, self.tr("Best before"), "calendar"),
        }
        self.kind = OneOf(kinds, DateKind.USE_BY.value, self)
        self._kind_row = QWidget()
        self._kind_row.setProperty("role", "plain")
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
        return _ORDERS[self.kind_of_label()](self, stands, count)

    # --- what is read from the fields; the functions below put it together ---

    def told_name(self) -> str:
        """What the goods are. Raises Refused while nobody said."""
        if not self.name.text().strip():
            self.name.entry.setFocus()
            raise Refused(translate("labels", "Type what it is: that is what the label says."))
        return self.name.text().strip()

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
        for field in (self.name, self.ingredients, self.date, self.keep, self.by):
            field.entry.textChanged.connect(self.edited)

    def _turn(self, _: object = None) -> None:
        """Shows what this kind of label says."""
        shown = _PARTS[self.kind_of_label()]
        parts = {
            "which": (self._which_row,),
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
        choices = _choices(self.kind_of_label(), self._stands)
        if choices:
            self.which.offer(choices)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(10))


_PARTS: dict[What, tuple[str, ...]] = {
    What.SHELF: ("which",),
    What.PRODUCT: ("which",),
    What.CRATE: ("name",),
    What.BATCH: ("name", "date"),
    What.OPENED: ("name", "date", "allergens", "keep"),
    What.FROZEN: ("name", "allergens"),
    What.FOOD: ("name", "ingredients", "date", "keep", "by"),
    What.CARD: (),
    What.UNUSED: ("which",),
}


def _kinds() -> list[tuple[str, str]]:
    say = QCoreApplication.translate
    return [
        (say("Labels", "Shelves"), What.SHELF.value),
        (say("Labels", "Goods without a bar code"), What.PRODUCT.value),
        (say("Labels", "Crates"), What.CRATE.value),
        (say("Labels", "Goods with a date"), What.BATCH.value),
        (say("Labels", "Opened or decanted food"), What.OPENED.value),
        (say("Labels", "Food frozen today"), What.FROZEN.value),
        (say("Labels", "Food packed here"), What.FOOD.value),
        (say("Labels", "Household cards, not used yet"), What.CARD.value),
        (say("Labels", "Codes, not used yet"), What.UNUSED.value),
    ]


_UNUSED = {
    Kind.CRATE: translate("labels", "Crate"),
    Kind.SHELF: translate("labels", "Shelf"),
    Kind.PARCEL: translate("labels", "Parcel"),
    Kind.PRODUCT: translate("labels", "Goods without a bar code"),
    Kind.BATCH: translate("labels", "Goods with a date"),
}


def _choices(what: What, stands: Stands) -> Sequence[tuple[str, str]]:
    """What "which" offers, as (words, value)."""
    say = QCoreApplication.translate
    if what is What.SHELF:
        named = [(shelf.name, shelf.id.hex()) for shelf in stands.shelves]
        every = say("Labels", "All {number} shelves here").format(number=len(named))
        return [
            (say("Labels", "New ones, to name later"), NEW),
            *([(every, ALL)] if named else []),
            *named,
        ]
    if what is What.PRODUCT:
        return [(name, line.hex()) for line, name in stands.lines]
    if what is What.UNUSED:
        return [(translated(word), kind.value) for kind, word in _UNUSED.items()]
    return []


def _shelf(form: WhatForm, stands: Stands, count: int) -> Order:
    which = form.which.value()
    if which == NEW or not which:
        like = ShelfLabel("", "", stands.place_name)
        return Order(like, count, fresh=Kind.SHELF.value)
    wanted = [shelf for shelf in stands.shelves if which in (ALL, shelf.id.hex())]
    if not wanted:
        raise Refused(translate("labels", "This shelf is not there any more. Choose another."))
    like = ShelfLabel(wanted[0].code, wanted[0].name, stands.place_name)
    return Order(like, count, shelves=tuple(shelf.id for shelf in wanted))


def _product(form: WhatForm, stands: Stands, count: int) -> Order:
    which = form.which.value()
    name = next((name for line, name in stands.lines if line.hex() == which), "")
    if not name:
        raise Refused(translate("labels", "Add a line to the parcel list first."))
    return Order(ProductLabel("", name), count, line=bytes.fromhex(which))


def _crate(form: WhatForm, stands: Stands, count: int) -> Order:
    like = CrateLabel("", form.name.text().strip(), stands.today)
    return Order(like, count, fresh=Kind.CRATE.value)


def _batch(form: WhatForm, stands: Stands, count: int) -> Order:
    name, told = form.told_name(), form.told_date(stands.today)
    if told is None:
        return Order(BatchLabel("", name), count, fresh=Kind.BATCH.value)
    kind = (told.kind or DateKind(form.kind.value())).value
    like = BatchLabel("", name, told.day, kind, told.month_only)
    return Order(like, count, fresh=Kind.BATCH.value)


def _opened(form: WhatForm, stands: Stands, count: int) -> Order:
    name, day = form.told_name(), form.told_day(stands.today)
    like = OpenedLabel(
        name,
        form.told_allergens(),
        stands.today,
        day,
        form.kind.value(),
        keep=form.keep.text().strip(),
    )
    return Order(like, count)


def _frozen(form: WhatForm, stands: Stands, count: int) -> Order:
    last = stands.today + timedelta(days=FREEZER_DAYS)
    like = FrozenLabel(form.told_name(), stands.today, last, form.told_allergens())
    return Order(like, count)


def _food(form: WhatForm, stands: Stands, count: int) -> Order:
    like = FoodLabel(
        form.told_name(),
        form.ingredients.text().strip(),
        (),
        form.told_day(stands.today),
        form.by.text().strip(),
        form.kind.value(),
        form.keep.text().strip(),
    )
    return Order(like, count)


def _card(form: WhatForm, stands: Stands, count: int) -> Order:
    return Order(HouseholdCard(stands.hub_name, "", ""), count, fresh=Kind.HOUSEHOLD.value)


def _unused(form: WhatForm, stands: Stands, count: int) -> Order:
    kind = Kind(form.which.value() or Kind.CRATE.value)
    return Order(UnusedLabel("", translated(_UNUSED[kind])), count, fresh=kind.value)


_ORDERS = {
    What.SHELF: _shelf,
    What.PRODUCT: _product,
    What.CRATE: _crate,
    What.BATCH: _batch,
    What.OPENED: _opened,
    What.FROZEN: _frozen,
    What.FOOD: _food,
    What.CARD: _card,
    What.UNUSED: _unused,
}
