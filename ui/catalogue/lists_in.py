"""Lists from elsewhere, on one page: products with their barcodes, and what a hub has now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import keys
from ui.background import DeskLine
from ui.catalogue.export_run import ListExport
from ui.catalogue.products_page import ProductsPage
from ui.catalogue.stock_page import StockListPage
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
        self.stock = StockListPage(look, line, notices)
        self.export_button = plain(look, self.tr("Export"), "download")
        words = {PRODUCTS: self.tr("Products"), STOCK: self.tr("Stock list")}
        icons = {PRODUCTS: "barcode", STOCK: "package"}
        buttons = {each: OneButton(look, words[each], icons[each]) for each in words}
        self.which = OneOf(buttons, PRODUCTS, self)
        self.pages = QStackedWidget()
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.back)
        self._bar.addWidget(self.heading)
        self._bar.addStretch(1)
        for page in (self.products, self.stock):
            self.pages.addWidget(page)
        for button in buttons.values():
            self._bar.addWidget(button)
        self._bar.addWidget(self.export_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.pages, 1)
        self.exporting = ListExport(line, notices, self)
        self.back.clicked.connect(self._go_back)
        self.which.chosen.connect(self._choose)
        self.export_button.clicked.connect(self._export)
        keys.BACK.calls(self._go_back, within=self, while_focused=True)
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
        for page in (self.products, self.stock):
            page.compact(compact)

    def is_busy(self) -> bool:
        """True while something comes in or goes out."""
        return self.products.is_busy() or self.stock.is_busy()

    def close_(self) -> None:
        """Lets go of what was read."""
        self.products.close_()
        self.stock.close_()

    def _dress(self) -> None:
        for layout in (self._bar, self._column):
            layout.setSpacing(self._look.px(12))

    def _choose(self, which: str) -> None:
        self.pages.setCurrentWidget(self.products if which == PRODUCTS else self.stock)
        self.page().open_()

    def _export(self) -> None:
        is_stock = self.which.value() == STOCK
        name = "stock.xlsx" if is_stock else "products.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), name, "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            self.exporting.start(Path(chosen), is_stock=is_stock)

    def _go_back(self) -> None:
        if self.page().step_back():
            self.closed.emit()
