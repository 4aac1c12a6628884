"""The shared folder as an open desk shows it: the status bar, its key, and its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hubdesk.clock import Clock
from ui import keys
from ui.background import DeskLine
from ui.notices import Notices
from ui.sync import words
from ui.sync.run import SharingRun, Standing
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.result import Result
from ui.window import Window

if TYPE_CHECKING:
    from ui.labels.whole_page import WholePages
    from ui.sync.screen import SharingScreen

SAY_EVERY_MS = 60_000
"""A sentence such as "not for 6 days" grows old by itself."""


class SharingAtDesk(QObject):
    """``details`` is False where no names are held, and tells when that changes."""

    details = Signal(bool)

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
        self._again = QTimer(self)
        self._again.timeout.connect(self._say_again)
        self._again.start(SAY_EVERY_MS)

    @cached_property
    def page(self) -> SharingScreen:
        """Its page, loaded and made when it is first wanted."""
        from ui.sync.screen import SharingScreen  # noqa: PLC0415

        made = SharingScreen(
            self._look, self._line, self._notices, self._clock, self._papers(), self.run
        )
        made.left.connect(self._window.leave_aside)
        return made

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

    def close(self) -> None:
        """Shares what waits, for a few seconds at most."""
        self._again.stop()
        self.run.close()

    def _pressed(self, part: str) -> None:
        at_page = self._is_made and self.page.isVisible()
        if part in ("shared", "saved") and not at_page:
            self.open_page()

    def _say_again(self) -> None:
        self._say(self.run.standing)

    def _say(self, standing: Standing) -> None:
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
        if standing.details != self._details:
            self._details = standing.details
            self.details.emit(standing.details)
