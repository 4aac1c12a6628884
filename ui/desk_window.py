"""Puts the open desk together: its window and places, the scanner, the printer, what watches.

What a scan does first is in ``ui/scan_route.py``, what leads from screen to screen in
``ui/ways.py``, and what each place is made of in ``ui/desk_places.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from hubdesk import day, settings
from hubdesk.changes import Changes, Touched
from hubdesk.day import DayUnsure
from hubdesk.day_answers import Doubt
from hubdesk.errors import Said
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.settings import Settings
from ui import wording
from ui.around import Around
from ui.background import DeskLine
from ui.backups.at_desk import BackupsAtDesk
from ui.counter.screen import CounterScreen
from ui.desk_places import DeskPlaces
from ui.forgetting.run import ForgettingRun
from ui.idle import IdleWatch
from ui.labels.label_queue import LabelQueue
from ui.notices import Notices
from ui.scan_route import ScanRoute
from ui.scanner.filter import ScanFilter
from ui.security.locking import Locking
from ui.session_watch import SessionWatch
from ui.sounds import Sounds
from ui.status_words import StatusWords
from ui.sync.at_desk import SharingAtDesk
from ui.sync.run import SharingRun
from ui.theme.scale import Scale
from ui.theme.tokens import Theme, Tone
from ui.volunteers.at_desk import AtDesk
from ui.ways import Ways
from ui.widgets.result import Result
from ui.window import Window

if TYPE_CHECKING:
    from ui.help.page import HelpPage
    from ui.households.find_screen import FindScreen
    from ui.settings.screen import SetUpScreen


class OpenDesk(QObject):
    """The desk at work: the window, and what listens and prints beside it."""

    practise_switched = Signal()
    practice_reset = Signal()
    backups_wanted = Signal()
    mend_wanted = Signal()

    def __init__(self, app: QApplication, line: DeskLine, around: Around) -> None:
        super().__init__()
        self._line, self._around = line, around
        look = around.look
        self.practising = around.practice
        self.sounds = around.sounds or Sounds()
        self.notices = Notices(self.sounds, self)
        self.listening = ScanFilter(app, ScannerSetup())
        self.counter = CounterScreen(look, line, self.notices)
        self.volunteers = AtDesk(look, line, self.notices)
        self.labels = LabelQueue(
            line, self.notices, around.labels_folder, around.clock, around.make_printer
        )
        self.places = DeskPlaces(
            self.counter,
            around,
            line,
            self.notices,
            self.listening,
            self.volunteers.hears,
            self,
        )
        self._emergency: Sequence[tuple[str, str]] = ()
        banner = self.tr("Practice hub: nothing here is real") if around.practice else ""
        self.window = Window(
            look, self.notices, self.places.rail, self._made_help, banner, around.frame
        )
        self._stand_watch(app)
        self.ways = Ways(
            self.window,
            self.places,
            self.counter,
            self.listening,
            self.locking,
            self,
        )
        self.route = ScanRoute(
            self.listening,
            self.window,
            self.places,
            self.counter,
            line,
            self.notices,
            self,
        )
        self.status = StatusWords(line, self.window, around.clock, self)
        self.backups = BackupsAtDesk(around.backups, self.status, self.notices, self.window, self)
        self.forgetting = ForgettingRun(line, self)
        self.sharing = SharingAtDesk(
            look,
            line,
            self.notices,
            self.window,
            around.clock,
            self.places.papers_asked,
            around.sharing or SharingRun(line, around.clock),
            practising=around.practice,
        )
        self._connect()
        self.refresh()
        self.labels.send_left()
        self.forgetting.start()
        if not around.practice:
            self.sharing.run.start()

    def _stand_watch(self, app: QApplication) -> None:
        """Who is serving, the lock, and what hides and locks a desk that was left."""
        self.volunteers.stand_at(self.window)
        self.locking = Locking(self._around.look, self._line, self.notices, self._around.unlocked)
        go_on = (self.places.at_stall, self.places.at_take_in)
        self.locking.stand_at(
            self.window, frozenset(n for n, p in enumerate(self.places.rail) if p in go_on)
        )
        self.volunteers.takes_first = self.locking.hears
        self.counter.hands.takes_code = self.volunteers.hears
        self.session = SessionWatch(self)
        self.listening.scanned.connect(self._stirred)
        self.idle = IdleWatch(app, parent=self)
        self.lock_watch = IdleWatch(app, 0, self, self._around.now_s)
        self._lock_min = 0

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
        self.places.close()
        self.sharing.close()
        self._line.close()
        self.backups.close()
        self.window.close()
        # It stood at every window of the program; what still holds it holds nothing then.
        self.listening.deleteLater()

    def _connect(self) -> None:
        self._line.changed.connect(self._changed)
        self._line.told.connect(self._told)
        self.counter.labels_wanted.connect(self.labels.send)
        self.counter.service.telling.asking.day_unsure.connect(self._ask_day)
        self.places.labels_wanted.connect(self.labels.send)
        self.places.not_for_here.connect(self.route.pass_on)
        self.volunteers.not_for_here.connect(self.route.pass_on)
        self.sharing.not_for_here.connect(self.route.pass_on)
        self.places.day_unsure.connect(self._ask_day)
        self.places.find_made.connect(self._find_made)
        self.places.set_up_made.connect(self._set_up_made)
        self.places.today_made.connect(self.backups.remind_on)
        self.places.practise_switched.connect(self.practise_switched)
        self.places.practice_reset.connect(self.practice_reset)
        self.labels.told.connect(self.status.say_printer)
        self.labels.caught_up.connect(self.window.notice.put_away)
        self.idle.idle.connect(self.window.cover.hide_desk)
        self.idle.idle.connect(self.backups.idle)
        self.sharing.details.connect(self._know_details)
        self.sharing.counts_wanted.connect(self.ways.show_clashes)
        self.sharing.doubles_wanted.connect(self.ways.show_doubles)
        self.sharing.compare_wanted.connect(self.ways.show_pair)
        self.backups.wanted.connect(self.backups_wanted)
        self.backups.mend_wanted.connect(self.mend_wanted)
        self.lock_watch.idle.connect(self.locking.lock)
        self.session.left.connect(self.locking.lock)
        self.locking.locked.connect(self._locked)
        self.window.cover.said.connect(self._confirm_day)
        self.window.title.day_wanted.connect(self._put_day_right)
        self.status.new_day.connect(self._new_day)

    def _made_help(self) -> HelpPage:
        from ui.help.page import HelpPage  # noqa: PLC0415

        made = HelpPage(self._around.look)
        self._number(made)
        return made

    def _number(self, page: HelpPage) -> None:
        page.set_numbers([each for each in self._emergency if each[1].strip()])

    def _find_made(self, made: FindScreen) -> None:
        made.know_details(self.sharing.run.standing.details)

    def _set_up_made(self, made: SetUpScreen) -> None:
        self.backups.show_on(made, self._line)
        self.sharing.show_on(made)
        made.cards.hub.day_wanted.connect(self._put_day_right)

    def _stirred(self, _: str) -> None:
        """A scan says that somebody is here, as a key does."""
        self.idle.stir()
        self.lock_watch.stir()

    def _locked(self, locked: bool) -> None:
        """Locked, the counter lets go of the visit; unlocked, the screen in front asks anew."""
        self.window.title.set_locked(locked)
        if locked:
            self.counter.let_go()
            self.ways.forget()

    def _know_details(self, known: bool) -> None:
        self.counter.card.know_details(known)
        if self.places.at_find.is_made:
            self.places.find.know_details(known)

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
        self.places.listen_as(setup)
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
            self.notices.notice(Result(Tone.SOON, wording.said(damaged)))
            return ScannerSetup()

    def _ask_day(self, doubt: Doubt | None) -> None:
        if doubt is None:
            self.window.cover.day_known()
        else:
            self.window.cover.ask_day(doubt)

    def _put_day_right(self) -> None:
        self._line.ask(day.to_put_right, then=self._ask_day)

    def _confirm_day(self, said: date, on_purpose: bool) -> None:
        refused = self.window.cover.day_question.refuse
        self._line.do(day.confirm, said, on_purpose, refused=refused)
