"""One household: its cards, what to know when packing, and what it collected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.counter import history, lost_card
from hubdesk.counter.history import About, Collected, Seen
from hubdesk.counter.lost_card import NewCard
from hubdesk.households import merging
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.households.cards import Card as Card_
from hubdesk.households.diet import FACES
from hubdesk.households.diet import Chip as DietChip
from hubdesk.households.record import number_of
from hubdesk.journal.operations import Ref
from ui import counted, moments, wording
from ui.background import DeskLine
from ui.households.merges_row import MergesRow
from ui.households.parcel_page import ParcelPage
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.volunteers.words import together
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result
from ui.widgets.take_away import take_away
from ui.wording import placed, translated

SEEN_SHOWN = 5
"""Times that somebody looked which are told one by one."""


class AboutPage(QWidget):
    """Opened by its id. Nothing of it stays in any widget once the page is hidden."""

    visit_wanted = Signal(object)
    details_wanted = Signal(object)
    compare_wanted = Signal(object)
    labels_wanted = Signal()

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._line, self._notices = look, line, notices
        self._id: bytes | None = None
        self.number = label("", "heading")
        self.people = label("")
        self.cards = label("", "muted", wraps=True)
        self.chips = QWidget()
        self._flow = FlowLayout(8, self.chips)
        self.why = label("", "muted", wraps=True)
        self.list = RecordList(look, _reads, self.tr("Collections"), lead_px=240)
        self.none = label(self.tr("Nothing collected yet"), "muted")
        self.seen = label("", "muted", wraps=True)
        self.merges = MergesRow(look)
        self.same = plain(look, self.tr("Same household as another"), "users")
        self.lost = plain(look, self.tr("Lost card"), "credit-card")
        self.see = plain(look, self.tr("Details"), "user")
        self.see_parcel = plain(look, self.tr("See this parcel"), "package-open")
        self.parcel = ParcelPage(look, line)
        self.open_visit = primary(look, self.tr("Open visit"), "hand-helping")
        self._arrange()
        self.see.clicked.connect(self._see)
        self.same.clicked.connect(self._compare)
        self.lost.clicked.connect(self._lost_card)
        self.merges.separated.connect(self._separate)
        self.open_visit.clicked.connect(self._open_visit)
        self.see_parcel.clicked.connect(self._see_parcel)
        self.list.opened.connect(self._open_parcel)
        self.parcel.closed.connect(self.step_back)
        look.changed.connect(self._dress)

    def open_(self, household_id: bytes) -> None:
        """Comes to a household."""
        self._id = household_id
        self.pages.setCurrentIndex(0)
        self.refresh()

    def step_back(self) -> bool:
        """From one parcel back to all; True when that is where it was already."""
        if self.pages.currentIndex() == 0:
            return True
        self.pages.setCurrentIndex(0)
        self.refresh()
        self.list.setFocus()
        return False

    def refresh(self) -> None:
        """Asks again for the household on show."""
        if self._id is not None:
            self._line.ask(history.about, self._id, then=self._show)

    def compact(self, compact: bool) -> None:
        """The same in one column: everything stands below everything else already."""

    def focus_home(self) -> None:
        """The way to its visit; while a lost card is asked about, the answer."""
        if self.pages.currentIndex() != 0:
            self.parcel.list.setFocus()
        else:
            (self.lost if self._is_asked else self.open_visit).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._empty()

    def _arrange(self) -> None:
        card = Card(self._look, foot=True)
        card.set_tight()
        self._head = QHBoxLayout()
        self._head.addWidget(self.number)
        self._head.addWidget(self.people)
        self._head.addStretch(1)
        self._head.addWidget(self.see_parcel)
        card.body.addLayout(self._head)
        for part in (self.cards, self.seen, self.merges, self.chips, self.why, self.none):
            card.body.addWidget(part)
        # What is said above comes first; the list scrolls in whatever room is left.
        policy = self.list.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        self.list.setSizePolicy(policy)
        card.add_wide(self.list)
        assert card.foot is not None
        card.foot.addWidget(self.same)
        card.foot.addWidget(self.lost)
        card.foot.addStretch(1)
        card.foot.addWidget(self.see)
        card.foot.addWidget(self.open_visit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(card)
        self.pages.addWidget(self.parcel)
        whole.addWidget(self.pages)
        self._dress()
        self._empty()

    def _dress(self) -> None:
        self._head.setSpacing(self._look.px(12))
        self.list.setMinimumHeight(self._look.px(62))
        self._flow.set_gap(self._look.px(8))

    def _show(self, about: About | None) -> None:
        if about is None or not self.isVisible():
            return
        self._empty()
        self._id = about.household.id
        self.merges.hold(about.merges)
        self._say_seen(about.seen)
        home = about.household
        self.number.setText(self.tr("Household {number}").format(number=home.number))
        self.people.setText(placed(wording.size(home.adults, home.children)))
        said = self._cards_said(about.cards)
        where = self.tr("District {district}").format(district=home.district or "")
        self.cards.setText("  ·  ".join([said, where] if home.district else [said]))
        for allergy in home.allergies:
            words = translated(ALLERGEN_WORDS[Allergen(allergy)])
            self._flow.addWidget(Chip(self._look, words, Tone.STOP))
        for each in home.diet:
            face = FACES[DietChip(each)]
            self._flow.addWidget(Chip(self._look, translated(face.words), icon_name=face.icon))
        reasons = []
        if home.allergies:
            reasons.append(self.tr("Allergies are asked so that nothing unsafe is packed."))
        if home.diet:
            reasons.append(
                self.tr("Diet, kitchen, baby and pets are asked so that the parcel is of use.")
            )
        self.why.setText(" ".join(reasons))
        self.chips.setVisible(bool(reasons))
        self.why.setVisible(bool(reasons))
        self.none.setVisible(not about.collections)
        self.see_parcel.setEnabled(bool(about.collections))
        self.list.hold(about.collections)

    def _say_seen(self, seen: Sequence[Seen]) -> None:
        """For a lead: who looked at the details, the latest few."""
        told = [
            self.tr("{who}, {when}").format(
                who=together(each.who) or self.tr("nobody named"),
                when=moments.day_and_time(each.at_ms),
            )
            for each in seen[:SEEN_SHOWN]
        ]
        more = len(seen) - len(told)
        if more > 0:
            told.append(self.tr("{n} more").format(n=more))
        said = self.tr("Details were looked at by: {list}").format(list="  ·  ".join(told))
        self.seen.setText(said if told else "")
        self.seen.setVisible(bool(told))

    def _cards_said(self, cards: Sequence[Card_]) -> str:
        live = ", ".join(number_of(each.code) for each in cards if not each.dead)
        dead = ", ".join(number_of(each.code) for each in cards if each.dead)
        said = self.tr("Cards: {cards}").format(cards=live)
        if not dead:
            return said
        return "  ·  ".join([said, self.tr("Replaced: {cards}").format(cards=dead)])

    def _empty(self) -> None:
        for words in (self.number, self.people, self.cards, self.why, self.seen):
            words.setText("")
        self.seen.hide()
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                if isinstance(chip, Chip):
                    chip.say("")
                take_away(chip)
        self.merges.hold(())
        self._ask_first()
        self.list.hold(())
        self.none.hide()

    def _compare(self) -> None:
        if self._id is not None:
            self.compare_wanted.emit(self._id)

    def _ask_first(self) -> None:
        self._is_asked = False
        self.lost.say(self.tr("Lost card"))

    def _lost_card(self) -> None:
        """The first press asks, in place; the second replaces the card."""
        if not self._is_asked:
            self._is_asked = True
            self.lost.say(self.tr("Replace it: the old one is dead"))
        elif self._id is not None:
            self._ask_first()
            self._line.do(
                lost_card.replace_card, self._id, then=self._replaced, refused=self._notices.said
            )

    def _replaced(self, new: NewCard) -> None:
        headline = self.tr("New card: {number}").format(number=new.number)
        self._notices.aloud(Result(Tone.OK, headline))
        self.labels_wanted.emit()
        self.refresh()

    def _separate(self, ref: Ref) -> None:
        self._line.do(merging.separate, ref, then=self._separated, refused=self._notices.said)

    def _separated(self, _: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("Two households again")))
        self.refresh()

    def _see_parcel(self) -> None:
        if self.list.marked() is not None:
            self._open_parcel(self.list.marked())

    def _open_parcel(self, each: Collected) -> None:
        self.pages.setCurrentWidget(self.parcel)
        self.parcel.open_(each.ref)
        self.parcel.list.setFocus()

    def _see(self) -> None:
        if self._id is not None:
            self.details_wanted.emit(self._id)

    def _open_visit(self) -> None:
        if self._id is not None:
            self.visit_wanted.emit(self._id)


def _reads(each: Collected) -> RecordLine:
    size = wording.size(each.adults, each.children)
    weight = f"{each.weight_g / 1000:.1f} kg"
    other = QCoreApplication.translate("AboutPage", "collected by someone else")
    facts = [counted.items(each.items), weight, *([other] if each.by_other else [])]
    what = "  ·  ".join(facts)
    return RecordLine(moments.day_and_time(each.at_ms), what, size, each.label)
