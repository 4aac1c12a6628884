"""The way to lists of products, on Set-up."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal

from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout


class CatalogueCard(Card):
    """How many barcodes are known by name; ``wanted`` when lists are to be brought in."""

    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Products and stock lists"))
        self.told = label("", wraps=True)
        self.open_button = plain(look, self.tr("Bring in a list"), "file-text")
        self.open_button.clicked.connect(self.wanted)
        row = FlowLayout()
        row.addWidget(self.open_button)
        self.body.addWidget(self.told)
        self.body.addLayout(row)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """So many products are known by name before anybody scans them."""
        if count:
            said = self.tr("Products known by name: {count}")
            self.told.setText(said.format(count=QLocale().toString(count)))
        else:
            self.told.setText(self.tr("A list of products names new barcodes for you."))
