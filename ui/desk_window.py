"""Puts the open desk together: its screens, the scanner, the printer and the status bar.

The counter can take a scan as soon as this is built. The screens behind it are loaded as well
as made when they are first wanted: each ``_made_`` function imports its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import day, settings
from hubdesk.changes import Changes, Touched
from hubdesk.clock import Clock
from hubdesk.codes.own import Kind
from hubdesk.day import DayUnsure, Doubt
from hubdesk.doorstep import Unlocked
from hubdesk.errors import Said
from hubdesk.scanner import reading
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.scanner.twice import Twice
from hubdesk.settings import Settings
from ui import keys
from ui.background import DeskLine
from ui.backups.at_desk import BackupsAtDesk
from ui.counter.screen import CounterScreen
from ui.forgetting.run import ForgettingRun
from ui.idle import IdleWatch
from ui.labels.label_queue import LabelQueue, MakePrinter
from ui.notices import Notices
from ui.scanner.filter import ScanFilter
from ui.screen import Place, Reads
from ui.security.locking import Locking
from ui.session_watch import SessionWatch
from ui.sounds import Sounds
from ui.stall.errand import Errand
from ui.status_words import StatusWords
from ui.sync.at_desk import SharingAtDesk
from ui.sync.run import SharingRun
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme
from ui.volunteers.at_desk import AtDesk, volunteer_code
from ui.window import Window

if TYPE_CHECKING:
    from hubdesk.scanner.in_stock import Meant
    from ui.backups.keeper import BackupKeeper
    from ui.dates.screen import DatesScreen
    from ui.help.page import HelpPage
    from ui.households.find_screen import FindScreen
    from ui.labels.screen import LabelsScreen
    from ui.labels.whole_page import WholePages
    from ui.packing.screen import PackScreen
    from ui.reports.today_screen import TodayScreen
    from ui.scanner.setup_page import SetupPage
    from ui.settings.screen import SetUpScreen
    from ui.stall.screen import StallScreen
    from ui.stock.screen import StockScreen
    from ui.stocktake.screen import CountScreen
    from ui.takein.screen import TakeInScreen

MakePapers = Callable[[], "WholePages"]


class Around(Struct, frozen=True):
    """What the open desk is handed by whoever opens it."""

    look: Look
    clock: Clock
    labels_folder: Path
    practice: bool = False
    make_printer: MakePrinter | None = None
    sounds: Sounds | None = None
    papers: MakePapers | None = None
    sharing: SharingRun | None = None
    unlocked: Unlocked | None = None
    now_s: Callable[[], float] = time.monotonic
    frame: QWidget | None = None
    """Where the desk is to stand: what is made in its place is dressed once."""
    backups: BackupKeeper | None = None
    """What keeps backups of this hub; a practice hub has none."""


class OpenDesk(QObject):
    """The desk at work: the window, and what listens and prints beside it."""

    practise_switched = Signal()
    practice_reset = Signal()
    backups_wanted = Signal()
    mend_wanted = Signal()

    def __init__(self, app: QApplication, line: DeskLine, around: Around) -> None:
        super().__init__()
        self._dates_place = Place(self.tr("Dates"), "calendar", keys.DATES, self._made_dates)
        self._stall_place = Place(self.tr("Stall"), "store", keys.STALL, self._made_stall)
        self._take_in_place = Place(
            self.tr("Take in"), "package-plus", keys.TAKE_IN, self._made_take_in
        )
        self._count_place = Place(
            self.tr("Stock count"), "clipboard-list", keys.STOCK_COUNT, self._made_count
        )
        self._pack_place = Place(self.tr("Pack"), "package", keys.PACK, self._made_pack)
        self._stock_place = Place(self.tr("Stock"), "box", keys.STOCK, self._made_stock)
        self._labels_place = Place(self.tr("Labels"), "tag", keys.LABELS, self._made_labels)
        self._find_place = Place(self.tr("Find"), "search", keys.FIND, self._made_find)
        self._today_place = Place(self.tr("Today"), "calendar-check", keys.TODAY, self._made_today)
        self._set_up_place = Place(self.tr("Set-up"), "settings", keys.SET_UP, self._made_set_up)
        self._line, self._around = line, around
        look = around.look
        self.sounds = around.sounds or Sounds()
        self.notices = Notices(self.sounds, self)
        self.listening = ScanFilter(app, ScannerSetup())
        self.counter = CounterScreen(look, line, self.notices)
        self.volunteers = AtDesk(look, line, self.notices)
        self.practising = around.practice
        self.labels = LabelQueue(
            line, self.notices, around.labels_folder, around.clock, around.make_printer
        )
        self._emergency: Sequence[tuple[str, str]] = ()
        banner = self.tr("Practice hub: nothing here is real") if around.practice else ""
        self.window = Window(
            look, self.notices, self._places(), self._made_help, banner, around.frame
        )
        self.volunteers.stand_at(self.window)
        self.locking = Locking(look, line, self.notices, around.unlocked)
        numbers = (self._stall_place, self._take_in_place)
        self.locking.stand_at(
            self.window, frozenset(n for n, p in enumerate(self.window.places) if p in numbers)
        )
        self.volunteers.takes_first = self.locking.hears
        self.session = SessionWatch(self)
        self.counter.hands.takes_code = self.volunteers.hears
        self.idle = IdleWatch(app, parent=self)
        self.lock_watch = IdleWatch(app, 0, self, around.now_s)
        self._twice = Twice()
        self._for_counter = False
        self._lock_min = 0
        self._errand = Errand(self.counter, self)
        self.status = StatusWords(line, self.window, around.clock, self)
        self.backups = BackupsAtDesk(around.backups, self.status, self.notices, self.window, self)
        self.forgetting = ForgettingRun(line, self)
        self.sharing = SharingAtDesk(
            *(look, line, self.notices, self.window, around.clock, self._papers_asked),
            around.sharing or SharingRun(line, around.clock),
            practising=around.practice,
        )
        self._connect()
        self.refresh()
        self.labels.send_left()
        self.forgetting.start()
        if not around.practice:
            self.sharing.run.start()

    @property
    def find(self) -> FindScreen:
        """The screen that finds households, made when it is first wanted."""
        return cast("FindScreen", self._find_place.widget)

    @property
    def today(self) -> TodayScreen:
        """The screen of the day, made when it is first wanted."""
        return cast("TodayScreen", self._today_place.widget)

    @property
    def set_up(self) -> SetUpScreen:
        """The screen of settings, made when it is first wanted."""
        return cast("SetUpScreen", self._set_up_place.widget)

    @property
    def take_in(self) -> TakeInScreen:
        """The screen where goods come in, made when it is first wanted."""
        return cast("TakeInScreen", self._take_in_place.widget)

    @cached_property
    def papers(self) -> WholePages:
        """Whole pages on their way to paper."""
        from ui.labels.whole_page import WholePages  # noqa: PLC0415

        around = self._around
        if around.papers is not None:
            return around.papers()
        return WholePages(around.labels_folder, around.clock, parent=self)

    @property
    def stall(self) -> StallScreen:
        """The screen of the street stall, made when it is first wanted."""
        return cast("StallScreen", self._stall_place.widget)

    def _made_dates(self) -> DatesScreen:
        from ui.dates.screen import DatesScreen  # noqa: PLC0415

        made = DatesScreen(self._around.look, self._line, self.notices, self.papers)
        made.labels_wanted.connect(self.labels.send)
        return made

    def _made_stall(self) -> StallScreen:
        from ui.stall.screen import StallScreen  # noqa: PLC0415

        made = StallScreen(self._around.look, self._line, self.notices, self.papers)
        made.code_wanted.connect(self._serve_for_stall)
        made.day_unsure.connect(self._ask_day)
        return made

    def _made_take_in(self) -> TakeInScreen:
        from ui.takein.screen import TakeInScreen  # noqa: PLC0415

        made = TakeInScreen(self._around.look, self._line, self.notices)
        made.labels_wanted.connect(self.labels.send)
        made.visit_wanted.connect(self._open_visit)
        made.takes_code = self.volunteers.hears
        return made

    def _made_count(self) -> CountScreen:
        from ui.stocktake.screen import CountScreen  # noqa: PLC0415

        made = CountScreen(self._around.look, self._line, self.notices, self.papers)
        made.visit_wanted.connect(self._open_visit)
        return made

    def _made_pack(self) -> PackScreen:
        from ui.packing.screen import PackScreen  # noqa: PLC0415

        made = PackScreen(self._around.look, self._line, self.notices, self.papers)
        made.labels_wanted.connect(self.labels.send)
        made.visit_wanted.connect(self._open_visit)
        return made

    def _made_stock(self) -> StockScreen:
        from ui.stock.screen import StockScreen  # noqa: PLC0415

        made = StockScreen(self._around.look, self._line, self.notices, self.papers)
        made.labels_wanted.connect(self.labels.send)
        made.sort_wanted.connect(self._sort_crate)
        made.dates_wanted.connect(self._show_dates)
        return made

    def _made_labels(self) -> LabelsScreen:
        from ui.labels.screen import LabelsScreen  # noqa: PLC0415

        around = self._around
        folder, make = around.labels_folder, around.make_printer
        return LabelsScreen(around.look, self._line, self.notices, folder, around.clock, make)

    def _made_help(self) -> HelpPage:
        from ui.help.page import HelpPage  # noqa: PLC0415

        made = HelpPage(self._around.look)
        self._number(made)
        return made

    def _papers_asked(self) -> WholePages:
        return self.papers

    def _number(self, page: HelpPage) -> None:
        page.set_numbers([each for each in self._emergency if each[1].strip()])

    def _made_find(self) -> FindScreen:
        from ui.households.find_screen import FindScreen  # noqa: PLC0415

        made = FindScreen(self._around.look, self._line, self.notices)
        made.visit_wanted.connect(self._open_visit)
        made.details_closed.connect(self._leave_details)
        made.goods_wanted.connect(self._show_goods)
        made.labels_wanted.connect(self.labels.send)
        made.know_details(self.sharing.run.standing.details)
        return made

    def _made_today(self) -> TodayScreen:
        from ui.reports.today_screen import TodayScreen  # noqa: PLC0415

        made = TodayScreen(self._around.look, self._line, self.notices, self.papers)
        made.visit_wanted.connect(self._open_visit)
        made.labels_wanted.connect(self.labels.send)
        made.visit_reopened.connect(self._back_to_counter)
        self.backups.remind_on(made)
        return made

    def _made_set_up(self) -> SetUpScreen:
        from ui.settings.screen import SetUpScreen  # noqa: PLC0415

        look = self._around.look
        made = SetUpScreen(
            look,
            self._line,
            self.notices,
            self.papers,
            self._made_scanner_page,
            practising=self.practising,
            unlocked=self._around.unlocked,
        )
        self.backups.show_on(made, self._line)
        made.labels_wanted.connect(self.labels.send)
        made.practise_switched.connect(self.practise_switched)
        made.practice_reset.connect(self.practice_reset)
        self.sharing.show_on(made)
        return made

    def _made_scanner_page(self) -> SetupPage:
        from ui.scanner.setup_page import SetupPage  # noqa: PLC0415

        return SetupPage(self._around.look, self.listening)

    def refresh(self) -> None:
        """Reads the settings and the day: at opening, and when they change."""
        self._line.ask(settings.asked, then=self._wear)
        self._line.ask(day.doubt_of, then=self._ask_day)
        self.status.read()
        self.volunteers.refresh()

    def close(self) -> None:
        """Lets every command and label be done, then closes the hub."""
        self.status.stop()
        self.idle.set_after(0)
        self.lock_watch.set_after(0)
        self.locking.close()
        self.forgetting.stop()
        self.listening.stop()
        self.labels.close()
        if self._labels_place.is_made:
            cast("LabelsScreen", self._labels_place.widget).printer.close()
        if self._find_place.is_made:
            # Made only now it would stand in no window, and nobody would take it down.
            self.find.close_()
        if self._set_up_place.is_made:
            self.set_up.close_()
        self.sharing.close()
        self._line.close()
        self.backups.close()
        self.window.close()
        # It stood at every window of the program; what still holds it holds nothing then.
        self.listening.deleteLater()

    def _places(self) -> list[Place]:
        return [
            Place(self.tr("Counter"), "hand-helping", keys.COUNTER, self.counter),
            self._stall_place,
            self._take_in_place,
            self._count_place,
            self._stock_place,
            self._dates_place,
            self._pack_place,
            self._labels_place,
            self._find_place,
            self._today_place,
            self._set_up_place,
        ]

    def _connect(self) -> None:
        self._line.changed.connect(self._changed)
        self._line.told.connect(self._told)
        self.listening.scanned.connect(self._scanned)
        self.counter.labels_wanted.connect(self.labels.send)
        self.counter.service.telling.asking.day_unsure.connect(self._ask_day)
        self._errand.over.connect(self._back_to_stall)
        self.counter.search_wanted.connect(self._search)
        self.window.pages.currentChanged.connect(self._went)
        self.counter.details_wanted.connect(self._show_details)
        self.labels.told.connect(self.status.say_printer)
        self.labels.caught_up.connect(self.window.notice.put_away)
        self.idle.idle.connect(self.window.cover.hide_desk)
        self.idle.idle.connect(self.backups.idle)
        self.sharing.details.connect(self._know_details)
        self.sharing.counts_wanted.connect(self._show_clashes)
        self.sharing.doubles_wanted.connect(self._show_doubles)
        self.backups.wanted.connect(self.backups_wanted)
        self.backups.mend_wanted.connect(self.mend_wanted)
        self.lock_watch.idle.connect(self.locking.lock)
        self.session.left.connect(self.locking.lock)
        self.locking.locked.connect(self._locked)
        self.window.cover.day_question.said.connect(self._confirm_day)
        self.status.new_day.connect(self._new_day)

    def _serve_for_stall(self, code: str) -> None:
        """A card was scanned at the stall: its visit opens, and F12 leads back."""
        if self.locking.hears(code):
            return
        self.window.go_to(self.counter)
        self._errand.begin(code)

    def _went(self, _: int) -> None:
        """Whoever left the counter by himself has other things to do there when he is back."""
        front = self.window.pages.currentWidget()
        if front is not self.counter:
            self._errand.forget()
        if isinstance(front, Reads):
            # It may be made just now.
            front.listen_as(self.listening.setup)

    def _back_to_stall(self) -> None:
        self.window.go_to(self.stall)
        self.stall.served(self.counter.result.result)

    def _locked(self, locked: bool) -> None:
        """Locked, the counter lets go of the visit; unlocked, the screen in front asks anew."""
        self.window.title.set_locked(locked)
        if locked:
            self.counter.let_go()
            self._for_counter = False
            self._errand.forget()

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

    def _show_goods(self, meant: Meant) -> None:
        stock = cast("StockScreen", self._stock_place.widget)
        self.window.go_to(stock)
        stock.lead(meant)

    def _sort_crate(self, code: str) -> None:
        self.window.go_to(self.take_in)
        self.take_in.sort(code)

    def _show_dates(self, product: bytes, place: bytes | None, batch: bytes | None) -> None:
        dates = cast("DatesScreen", self._dates_place.widget)
        self.window.go_to(dates)
        dates.show_goods(product, place, batch)

    def _know_details(self, known: bool) -> None:
        self.counter.card.know_details(known)
        if self._find_place.is_made:
            self.find.know_details(known)

    def _show_clashes(self) -> None:
        count = cast("CountScreen", self._count_place.widget)
        self.window.go_to(count)
        count.show_clashes()

    def _show_doubles(self) -> None:
        self.window.go_to(self.find)
        self.find.show_doubles()

    def _back_to_counter(self, _: object) -> None:
        self.window.go_to(self.counter)

    def _scanned(self, text: str) -> None:
        self.idle.stir()
        self.lock_watch.stir()
        listening = self.listening
        again = self._twice.again(
            text, listening.scanned_at_ms, typed_between=listening.typed_between
        )
        if again and volunteer_code(text, listening.setup):
            # One pull of the trigger must not sign somebody in and out.
            return
        front = self.window.pages.currentWidget()
        if again and isinstance(front, Reads) and self.window.is_in_front(front):
            front.read_twice(text)
        elif self._is_for_counter(text):
            self.window.go_to(self.counter)
            self.counter.scanned(text)
        else:
            self.window.scanned(text)

    def _is_for_counter(self, text: str) -> bool:
        """A household's card opens its visit wherever nothing else is done with cards."""
        code = reading.own_code(text, self.listening.setup)
        if code is None or code.kind is not Kind.HOUSEHOLD:
            return False
        places = (self._stock_place, self._dates_place, self._labels_place)
        return any(each.is_made and self.window.is_in_front(each.widget) for each in places)

    def _told(self, failure: Said) -> None:
        """What nobody else took. A date that is not sure is asked about, not complained of."""
        if isinstance(failure, DayUnsure):
            self._ask_day(failure.doubt)
        else:
            self.notices.said(failure)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Touched.SETTING, Touched.DAY):
            self.refresh()
        elif changes.touches(Touched.VOLUNTEER):
            self.volunteers.refresh()
        self.window.changed(changes)
        self.sharing.run.changed(changes)
        if changes.touches(Touched.DAY):
            self.counter.service.go_on()
            self.forgetting.start()
        if changes.touches(Touched.FORGOTTEN):
            self.forgetting.sweep_soon()

    def _new_day(self) -> None:
        """Midnight has passed: what is shown speaks of another day."""
        self._changed(Changes(frozenset({Touched.DAY})))

    def _wear(self, chosen: Settings) -> None:
        look = self._around.look
        theme, scale = Theme(chosen.theme), Scale(chosen.scale_percent)
        if (look.theme, look.scale) != (theme, scale):
            look.wear(theme, scale)
        self.sounds.on = chosen.sounds
        setup = self._scanner_of(chosen)
        if setup != self.listening.setup:
            # Beginning to listen anew would cut a scan in two that is coming in just now.
            self.listening.use(setup)
        for place in self.window.places:
            if place.is_made and isinstance(place.widget, Reads):
                place.widget.listen_as(setup)
        if self._lock_min != chosen.lock_min:
            self._lock_min = chosen.lock_min
            self.lock_watch.set_after(chosen.lock_min * 60_000)
        self.volunteers.setup = self.locking.setup = setup
        self._emergency = chosen.emergency
        if "help_page" in self.window.__dict__:
            self._number(self.window.help_page)
        self.labels.use(chosen)

    def _scanner_of(self, chosen: Settings) -> ScannerSetup:
        """How the scanner was set up; one whose settings are damaged is set up anew, and told."""
        try:
            return ScannerSetup.from_plain(chosen.scanner)
        except Said as damaged:
            self.notices.said(damaged)
            return ScannerSetup()

    def _ask_day(self, doubt: Doubt | None) -> None:
        if doubt is None:
            self.window.cover.day_known()
        else:
            self.window.cover.ask_day(doubt)

    def _confirm_day(self, said: date) -> None:
        self._line.do(day.confirm, said)
