"""The stall (F3): load out, swaps by one key each, load in, and the day. F12 goes on."""

from __future__ import annotations

from functools import cached_property, partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.codes import own
from hubdesk.labels.papers import tally_sheet
from hubdesk.reports import stall_page
from hubdesk.reports.stall_day import StallDay
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import tally, tins
from hubdesk.stall.crates import Crates
from hubdesk.stall.outcome import Outcome, Way
from hubdesk.stall.session import Session
from hubdesk.stall.tally import Tally
from hubdesk.stall.trading import Trade
from hubdesk.stock.measures import Much
from ui import keys
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.stall.day_page import DayPage
from ui.stall.goods_page import GoodsPage, Job
from ui.stall.service import Service
from ui.stall.trade_page import TradePage
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.late import is_made
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.result import Result

OUT, TRADE, IN, DAY, WASTE = range(5)
PAGES = ("load_out", "trade", "load_in", "day", "waste")
"""The page of each step. All but the swaps are made when they are wanted."""


class StallScreen(QWidget):
    """``code_wanted`` carries a card or label that was scanned here: the counter's business."""

    code_wanted = Signal(str)
    day_unsure = Signal(object)

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
        self.title, self.help_topic = self.tr("Stall"), "stall"
        self._look, self._notices, self._papers = look, notices, papers
        self.service = Service(line, notices, self)
        self._session: Session | None = None
        self._begun = self._compact = False
        self._stage = TRADE
        self.trade = TradePage(look)
        self._arrange()
        self._connect()

    @property
    def stage(self) -> int:
        """Which step is on show."""
        return self._stage

    @cached_property
    def load_out(self) -> GoodsPage:
        """What goes out."""
        made, service = self._made_load(Job.OUT), self.service
        made.rules.letter_given.connect(service.give_key)
        made.rules.never_said.connect(service.never_swap)
        made.near_asked.connect(service.ask_near)
        made.near_wanted.connect(service.load_near)
        service.near_told.connect(made.show_near)
        return made

    @cached_property
    def load_in(self) -> GoodsPage:
        """What comes back."""
        return self._made_load(Job.IN)

    @cached_property
    def waste(self) -> GoodsPage:
        """What is thrown away."""
        made = GoodsPage(self._look, Job.WASTE)
        self._stand(made)
        made.scan_wanted.connect(self._waste_typed)
        made.line_wanted.connect(self._waste_line)
        made.done.connect(self._go_on)
        return made

    @cached_property
    def day(self) -> DayPage:
        """The day in figures."""
        made, service = DayPage(self._look), self.service
        self._stand(made)
        made.day_wanted.connect(self._another_day)
        made.close_wanted.connect(self._go_on)
        made.print_wanted.connect(self._print)
        made.sheet_wanted.connect(self._print_sheet)
        made.tally.clicked_.connect(self._click)
        made.tally.tallied.connect(self._tally)
        made.tally.refused.connect(service.refused)
        service.tallied.connect(made.tally.entered)
        service.clicked_.connect(made.tally.click_entered)
        return made

    def shown(self) -> None:
        """Asks again; the first time, goes to the step at which the day is."""
        self.service.read()

    def scanned(self, text: str) -> None:
        """A code: what it is for depends on the step."""
        if self.stage == TRADE:
            self.service.bring(text)
        elif self.stage == DAY:
            self._scanned_on_day(text)
        elif self.stage == WASTE:
            self.service.waste(text, self.waste.take_number(), self.waste.reason)
        else:
            page = self.pages.currentWidget()
            assert isinstance(page, GoodsPage)
            self.service.load(_way(page.job), text, page.take_number())

    def listen_as(self, setup: ScannerSetup) -> None:
        """The scanner was set up like this."""
        self.service.setup = setup

    def read_twice(self, text: str) -> None:
        """The scanner read a code again, sooner than a hand can do it: counted once, and said."""
        self._tell(Result(Tone.SOON, self.tr("Read twice, counted once")))

    def served(self, result: Result | None) -> None:
        """A parcel was handed over at the counter: back to the swaps, with what came of it."""
        if result is not None:
            self._tell(replace(result, actions=()))

    def changed(self, changes: Changes) -> None:
        """Something was swapped, moved or served, here or on another laptop."""
        if changes.touches(Touched.DAY):
            self._session = None
            self.service.read()
        elif changes.touches(Touched.STALL, Touched.STOCK, Touched.PRODUCT, Touched.COLLECTION):
            self._ask_page()

    def compact(self, compact: bool) -> None:
        """One column."""
        self._compact = compact
        for name in PAGES:
            if is_made(self, name):
                getattr(self, name).compact(compact)

    def focus_home(self) -> None:
        """The keys are heard by the swaps' page; elsewhere typing belongs in its field."""
        page = self.pages.currentWidget()
        if isinstance(page, (GoodsPage, DayPage)):
            page.focus_home()
        elif page is not None:
            page.setFocus()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """The row of the steps."""
        return self._head

    def go(self, stage: int) -> None:
        """Shows a step. Another day is looked at on the day's page alone."""
        if stage != DAY and self.service.trade is not None:
            self._session = self.service.trade.session
        self._stage = stage
        self.pages.setCurrentWidget(getattr(self, PAGES[stage]))
        self.steps.set_value(str(TRADE if stage == WASTE else stage))
        if stage in (OUT, IN, WASTE):
            page = self.pages.currentWidget()
            assert isinstance(page, GoodsPage)
            page.forget()
            page.result.clear()
        self._ask_page()
        if self.isVisible():
            self.focus_home()

    def _arrange(self) -> None:
        words = {
            str(OUT): (self.tr("Load out"), keys.LOAD_OUT),
            str(TRADE): (self.tr("Swaps"), keys.TRADE),
            str(IN): (self.tr("Load in"), keys.LOAD_IN),
            str(DAY): (self.tr("The day"), keys.STALL_DAY),
        }
        icons = {
            str(OUT): "arrow-up",
            str(TRADE): "replace",
            str(IN): "arrow-down",
            str(DAY): "calendar-check",
        }
        buttons = {
            value: OneButton(self._look, word, icons[value]) for value, (word, _) in words.items()
        }
        for value, button in buttons.items():
            button.set_hint(words[value][1].shown)
            button.say(words[value][0])
        self.steps = OneOf(buttons, str(TRADE), self)
        self._head = QHBoxLayout()
        for button in buttons.values():
            self._head.addWidget(button)
        self._head.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.trade)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.pages, 1)
        self._dress()

    def _connect(self) -> None:
        service, trade = self.service, self.trade
        self._look.changed.connect(self._dress)
        self.steps.chosen.connect(self._choose)
        for key, stage in (
            (keys.LOAD_OUT, OUT),
            (keys.TRADE, TRADE),
            (keys.LOAD_IN, IN),
            (keys.STALL_DAY, DAY),
        ):
            key.calls(partial(self._choose, str(stage)), within=self)
        keys.UNDO.calls(service.undo, within=self)
        keys.FINISH.calls(self._go_on, within=self)
        keys.TO_WASTE.calls(partial(self.go, WASTE), within=self)
        trade.pressed.connect(service.press)
        trade.forgotten.connect(service.forget)
        trade.undo_wanted.connect(service.undo)
        trade.waste_wanted.connect(partial(self.go, WASTE))
        self._connect_service()

    def _connect_service(self) -> None:
        service = self.service
        service.told.connect(self._tell)
        service.traded.connect(self._traded)
        service.came.connect(self._came)
        service.coming.connect(self.trade.say_coming)
        service.crates_told.connect(self._show_crates)
        service.day_told.connect(self._show_day)
        service.own_code.connect(self.code_wanted)
        service.day_unsure.connect(self.day_unsure)
        service.started.connect(partial(self.go, TRADE))
        service.closed.connect(partial(self.go, DAY))

    def _made_load(self, job: Job) -> GoodsPage:
        made, way, service = GoodsPage(self._look, job), _way(job), self.service
        self._stand(made)
        made.scan_wanted.connect(partial(service.load, way))
        made.line_wanted.connect(partial(service.load_line, way))
        made.again_wanted.connect(partial(service.again, way))
        made.looked.connect(partial(service.looked, way))
        made.done.connect(self._go_on)
        return made

    def _stand(self, page: GoodsPage | DayPage) -> None:
        """Puts the page of a step in its place."""
        self.pages.addWidget(page)
        page.compact(self._compact)

    def _choose(self, value: str) -> None:
        """A step was chosen. To trade is to stand at the stall."""
        stage = int(value)
        known = self.service.trade
        if stage == TRADE and known is not None and not (known.here or known.closed):
            self.service.start()
        else:
            self.go(stage)

    def _go_on(self) -> None:
        """F12: the next step of the day."""
        if self.stage == OUT:
            self._choose(str(TRADE))
        elif self.stage == TRADE:
            self.go(IN)
        elif self.stage == IN:
            self.go(DAY)
        elif self.stage == WASTE:
            self.go(TRADE)
        elif self.day.told is not None and not self.day.tally.enter_typed():
            self.service.close(self.day.told.session)

    def _traded(self, trade: Trade) -> None:
        if self._session is None:
            self._session = trade.session
        self.trade.show_trade(trade)
        if not self._begun:
            self._begun = True
            begun = trade.here or trade.sums.keyed
            self.go(DAY if trade.closed else TRADE if begun else OUT)

    def _ask_page(self) -> None:
        """Asks for what the step on show is about."""
        if self._session is None:
            return
        if self.stage == TRADE:
            self.service.read()
        elif self.stage == DAY:
            self.service.ask_day(self._session)
        else:
            self.service.ask_crates(self._session)

    def _show_crates(self, told: Crates) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, GoodsPage):
            page.show_crates(told)

    def _show_day(self, told: StallDay) -> None:
        self.day.show_day(told)

    def _came(self, outcome: Outcome) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, GoodsPage):
            page.came(outcome)

    def _tell(self, result: Result) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, TradePage):
            page.say(result)
        elif isinstance(page, (GoodsPage, DayPage)):
            page.show_result(result)

    def _another_day(self, day: object) -> None:
        if self._session is not None:
            session = Session(self._session.place, day)  # type: ignore[arg-type]
            self._session = session
            self.service.ask_day(session)

    def _scanned_on_day(self, text: str) -> None:
        sheet = tally.sheet_of(text)
        if sheet is not None:
            self.service.sheet(sheet)
            self.day.tally.say_sheet(sheet[-4:])
        elif tins.for_counter(text):
            self.code_wanted.emit(text)

    def _click(self, people: int) -> None:
        if self._session is not None:
            self.service.click(self._session, people)

    def _tally(self, told: Tally) -> None:
        if self._session is not None:
            self.service.tally(self._session, told)

    def _waste_typed(self, text: str, many: int | Much) -> None:
        self.service.waste(text, many, self.waste.reason)

    def _waste_line(self, line: bytes, many: int | Much) -> None:
        self.service.waste_line(line, many, self.waste.reason)

    def _print(self) -> None:
        """The day goes to a PDF: the label printer may hold a roll."""
        if self._papers is not None and self.day.told is not None:
            page = stall_page.stall_page(self.day.told, self._papers.room())
            self._papers.send([page], "", "stall", self._notices.saved, self._notices.said)

    def _print_sheet(self) -> None:
        """Its code is drawn now and kept nowhere: an hour is known once it is entered."""
        if self._papers is not None and self.day.told is not None:
            code = own.draw(own.Kind.SHEET)
            page = tally_sheet(self.day.told.hub_name, code, self._papers.room())
            self._papers.send([page], "", "tally", self._notices.saved, self._notices.said)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(10))
        self._head.setSpacing(self._look.px(8))


def _way(job: Job) -> Way:
    return Way.OUT if job is Job.OUT else Way.IN
