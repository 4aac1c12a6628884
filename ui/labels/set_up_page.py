"""The page behind Labels: how the printer prints, and sheets of one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from ui.labels.own_sheet_card import OwnSheetCard
from ui.labels.printer_card import PrinterCard
from ui.theme.look import Look


class SetUpPage(QScrollArea):
    """The printer and the sheets, side by side, and scrolled where room is short."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self.setWidget(inside)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self.printer, self.own_sheet = PrinterCard(look), OwnSheetCard(look)
        self._cards.addWidget(self.printer, 2)
        self._cards.addWidget(self.own_sheet, 3)
        look.changed.connect(self._dress)
        self._dress()

    def compact(self, compact: bool) -> None:
        """Short of room: the picture of the sheet gives way, and the cards stand in a column."""
        self.own_sheet.picture.setVisible(not compact)
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.TopToBottom if compact else ways.LeftToRight)

    def _dress(self) -> None:
        self._cards.setSpacing(self._look.px(16))
