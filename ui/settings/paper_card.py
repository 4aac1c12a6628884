"""The card of Set-up for days on which no laptop works: sheets to write visits on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout


class PaperCard(Card):
    """Prints visit sheets, every line with a code of its own."""

    sheets_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("On paper"))
        told = self.tr("Sheets to write visits on when no laptop works. Keep some in a drawer.")
        self.body.addWidget(label(told, wraps=True))
        self.sheets = plain(look, self.tr("Print visit sheets"), "printer")
        self.sheets.clicked.connect(self.sheets_wanted)
        row = FlowLayout()
        row.addWidget(self.sheets)
        self.body.addLayout(row)
