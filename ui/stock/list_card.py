"""The list of goods, and what of it is wanted: by what, where, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from hubdesk.stock.found import Found
from hubdesk.stock.listing import Level, Order, Wanted
from hubdesk.stock.places import Place
from ui.stock import words
from ui.theme.look import Look
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.pages import Pages
from ui.widgets.pick import Pick
from ui.widgets.record_list import RecordLine, RecordList

COUNT_ME = "count me"
WINDOW = 200
"""How many rows are read at a time."""


class ListCard(Card):
    """``wanted`` asks for rows by number; ``sifted`` when a person chose what to see.

    ``chosen`` is the marked row, or None; ``opened`` the one on which Enter fell.
    """

    wanted = Signal(int, int)
    sifted = Signal()
    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.today = date.min
        self._later: int | None = None
        self.level = Pick(look, self.tr("What a row is"))
        self.place = Pick(look, self.tr("At which place"))
        self.order = Pick(look, self.tr("In which order"))
        self._held: Pages[Found] = Pages(0, self.wanted.emit, WINDOW)
        self.list = RecordList(look, self._reads, self.tr("What is where"), lead_px=64)
        self.empty = EmptyState(look, "package", "")
        self._arrange()
        self._connect()

    def asked(self, text: str, spot: bytes | None) -> Wanted:
        """What is wanted, with what was typed and the shelf that was scanned."""
        place, level = self.place.value(), self.level.value()
        return Wanted(
            text.strip(),
            bytes.fromhex(place) if place else None,
            Level.PRODUCT if level == COUNT_ME else Level(level),
            Order(self.order.value()),
            spot,
            level == COUNT_ME,
        )

    def offer(self, places: Sequence[Place]) -> None:
        """Offers the places of the hub."""
        everywhere = (self.tr("At every place"), "")
        self.place.offer([everywhere, *((each.name, each.id.hex()) for each in places)])

    def start(self, total: int, rows: Sequence[Found]) -> None:
        """Begins anew with so many rows, the first of which are here; the mark stays."""
        row = max(self.list.currentIndex().row(), 0)
        if self._later is not None and self._later < total:
            row, self._later = self._later, None
        self._held = Pages(total, self.wanted.emit, WINDOW)
        self._held.take(0, rows)
        self._pages.setCurrentIndex(0 if total else 1)
        self.list.hold(self._held, row)

    def grow(self, total: int) -> None:
        """There are more rows than the first that came; these stay."""
        if total != len(self._held):
            self.start(total, [each for each in self._held[:WINDOW] if each is not None])

    def mark_later(self, row: int) -> None:
        """Marks a row as soon as the list is as long as that."""
        if row < len(self._held):
            self.list.mark(row)
        else:
            self._later = row

    def show_products(self) -> None:
        """A row a product, at every place."""
        self.level.set_value(Level.PRODUCT.value)
        self.place.set_value("")

    def fill(self, first: int, rows: Sequence[Found]) -> None:
        """Rows that were asked for."""
        self._held.take(first, rows)
        model = self.list.records
        last = min(first + len(rows), len(self._held)) - 1
        if last >= first:
            model.dataChanged.emit(model.index(first), model.index(last))
        if first <= self.list.currentIndex().row() <= last:
            self._mark(self.list.marked())

    def say_empty(self, headline: str, hint: str) -> None:
        """Says why there is nothing in the list."""
        self.empty.say(headline, hint)

    def _reads(self, row: Found | None) -> RecordLine:
        return words.row_line(row, self.today)

    def _arrange(self) -> None:
        self.set_tight()
        self.level.offer(
            [
                (self.tr("Products"), Level.PRODUCT.value),
                (self.tr("Lines"), Level.LINE.value),
                (self.tr("Each date"), Level.BATCH.value),
                (self.tr("Count me"), COUNT_ME),
            ]
        )
        self.order.offer(
            [
                (self.tr("By name"), Order.NAME.value),
                (self.tr("Earliest date first"), Order.DATE.value),
                (self.tr("In shelf order"), Order.SHELF.value),
                (self.tr("Fewest first"), Order.NUMBER.value),
            ]
        )
        self.offer(())
        self._row = QHBoxLayout()
        for pick in (self.level, self.place, self.order):
            pick.setMinimumContentsLength(9)
            self._row.addWidget(pick)
        self.body.addLayout(self._row)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        nothing = QWidget()
        nothing.setProperty("role", "plain")
        inside = QHBoxLayout(nothing)
        inside.addWidget(self.empty)
        self._pages.addWidget(nothing)
        self.add_wide(self._pages)
        self._space()

    def _connect(self) -> None:
        for pick in (self.level, self.place, self.order):
            pick.picked.connect(self._sifted)
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(self._mark)
        self._look.changed.connect(self._space)

    def _sifted(self, _: str) -> None:
        self.sifted.emit()

    def _mark(self, row: Found | None) -> None:
        if row is not None or not len(self._held):
            self.chosen.emit(row)

    def _space(self) -> None:
        self._row.setSpacing(self._look.px(8))
