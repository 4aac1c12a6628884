"""Who is serving at the open desk: the button in the title row, its page, and every V card."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from hubdesk.codes import own
from hubdesk.scanner import reading
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.volunteers import serving
from hubdesk.volunteers.serving import Crew, Turn
from ui import keys
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.volunteers import words
from ui.widgets.result import Result
from ui.window import Window

if TYPE_CHECKING:
    from ui.volunteers.serving_page import ServingPage


class AtDesk(QObject):
    """Hears volunteers' cards before the screens do, and says in the title row who serves.

    ``takes_first`` is asked before: True for a code that was heard there. ``not_for_here`` is
    a code that was scanned at the page and is no volunteer's.
    """

    not_for_here = Signal(str)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self._look, self._line, self._notices = look, line, notices
        self._window: Window | None = None
        self.takes_first: Callable[[str], bool] = _nobody_takes
        self.setup = reading.TYPED

    @cached_property
    def page(self) -> ServingPage:
        """Its page, loaded and made when it is first wanted."""
        from ui.volunteers.serving_page import ServingPage  # noqa: PLC0415

        made = ServingPage(self._look, self._line, self._notices)
        if self._window is not None:
            made.left.connect(self._window.leave_aside)
        made.not_for_here.connect(self.not_for_here)
        return made

    def stand_at(self, window: Window) -> None:
        """Takes its place in the window: its button, its key, and the first hearing of scans."""
        self._window = window
        window.takes_scan = self.hears
        window.title.serving_wanted.connect(self.open_page)
        shortcut = QShortcut(QKeySequence(keys.SERVING.shown), window.desk)
        shortcut.activated.connect(self.open_page)

    def open_page(self) -> None:
        """Opens the page; from the page, goes back."""
        if self._window is not None:
            self._window.open_aside(self.page)

    def refresh(self) -> None:
        """Asks who serves: at opening, after a change, on a new day."""
        self._line.ask(serving.crew, then=self._tell)

    def hears(self, text: str) -> bool:
        """Takes a volunteer's card, and no other code; on the page it adds a second name."""
        if self.takes_first(text):
            return True
        code = volunteer_code(text, self.setup)
        if code:
            beside = "page" in self.__dict__ and self.page.isVisible()
            self._line.do(serving.card_scanned, code, beside=beside, then=self._turn)
        return bool(code)

    def _turn(self, turn: Turn) -> None:
        self._notices.aloud(Result(Tone.OK, words.turn(turn)))

    def _tell(self, crew: Crew) -> None:
        if self._window is not None:
            self._window.title.set_serving([each.name for each in crew.people])


def _nobody_takes(text: str) -> bool:
    """Nobody hears a code before this."""
    return False


def volunteer_code(text: str, sender: ScannerSetup) -> str:
    """The code of a volunteer's card that was scanned, or "" for any other code."""
    code = reading.own_code(text, sender)
    return code.text if code is not None and code.kind is own.Kind.VOLUNTEER else ""
