"""The ways from one screen of the desk to another; screens themselves never call each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.counter.screen import CounterScreen
from ui.desk_places import DeskPlaces
from ui.scanner.filter import ScanFilter
from ui.screen import Reads
from ui.security.locking import Locking
from ui.stall.errand import Errand
from ui.window import Window

if TYPE_CHECKING:
    from hubdesk.scanner.in_stock import Meant


class Ways(QObject):
    """Leads to the screen that another asked for, and back to where that was asked."""

    def __init__(
        self,
        window: Window,
        places: DeskPlaces,
        counter: CounterScreen,
        listening: ScanFilter,
        locking: Locking,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._places, self._counter = window, places, counter
        self._listening, self._locking = listening, locking
        self._errand = Errand(counter, self)
        self._for_counter = False
        places.visit_wanted.connect(self._open_visit)
        places.visit_reopened.connect(self._back_to_counter)
        places.code_wanted.connect(self._serve_for_stall)
        places.details_closed.connect(self._leave_details)
        places.goods_wanted.connect(self._show_goods)
        places.sort_wanted.connect(self._sort_crate)
        places.dates_wanted.connect(self._show_dates)
        counter.search_wanted.connect(self._search)
        counter.details_wanted.connect(self._show_details)
        self._errand.over.connect(self._back_to_stall)
        window.pages.currentChanged.connect(self._went)

    def forget(self) -> None:
        """Nobody is to be led back: the desk was locked."""
        self._for_counter = False
        self._errand.forget()

    def show_clashes(self) -> None:
        """Counts that two laptops made apart."""
        self._window.go_to(self._places.count)
        self._places.count.show_clashes()

    def show_doubles(self) -> None:
        """Households that may be one."""
        self._window.go_to(self._places.find)
        self._places.find.ways.show_doubles()

    def show_pair(self, one: bytes, other: bytes) -> None:
        """Two households beside each other."""
        self._window.go_to(self._places.find)
        self._places.find.ways.compare(one, other)

    def _went(self, _: int) -> None:
        """Whoever left the counter by himself has other things to do there when he is back."""
        front = self._window.pages.currentWidget()
        if front is not self._counter:
            self._errand.forget()
        if isinstance(front, Reads):
            # It may be made just now.
            front.listen_as(self._listening.setup)

    def _serve_for_stall(self, code: str) -> None:
        """A card was scanned at the stall: its visit opens, and F12 leads back."""
        if self._locking.hears(code):
            return
        self._window.go_to(self._counter)
        self._errand.begin(code)

    def _back_to_stall(self) -> None:
        self._window.go_to(self._places.stall)
        self._places.stall.served(self._counter.result.result)

    def _search(self, words: str) -> None:
        self._window.go_to(self._places.find)
        self._places.find.found.look_for(words)

    def _show_details(self, household_id: bytes) -> None:
        self._for_counter = True
        self._window.go_to(self._places.find)
        self._places.find.ways.see_for_another(household_id)

    def _leave_details(self) -> None:
        """Back to where the details were opened from."""
        if self._for_counter:
            self._window.go_to(self._counter)
        self._for_counter = False

    def _open_visit(self, household_id: bytes) -> None:
        self._window.go_to(self._counter)
        self._counter.open_household(household_id)

    def _back_to_counter(self) -> None:
        self._window.go_to(self._counter)

    def _show_goods(self, meant: Meant) -> None:
        self._window.go_to(self._places.stock)
        self._places.stock.lead(meant)

    def _sort_crate(self, code: str) -> None:
        self._window.go_to(self._places.take_in)
        self._places.take_in.sort(code)

    def _show_dates(self, product: bytes, place: bytes | None, batch: bytes | None) -> None:
        self._window.go_to(self._places.dates)
        self._places.dates.show_goods(product, place, batch)
