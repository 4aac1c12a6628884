"""Today (F9): the day's figures and everything that happened, each with its way back."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.counter import reopening, reprinting
from hubdesk.errors import Said
from hubdesk.journal.operations import Ref
from hubdesk.reports import day_page, today, whole_day
from hubdesk.reports.day_page import DayPage
from hubdesk.reports.today import Event
from hubdesk.reports.whole_day import LabelOf, WholeDay
from ui import keys
from ui.background import DeskLine
from ui.backups.keeper import Standing
from ui.backups.nag import MediumNag
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.reports import wording
from ui.reports.event_card import EventCard
from ui.reports.figures_row import FiguresRow
from ui.reports.sift import Sift
from ui.scanner.reads import ReadsCodes
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result

EVENTS = (Touched.EVENT, Touched.COLLECTION, Touched.DAY)
ONE_DAY = timedelta(days=1)


class Further(Struct, frozen=True):
    """A line that leads to the rows of a very long day from another one on, so many."""

    first: int
    rows: int


class TodayScreen(ReadsCodes, QWidget):
    """One day. ``visit_reopened`` is the id of a visit that is on the counter again;
    ``not_for_here`` a code that stands for no parcel."""

    visit_reopened = Signal(object)
    not_for_here = Signal(str)
    labels_wanted = Signal()

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        papers: WholePages | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Today"), "today"
        self._look, self._line, self._notices = look, line, notices
        self._papers = papers
        self._told: WholeDay | None = None
        self._day: date | None = None
        self._today: date | None = None
        self._mark: Ref | None = None
        self._first = 0
        self._open: set[Ref] = set()
        self._arriving = self._compact = False
        self.day = label("", "heading")
        self.before = plain(look, self.tr("Day before"), "chevron-left")
        self.after = plain(look, self.tr("Next day"), "chevron-right")
        self.now = plain(look, self.tr("Today"), "calendar-check")
        self.figures = FiguresRow(look)
        self.nag = MediumNag(look)
        self.sift = Sift(look)
        self.print_day = plain(look, self.tr("Print the day"), "printer")
        if papers is None:
            # Shown by hand before it stands anywhere, it would be a window of its own.
            self.print_day.hide()
        self.list = RecordList(look, self._reads, self.tr("What happened"), lead_px=48)
        self.empty = EmptyState(look, "calendar-check", "")
        self.card = EventCard(look)
        self._arrange()
        self._connect()

    def shown(self) -> None:
        """Comes back to today, the newest marked."""
        self._day = self._mark = None
        self._first = 0
        self._open.clear()
        self._arriving = True
        self.sift.clear()
        self._ask()

    def scanned(self, text: str) -> None:
        """A parcel label finds its line."""
        code = self.printed(text)
        self._line.ask(whole_day.of_label, code, then=partial(self._label_read, text))

    def changed(self, changes: Changes) -> None:
        """Something happened: the day is told again, with the same line marked."""
        if changes.touches(*EVENTS):
            self._ask()

    def show_backups(self, standing: Standing) -> None:
        """How backups stand: whether somebody is to be reminded of the stick."""
        self.nag.show_nag(standing.reminds)

    def compact(self, compact: bool) -> None:
        """One column: what can be done stands under the list."""
        self._compact = compact
        self.card.set_compact(compact)
        self.figures.set_compact(compact)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self._across.setStretch(1, 0 if compact else 1)
        # Beside large letters the row of the day has no room for it.
        (self._tools_row if compact else self._head).addWidget(self.print_day)
        self.before.say("" if compact else self.tr("Day before"))
        self.before.setAccessibleName(self.tr("Day before"))
        self.after.say("" if compact else self.tr("Next day"))
        self.after.setAccessibleName(self.tr("Next day"))
        self._dress()

    def focus_home(self) -> None:
        """Up and Down choose a line."""
        (self.list if self.list.isVisible() else self.before).setFocus()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """The row of the day."""
        return self._head

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        for part in (self.before, self.after, self.now, self.day):
            self._head.addWidget(part)
        self._head.addStretch(1)
        self._head.addWidget(self.print_day)
        self.told = Card(self._look)
        self.told.body.addWidget(self.empty)
        self.told.body.addWidget(self.list)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools_row = QHBoxLayout()
        self._tools_row.addWidget(self.sift)
        self._tools_row.addStretch(1)
        self._left = QVBoxLayout()
        self._left.addLayout(self._tools_row)
        self._left.addWidget(self.told, 1)
        self._across.addLayout(self._left, 2)
        self._across.addWidget(self.card, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.nag)
        self._column.addWidget(self.figures)
        self._column.addLayout(self._across, 1)
        for later in (self.card, self.list, self.empty):
            later.hide()
        # From the list Shift+Tab goes back over it to the choices, wherever it stands.
        for one, other in pairwise((self.sift.who, self.print_day, self.list)):
            QWidget.setTabOrder(one, other)
        self._dress()
        self._turn()

    def _connect(self) -> None:
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self.now.clicked.connect(self.shown)
        self.sift.changed.connect(self._sift)
        self.print_day.clicked.connect(self._ask_page)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._focus_card)
        self.card.reopen_wanted.connect(self._reopen)
        self.card.back_wanted.connect(self._came_back)
        self.card.label_wanted.connect(self._label_again)
        self.card.undo_wanted.connect(self._undo)
        self._look.changed.connect(self._dress)
        keys.UNDO.calls(self._undo, within=self, while_focused=True)

    def _dress(self) -> None:
        px = self._look.px
        for layout in (self._head, self._column, self._across, self._left, self._tools_row):
            layout.setSpacing(px(6) if self._compact else px(12))
        edge_px = px(2) if self._compact else px(8)
        self.told.body.setContentsMargins(px(4), edge_px, px(4), edge_px)

    def _turn(self) -> None:
        """Arrows point the way time reads."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.before.icon_name = "chevron-right" if mirrored else "chevron-left"
        self.after.icon_name = "chevron-left" if mirrored else "chevron-right"

    def _ask(self) -> None:
        asked = whole_day.whole_day
        self._line.ask(asked, self._day, self._first, self._mark, then=self._tell)

    def _tell(self, told: WholeDay) -> None:
        if self._day is not None and told.day != self._day:
            return
        self._today = told.today
        self.day.setText(wording.day(told.day))
        self.after.setEnabled(told.after is not None)
        self.now.setVisible(told.day != told.today)
        self._told, self._first = told, told.first
        self.figures.show_figures(told.figures)
        self.sift.offer(told.events)
        self._sift()
        if self._arriving:
            self._arriving = False
            self.focus_home()

    def _sift(self) -> None:
        """Shows what is wanted of the day's events, the marked one still marked."""
        if self._told is None:
            return
        events = self._with_further(self._with_opened(self.sift.of(self._told.events)))
        if self.list.hasFocus() and not events:
            self.before.setFocus()
        self._say_empty(self._told)
        self.list.setVisible(bool(events))
        self.empty.setVisible(not events)
        self.list.hold(events, self._row_to_mark(events))

    def _with_opened(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """The rows, and under each that was opened what it stands for."""
        shown: list[Event] = []
        for each in events:
            shown.append(each)
            if each.ref in self._open:
                shown += each.inside
        return tuple(shown)

    def _with_further(self, events: tuple[Event, ...]) -> tuple[Event | Further, ...]:
        """The rows of a very long day, between those that lead to what came later or earlier."""
        told = self._told
        assert told is not None
        end = told.first + whole_day.MOST
        later = (Further(told.first - whole_day.MOST, told.first),) if told.first else ()
        earlier = (Further(end, told.rows - end),) if end < told.rows else ()
        return (*later, *events, *earlier)

    def _row_to_mark(self, events: tuple[Event | Further, ...]) -> int:
        """The line that was marked or that a label asked for; else the newest."""
        refs = (each.ref if isinstance(each, Event) else None for each in events)
        marked = (row for row, ref in enumerate(refs) if ref is not None and ref == self._mark)
        newest = 1 if events and isinstance(events[0], Further) and len(events) > 1 else 0
        return next(marked, newest)

    def _say_empty(self, told: WholeDay) -> None:
        if told.events:
            self.empty.say(
                self.tr("Nothing of this kind on that day"), self.tr("Choose Everything above.")
            )
        elif told.day == told.today:
            self.empty.say(
                self.tr("Nothing has happened yet today"),
                self.tr("Go to the counter (F2) and scan a card to start."),
            )
        else:
            said = self.tr("Nothing happened on {day}").format(day=wording.day(told.day))
            self.empty.say(said, self.tr("Choose another day above."))

    def _choose(self, row: Event | Further | None) -> None:
        event = row if isinstance(row, Event) else None
        self._mark = event.ref if event is not None else None
        self.card.show_event(event)

    def _marked(self) -> Event | None:
        """The event on the marked line."""
        row = self.list.marked()
        return row if isinstance(row, Event) else None

    def _focus_card(self, event: Event | Further) -> None:
        if isinstance(event, Further):
            self._first, self._mark = event.first, None
            self._ask()
            return
        if event.inside:
            # Enter opens a row that stands for several, and closes it again.
            self._open ^= {event.ref}
            self._sift()
            return
        for button in (self.card.reopen, self.card.back, self.card.undo):
            if button.isVisible():
                button.setFocus()
                return

    def _go(self, day: date) -> None:
        self._day, self._mark, self._first = day, None, 0
        self._ask()

    def _go_before(self) -> None:
        day = self._day or self._today
        if day is not None:
            self._go(day - ONE_DAY)

    def _go_after(self) -> None:
        if self._told is not None and self._told.after is not None:
            self._go(self._told.after)

    def _undo(self) -> None:
        event = self._marked()
        if event is not None and event.can_undo and self.card.undo.isEnabled():
            self.card.set_busy(True)
            self._line.do(today.undo, event.ref, then=self._undone, refused=self._refused)

    def _came_back(self) -> None:
        event = self._marked()
        if event is not None and event.can_reopen:
            self.card.set_busy(True)
            self._line.do(reopening.came_back, event.ref, then=self._is_back, refused=self._refused)

    def _reopen(self) -> None:
        event = self._marked()
        if event is not None and event.can_reopen:
            self.card.set_busy(True)
            self._line.do(reopening.reopen, event.ref, then=self._reopened, refused=self._refused)

    def _label_again(self) -> None:
        event = self._marked()
        if event is not None and event.can_reopen:
            self.card.set_busy(True)
            self._line.do(reprinting.again, event.ref, then=self._reprints, refused=self._refused)

    def _reprints(self, _done: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("The label prints again")))
        self._after_work()
        self.labels_wanted.emit()

    def _undone(self, _done: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("Undone")))
        self._after_work()

    def _is_back(self, _done: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("On the shelf again")))
        self._after_work()

    def _reopened(self, visit_id: bytes) -> None:
        self._after_work()
        self.visit_reopened.emit(visit_id)

    def _refused(self, failure: Said) -> None:
        self._notices.said(failure)
        self._after_work()

    def _after_work(self) -> None:
        self.card.set_busy(False)
        self._ask()
        self.focus_home()

    def _reads(self, event: Event | Further) -> RecordLine:
        if isinstance(event, Further):
            later = event.first < self._first
            word = self.tr("Later that day") if later else self.tr("Earlier that day")
            many = self.tr("Lines: {number}").format(number=event.rows)
            icon_name = "arrow-up" if later else "arrow-down"
            return RecordLine("…", word, many, self.tr("Enter opens"), icon_name)
        told = wording.time(event.at_ms), wording.title(event), wording.detail(event)
        if event.undone:
            return RecordLine(*told, self.tr("Undone"), "undo-2", struck=True)
        if event.inside:
            open_ = event.ref in self._open
            word = self.tr("Enter closes") if open_ else self.tr("Enter opens")
            return RecordLine(*told, word, "arrow-up" if open_ else "arrow-down")
        if event.back:
            return RecordLine(*told, self.tr("Came back"), "rotate-ccw")
        return RecordLine(*told)

    def _label_read(self, text: str, found: LabelOf | None) -> None:
        if found is None:
            self.not_for_here.emit(text)
        else:
            self.sift.clear()
            self._day, self._mark = found.day, found.ref
            self._ask()

    def _ask_page(self) -> None:
        self._line.ask(day_page.asked, self._day, then=self._print_page)

    def _print_page(self, told: DayPage) -> None:
        """The day goes to a PDF: the label printer may hold a roll."""
        if self._papers is not None:
            page = day_page.day_page(told, self._papers.room())
            self._papers.send([page], "", "day", self._notices.saved, self._notices.said)
