"""Stock (Alt+K): what is where, what is on the way, what runs short, and the shelves."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.scanner import in_stock
from hubdesk.scanner.in_stock import Leads, Meant
from ui import keys
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.stock.goods_page import GoodsPage
from ui.stock.side_page import SidePage
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.late import is_in_front

if TYPE_CHECKING:
    from ui.stock.crate_page import CratePage
    from ui.stock.history_page import HistoryPage
    from ui.stock.shelves_page import ShelvesPage
    from ui.stock.short_page import ShortPage
    from ui.stock.way_page import WayPage

SHOWN = (Touched.STOCK, Touched.PRODUCT, Touched.PACKED, Touched.SETTING, Touched.DAY)


class StockScreen(ReadsCodes, QWidget):
    """``labels_wanted`` when there is something to print; ``sort_wanted`` is the code of a crate.

    ``dates_wanted`` carries the product, place and batch in hand, for the Dates screen, and
    ``not_for_here`` a code that leads nowhere.

    The pages beside the goods are made when they are wanted.
    """

    labels_wanted = Signal()
    sort_wanted = Signal(str)
    dates_wanted = Signal(object, object, object)
    not_for_here = Signal(str)

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
        self.title, self.help_topic = self.tr("Stock"), "stock"
        self._look, self._line, self._notices, self._papers = look, line, notices, papers
        self._compact = False
        self.goods = GoodsPage(look, line, notices)
        self._buttons = (
            plain(look, self.tr("On the way"), "truck"),
            plain(look, self.tr("Runs short"), "clock-alert"),
            plain(look, self.tr("Shelves"), "list"),
        )
        self._arrange()
        self._connect()

    @cached_property
    def way(self) -> WayPage:
        """The loads on their way."""
        from ui.stock.way_page import WayPage  # noqa: PLC0415 - loaded where it is made

        made = WayPage(self._look, self._line, self._notices)
        made.labels_wanted.connect(self.labels_wanted)
        self._stand(made)
        return made

    @cached_property
    def short(self) -> ShortPage:
        """What runs short."""
        from ui.stock.short_page import ShortPage  # noqa: PLC0415 - loaded where it is made

        made = ShortPage(self._look, self._line, self._notices, self._papers)
        self._stand(made)
        return made

    @cached_property
    def shelves(self) -> ShelvesPage:
        """The shelves and what stands on them."""
        from ui.stock.shelves_page import ShelvesPage  # noqa: PLC0415 - loaded where it is made

        made = ShelvesPage(self._look, self._line, self._notices)
        made.labels_wanted.connect(self.labels_wanted)
        self._stand(made)
        return made

    @cached_property
    def history(self) -> HistoryPage:
        """All that happened to a product."""
        from ui.stock.history_page import HistoryPage  # noqa: PLC0415 - loaded where it is made

        made = HistoryPage(self._look, self._line)
        self._stand(made)
        return made

    @cached_property
    def crate(self) -> CratePage:
        """A crate whose label was scanned."""
        from ui.stock.crate_page import CratePage  # noqa: PLC0415 - loaded where it is made

        made = CratePage(self._look, self._line, self._notices)
        made.sort_wanted.connect(self.sort_wanted)
        made.labels_wanted.connect(self.labels_wanted)
        self._stand(made)
        return made

    def shown(self) -> None:
        """Asks again for what is on show."""
        self._in_front().refresh()

    def scanned(self, text: str) -> None:
        """A code leads to where its goods are; while a load is received, its goods came."""
        if self._at_way():
            self._line.ask(in_stock.meant, text, self.setup, then=partial(self._came, text))
            return
        self._front(self.goods)
        self.goods.scanned(text, self.setup)

    def read_twice(self, text: str) -> None:
        """Only what is received is counted here: once, and it is said."""
        if self._at_way():
            self._line.ask(in_stock.meant, text, self.setup, then=self._came_twice)

    def lead(self, meant: Meant) -> None:
        """Goes where something leads that was found or scanned on another screen."""
        self._front(self.goods)
        self.goods.lead(meant)

    def changed(self, changes: Changes) -> None:
        """Goods moved, were named or held back, or it is another day."""
        if changes.touches(*SHOWN):
            self.shown()

    def compact(self, compact: bool) -> None:
        """One column or two."""
        self._compact = compact
        for at in range(self.pages.count()):
            self._page(at).compact(compact)

    def focus_home(self) -> None:
        """Typing belongs in the box, or where the page says."""
        self._in_front().focus_home()

    def tools(self) -> list[QWidget]:
        """The ways to the other pages."""
        return list(self._buttons)

    def head_row(self) -> QHBoxLayout | None:
        """None: the rows of the pages differ, and the title row stays."""
        return None

    def _page(self, at: int) -> GoodsPage | SidePage:
        page = self.pages.widget(at)
        assert isinstance(page, (GoodsPage, SidePage))
        return page

    def _in_front(self) -> GoodsPage | SidePage:
        return self._page(self.pages.currentIndex())

    def _at_way(self) -> bool:
        return is_in_front(self.pages, self, "way")

    def _stand(self, page: SidePage) -> None:
        """Puts a page beside the goods in its place."""
        self.pages.addWidget(page)
        page.compact(self._compact)
        page.closed.connect(self._close)

    def _arrange(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.goods)
        for button in self._buttons:
            # Until the title row takes them, they are in here, and no windows of their own.
            button.setParent(self)
            button.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def _connect(self) -> None:
        way, short, shelves = self._buttons
        way.clicked.connect(self._show_way)
        short.clicked.connect(self._show_short)
        shelves.clicked.connect(self._show_shelves)
        self.goods.labels_wanted.connect(self.labels_wanted)
        self.goods.not_for_here.connect(self.not_for_here)
        self.goods.load_wanted.connect(self._show_load)
        self.goods.crate_wanted.connect(self._show_crate)
        self.goods.dates_wanted.connect(self.dates_wanted)
        self.goods.history_wanted.connect(self._show_history)
        self.goods.shelf_wanted.connect(self._show_shelf)
        keys.UNDO.calls(self._undo, within=self)
        for key, what in (
            (keys.TO_WASTE, "waste"),
            (keys.FREEZE, "freeze"),
            (keys.OPEN_PACK, "open"),
        ):
            key.calls(partial(self._act, what), within=self)
        keys.DATES_OF.calls(self._dates, within=self)

    def _front(self, page: GoodsPage | SidePage) -> None:
        self.pages.setCurrentWidget(page)
        if self.isVisible():
            page.refresh()
            page.focus_home()

    def _show_way(self) -> None:
        self._front(self.way)

    def _show_short(self) -> None:
        self._front(self.short)

    def _show_shelves(self) -> None:
        self._front(self.shelves)

    def _close(self) -> None:
        self._front(self.goods)

    def _show_load(self, load: bytes) -> None:
        self.way.show_load(load)
        self._front(self.way)

    def _show_crate(self, crate: bytes) -> None:
        self.crate.show_crate(crate)
        self._front(self.crate)

    def _show_history(self, product: bytes, batch: bytes | None) -> None:
        self.history.show_of(product, batch)
        self._front(self.history)

    def _show_shelf(self, line: bytes, place: bytes | None) -> None:
        self.shelves.show_line(line, place)
        self.pages.setCurrentWidget(self.shelves)
        self.shelves.focus_home()

    def _came(self, text: str, meant: Meant) -> None:
        """A product of the marked load came once more; anything else leads where it leads."""
        if meant.leads is Leads.PRODUCT and self.way.scan_product(meant.id):
            return
        if meant.leads is Leads.LOAD:
            self.way.show_load(meant.id)
        elif meant.leads is Leads.NOWHERE:
            self.not_for_here.emit(text)
        else:
            self.lead(meant)

    def _came_twice(self, meant: Meant) -> None:
        if meant.leads is Leads.PRODUCT:
            self.way.read_twice(meant.id)

    def _undo(self) -> None:
        (self.way.undo if self._at_way() else self.goods.acting.undo)()

    def _act(self, what: str) -> None:
        if self._in_front() is self.goods:
            self.goods.acting.ask(what)

    def _dates(self) -> None:
        if self._in_front() is self.goods:
            self.goods.ask_dates()
