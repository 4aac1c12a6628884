"""Two households that look like one, decided beside the list: one, two, or later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.counter import side_by_side
from hubdesk.counter.side_by_side import Side, SideBySide
from hubdesk.journal.operations import Ref
from hubdesk.sync import alike_apart, review
from hubdesk.sync.alike_apart import Twins
from ui import wording
from ui.background import DeskLine
from ui.households.doubles_page import why
from ui.notices import Notices
from ui.security.choice import ChoiceButton
from ui.theme.look import Look
from ui.widgets.card import label
from ui.widgets.record_list import RecordLine
from ui.widgets.take_away import take_away
from ui.wording import inside


class PairSide(QWidget):
    """``decided`` carries what can be undone; ``separated`` when one was made two again.

    ``compare_wanted`` carries both, for choosing what of each holds. Names show only when
    somebody asks, and are taken away with the pair.
    """

    decided = Signal(object)
    separated = Signal()
    compare_wanted = Signal(object, object)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look, self._line, self._notices = look, line, notices
        self._twins: Twins | None = None
        self.told = label("", "strong", wraps=True)
        self.holds, self.sides = label("", "muted", wraps=True), label("", wraps=True)
        self.buttons: list[ChoiceButton] = []
        self._answers = QVBoxLayout(self)
        self._answers.setContentsMargins(0, 0, 0, 0)
        for part in (self.told, self.holds, self.sides):
            self._answers.addWidget(part)
        look.changed.connect(self._dress)
        self._dress()

    def show_pair(self, twins: Twins) -> None:
        """Shows a pair by its numbers."""
        self.clear()
        self._twins = twins
        self.told.setText(" – ".join(twins.numbers))
        if twins.merged is not None:
            self.holds.setText(self.tr("They were made one household."))
            under = self.tr("Each as it was, with what was given to it.")
            self._add(self.tr("Separate them"), under, "undo-2", self._separate)
            return
        self.holds.setText(self.tr("Two laptops opened them apart. Until you decide they are two."))
        under = self.tr("Names and addresses, on this screen, until you leave.")
        self._add(self.tr("Look at both"), under, "eye", self._look_at)
        self._add_apart()

    def clear(self) -> None:
        """Takes the pair out of every part."""
        self._twins = None
        for part in (self.told, self.holds, self.sides):
            part.setText("")
        self.sides.hide()
        self._take_buttons()

    def _look_at(self) -> None:
        if self._twins is not None:
            ends = self._twins.pair.one.id, self._twins.pair.other.id
            refused = self._notices.said
            self._line.do(side_by_side.compare, *ends, then=self._show_both, refused=refused)

    def _show_both(self, both: SideBySide) -> None:
        if self._twins is None or not self.isVisible():
            return
        if {both.one.id, both.other.id} != {self._twins.pair.one.id, self._twins.pair.other.id}:
            return
        self._take_buttons()
        self.sides.setText("\n".join(_side(each) for each in (both.one, both.other)))
        self.sides.show()
        goes_on, gone = both.one, both.other
        if both.goes_on != both.one.id:
            goes_on, gone = gone, goes_on
        under = self.tr("{number} goes on, and the latest holds.")
        said = under.format(number=goes_on.told.household.number)
        merge = partial(self._merge, gone.id, goes_on.id)
        self._add(self.tr("They are one household"), said, "check", merge)
        if both.differ:
            compare = partial(self.compare_wanted.emit, both.one.id, both.other.id)
            under = self.tr("Line by line, at Find.")
            self._add(self.tr("Choose what holds"), under, "list-checks", compare)
        self._add_apart()

    def _add_apart(self) -> None:
        under = self.tr("Nobody is asked about these two again.")
        self._add(self.tr("Not the same"), under, "x", self._say_apart)

    def _merge(self, one: bytes, into: bytes) -> None:
        refused = self._notices.said
        self._line.do(alike_apart.one_household, one, into, then=self._decided, refused=refused)

    def _say_apart(self) -> None:
        if self._twins is not None:
            ends = self._twins.pair.one.id, self._twins.pair.other.id
            refused = self._notices.said
            self._line.do(alike_apart.two_households, *ends, then=self._decided, refused=refused)

    def _decided(self, ref: Ref) -> None:
        self.decided.emit(ref)

    def _separate(self) -> None:
        if self._twins is not None and self._twins.merged is not None:
            refused, ref = self._notices.said, self._twins.merged
            self._line.do(review.take_back, ref, then=self._separated, refused=refused)

    def _separated(self, _: object) -> None:
        self.separated.emit()

    def _add(self, word: str, under: str, icon: str, does: Callable[[], Any]) -> None:
        button = ChoiceButton(self._look, icon, word, under)
        button.setCheckable(False)
        button.clicked.connect(lambda _=False: does())
        self._answers.addWidget(button)
        self.buttons.append(button)
        button.show()

    def _take_buttons(self) -> None:
        for each in self.buttons:
            take_away(each)
        self.buttons = []

    def _dress(self) -> None:
        self._answers.setSpacing(self._look.px(8))


def reads(twins: Twins) -> RecordLine:
    """A pair in the list, by its numbers: no name is in it."""
    say = QCoreApplication.translate
    lead = " – ".join(twins.numbers)
    if twins.merged is not None:
        return RecordLine(lead, say("Review", "One household now"), say("Review", "Decided"))
    return RecordLine(lead, say("Review", "Two households, or one?"), why(twins.pair))


def _side(side: Side) -> str:
    """One of the two, as far as it told."""
    home, details = side.told.household, side.told.details
    told = (details.name, details.street, details.postcode or home.district, details.phone)
    size = wording.size(home.adults, home.children)
    return f"{home.number}: " + ", ".join([*(inside(each) for each in told if each), size])
