"""Stock (Alt+K): what is where, what is on the way, what runs short, and the shelves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from ui import keys
from ui.background import DeskLine
from ui.notices import Notices
from ui.stock.goods_page import GoodsPage
from ui.theme.look import Look


class StockScreen(QWidget):
    """``labels_wanted`` when there is something to print."""

    labels_wanted = Signal()

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Stock"), "stock"
        self._look, self._line, self._notices = look, line, notices
        self.goods = GoodsPage(look, line, notices)
        self._arrange()
        self._connect()

    def shown(self) -> None:
        """Asks again for what is on show."""
        self.goods.refresh()

    def scanned(self, text: str) -> None:
        """A code leads to where its goods are."""
        self.goods.scanned(text)

    def changed(self, changes: Changes) -> None:
        """Goods moved, were named or held back, or it is another day."""
        kinds = (Touched.STOCK, Touched.PRODUCT, Touched.PACKED, Touched.SETTING, Touched.DAY)
        if changes.touches(*kinds):
            self.shown()

    def compact(self, compact: bool) -> None:
        """One column or two."""
        self.goods.compact(compact)

    def focus_home(self) -> None:
        """Typing belongs in the box."""
        self.goods.focus_home()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """The row of the box."""
        return self.goods.head

    def _arrange(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.goods)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)

    def _connect(self) -> None:
        self.goods.labels_wanted.connect(self.labels_wanted)
        keys.UNDO.calls(self.goods.acting.undo, within=self)
        keys.TO_WASTE.calls(self._waste, within=self)

    def _waste(self) -> None:
        self.goods.acting.ask("waste")
