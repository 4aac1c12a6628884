"""What came of the visits on hold from an earlier day, and of sheets entered twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from hubdesk.counter import drafts, from_paper, hold
from hubdesk.counter.finishing import Finished
from hubdesk.counter.from_paper import Double
from hubdesk.counter.hold import HeldVisit
from hubdesk.errors import Said
from ui import keys, wording
from ui.background import DeskLine
from ui.counter.ask_strip import AskStrip
from ui.counter.intents import Intents
from ui.counter.on_show import OnShow
from ui.counter.telling import Telling
from ui.reports.wording import day as day_words
from ui.theme.look import Look

GIVEN, NOT_GIVEN, WAITS, ALL = range(4)
SAME, BOTH = range(2)


class LeftOver(QObject):
    """Asks one after the other, and nothing is given or put away until somebody says so."""

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        intents: Intents,
        on_show: OnShow,
        telling: Telling,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        on_show.visit_shown.connect(self.stand_back)
        self._line, self._want, self._telling = line, intents, telling
        self.left: Sequence[HeldVisit] = ()
        self.twice: Sequence[Double] = ()
        self.begun = False
        self.held = AskStrip(
            look,
            (
                (self.tr("It was given"), "check", keys.WAS_GIVEN),
                (self.tr("Not given: put away"), "circle-x", keys.NOT_GIVEN),
                (self.tr("Still waiting"), "clock", keys.STILL_WAITS),
                (self.tr("All of them"), "list-checks", keys.ALL_OF_THEM),
            ),
        )
        self.sheets = AskStrip(
            look,
            (
                (self.tr("The same: keep one"), "check", keys.SAME_SHEET),
                (self.tr("Both are right"), "users", keys.BOTH_RIGHT),
            ),
        )
        self.held.chosen.connect(self._answer)
        self.sheets.chosen.connect(self._settle)

    def begin(self) -> None:
        """At the start: what was left on the counter on another day is on hold, like the rest."""
        self._line.do(hold.set_aside_left_open, then=self._begun)

    def _begun(self, _: object) -> None:
        self.begun = True
        self._telling.refresh()
        self.ask_again()

    def ask_again(self) -> None:
        """Looks what there is to ask about."""
        self._line.ask(hold.left_over, then=self._show_left)
        self._line.ask(from_paper.doubles, then=self._show_twice)

    def stand_back(self, visit: object) -> None:
        """Whoever stands at the counter comes first."""
        for strip in (self.held, self.sheets):
            strip.stand_back(visit is not None)

    def compact(self, compact: bool) -> None:
        """Less of it, for want of room."""
        for strip in (self.held, self.sheets):
            strip.compact(compact)

    def _show_left(self, left: Sequence[HeldVisit]) -> None:
        self.left = left
        lines = [self._said(each) for each in left]
        self.held.ask(self.tr("Still on hold from before: {n}").format(n=len(left)), lines)
        if left:
            every = self.held.answers[ALL]
            every.setCheckable(True)
            every.setVisible(len(left) > 1)
            every.setChecked(every.isChecked() and len(left) > 1)

    def _said(self, each: HeldVisit) -> str:
        number = each.number or self.tr("First visit")
        parts = (each.ticket, number, wording.size(each.adults, each.children))
        when = self.tr("since {day}, {time}").format(day=day_words(each.day), time=each.since)
        return "  ·  ".join(filter(None, (*parts, when)))

    def _answer(self, answer: int) -> None:
        if answer == ALL or not self.left:
            return
        every = self.held.answers[ALL].isChecked()
        self.held.answers[ALL].setChecked(False)
        for each in self.left if every else self.left[:1]:
            self._want.key(partial(self._carry_out, answer, each.id))

    def _carry_out(self, answer: int, visit_id: bytes) -> None:
        do, told = self._telling.asking.do_now, self._over
        if answer == GIVEN:
            do(
                hold.was_given,
                visit_id,
                then=self._given,
                refused=partial(self._put_right, visit_id),
            )
        elif answer == NOT_GIVEN:
            do(drafts.put_away, visit_id, then=told)
        else:
            do(hold.still_waits, visit_id, then=told)

    def _given(self, done: Finished) -> None:
        self._telling.handed_over(done)
        self._over(done)

    def _put_right(self, visit_id: bytes, failure: Said) -> None:
        """It cannot be entered as it stands: it comes to the counter, at its own time."""
        then = partial(self._to_be_put_right, failure)
        self._telling.asking.do_now(hold.to_counter, visit_id, then=then)

    def _to_be_put_right(self, failure: Said, _: object) -> None:
        self._over(None)
        self._telling.refused(failure)

    def _over(self, _: object) -> None:
        self._telling.refresh()
        self.ask_again()

    def _show_twice(self, twice: Sequence[Double]) -> None:
        self.twice = twice
        lines = [wording.phrase(each) for each in twice[0].told] if twice else []
        number = twice[0].sheet[-4:] if twice else ""
        said = self.tr("Sheet {number} was entered twice. Is it the same visit?")
        self.sheets.ask(said.format(number=number), lines)

    def _settle(self, answer: int) -> None:
        if self.twice:
            command = from_paper.keep_one if answer == SAME else from_paper.keep_both
            self._want.do(command, self.twice[0], then=self._over)
