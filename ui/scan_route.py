"""Where a scan goes: to the screen in front, or to the counter when it is a household's card."""

from __future__ import annotations

from PySide6.QtCore import QObject

from hubdesk.codes.own import Kind
from hubdesk.scanner import reading
from hubdesk.scanner.twice import Twice
from ui.counter.screen import CounterScreen
from ui.desk_places import DeskPlaces
from ui.scanner.filter import ScanFilter
from ui.screen import Reads
from ui.volunteers.at_desk import volunteer_code
from ui.window import Window


class ScanRoute(QObject):
    """Takes every scan of the desk, and one pull of the trigger once."""

    def __init__(
        self,
        listening: ScanFilter,
        window: Window,
        places: DeskPlaces,
        counter: CounterScreen,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._listening, self._window = listening, window
        self._places, self._counter = places, counter
        self.twice = Twice()
        listening.scanned.connect(self._scanned)

    def _scanned(self, text: str) -> None:
        listening = self._listening
        again = self.twice.again(
            text, listening.scanned_at_ms, typed_between=listening.typed_between
        )
        if again and volunteer_code(text, listening.setup):
            # One pull of the trigger must not sign somebody in and out.
            return
        front = self._window.pages.currentWidget()
        if again and isinstance(front, Reads) and self._window.is_in_front(front):
            front.read_twice(text)
        elif self._is_for_counter(text):
            self._window.go_to(self._counter)
            self._counter.scanned(text)
        else:
            self._window.scanned(text)

    def _is_for_counter(self, text: str) -> bool:
        """A household's card opens its visit wherever nothing else is done with cards."""
        places = (self._places.at_stock, self._places.at_dates, self._places.at_labels)
        if not any(each.is_made and self._window.is_in_front(each.widget) for each in places):
            return False
        code = reading.own_code(text, self._listening.setup)
        return code is not None and code.kind is Kind.HOUSEHOLD
