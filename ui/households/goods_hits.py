"""Goods that fit what was typed to find somebody: a quiet second group, below the people."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Signal

from hubdesk.scanner.in_stock import Leads, Meant
from hubdesk.stock.found import Found
from hubdesk.stock.products import Line
from hubdesk.stock.shelves import Shelf
from hubdesk.stock.sought import Goods
from ui import wording
from ui.stock import words
from ui.theme.look import Look
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.record_painter import ROW_PX

MOST_ROWS, MOST_ROWS_COMPACT = 3, 2
Shown = Found | Shelf | Line


class GoodsHits(Card):
    """``wanted`` carries where the marked goods lead to on the Stock screen."""

    wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_tight()
        self._today = date.min
        self._compact = False
        self.heading = label(self.tr("Goods"), "strong")
        self.list = RecordList(look, self._reads, self.tr("Goods found"), lead_px=62)
        self.body.addWidget(self.heading)
        self.add_wide(self.list)
        self.list.opened.connect(self._open)
        look.changed.connect(self._fit)
        self.hide()

    def hold(self, goods: Goods | None, *, first: bool = False) -> None:
        """Shows these; None or nothing found: the group is not there.

        ``first``: nobody was found, so that Enter opens the first of them.
        """
        rows = goods.rows if goods is not None else ()
        self._today = goods.today if goods is not None else date.min
        self.list.hold(rows, 0)
        if not first:
            # The mark is with the people.
            self.list.setCurrentIndex(QModelIndex())
        self._fit()
        self.setVisible(bool(rows))

    def compact(self, compact: bool) -> None:
        """Fewer rows at once, where room is short; the others scroll."""
        self._compact = compact
        self._fit()

    def take_focus(self) -> None:
        """The arrow keys go on here."""
        self.list.mark(0)
        self.list.setFocus()

    def open_marked(self) -> None:
        """Opens the marked goods on the Stock screen."""
        if self.list.marked() is not None:
            self._open(self.list.marked())

    def _open(self, chosen: Shown) -> None:
        if isinstance(chosen, Found):
            self.wanted.emit(Meant(Leads.PRODUCT, chosen.product or b""))
        elif isinstance(chosen, Shelf):
            self.wanted.emit(Meant(Leads.SHELF, chosen.id, chosen.name))
        else:
            self.wanted.emit(Meant(Leads.LINE, chosen.id, chosen.name))

    def _fit(self) -> None:
        most = MOST_ROWS_COMPACT if self._compact else MOST_ROWS
        rows = max(1, min(self.list.records.rowCount(), most))
        self.list.setFixedHeight(rows * self._look.px(ROW_PX) + self._look.px(8))

    def _reads(self, each: Shown) -> RecordLine:
        if isinstance(each, Found):
            return words.row_line(each, self._today)
        if isinstance(each, Shelf):
            return RecordLine("", wording.shelf(each.name))
        return RecordLine("0", each.name, self.tr("None in stock"))
