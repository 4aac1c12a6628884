"""Two households side by side: what differs, and which of it holds when they are one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from hubdesk.counter.side_by_side import Side, SideBySide
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.households.diet import FACES
from hubdesk.households.diet import Chip as DietChip
from hubdesk.households.merging import Part
from ui import keys, moments, wording
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.take_away import take_away
from ui.wording import placed, translated

ONE, OTHER = "one", "other"


class SidesCard(Card):
    """``merge_wanted`` carries who is merged, into whom, and what of the first holds.

    ``apart_wanted`` carries both. What both have alike stands once, for there is nothing to
    choose; diets and allergies of both hold, so there is no choice either.
    """

    merge_wanted = Signal(object, object, object)
    apart_wanted = Signal(object, object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, foot=True)
        self.set_tight()
        self._both: SideBySide | None = None
        self.choices: dict[str, OneOf] = {}
        self._grid = QGridLayout()
        inside = QWidget()
        inside.setProperty("role", "plain")
        inside.setLayout(self._grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self.body.addWidget(area)
        self.apart = plain(look, self.tr("Not the same"), "x")
        self.merge = primary(look, self.tr("They are one household"), "check", "Enter")
        assert self.foot is not None
        self.foot.addStretch(1)
        self.foot.addWidget(self.apart)
        self.foot.addWidget(self.merge)
        look.changed.connect(self._space)
        self._space()
        self.apart.clicked.connect(self._say_apart)
        self.merge.clicked.connect(self._merge)
        keys.ENTER.calls(self._merge, within=self, while_focused=True)

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(16))
        self._grid.setVerticalSpacing(self._look.px(10))

    def show_both(self, both: SideBySide) -> None:
        """Shows two, with what was told last chosen."""
        self.clear()
        self._both = both
        goes_on = ONE if both.goes_on == both.one.id else OTHER
        self._choice("number", self.tr("Number"), _number(both.one), _number(both.other), goes_on)
        for part in both.differ:
            later = ONE if part in both.later else OTHER
            mine, yours = _told(both.one, part), _told(both.other, part)
            self._choice(part.value, _heading(part), mine, yours, later)
        self._line(self.tr("Visits"), _visits(both.one), _visits(both.other))
        words = self.tr("Both hold: {words}")
        needs = ", ".join(_needs((both.one, both.other)))
        if needs:
            self._line(self.tr("To know"), words.format(words=needs), "")
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def clear(self) -> None:
        """Takes both out of every part."""
        self._both = None
        self.choices = {}
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, OneButton):
                widget.say("")
            if widget is not None:
                take_away(widget)

    def _choice(self, name: str, heading: str, mine: str, yours: str, chosen: str) -> None:
        """One row in which a value of two holds; an empty one cannot be chosen over another."""
        nothing = self.tr("Not told")
        buttons = {
            ONE: OneButton(self._look, mine or nothing, "square"),
            OTHER: OneButton(self._look, yours or nothing, "square"),
        }
        for button, words, side in zip(buttons.values(), (mine, yours), ("1", "2"), strict=True):
            button.setEnabled(bool(words))
            button.setAccessibleDescription(f"{heading} {side}")
        self.choices[name] = OneOf(buttons, chosen if mine and yours else self._told_by(mine), self)
        self._row(label(heading, "strong"), *buttons.values())

    @staticmethod
    def _told_by(mine: str) -> str:
        return ONE if mine else OTHER

    def _line(self, heading: str, mine: str, yours: str) -> None:
        self._row(label(heading, "strong"), label(mine, wraps=True), label(yours, wraps=True))

    def _row(self, *parts: QWidget) -> None:
        at = self._grid.rowCount()
        for column, part in enumerate(parts):
            self._grid.addWidget(part, at, column)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)

    def _merge(self) -> None:
        if self._both is None:
            return
        ids = {ONE: self._both.one.id, OTHER: self._both.other.id}
        into = self.choices["number"].value()
        gone = OTHER if into == ONE else ONE
        theirs = frozenset(
            part for part in self._both.differ if self.choices[part.value].value() == gone
        )
        self.merge_wanted.emit(ids[gone], ids[into], theirs)

    def _say_apart(self) -> None:
        if self._both is not None:
            self.apart_wanted.emit(self._both.one.id, self._both.other.id)


def _number(side: Side) -> str:
    return side.told.household.number


def _heading(part: Part) -> str:
    translate = QCoreApplication.translate
    return {
        Part.SIZE: translate("SidesCard", "Size"),
        Part.NAME: translate("SidesCard", "Name"),
        Part.STREET: translate("SidesCard", "Street"),
        Part.POSTCODE: translate("SidesCard", "Postcode"),
        Part.PHONE: translate("SidesCard", "Phone"),
    }[part]


def _told(side: Side, part: Part) -> str:
    home, details = side.told.household, side.told.details
    said = {
        Part.SIZE: wording.size(home.adults, home.children),
        Part.NAME: details.name,
        Part.STREET: details.street,
        Part.POSTCODE: details.postcode or home.district or "",
        Part.PHONE: details.phone,
    }[part]
    # What was not told stays empty: it cannot be chosen over what was.
    return placed(said) if said else ""


def _visits(side: Side) -> str:
    last = moments.of_day(side.last) if side.last else ""
    return placed("  ·  ".join(filter(None, (str(side.visits), last))))


def _needs(sides: Iterable[Side]) -> list[str]:
    homes = [side.told.household for side in sides]
    allergies = sorted({word for home in homes for word in home.allergies})
    diet = sorted({word for home in homes for word in home.diet})
    said = [translated(ALLERGEN_WORDS[Allergen(word)]) for word in allergies]
    return said + [translated(FACES[DietChip(word)].words) for word in diet]
