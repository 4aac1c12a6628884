"""Lists from elsewhere, on one page: products with their barcodes, and what a hub has now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import keys
from ui.background import DeskLine
from ui.catalogue.products_page import ProductsPage
from ui.notices import Notices
from ui.sheets.import_page import SheetPage
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import label
from ui.widgets.one_of import OneButton, OneOf

PRODUCTS, STOCK = "products", "stock"


class ListsIn(QWidget):
    """A part of Set-up. ``closed`` when Back is pressed on a first step."""

    closed = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self._look = look
        self.products = ProductsPage(look, line, notices)
        self.back = plain(look, self.tr("Back"), "arrow-left", "Esc")
        self.heading = label(self.tr("Bring in a list"), "heading")
        self.which = OneOf(
            {PRODUCTS: OneButton(look, self.tr("Products"), "barcode")}, PRODUCTS, self
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.products)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.back)
        self._bar.addWidget(self.heading)
        self._bar.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.pages, 1)
        self.back.clicked.connect(self._go_back)
        keys.inside(self, "Esc", self._go_back)
        look.changed.connect(self._dress)
        self._dress()

    def page(self) -> SheetPage:
        """The sort of list in front."""
        found = self.pages.currentWidget()
        assert isinstance(found, SheetPage)
        return found

    def open_(self) -> None:
        """Comes to the page."""
        self.page().open_()

    def focus_home(self) -> None:
        """What comes next."""
        self.page().focus_home()

    def compact(self, compact: bool) -> None:
        """One column or two; with large letters the row has no room for its heading."""
        self.heading.setVisible(not compact)
        self.products.compact(compact)

    def is_busy(self) -> bool:
        """True while something comes in or goes out."""
        return self.page().is_busy()

    def close_(self) -> None:
        """Lets go of what was read."""
        self.products.close_()

    def _dress(self) -> None:
        for layout in (self._bar, self._column):
            layout.setSpacing(self._look.px(12))

    def _go_back(self) -> None:
        if self.page().step_back():
            self.closed.emit()
