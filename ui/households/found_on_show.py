"""What Find found: households by name, as long as somebody is searching, and goods below them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from hubdesk.households.find import Found
from hubdesk.households.seek import Hits
from hubdesk.stock import sought
from hubdesk.stock.sought import Goods
from ui.background import DeskLine
from ui.households.goods_hits import GoodsHits
from ui.households.hits_card import HitsCard
from ui.households.pages_behind import PagesBehind
from ui.households.searching import Searching
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.scan_box import ScanBox


class FoundOnShow(QObject):
    """Shows what answers to the box. No name stays once it is emptied or nothing is typed."""

    def __init__(
        self, look: Look, line: DeskLine, scan: ScanBox, pages: PagesBehind, idle_ms: int
    ) -> None:
        super().__init__(pages)
        self._line, self._pages = line, pages
        self.all_button = plain(look, self.tr("All households"), "users")
        self.empty = EmptyState(look, "search", "")
        self.nothing = Card(look)
        self.nothing.body.addWidget(self.empty)
        self.nothing.body.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hits, self.goods = HitsCard(look), GoodsHits(look)
        self.searching = Searching(scan, line, idle_ms)
        for page in (self.nothing, self.hits):
            pages.addWidget(page)
        scan.moved.connect(self._move)
        self.searching.sought.connect(self._show)
        self.searching.open_wanted.connect(self._open_marked)
        self.searching.emptied.connect(self.wipe)
        self.hits.chosen.connect(self._marked)
        pages.box_left.connect(self._put_goods_away)
        self.wipe()

    @property
    def page(self) -> Card:
        """The households that were found, or what says that there are none."""
        return self.nothing if self.hits.is_empty() else self.hits

    def look_for(self, words: str) -> None:
        """Seeks what was typed on another screen, as if it had been typed here."""
        self._pages.front(self.nothing)
        self.searching.look_for(words)

    def show_of_card(self, hits: Hits) -> None:
        """Shows the households of one card, whatever is in front."""
        self.searching.show(hits)
        self._pages.front(self.hits)
        self._show(hits)

    def wipe(self) -> None:
        """Forgets what was typed and found. No name is left in any part of the screen."""
        self.searching.forget()
        self.hits.hold(())
        self.goods.hold(None)
        self.empty.say(
            self.tr("Type a name or goods to start"),
            self.tr("The spelling may be rough. Names show only while you search."),
        )
        if self._pages.currentWidget() is self.hits:
            self._pages.front(self.nothing)

    def _show(self, hits: Hits) -> None:
        self.hits.hold(hits.found)
        if not hits.found:
            self.empty.say(
                self.tr("Nobody found"),
                self.tr("Try fewer letters. Or serve them as new: F2, then 2+3 and Enter."),
            )
        if not self._pages.is_at("details"):
            self._pages.front(self.page)
        # People come first: goods are looked for once they are on show.
        self._line.ask(sought.goods, hits.text, then=self._show_goods)

    def _show_goods(self, goods: Goods) -> None:
        if goods.text == self.searching.shown_for and self._pages.behind is None:
            self.goods.hold(goods, first=self.hits.is_empty())

    def _put_goods_away(self) -> None:
        self.goods.hold(None)

    def _move(self, step: int) -> None:
        """Down goes on from the last household to the goods."""
        people = self.hits.list
        at_end = people.currentIndex().row() >= people.records.rowCount() - 1
        if step > 0 and at_end and self.goods.isVisible():
            self.goods.take_focus()
        else:
            people.move_mark(step)

    def _open_marked(self) -> None:
        (self.goods if self.hits.is_empty() else self.hits).open_marked()

    def _marked(self, found: Found | None) -> None:
        if found is not None:
            self.searching.keep_awake()
