"""Where a scan goes: to the screen in front, to the counter, or into words. None is lost.

A household's card goes to the counter, but from the few screens that have a use of their own
for cards. Every other code is for the screen in front, which says ``not_for_here`` of what it
has no use for: then a notice says what it was and where to take it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hubdesk.scanner import elsewhere
from hubdesk.scanner.twice import Twice
from ui.background import DeskLine
from ui.counter.screen import CounterScreen
from ui.desk_places import DeskPlaces
from ui.notices import Notices
from ui.scanner.filter import ScanFilter
from ui.screen import Reads, TriesScanner
from ui.volunteers.at_desk import volunteer_code
from ui.window import Window

if TYPE_CHECKING:
    from ui.scan_answer import ScanAnswer


class ScanRoute(QObject):
    """Takes every scan of the desk, and one pull of the trigger once."""

    def __init__(
        self,
        listening: ScanFilter,
        window: Window,
        places: DeskPlaces,
        counter: CounterScreen,
        line: DeskLine,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._listening, self._window = listening, window
        self._places, self._counter = places, counter
        self._line, self._notices = line, notices
        self.twice = Twice()
        listening.scanned.connect(self._scanned)

    @cached_property
    def answer(self) -> ScanAnswer:
        """The words for what no screen took, loaded and made when they are first wanted."""
        from ui.scan_answer import ScanAnswer  # noqa: PLC0415

        return ScanAnswer(self._line, self._notices, self)

    def pass_on(self, text: str) -> None:
        """The screen in front has no use for a code."""
        if elsewhere.is_card(text, self._listening.setup):
            self._to_counter(text)
        else:
            self.answer.answer(text, self._listening.setup)

    def _scanned(self, text: str) -> None:
        listening = self._listening
        again = self.twice.again(
            text, listening.scanned_at_ms, typed_between=listening.typed_between
        )
        if again and volunteer_code(text, listening.setup):
            # One pull of the trigger must not sign somebody in and out.
            return
        front = self._window.pages.currentWidget()
        if again and isinstance(front, Reads) and self._window.front.is_at(front):
            front.read_twice(text)
        elif self._is_for_counter(text):
            self._to_counter(text)
        else:
            self._window.scanned(text)

    def _to_counter(self, text: str) -> None:
        self._window.go_to(self._counter)
        self._counter.scanned(text)

    def _is_for_counter(self, text: str) -> bool:
        """A household's card opens its visit wherever nothing else is done with cards."""
        window, places = self._window, self._places
        if not window.cover.is_open() or window.locked.stands:
            return False
        if not elsewhere.is_card(text, self._listening.setup):
            return False
        hears = window.hears()
        if isinstance(hears, TriesScanner):
            # A scanner is tried with the practice sheet, whose cards are of nobody.
            return not hears.is_on_sheet(text)
        their_own = (places.at_counter, places.at_stall, places.at_take_in, places.at_find)
        return not any(each.is_made and each.screen is hears for each in their_own)
