"""Households that look like one that came in twice: pairs by their numbers, and no name."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hubdesk.households import doubles, merging
from hubdesk.households.doubles import Pair, Pairs, Why
from hubdesk.journal.act import View
from ui import wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordLine, RecordList

MOST_SHOWN = 200
"""Pairs on one list: more than anybody decides in one sitting."""


class DoublesPage(QWidget):
    """``compare_wanted`` carries the two that somebody wants to look at."""

    compare_wanted = Signal(object, object)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self._look, self._line, self._notices = look, line, notices
        self._found: list[Pair] = []
        self._turn = 0
        self.list = RecordList(look, _reads, self.tr("These look alike"), lead_px=150)
        self.empty = EmptyState(look, "users", "")
        self.apart = plain(look, self.tr("Not the same"), "x")
        self.look_at = primary(look, self.tr("Look at both"), "eye", "Enter")
        card = Card(look, foot=True)
        card.set_tight()
        self.hint = label(self.tr("Did they come in twice? Names show when you look at both."))
        card.body.addWidget(self.hint)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.list)
        card.add_wide(self.pages)
        assert card.foot is not None
        card.foot.addStretch(1)
        card.foot.addWidget(self.apart)
        card.foot.addWidget(self.look_at)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        self.list.opened.connect(self._compare)
        self.look_at.clicked.connect(self._compare_marked)
        self.apart.clicked.connect(self._say_apart)

    def open_(self) -> None:
        """Goes through all households, a few hundred at a time, so that scans come between."""
        self._turn += 1
        self._found = []
        self._show()
        self.empty.say(self.tr("Looking through all households"), "")
        self._line.ask(_look, self._turn, 0, then=self._more)

    def focus_home(self) -> None:
        """The list."""
        self.list.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turn += 1

    def _more(self, answer: tuple[int, Pairs]) -> None:
        turn, pairs = answer
        if turn != self._turn:
            return
        self._found += pairs.found
        self._show()
        if pairs.more and len(self._found) < MOST_SHOWN:
            self._line.ask(_look, turn, pairs.more, then=self._more)
        elif not self._found:
            self.empty.say(self.tr("No two look alike"), self.tr("There is nothing to do here."))

    def _show(self) -> None:
        row = max(self.list.currentIndex().row(), 0)
        self.list.hold(tuple(self._found), row)
        self.pages.setCurrentIndex(1 if self._found else 0)
        if self._found and self.isVisible():
            self.list.setFocus()
        for button in (self.apart, self.look_at):
            button.setEnabled(bool(self._found))

    def _compare_marked(self) -> None:
        if self.list.marked() is not None:
            self._compare(self.list.marked())

    def _compare(self, pair: Pair) -> None:
        self.compare_wanted.emit(pair.one.id, pair.other.id)

    def _say_apart(self) -> None:
        pair = self.list.marked()
        if pair is not None:
            self._found.remove(pair)
            self._show()
            refused = self._notices.said
            self._line.do(merging.say_apart, pair.one.id, pair.other.id, refused=refused)


def _look(view: View, turn: int, after: int) -> tuple[int, Pairs]:
    return turn, doubles.look(view, after)


def why(pair: Pair) -> str:
    """What two households have in common."""
    translate = QCoreApplication.translate
    return {
        Why.PHONE: translate("DoublesPage", "The same phone"),
        Why.ADDRESS: translate("DoublesPage", "Nearly the same name at one postcode"),
        Why.NAME: translate("DoublesPage", "The same name"),
    }[pair.why]


def _reads(pair: Pair) -> RecordLine:
    sizes = "  –  ".join(
        wording.size(each.adults, each.children) for each in (pair.one, pair.other)
    )
    where = " – ".join(dict.fromkeys(filter(None, (pair.one.district, pair.other.district))))
    return RecordLine(f"{pair.one.number} – {pair.other.number}", why(pair), sizes, where)
