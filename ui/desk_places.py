"""The places of the open desk: the counter, and every screen that is made when first wanted.

The counter can take a scan before any of the others is loaded: each ``_made_`` function imports
its own. What a screen asks of others it says by a signal of this class; ``ui/ways.py`` leads there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from hubdesk.scanner.setup import ScannerSetup
from ui import keys
from ui.around import Around
from ui.background import DeskLine
from ui.counter.screen import CounterScreen
from ui.notices import Notices
from ui.scanner.filter import ScanFilter
from ui.screen import Place, Reads

if TYPE_CHECKING:
    from ui.dates.screen import DatesScreen
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


class DeskPlaces(QObject):
    """Every place in the order of the rail, and each screen by its name.

    ``visit_wanted(household id)``, ``code_wanted(card's code)``, ``goods_wanted(Meant)``,
    ``sort_wanted(crate's code)`` and ``dates_wanted(product, place, batch)`` ask for another
    screen, ``not_for_here(code)`` says that one has no use for a scan; ``find_made``,
    ``today_made`` and ``set_up_made`` come once, with a screen that others must know.
    """

    labels_wanted = Signal()
    visit_wanted = Signal(object)
    visit_reopened = Signal(object)
    code_wanted = Signal(str)
    details_closed = Signal(object)
    goods_wanted = Signal(object)
    sort_wanted = Signal(str)
    dates_wanted = Signal(object, object, object)
    not_for_here = Signal(str)
    day_unsure = Signal(object)
    practise_switched = Signal()
    practice_reset = Signal()
    find_made = Signal(object)
    set_up_made = Signal(object)
    today_made = Signal(object)

    def __init__(
        self,
        counter: CounterScreen,
        around: Around,
        line: DeskLine,
        notices: Notices,
        listening: ScanFilter,
        hears: Callable[[str], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._around, self._line, self._notices = around, line, notices
        self._listening, self._hears = listening, hears
        self.at_stall = Place(self.tr("Stall"), "store", keys.STALL, self._made_stall)
        self.at_take_in = Place(
            self.tr("Take in"), "package-plus", keys.TAKE_IN, self._made_take_in
        )
        self.at_count = Place(
            self.tr("Stock count"), "clipboard-list", keys.STOCK_COUNT, self._made_count
        )
        self.at_stock = Place(self.tr("Stock"), "box", keys.STOCK, self._made_stock)
        self.at_dates = Place(self.tr("Dates"), "calendar", keys.DATES, self._made_dates)
        self.at_pack = Place(self.tr("Pack"), "package", keys.PACK, self._made_pack)
        self.at_labels = Place(self.tr("Labels"), "tag", keys.LABELS, self._made_labels)
        self.at_find = Place(self.tr("Find"), "search", keys.FIND, self._made_find)
        self.at_today = Place(self.tr("Today"), "calendar-check", keys.TODAY, self._made_today)
        self.at_set_up = Place(self.tr("Set-up"), "settings", keys.SET_UP, self._made_set_up)
        goods = (self.at_stall, self.at_take_in, self.at_count, self.at_stock, self.at_dates)
        others = (self.at_pack, self.at_labels, self.at_find, self.at_today, self.at_set_up)
        self.at_counter = Place(self.tr("Counter"), "hand-helping", keys.COUNTER, counter)
        self.rail = [self.at_counter, *goods, *others]

    @property
    def stall(self) -> StallScreen:
        return cast("StallScreen", self.at_stall.widget)

    @property
    def take_in(self) -> TakeInScreen:
        return cast("TakeInScreen", self.at_take_in.widget)

    @property
    def count(self) -> CountScreen:
        return cast("CountScreen", self.at_count.widget)

    @property
    def stock(self) -> StockScreen:
        return cast("StockScreen", self.at_stock.widget)

    @property
    def dates(self) -> DatesScreen:
        return cast("DatesScreen", self.at_dates.widget)

    @property
    def labels(self) -> LabelsScreen:
        return cast("LabelsScreen", self.at_labels.widget)

    @property
    def find(self) -> FindScreen:
        return cast("FindScreen", self.at_find.widget)

    @property
    def today(self) -> TodayScreen:
        return cast("TodayScreen", self.at_today.widget)

    @property
    def set_up(self) -> SetUpScreen:
        return cast("SetUpScreen", self.at_set_up.widget)

    @cached_property
    def papers(self) -> WholePages:
        """Whole pages on their way to paper."""
        from ui.labels.whole_page import WholePages  # noqa: PLC0415

        around = self._around
        if around.papers is not None:
            return around.papers()
        return WholePages(around.labels_folder, around.clock, parent=self)

    def papers_asked(self) -> WholePages:
        """The same, for who may never need them."""
        return self.papers

    def listen_as(self, setup: ScannerSetup) -> None:
        """The scanner was set up like this: tells every screen that reads codes."""
        for place in self.rail:
            if place.is_made and isinstance(place.widget, Reads):
                place.widget.listen_as(setup)

    def close(self) -> None:
        """Takes down what the screens began. One made only now would stand in no window."""
        if self.at_labels.is_made:
            self.labels.printer.close()
        if self.at_find.is_made:
            self.find.pages.close_()
        if self.at_set_up.is_made:
            self.set_up.close_()

    def _made_stall(self) -> StallScreen:
        from ui.stall.screen import StallScreen  # noqa: PLC0415

        made = StallScreen(self._around.look, self._line, self._notices, self.papers)
        made.code_wanted.connect(self.code_wanted)
        made.day_unsure.connect(self.day_unsure)
        made.not_for_here.connect(self.not_for_here)
        return made

    def _made_take_in(self) -> TakeInScreen:
        from ui.takein.screen import TakeInScreen  # noqa: PLC0415

        made = TakeInScreen(self._around.look, self._line, self._notices)
        made.labels_wanted.connect(self.labels_wanted)
        made.visit_wanted.connect(self.visit_wanted)
        made.takes_code = self._hears
        return made

    def _made_count(self) -> CountScreen:
        from ui.stocktake.screen import CountScreen  # noqa: PLC0415

        made = CountScreen(self._around.look, self._line, self._notices, self.papers)
        made.not_for_here.connect(self.not_for_here)
        return made

    def _made_stock(self) -> StockScreen:
        from ui.stock.screen import StockScreen  # noqa: PLC0415

        made = StockScreen(self._around.look, self._line, self._notices, self.papers)
        made.labels_wanted.connect(self.labels_wanted)
        made.sort_wanted.connect(self.sort_wanted)
        made.not_for_here.connect(self.not_for_here)
        made.dates_wanted.connect(self.dates_wanted)
        return made

    def _made_dates(self) -> DatesScreen:
        from ui.dates.screen import DatesScreen  # noqa: PLC0415

        made = DatesScreen(self._around.look, self._line, self._notices, self.papers)
        made.labels_wanted.connect(self.labels_wanted)
        made.not_for_here.connect(self.not_for_here)
        return made

    def _made_pack(self) -> PackScreen:
        from ui.packing.screen import PackScreen  # noqa: PLC0415

        made = PackScreen(self._around.look, self._line, self._notices, self.papers)
        made.labels_wanted.connect(self.labels_wanted)
        made.not_for_here.connect(self.not_for_here)
        return made

    def _made_labels(self) -> LabelsScreen:
        from ui.labels.screen import LabelsScreen  # noqa: PLC0415

        around = self._around
        folder, make = around.labels_folder, around.make_printer
        made = LabelsScreen(around.look, self._line, self._notices, folder, around.clock, make)
        made.not_for_here.connect(self.not_for_here)
        return made

    def _made_find(self) -> FindScreen:
        from ui.households.find_screen import FindScreen  # noqa: PLC0415

        made = FindScreen(self._around.look, self._line, self._notices)
        made.visit_wanted.connect(self.visit_wanted)
        made.ways.details_closed.connect(self.details_closed)
        made.goods_wanted.connect(self.goods_wanted)
        made.not_for_here.connect(self.not_for_here)
        made.pages.labels_wanted.connect(self.labels_wanted)
        self.find_made.emit(made)
        return made

    def _made_today(self) -> TodayScreen:
        from ui.reports.today_screen import TodayScreen  # noqa: PLC0415

        made = TodayScreen(self._around.look, self._line, self._notices, self.papers)
        made.labels_wanted.connect(self.labels_wanted)
        made.visit_reopened.connect(self.visit_reopened)
        self.today_made.emit(made)
        made.not_for_here.connect(self.not_for_here)
        return made

    def _made_set_up(self) -> SetUpScreen:
        from ui.settings.screen import SetUpScreen  # noqa: PLC0415

        around = self._around
        made = SetUpScreen(
            around.look,
            self._line,
            self._notices,
            self.papers,
            self._made_scanner_page,
            practising=around.practice,
            unlocked=around.unlocked,
        )
        made.labels_wanted.connect(self.labels_wanted)
        made.practise_switched.connect(self.practise_switched)
        made.practice_reset.connect(self.practice_reset)
        self.set_up_made.emit(made)
        made.not_for_here.connect(self.not_for_here)
        return made

    def _made_scanner_page(self) -> SetupPage:
        from ui.scanner.setup_page import SetupPage  # noqa: PLC0415

        return SetupPage(self._around.look, self._listening)
