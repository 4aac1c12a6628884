"""The pages of the stall's steps. All but the swaps are made when they are wanted."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from hubdesk.reports.stall_day import StallDay
from hubdesk.stall.crates import Crates
from hubdesk.stall.outcome import Outcome, Way
from hubdesk.stock.measures import Much
from ui.stall.day_page import DayPage
from ui.stall.goods_page import GoodsPage
from ui.stall.goods_words import Job
from ui.stall.service import Service
from ui.stall.trade_page import TradePage
from ui.theme.look import Look
from ui.widgets.result import Result

PAGES = ("load_out", "trade", "load_in", "day", "waste")
"""The page of each step."""


class StallPages(QStackedWidget):
    """``done`` goes on to the next step; ``day_made`` comes once, with the page of the day."""

    done = Signal()
    day_made = Signal(object)

    def __init__(self, look: Look, service: Service) -> None:
        super().__init__()
        self._look, self._service = look, service
        self._compact = False
        trade = self.trade = TradePage(look)
        self._made: list[TradePage | GoodsPage | DayPage] = [trade]
        self.addWidget(trade)
        trade.pressed.connect(service.press)
        trade.forgotten.connect(service.forget)
        trade.undo_wanted.connect(service.undo)
        service.told.connect(self.tell)
        service.came.connect(self._came)
        service.coming.connect(trade.say_coming)
        service.crates_told.connect(self._show_crates)
        service.day_told.connect(self._show_day)

    @cached_property
    def load_out(self) -> GoodsPage:
        """What goes out."""
        made, service = self._made_load(Job.OUT, Way.OUT), self._service
        made.rules.letter_given.connect(service.give_key)
        made.rules.never_said.connect(service.never_swap)
        made.near_asked.connect(service.ask_near)
        made.near_wanted.connect(service.load_near)
        service.near_told.connect(made.show_near)
        return made

    @cached_property
    def load_in(self) -> GoodsPage:
        """What comes back."""
        return self._made_load(Job.IN, Way.IN)

    @cached_property
    def waste(self) -> GoodsPage:
        """What is thrown away."""
        made = GoodsPage(self._look, Job.WASTE)
        self._stand(made)
        made.scan_wanted.connect(self._waste)
        made.line_wanted.connect(self._waste_line)
        made.done.connect(self.done)
        return made

    @cached_property
    def day(self) -> DayPage:
        """The day in figures."""
        made = DayPage(self._look)
        self._stand(made)
        made.close_wanted.connect(self.done)
        self.day_made.emit(made)
        return made

    @property
    def goods(self) -> GoodsPage | None:
        """The page in front, if goods go out, come back or are thrown away on it."""
        page = self.currentWidget()
        return page if isinstance(page, GoodsPage) else None

    def turn_to(self, step: int) -> None:
        """Shows the page of a step; nothing was scanned on it yet."""
        self.setCurrentWidget(getattr(self, PAGES[step]))
        if self.goods is not None:
            self.goods.forget()
            self.goods.result.clear()

    def scanned(self, page: GoodsPage, text: str) -> None:
        """A code on a page of goods: that many of it."""
        if page.job is Job.WASTE:
            self._waste(text, page.take_number())
        else:
            way = Way.OUT if page.job is Job.OUT else Way.IN
            self._service.load(way, text, page.take_number())

    def tell(self, result: Result) -> None:
        """What came of something, on the page in front."""
        page = self.currentWidget()
        if isinstance(page, TradePage):
            page.say(result)
        elif isinstance(page, (GoodsPage, DayPage)):
            page.show_result(result)

    def compact(self, compact: bool) -> None:
        """One column, for those that are here and those that come."""
        self._compact = compact
        for each in self._made:
            each.compact(compact)

    def focus_home(self) -> None:
        """The keys are heard by the swaps' page; elsewhere typing belongs in its field."""
        page = self.currentWidget()
        if isinstance(page, (GoodsPage, DayPage)):
            page.focus_home()
        else:
            self.trade.setFocus()

    def _made_load(self, job: Job, way: Way) -> GoodsPage:
        made, service = GoodsPage(self._look, job), self._service
        self._stand(made)
        made.scan_wanted.connect(partial(service.load, way))
        made.line_wanted.connect(partial(service.load_line, way))
        made.again_wanted.connect(partial(service.again, way))
        made.looked.connect(partial(service.looked, way))
        made.done.connect(self.done)
        return made

    def _stand(self, page: GoodsPage | DayPage) -> None:
        """Puts the page of a step in its place."""
        self._made.append(page)
        self.addWidget(page)
        page.compact(self._compact)

    def _waste(self, text: str, many: int | Much) -> None:
        self._service.waste(text, many, self.waste.reason)

    def _waste_line(self, line: bytes, many: int | Much) -> None:
        self._service.waste_line(line, many, self.waste.reason)

    def _show_crates(self, told: Crates) -> None:
        if self.goods is not None:
            self.goods.show_crates(told)

    def _came(self, outcome: Outcome) -> None:
        if self.goods is not None:
            self.goods.came(outcome)

    def _show_day(self, told: StallDay) -> None:
        self.day.show_day(told)
