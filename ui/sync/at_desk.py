"""The shared folder as an open desk shows it: the status bar, its key, and its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hubdesk.clock import Clock
from hubdesk.sync import copied
from hubdesk.sync.report import PassReport
from ui import counted, keys
from ui.background import DeskLine
from ui.notices import Notices
from ui.sync import words
from ui.sync.run import SharingRun, Standing
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.result import Action, Result
from ui.window import Window

if TYPE_CHECKING:
    from hubdesk.sync.review import Waiting
    from ui.labels.whole_page import WholePages
    from ui.settings.screen import SetUpScreen
    from ui.sync.news_teller import NewsTeller
    from ui.sync.screen import SharingScreen

UNDERSTOOD = "understood"
SAY_EVERY_MS = 60_000
"""A sentence such as "not for 6 days" grows old by itself."""


class SharingAtDesk(QObject):
    """``details`` is False where no names are held, and tells when that changes;
    ``not_for_here`` is a code that was scanned at the page and is none of the hub's."""

    details = Signal(bool)
    counts_wanted = Signal()
    doubles_wanted = Signal()
    not_for_here = Signal(str)
    compare_wanted = Signal(object, object)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        window: Window,
        clock: Clock,
        papers: Callable[[], WholePages],
        run: SharingRun,
        *,
        practising: bool = False,
    ) -> None:
        super().__init__(window)
        self._look, self._line, self._notices = look, line, notices
        self._window, self._clock, self._papers = window, clock, papers
        self.run = run
        self._details, self._practising = True, practising
        run.stands.connect(self._say)
        window.status.pressed.connect(self._pressed)
        keys.SHARE.calls(self.share, within=window.desk)
        self._has_begun = self._has_told = False
        window.notice.chosen.connect(self._answered)
        self._again = QTimer(self)
        self._again.timeout.connect(self._say_again)
        self._again.start(SAY_EVERY_MS)

    @cached_property
    def news(self) -> NewsTeller:
        """Tells of what came in; made once there are others, before anything can come."""
        from ui.sync.news_teller import NewsTeller  # noqa: PLC0415

        made = NewsTeller(self._line, self._notices, self._clock, self.run, self)
        made.waits.connect(self._say_waiting)
        made.look_wanted.connect(self.open_review)
        self._window.notice.chosen.connect(made.answered)
        return made

    @cached_property
    def page(self) -> SharingScreen:
        """Its page, loaded and made when it is first wanted."""
        from ui.sync.screen import SharingScreen  # noqa: PLC0415

        made = SharingScreen(
            self._look, self._line, self._notices, self._clock, self._papers(), self.run
        )
        made.left.connect(self._window.leave_aside)
        made.joined.connect(self._joined)
        made.not_for_here.connect(self.not_for_here)
        made.counts_wanted.connect(self.counts_wanted)
        made.doubles_wanted.connect(self.doubles_wanted)
        made.compare_wanted.connect(self.compare_wanted)
        made.decided.connect(self.news.count)
        self.news.waits.connect(made.show_waiting)
        made.show_waiting(self.news.waiting)
        return made

    def show_on(self, screen: SetUpScreen) -> None:
        """Has the card of Set-up show how sharing stands, and lead to its page."""
        card = screen.cards.sharing
        card.wanted.connect(self.open_page)
        self.run.stands.connect(partial(card.show_standing, clock=self._clock))
        card.show_standing(self.run.standing, self._clock)

    def open_page(self) -> None:
        """Opens the page; from the page, goes back. What is made up is never shared."""
        if self._practising:
            told = self.tr("Connect a folder from the real hub.")
            headline = self.tr("The practice hub is not shared")
            self._notices.notice(Result(Tone.INFO, headline, (told,)))
            return
        self._window.open_aside(self.page)

    def share(self) -> None:
        """Shares at once, and shows how it goes; from the page, goes back."""
        if not (self._is_made and self.page.isVisible()):
            self.run.now()
        self.open_page()

    @property
    def _is_made(self) -> bool:
        return "page" in self.__dict__

    def open_review(self) -> None:
        """Opens what a person has to decide."""
        if not (self._is_made and self.page.isVisible()):
            self.open_page()
        self.page.open_review()

    def close(self) -> None:
        """Shares what waits, for a few seconds at most."""
        self._again.stop()
        self.run.close()

    def _pressed(self, part: str) -> None:
        if part == "review":
            self.open_review()
            return
        at_page = self._is_made and self.page.isVisible()
        if part in ("shared", "saved") and not at_page:
            self.open_page()

    def _joined(self) -> None:
        """Once the others' places are known, one with the same name is the place it serves."""
        self.run.passed.connect(self._find_place)

    def _find_place(self, report: PassReport) -> None:
        if report.whole:
            self.run.passed.disconnect(self._find_place)
            from hubdesk import set_up  # noqa: PLC0415 - once in the life of a laptop

            self._line.do(set_up.serve_where_named)

    def _answered(self, what: str) -> None:
        if what == UNDERSTOOD:
            self._line.do(copied.read)

    def _say_waiting(self, waiting: Waiting) -> None:
        if waiting.all:
            many = counted.to_look_at(waiting.all)
            self._window.status.say_longest(
                "review", (many, str(waiting.all)), icon_name="list-checks"
            )
        else:
            self._window.status.take_away("review")

    def _say_again(self) -> None:
        self._say(self.run.standing)
        if self.run.standing.hangs:
            self.run.look()

    def _tell_copied(self, standing: Standing) -> None:
        """Once in each run of the desk, until somebody says that it was read."""
        if standing.copied is None or self._has_told:
            return
        self._has_told = True
        action = Action(UNDERSTOOD, self.tr("Understood"), "", "check")
        headline, told = words.copied(standing.copied)
        self._notices.notice(Result(Tone.SOON, headline, (told,), (action,)))

    def _say(self, standing: Standing) -> None:
        self._tell_copied(standing)
        now_ms, status = self._clock.now_ms(), self._window.status
        long, short = words.saved(standing, now_ms)
        late = Tone.SOON if words.is_late(standing, now_ms) else Tone.OK
        status.say("saved", long, late, icon_name="circle-check-big", short=short)
        if standing.connected:
            tone = words.tone(standing, now_ms)
            icon = "refresh-cw" if tone is Tone.OK else "cloud-off"
            status.say_longest("shared", words.shared(standing, now_ms), tone, icon_name=icon)
        else:
            status.take_away("shared")
        if standing.joins and not self._is_made:
            self.open_page()
        if standing.connected and not self._has_begun:
            self._has_begun = True
            self.news.begin()
        if standing.details != self._details:
            self._details = standing.details
            self.details.emit(standing.details)
