"""Puts the open desk together: its screens, the scanner, the printer and the status bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from hubdesk import day, settings
from hubdesk.changes import Changes, Touched
from hubdesk.clock import Clock
from hubdesk.day import DayUnsure, Doubt
from hubdesk.errors import Said
from hubdesk.journal.act import View
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.scanner.twice import Twice
from hubdesk.settings import Settings
from hubdesk.stock import records
from ui import keys
from ui.background import DeskLine
from ui.counter.screen import CounterScreen
from ui.help.page import EmergencyNumber, HelpPage
from ui.households.find_screen import FindScreen
from ui.idle import IdleWatch
from ui.labels.label_queue import LabelQueue, MakePrinter
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.reports.today_screen import TodayScreen
from ui.scanner.filter import ScanFilter
from ui.scanner.setup_page import SetupPage
from ui.screen import Place
from ui.settings.screen import SetUpScreen
from ui.sounds import Sounds
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme, Tone
from ui.window import Window


@dataclass(frozen=True)
class Around:
    """What the open desk is handed by whoever opens it."""

    look: Look
    clock: Clock
    labels_folder: Path
    practice: bool = False
    make_printer: MakePrinter | None = None
    sounds: Sounds | None = None
    papers: WholePages | None = None


class OpenDesk(QObject):
    """The desk at work: the window, and what listens and prints beside it."""

    def __init__(self, app: QApplication, line: DeskLine, around: Around) -> None:
        super().__init__()
        self._line, self._around = line, around
        look = around.look
        self.sounds = around.sounds or Sounds()
        self.notices = Notices(self.sounds, self)
        self.listening = ScanFilter(app, ScannerSetup())
        self.counter = CounterScreen(look, line, self.notices)
        self.find = FindScreen(look, line, self.notices)
        self.today = TodayScreen(look, line, self.notices)
        papers = around.papers or WholePages(around.labels_folder, around.clock, parent=self)
        scanner_page = SetupPage(look, self.listening)
        self.practising = around.practice
        self.set_up = SetUpScreen(
            look, line, self.notices, papers, scanner_page, practising=around.practice
        )
        self.labels = LabelQueue(
            line, self.notices, around.labels_folder, around.clock, around.make_printer
        )
        self.help_page = HelpPage(look)
        banner = self.tr("Practice hub: nothing here is real") if around.practice else ""
        self.window = Window(look, self.notices, self._places(), self.help_page, banner)
        self.idle = IdleWatch(app, parent=self)
        self._twice = Twice()
        self._for_counter = False
        self._timer = QTimer(self)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the settings and the day: at opening, and when they change."""
        self._line.ask(settings.asked, then=self._wear)
        self._line.ask(day.doubt_of, then=self._ask_day)
        self._line.ask(_place_name, then=self._say_where)
        self.labels.read_settings()

    def close(self) -> None:
        """Lets every command and label be done, then closes the hub."""
        self._timer.stop()
        self.idle.set_after(0)
        self.listening.stop()
        self.labels.close()
        self.find.all.close_()
        self._line.close()
        self.window.close()

    def _places(self) -> list[Place]:
        return [
            Place(self.tr("Counter"), "hand-helping", keys.COUNTER, self.counter),
            Place(self.tr("Find"), "search", keys.FIND, self.find),
            Place(self.tr("Today"), "calendar-check", keys.TODAY, self.today),
            Place(self.tr("Set-up"), "settings", keys.SET_UP, self.set_up),
        ]

    def _connect(self) -> None:
        self._line.changed.connect(self._changed)
        self._line.told.connect(self._told)
        self.listening.scanned.connect(self._scanned)
        self.counter.labels_wanted.connect(self.labels.send)
        self.counter.service.day_unsure.connect(self._ask_day)
        self.counter.search_wanted.connect(self._search)
        self.counter.details_wanted.connect(self._show_details)
        self.find.visit_wanted.connect(self._open_visit)
        self.find.details_closed.connect(self._leave_details)
        self.today.visit_wanted.connect(self._open_visit)
        self.today.visit_reopened.connect(self._back_to_counter)
        self.labels.told.connect(self._say_printer)
        self.labels.caught_up.connect(self.window.notice.put_away)
        self.idle.idle.connect(self.window.cover.hide_desk)
        self.window.cover.day_question.said.connect(self._confirm_day)
        self._timer.timeout.connect(self._tick)
        self._timer.start(10_000)
        status = self.window.status
        saved = self.tr("Saved on this laptop")
        status.say("saved", saved, icon_name="circle-check-big", short=self.tr("Saved"))
        status.say("scanner", self.tr("Scanner ready"), icon_name="scan-barcode")
        self._tick()
        self.labels.send_left()

    def _search(self, words: str) -> None:
        self.window.go_to(self.find)
        self.find.look_for(words)

    def _show_details(self, household_id: bytes) -> None:
        self._for_counter = True
        self.window.go_to(self.find)
        self.find.show_details(household_id)

    def _leave_details(self) -> None:
        """Back to where the details were opened from."""
        if self._for_counter:
            self.window.go_to(self.counter)
        self._for_counter = False

    def _open_visit(self, household_id: bytes) -> None:
        self.window.go_to(self.counter)
        self.counter.open_household(household_id)

    def _back_to_counter(self, _: object) -> None:
        self.window.go_to(self.counter)

    def _scanned(self, text: str) -> None:
        self.idle.stir()
        again = self._twice.again(text, self.listening.scanned_at_ms)
        if again and self.window.is_in_front(self.counter):
            self.counter.read_twice(text)
        else:
            self.window.scanned(text)

    def _told(self, failure: Said) -> None:
        """What nobody else took. A date that is not sure is asked about, not complained of."""
        if isinstance(failure, DayUnsure):
            self._ask_day(failure.doubt)
        else:
            self.notices.said(failure)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Touched.SETTING, Touched.DAY):
            self.refresh()
        self.window.changed(changes)
        if changes.touches(Touched.DAY):
            self.counter.service.go_on()

    def _wear(self, chosen: Settings) -> None:
        look = self._around.look
        theme, scale = Theme(chosen.theme), Scale(chosen.scale_percent)
        if (look.theme, look.scale) != (theme, scale):
            look.wear(theme, scale)
        self.sounds.on = chosen.sounds
        setup = ScannerSetup.from_plain(chosen.scanner)
        if setup != self.listening.setup:
            # Beginning to listen anew would cut a scan in two that is coming in just now.
            self.listening.use(setup)
        self.counter.service.sender_setup = setup
        numbers = (EmergencyNumber(*each) for each in chosen.emergency if each[1].strip())
        self.help_page.set_numbers(tuple(numbers))

    def _ask_day(self, doubt: Doubt | None) -> None:
        if doubt is None:
            self.window.cover.day_known()
        else:
            self.window.cover.ask_day(doubt)

    def _confirm_day(self, said: date) -> None:
        self._line.do(day.confirm, said)

    def _say_where(self, where: tuple[date | None, str]) -> None:
        today, place = where
        day_words = QDate(today.year, today.month, today.day) if today else QDate()
        parts = [QLocale().toString(day_words, "dddd d MMMM")] if today else []
        self.window.title.set_where("  ·  ".join([*parts, place] if place else parts))

    def _say_printer(self, words: str, tone: Tone) -> None:
        self.window.status.say("printer", words, tone, icon_name="printer-check")

    def _tick(self) -> None:
        """The clock in the corner, and midnight's new date."""
        now = datetime.now()
        self.window.status.set_time(f"{now.hour}:{now.minute:02}")


def _place_name(view: View) -> tuple[date | None, str]:
    """The confirmed day, if there is one, and the name of the place served from."""
    today = None if day.doubt_of(view) else view.today
    return today, records.place_name(view, view.here)
