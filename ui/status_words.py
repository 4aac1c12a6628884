"""What the window's frame says by itself: where and what day, the time, scanner and printer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QLocale, QObject, QTimer, Signal

from hubdesk import day
from hubdesk.clock import Clock
from hubdesk.journal.act import View
from hubdesk.stock import records
from ui.background import DeskLine
from ui.theme.tokens import Tone
from ui.window import Window

TICK_MS = 10_000


class StatusWords(QObject):
    """Keeps the title row and the status bar true; ``new_day`` when midnight has passed."""

    new_day = Signal()

    def __init__(
        self, line: DeskLine, window: Window, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._window, self._clock = line, window, clock
        self._day = clock.day_of(clock.now_ms())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)
        say = window.status.say
        saved = self.tr("Saved on this laptop")
        say("saved", saved, icon_name="circle-check-big", short=self.tr("Saved"))
        say("scanner", self.tr("Scanner ready"), icon_name="scan-barcode")
        self.tick()

    def read(self) -> None:
        """Asks where and what day it is."""
        self._line.ask(_place_name, then=self._say_where)

    def stop(self) -> None:
        """Watches the clock no more."""
        self._timer.stop()

    def say_printer(self, words: str, tone: Tone) -> None:
        """Says how the label printer is doing."""
        self._window.status.say("printer", words, tone, icon_name="printer-check")

    def say_backups(self, words: str, short: str, tone: Tone) -> None:
        """Says how backups stand, when there is something to say of them."""
        self._window.status.say("backups", words, tone, icon_name="history", short=short)

    def tick(self) -> None:
        """The clock in the corner, and midnight's new date."""
        now_ms = self._clock.now_ms()
        now = datetime.fromtimestamp(now_ms / 1000, tz=UTC).astimezone()
        self._window.status.set_time(f"{now.hour}:{now.minute:02}")
        today = self._clock.day_of(now_ms)
        if today != self._day:
            self._day = today
            self.new_day.emit()

    def _say_where(self, where: tuple[date | None, str]) -> None:
        today, place = where
        day_words = QDate(today.year, today.month, today.day) if today else QDate()
        parts = [QLocale().toString(day_words, "dddd d MMMM")] if today else []
        self._window.title.set_where("  ·  ".join([*parts, place] if place else parts))


def _place_name(view: View) -> tuple[date | None, str]:
    """The confirmed day, if there is one, and the name of the place served from."""
    today = None if day.doubt_of(view) else view.today
    return today, records.place_name(view, view.here)
