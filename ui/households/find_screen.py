"""Find (F8): a household without its card. Names show only while somebody is searching.

The screen puts its pieces together: ``found_on_show.py`` shows what answers to the box,
``code_read.py`` says what a code leads to, ``pages_behind.py`` holds the pages behind the box,
and ``ways_behind.py`` leads there and back.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.households import looking
from hubdesk.households.find import Found
from hubdesk.scanner.in_stock import Meant
from ui import keys
from ui.background import DeskLine
from ui.households.code_read import CodeRead
from ui.households.found_on_show import FoundOnShow
from ui.households.pages_behind import PagesBehind
from ui.households.ways_behind import WaysBehind
from ui.notices import Notices
from ui.scanner.reads import ReadsCodes
from ui.theme.look import Look
from ui.widgets.scan_box import ScanBox

IDLE_MS = 60_000


class FindScreen(ReadsCodes, QWidget):
    """One box for a name, a street, a postcode or the last four of a card.

    ``visit_wanted`` is the id of the household whose visit the counter should open, and
    ``goods_wanted`` where goods that were found or scanned lead to on Stock; ``not_for_here`` is
    a code that leads nowhere. Every name goes when the box is emptied, the screen is left or
    hidden, or nothing is typed for a while.
    """

    visit_wanted = Signal(object)
    goods_wanted = Signal(object)
    not_for_here = Signal(str)

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        idle_ms: int = IDLE_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Find"), "find"
        self._look, self._line = look, line
        self.scan = ScanBox(look, self._asked(compact=False))
        self.pages = PagesBehind(look, line, notices, self.scan)
        self.found = FoundOnShow(look, line, self.scan, self.pages, idle_ms)
        self.ways = WaysBehind(self.pages, self.found, self)
        self._codes = CodeRead(line, notices, self)
        self._arrange()
        self._connect()

    def know_details(self, known: bool) -> None:
        """Whether names and diets are held on this laptop."""
        self.found.hits.know_details(known)
        self.pages.know_details(known)

    def shown(self) -> None:
        """Starts with the box, unless details were typed here and are not saved yet."""
        if self.pages.is_at("details"):
            self.ways.start_over()

    def scanned(self, text: str) -> None:
        """A card opens its visit, whatever is on show; while two are compared it is the other."""
        card = self.printed(text)
        if self.pages.is_at("merge"):
            self.pages.merge.scanned(card)
        else:
            self._codes.read(text, card, self.setup)

    def changed(self, changes: Changes) -> None:
        """A household was changed: what is found may read differently now."""
        if changes.touches(Touched.HOUSEHOLD) and self.found.searching.shown_for:
            self.found.searching.seek()
        if self.pages.is_at("all"):
            self.pages.all.changed(changes)

    def compact(self, compact: bool) -> None:
        """One column: the details follow one another."""
        self.scan.set_placeholder(self._asked(compact=compact))
        self.found.goods.compact(compact)
        self.pages.compact(compact)

    def focus_home(self) -> None:
        """Typing belongs in the box, or in the page behind it that is in front."""
        self.pages.focus_home()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """The row of the box, or of the way back."""
        return self.pages.head

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.found.wipe()

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.pages.head)
        self._column.addWidget(self.pages, 1)
        self._column.addWidget(self.found.goods)
        self._dress()

    def _connect(self) -> None:
        found, ways, codes = self.found, self.ways, self._codes
        found.searching.only.connect(self._open)
        found.searching.coded.connect(self._read_typed)
        found.hits.opened.connect(self._open_hit)
        found.hits.see_wanted.connect(ways.see)
        found.goods.wanted.connect(self._open_goods)
        found.all_button.clicked.connect(ways.show_all)
        codes.one.connect(self._open)
        codes.several.connect(found.show_of_card)
        codes.goods.connect(self._open_goods)
        codes.not_for_here.connect(self.not_for_here)
        self.pages.visit_wanted.connect(self.visit_wanted)
        self.pages.turned.connect(self._turned)
        self._look.changed.connect(self._dress)
        for each in (found.hits, found.goods):
            keys.BACK.calls(ways.start_again, within=each, while_focused=True)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(12))

    def _turned(self) -> None:
        if self.isVisible():
            self.focus_home()

    def _read_typed(self, text: str) -> None:
        self.found.wipe()
        self._codes.read_typed(text)

    def _open_hit(self, found: Found) -> None:
        """One of those whose names show: that is a look at it."""
        self._line.do(looking.opened, found.household.id)
        self._open(found)

    def _open(self, found: Found) -> None:
        self.found.wipe()
        self.ways.start_over()
        self.visit_wanted.emit(found.household.id)

    def _open_goods(self, meant: Meant) -> None:
        self.found.wipe()
        self.goods_wanted.emit(meant)

    def _asked(self, *, compact: bool) -> str:
        """What can be typed here, in as many words as the box has room for."""
        if compact:
            return self.tr("Name, street, card or goods")
        return self.tr("Name, street, postcode, last four of the card, or goods")
