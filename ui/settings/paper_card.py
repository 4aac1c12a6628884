"""The card of Set-up for days on which no laptop works: sheets to write visits on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout


class PaperCard(Card):
    """Prints visit sheets, or all that a day without a laptop needs; each line has a code."""

    sheets_wanted = Signal()
    pack_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("On paper"))
        told = self.tr("Sheets to write visits on when no laptop works. Keep some in a drawer.")
        self.body.addWidget(label(told, wraps=True))
        self.sheets = plain(look, self.tr("Print visit sheets"), "printer")
        self.sheets.clicked.connect(self.sheets_wanted)
        self.pack = plain(look, self.tr("Print the paper pack"), "file-text")
        self.pack.clicked.connect(self.pack_wanted)
        row = FlowLayout()
        row.addWidget(self.sheets)
        row.addWidget(self.pack)
        self.body.addLayout(row)
