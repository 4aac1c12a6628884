"""The visit on the counter: who it is for, what goes in, and the button that finishes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.counter.visit import ShownRow, ShownVisit
from ui import keys, wording
from ui.counter import rows
from ui.counter.rows import Fact
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, Steady, label
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.quantity_row import QuantityRows


class VisitCard(QWidget):
    """Shows one visit, or what to do next when there is none.

    ``name_slot`` is where a name shows, beside the number, and ``show_slot`` where the button
    that shows it stands.
    """

    finished = Signal()
    finished_without_label = Signal()
    held = Signal()
    add_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._compact, self._details = False, True
        self.visit: ShownVisit | None = None
        self._facts: Sequence[Fact] = ()
        self._stopped = False
        self.rows = QuantityRows(look)
        self.name_slot, self.show_slot = QHBoxLayout(), QHBoxLayout()
        self.card = self._made_card()
        self.empty_card = Card(look)
        self.empty = EmptyState(
            look,
            "scan-barcode",
            self.tr("Scan a card to start"),
            self.tr("Or type 2+3 and Enter for 2 adults and 3 children. No name is needed."),
        )
        self.choose = plain(
            look, self.tr("They choose: empty visit"), "shopping-basket", keys.CHOOSE.shown
        )
        self.empty_card.body.addWidget(self.empty, 1)
        self.empty_card.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self._over = QStackedLayout(self)
        self._over.setContentsMargins(0, 0, 0, 0)
        self._over.addWidget(self.empty_card)
        self._over.addWidget(self.card)

    def show_visit(self, visit: ShownVisit | None) -> None:
        """Shows a visit whole. What was picked in another visit is not picked in this one."""
        known, self.visit = self.visit, visit
        if known is None or visit is None or known.id != visit.id:
            self.rows.from_the_top()
        self._over.setCurrentWidget(self.card if visit else self.empty_card)
        if visit is None:
            self.rows.show_lines(())
            return
        self._show_head(visit)
        self.rows.show_lines(rows.lines_of(visit, details=self._details))
        if visit.conflicts:
            # What the card asks about is the line that is seen, and that keys act on.
            self.rows.pick(rows.row_id(visit.conflicts[0].n))
        elif visit.turn is not None and self._turned(known, visit):
            self.rows.pick(None)
            self.rows.show_from(rows.heading_id(visit.turn))
        self._show_total(visit)

    @staticmethod
    def _turned(known: ShownVisit | None, visit: ShownVisit) -> bool:
        """Whether another household has the turn than had it before."""
        had = known.turn if known is not None and known.id == visit.id else None
        now = visit.turn
        return had is not None and now is not None and had.no != now.no

    def know_details(self, known: bool) -> None:
        """Whether diets are known on this laptop; where not, it says to ask."""
        self._details = known
        if self.visit is not None:
            self.show_visit(self.visit)

    def show_row(self, visit: ShownVisit, row: ShownRow) -> None:
        """Shows the one row that changed."""
        known = self.visit
        self.visit = visit
        line = rows.line_of(row)
        if known is None or not self.rows.show_line(line):
            self.rows.show_lines(rows.lines_of(visit, details=self._details))
            self.rows.pick(line.id_)
        self._show_total(visit)

    def compact(self, compact: bool) -> None:
        """Fewer words, for want of room."""
        self._compact = compact
        self.hold.say(self.tr("Hold") if compact else self.tr("Put on hold"))
        self.add.setVisible(compact)
        self.choose.setVisible(not compact)
        self.change.set_hint("" if compact else keys.CHANGE.shown)
        self._chips.set_gap(self._look.px(4 if compact else 8))
        self.card.set_tight(low_foot=compact)
        if self.visit is not None:
            self._show_head(self.visit)
            self._show_total(self.visit)
        else:
            self.no_label.setVisible(not compact)

    def stand_back(self, stopped: bool) -> None:
        """While a stop stands nothing can be finished: many allergies then have the foot's room."""
        self._stopped = stopped
        assert self.card.foot is not None
        foot = self.card.foot.parentWidget()
        shown = not (stopped and self._compact and len(self._facts) > rows.MANY)
        if foot is not None and foot.isHidden() == shown:
            foot.setVisible(shown)

    def _show_head(self, visit: ShownVisit) -> None:
        number = visit.household.number if visit.household else ""
        people = visit.adults + visit.children
        size = wording.size(visit.adults, visit.children) if people else ""
        asked = "" if visit.parcel else self.tr("How many? Type 2+3")
        self.who.setText(self._who(visit, number))
        self.how_many.setText(size or asked)
        self.repeat.setText("" if self._compact else rows.repeat_words(visit))
        self._show_chips(rows.chips(visit, self._compact, details=self._details))
        self._say_finish(visit)

    def _show_chips(self, shown: Sequence[Fact]) -> None:
        """What to know when packing, laid out once: each chip alone would ask the whole window."""
        if shown == self._facts:
            return
        self._facts = shown
        self._chip_row.hide()
        for number, (text, tone, icon, said) in enumerate(shown):
            chip = self._chip(number)
            chip.say(text, tone, icon)
            chip.setAccessibleName(said)
            chip.show()
        for spare in self._kept_chips[len(shown) :]:
            # It goes without what it said: that was of another household.
            spare.say("")
            spare.hide()
        self._chip_row.setVisible(bool(shown))
        self.stand_back(self._stopped)

    def _chip(self, number: int) -> Chip:
        """The chip at a place: one made anew leaves references behind when it goes."""
        if number == len(self._kept_chips):
            self._kept_chips.append(Chip(self._look, "", parent=self._chip_row))
            self._chips.addWidget(self._kept_chips[-1])
        return self._kept_chips[number]

    def _who(self, visit: ShownVisit, number: str) -> str:
        if number:
            return self.tr("Household {number}").format(number=number)
        if visit.parcel and not visit.adults + visit.children:
            return self.tr("Type 2+3, or scan their card")
        return self.tr("First visit")

    def _say_finish(self, visit: ShownVisit) -> None:
        """A parcel that was packed ahead bears its label already."""
        printing = not visit.parcel or len(visit.parties) > 1
        word = self.tr("Finish and print label")
        if len(visit.parties) > 1:
            word = self.tr("Finish and print labels")
        elif not printing:
            word = self.tr("Finish, hand it over")
        if visit.told_ms is not None:
            # What was on paper is gone long since: nothing prints unless somebody wants it.
            printing, word = False, self.tr("Finish, from paper")
        paper = visit.told_ms is not None
        self.no_label.say(self.tr("With label") if paper else self.tr("No label"))
        said = self.tr("Finish, with label") if paper else self.tr("Finish, no label")
        self.no_label.setAccessibleName(said)
        self.finish.icon_name = "printer-check" if printing else "check"
        self.finish.say(word)
        self.no_label.setVisible((printing or paper) and not self._compact)

    def _show_total(self, visit: ShownVisit) -> None:
        self.total.say(rows.totals(visit, self._compact))

    def _made_card(self) -> Card:
        look = self._look
        card = Card(look, foot=True)
        card.set_tight()
        self.who = label("", "heading")
        self.how_many = label("")
        self.repeat = label("", "muted")
        head, whose = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(look.px(10))
        whose.setSpacing(0)
        # In two rows: beside the buttons one has no room for all of it.
        self.name_slot.addWidget(self.who)
        size = QHBoxLayout()
        for part in (self.how_many, self.repeat):
            size.addWidget(part)
        for row in (self.name_slot, size):
            row.setSpacing(look.px(10))
            whose.addLayout(row)
        size.addStretch(1)
        head.addLayout(whose, 1)
        head.addLayout(self.show_slot)
        self.change = plain(look, self.tr("Change"), "pencil", keys.CHANGE.shown)
        self.change.clicked.connect(self.change_wanted)
        head.addWidget(self.change)
        card.body.addLayout(head)
        self._kept_chips: list[Chip] = []
        self._chip_row = QWidget()
        self._chip_row.setProperty("role", "plain")
        self._chips = FlowLayout(8)
        column = QVBoxLayout(self._chip_row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._chips)
        card.body.addWidget(self._chip_row)
        card.add_wide(self.rows)
        self._make_foot(card)
        return card

    def _make_foot(self, card: Card) -> None:
        look = self._look
        self.total = Steady(look, "heading")
        self.hold = plain(look, self.tr("Put on hold"), "clock")
        self.no_label = plain(look, self.tr("No label"))
        self.no_label.setAccessibleName(self.tr("Finish, no label"))
        self.finish = primary(
            look, self.tr("Finish and print label"), "printer-check", keys.FINISH.shown
        )
        self.add = plain(look, self.tr("Add item"), "plus")
        self.add.clicked.connect(self.add_wanted)
        self.hold.clicked.connect(self.held)
        self.no_label.clicked.connect(self.finished_without_label)
        self.finish.clicked.connect(self.finished)
        assert card.foot is not None
        card.foot.addWidget(self.total)
        card.foot.addStretch(1)
        for button in (self.hold, self.no_label, self.add, self.finish):
            card.foot.addWidget(button)
