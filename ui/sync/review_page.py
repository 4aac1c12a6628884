"""What laptops wrote differently: one or the other, decided later, and undoable."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hubdesk.clock import Clock
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.sync import alike_apart, compared, review
from hubdesk.sync.alike_apart import Twins
from hubdesk.sync.compared import Difference
from hubdesk.sync.review import Clash, Waiting
from ui import keys
from ui.background import DeskLine
from ui.notices import Notices
from ui.security.choice import ChoiceButton
from ui.sync import pair_side
from ui.sync import review_words as words
from ui.sync.pair_side import PairSide
from ui.sync.state_page import ROWS_PX
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result
from ui.widgets.scrolled import scrolled
from ui.widgets.strip import Strip
from ui.widgets.take_away import take_away


class ReviewPage(QWidget):
    """``counts_wanted``, ``doubles_wanted`` and ``compare_wanted`` (two households) lead to
    where these are decided.

    ``decided`` when there is less to look at, or more again.
    """

    counts_wanted = Signal()
    doubles_wanted = Signal()
    compare_wanted = Signal(object, object)
    left = Signal()
    decided = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices, clock: Clock) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look, self._line, self._notices, self._clock = look, line, notices, clock
        self._last: list[Ref] = []
        self.list = RecordList(look, _reads, self.tr("Written differently"), lead_px=190)
        self.empty = EmptyState(
            look,
            "circle-check-big",
            self.tr("Nothing to decide"),
            self.tr("What two laptops write differently or open twice is listed here."),
        )
        self.journals = Strip(look)
        self.seen_to = plain(look, self.tr("Seen to"), "check")
        self.told = label("", "strong", wraps=True)
        self.holds = label("", "muted", wraps=True)
        self.buttons: list[ChoiceButton] = []
        self.pair = PairSide(look, line, notices)
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.undo = plain(look, self.tr("Undo"), "undo-2", keys.UNDO.shown)
        self.counts = plain(look, "", "clipboard-list")
        self.doubles = plain(look, self.tr("Households that look alike"), "users")
        self._arrange()
        self.list.chosen.connect(self._choose)
        self.pair.decided.connect(self._say_decided)
        self.pair.separated.connect(self._say_undone)
        self.pair.compare_wanted.connect(self.compare_wanted)
        self.back.clicked.connect(self.left)
        self.undo.clicked.connect(self._undo)
        self.counts.clicked.connect(self.counts_wanted)
        self.doubles.clicked.connect(self.doubles_wanted)
        self.seen_to.clicked.connect(self._see_to)
        keys.UNDO.calls(self._undo, within=self)
        look.changed.connect(self._dress)

    def open_(self) -> None:
        """Asks what is to be decided."""
        self._line.ask(_all, then=self._show)
        self._line.ask(review.waiting, then=self._count)
        self._line.ask(compared.differences, then=self._say_apart)
        self.undo.setEnabled(bool(self._last))

    def hideEvent(self, event: QHideEvent) -> None:
        """What somebody asked to see is not there any more when somebody else comes."""
        super().hideEvent(event)
        self.list.hold(())
        self._choose(None)

    def focus_home(self) -> None:
        """The list, or the way back."""
        (self.list if self.list.isVisible() else self.back).setFocus()

    def compact(self, compact: bool) -> None:
        """One column or two."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self.card.set_tight(compact)
        self.side.set_tight(compact)
        self.list.setMinimumHeight(self._look.px(ROWS_PX) if compact else 0)

    def _show(self, found: list[Clash | Twins]) -> None:
        self.empty.setVisible(not found)
        self.list.setVisible(bool(found))
        self.side.setVisible(bool(found))
        self.list.hold(found, max(self.list.currentIndex().row(), 0))
        if self.isVisible():
            self.focus_home()

    def _count(self, waiting: Waiting) -> None:
        said = self.tr("Counts that differ: {n}").format(n=waiting.counts)
        self.counts.say(said)
        self.counts.setVisible(waiting.counts > 0)

    def _say_apart(self, found: list[Difference]) -> None:
        self.journals.say(words.differ(found), Tone.STOP)
        self.seen_to.setVisible(bool(found))

    def _see_to(self) -> None:
        self._line.do(compared.seen_to, then=self._seen, refused=self._notices.said)

    def _seen(self, _: object) -> None:
        self._again()

    def _choose(self, each: Clash | Twins | None) -> None:
        self._clear()
        self.pair.clear()
        is_pair = isinstance(each, Twins)
        self.pair.setVisible(is_pair)
        for part in (self.told, self.holds):
            part.setVisible(not is_pair)
        if isinstance(each, Twins):
            self.pair.show_pair(each)
        elif each is not None:
            self._ask(each)

    def _ask(self, clash: Clash) -> None:
        self.told.setText(f"{words.whose(clash)}: {words.which(clash)}")
        if words.is_private(clash):
            self.holds.setText(self.tr("Names and addresses show when you ask for them."))
            show = self._add(
                self.tr("Show both"), self.tr("On this screen, until you leave."), "eye"
            )
            show.clicked.connect(partial(self._offer, clash))
        else:
            self._offer(clash)

    def _offer(self, clash: Clash, _: bool = False) -> None:
        self._clear()
        now_ms = self._clock.now_ms()
        first = words.value(clash.versions[0])
        holds = self.tr("Until you decide, the later holds: {value}").format(value=first)
        if clash.adds_up:
            holds = self.tr("Until you decide, all of them hold.")
        self.holds.setText(holds)
        for each in clash.versions:
            button = self._add(*words.choice(each, now_ms))
            button.clicked.connect(partial(self._decide, clash, each.ref))
        if clash.adds_up:
            kept = self.tr("What any of them names is left out of the parcel.")
            both = self._add(self.tr("All of them"), kept, "plus")
            both.clicked.connect(partial(self._decide, clash, None))

    def _decide(self, clash: Clash, keep: Ref | None, _: bool = False) -> None:
        refused = self._notices.said
        self._line.do(review.choose, clash, keep, then=self._decided, refused=refused)

    def _decided(self, op: Operation) -> None:
        self._say_decided(op.ref)

    def _say_decided(self, ref: Ref) -> None:
        self._last.append(ref)
        self._notices.aloud(Result(Tone.OK, self.tr("Decided, here and on every laptop")))
        self._again()

    def _undo(self) -> None:
        if self._last:
            ref = self._last.pop()
            self._line.do(review.take_back, ref, then=self._undone, refused=self._notices.said)

    def _undone(self, _: object) -> None:
        self._say_undone()

    def _say_undone(self) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("Undone")))
        self._again()

    def _again(self) -> None:
        self.open_()
        self.decided.emit()

    def _add(self, word: str, under: str, icon: str = "check") -> ChoiceButton:
        button = ChoiceButton(self._look, icon, word, under)
        button.setCheckable(False)
        self._answers.addWidget(button)
        self.buttons.append(button)
        button.show()
        return button

    def _clear(self) -> None:
        for each in self.buttons:
            take_away(each)
        self.buttons = []

    def _arrange(self) -> None:
        self.card = Card(self._look, self.tr("To look at, whenever there is time"), foot=True)
        self.card.body.addWidget(self.journals)
        self.card.add_wide(self.list)
        self.card.body.addWidget(self.empty, 1)
        foot = self.card.foot
        assert foot is not None
        foot.addWidget(self.back)
        foot.addStretch(1)
        for button in (self.seen_to, self.counts, self.doubles, self.undo):
            foot.addWidget(button)
        self.side = Card(self._look, self.tr("Which is right?"))
        self._answers = QVBoxLayout()
        for part in (self.told, self.holds, self.pair):
            self.side.body.addWidget(part)
        self.side.body.addLayout(self._answers)
        self.side.body.addStretch(1)
        inside = QWidget()
        inside.setProperty("role", "plain")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.card, 3)
        self._across.addWidget(self.side, 2)
        self.list.hide()
        self.side.hide()
        self.pair.hide()
        self.counts.hide()
        self.seen_to.hide()
        self._dress()

    def _dress(self) -> None:
        self._across.setSpacing(self._look.px(16))
        self._answers.setSpacing(self._look.px(8))


def _all(view: View) -> list[Clash | Twins]:
    """What is to be decided, and the pairs that were made one household last of all."""
    twins = alike_apart.all_(view)
    return [*review.all_(view), *twins]


def _reads(clash: Clash | Twins) -> RecordLine:
    if isinstance(clash, Twins):
        return pair_side.reads(clash)
    laptops = ", ".join(dict.fromkeys(each.laptop for each in clash.versions if each.laptop))
    return RecordLine(words.whose(clash), words.which(clash), laptops)
