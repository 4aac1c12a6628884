"""The stall (F3): load out, swaps by one key each, load in, and the day. F12 goes on.

The screen leads from step to step: ``steps.py`` is their row, ``pages.py`` their pages,
``day_at_hand.py`` the day that is looked at, ``service.py`` carries what is done to the desk.
"""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall.trading import Trade
from ui import keys
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.stall.day_at_hand import DayAtHand
from ui.stall.pages import StallPages
from ui.stall.service import Service
from ui.stall.steps import DAY, IN, OUT, TRADE, WASTE, Steps
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.result import Result


class StallScreen(QWidget):
    """``code_wanted`` carries a card or label that was scanned here: the counter's business.

    ``not_for_here`` is a code that the step on show has no use for.
    """

    code_wanted = Signal(str)
    not_for_here = Signal(str)
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
        self._look = look
        self._begun = False
        self._early: list[str] = []
        self.stage = TRADE
        self.service = Service(line, notices, self)
        self.steps = Steps(look, self)
        self.pages = StallPages(look, self.service)
        self._day = DayAtHand(self.pages, self.service, notices, papers, self)
        self._arrange()
        self._connect()

    def shown(self) -> None:
        """Asks again; the first time, goes to the step at which the day is."""
        self.service.read()

    def scanned(self, text: str) -> None:
        """A code: what it is for depends on the step."""
        if self.service.trade is None:
            # How the day stands is on its way: it says at which step this was scanned.
            self._early.append(text)
        elif self.pages.goods is not None:
            self.pages.scanned(self.pages.goods, text)
        elif self.stage == DAY:
            self._day.scanned(text)
        else:
            self.service.bring(text)

    def listen_as(self, setup: ScannerSetup) -> None:
        """The scanner was set up like this."""
        self.service.setup = setup

    def read_twice(self, text: str) -> None:
        """The scanner read a code again, sooner than a hand can do it: counted once, and said."""
        self.pages.tell(Result(Tone.SOON, self.tr("Read twice, counted once")))

    def served(self, result: Result | None) -> None:
        """A parcel was handed over at the counter: back to the swaps, with what came of it."""
        if result is not None:
            self.pages.tell(replace(result, actions=()))

    def changed(self, changes: Changes) -> None:
        """Something was swapped, moved or served, here or on another laptop."""
        if changes.touches(Touched.DAY):
            self._day.session = None
            self.service.read()
        elif changes.touches(Touched.STALL, Touched.STOCK, Touched.PRODUCT, Touched.COLLECTION):
            self._ask_page()

    def compact(self, compact: bool) -> None:
        """One column."""
        self.steps.compact(compact)
        self.pages.compact(compact)

    def focus_home(self) -> None:
        """The page in front hears the keys, or its field does."""
        self.pages.focus_home()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """The row of the steps."""
        return self.steps.row

    def go(self, stage: int) -> None:
        """Shows a step. Another day is looked at on the day's page alone."""
        if stage != DAY and self.service.trade is not None:
            self._day.session = self.service.trade.session
        self.stage = stage
        self.pages.turn_to(stage)
        self.steps.show_step(stage)
        self._ask_page()
        if self.isVisible():
            self.focus_home()

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.steps.row)
        self._column.addWidget(self.pages, 1)
        self._dress()

    def _connect(self) -> None:
        service, pages = self.service, self.pages
        self._look.changed.connect(self._dress)
        self.steps.chosen.connect(self._choose)
        keys.UNDO.calls(service.undo, within=self)
        keys.FINISH.calls(self._go_on, within=self)
        keys.TO_WASTE.calls(partial(self.go, WASTE), within=self)
        pages.done.connect(self._go_on)
        pages.trade.waste_wanted.connect(partial(self.go, WASTE))
        service.traded.connect(self._traded)
        service.own_code.connect(self.code_wanted)
        service.day_unsure.connect(self.day_unsure)
        service.started.connect(partial(self.go, TRADE))
        service.closed.connect(partial(self.go, DAY))
        self._day.code_wanted.connect(self.code_wanted)
        self._day.not_for_here.connect(self.not_for_here)

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
        else:
            self._close_day()

    def _close_day(self) -> None:
        """What was counted and not entered is entered first."""
        page = self.pages.day
        if page.told is not None and not page.tally.enter_typed():
            self.service.close(page.told.session)

    def _traded(self, trade: Trade) -> None:
        if self._day.session is None:
            self._day.session = trade.session
        self.pages.trade.show_trade(trade)
        if not self._begun:
            self._begun = True
            begun = trade.here or trade.sums.keyed
            self.go(DAY if trade.closed else TRADE if begun else OUT)
        early, self._early = self._early, []
        for text in early:
            self.scanned(text)

    def _ask_page(self) -> None:
        """Asks for what the step on show is about."""
        session = self._day.session
        if session is None:
            return
        if self.stage == TRADE:
            self.service.read()
        elif self.stage == DAY:
            self.service.ask_day(session)
        else:
            self.service.ask_crates(session)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(10))
