"""What stands where nothing is yet: an icon, and the next thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.widgets.card import label

LEAST_PX = 180
"""Room for the picture over two lines of words."""


class EmptyState(QWidget):
    """``EmptyState(look, "scan-barcode", "Scan a card to start", "Or type 2+3 …")``."""

    def __init__(
        self,
        look: Look,
        icon_name: str,
        headline: str,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon_name = look, icon_name
        self.icon = QLabel()
        self.headline = label(headline, "heading", wraps=True)
        self.hint = label(hint, wraps=True)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        for part in (self.icon, self.headline, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(part)
        self._column.addStretch(3)
        self._dress()
        look.changed.connect(self._dress)

    def say(self, headline: str, hint: str = "") -> None:
        """Says another next thing to do."""
        self.headline.setText(headline)
        self.hint.setText(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the words go before the picture."""
        super().resizeEvent(event)
        least_px = self._look.px(LEAST_PX)
        self.icon.setVisible(self.height() >= least_px)

    def _dress(self) -> None:
        self.icon.setPixmap(self._look.icon(self._icon_name, self._look.tokens.primary, 48))
        self._column.setSpacing(self._look.px(8))
        edge_px = self._look.px(12)
        self._column.setContentsMargins(edge_px, edge_px, edge_px, edge_px)
