"""The card of Set-up about the shared folder: how it stands in a line, and the way to its page."""

from __future__ import annotations

from PySide6.QtCore import Signal

from hubdesk.clock import Clock
from ui import keys
from ui.sync import words
from ui.sync.run import Standing
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout


class SharingCard(Card):
    """``wanted`` when somebody would see the page of the shared folder."""

    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Shared folder"))
        self.told = label("", wraps=True)
        self.open_button = plain(look, "", "users", keys.SHARE.shown)
        self.open_button.clicked.connect(self.wanted)
        row = FlowLayout()
        row.addWidget(self.open_button)
        self.body.addWidget(self.told)
        self.body.addLayout(row)
        self.show_standing(Standing(), None)

    def show_standing(self, standing: Standing, clock: Clock | None) -> None:
        """Says how sharing stands."""
        told = self.tr(
            "Two laptops or more, one hub: through a stick, a Windows share or a cloud's folder."
        )
        connect = self.tr("Connect a shared folder")
        if standing.connected and clock is not None:
            told = words.shared(standing, clock.now_ms())[0]
            connect = self.tr("Laptops and sharing")
        self.told.setText(told)
        self.open_button.say(connect)
