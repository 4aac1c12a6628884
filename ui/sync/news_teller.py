"""Says what came in while laptops were apart, until it is put away; and how much waits."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from hubdesk.clock import Clock
from hubdesk.sync import news, review
from hubdesk.sync.news import News
from hubdesk.sync.pace import DAY_MS
from hubdesk.sync.report import PassReport
from hubdesk.sync.review import Waiting
from ui import counted
from ui.background import DeskLine
from ui.notices import Notices
from ui.sync.run import SharingRun
from ui.theme.tokens import Tone
from ui.widgets.result import Action, Result

LOOK: Final = "look at news"
AWAY: Final = "put away"


class NewsTeller(QObject):
    """``waits`` with how much there is to look at. It asks after each pass that brought news.

    ``look_wanted`` when somebody would look at it.
    """

    waits = Signal(object)
    look_wanted = Signal()

    def __init__(
        self,
        line: DeskLine,
        notices: Notices,
        clock: Clock,
        run: SharingRun,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._line, self._notices, self._clock, self._run = line, notices, clock, run
        self.waiting = Waiting(0, 0)
        self._found = News()
        self._apart_ms = 0
        run.passed.connect(self._passed)

    def count(self) -> None:
        """Asks how much there is to look at."""
        self._line.ask(review.waiting, then=self._count)

    def _passed(self, report: PassReport) -> None:
        if not report.read:
            if report.alike or report.differing != self.waiting.journals:
                self.count()
            return
        # The standing is still that of before the pass.
        before_ms = self._run.standing.sharing.shared_ms
        self._apart_ms = report.at_ms - before_ms if before_ms else 0
        self._found = News()
        if self._apart_ms >= DAY_MS:
            self._line.do(news.wait, self._apart_ms)
            self._line.ask(news.since, then=self._gather)
        else:
            self._line.do(news.skip)
            self.count()

    def begin(self) -> None:
        """At the start: how much there is to look at, and a summary nobody has put away."""
        self.count()
        self._line.ask(news.waiting, then=self._tell_again)

    def answered(self, what: str) -> None:
        """A notice was answered; if it was the summary, it is not shown again."""
        if what in (AWAY, LOOK):
            self._line.do(news.read)
        if what == LOOK:
            self.look_wanted.emit()

    def _tell_again(self, apart_ms: int) -> None:
        if apart_ms:
            self._apart_ms, self._found = apart_ms, News()
            self._line.ask(news.since, then=self._gather)

    def _gather(self, answer: tuple[News, int]) -> None:
        found, more = answer
        self._found = self._found.and_(found)
        if more:
            self._line.ask(news.since, more, then=self._gather)
            return
        self._line.ask(review.waiting, then=self._tell)

    def _count(self, waiting: Waiting) -> None:
        self.waiting = waiting
        self.waits.emit(waiting)

    def _tell(self, waiting: Waiting) -> None:
        self._count(waiting)
        found = self._found
        if not found.all:
            return
        parts = [counted.collections(found.collections)] if found.collections else []
        parts += [counted.new_households(found.households)] if found.households else []
        parts += [counted.other_changes(found.others)] if found.others else []
        headline = self.tr("{days} of news from {laptops}").format(
            days=counted.days(self._apart_ms // DAY_MS), laptops=counted.laptops(len(found.devices))
        )
        told = [", ".join(parts)]
        actions: tuple[Action, ...] = (Action(AWAY, self.tr("Put away"), "", "x"),)
        if waiting.all:
            told.append(counted.to_look_at(waiting.all))
            actions = (Action(LOOK, self.tr("Look at them"), "", "list-checks"), *actions)
        self._notices.notice(Result(Tone.INFO, headline, tuple(told), actions))
