"""The hidden screen: nothing of the hub shows until a key or a touch brings it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.look import Look
from ui.widgets.card import label

_ALONE = frozenset((Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta))


class HiddenScreen(QWidget):
    """Covers the whole window. ``returned`` when any key or button is pressed."""

    returned = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hidden")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Screen hidden. Press any key to go on."))
        self.headline = label(self.tr("Screen hidden"), "title")
        self.how = label(self.tr("Press any key to go on. Scans are kept."), "heading")
        self.waiting = label("", "heading")
        self._look = look
        self.icon = label("")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for part in (self.icon, self.headline, self.how, self.waiting):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addStretch(1)
        self._dress()
        look.changed.connect(self._dress)

    def set_waiting(self, count: int) -> None:
        """Says how many scans wait."""
        self.waiting.setText(self.tr("Scans waiting: {n}").format(n=count) if count else "")

    def _dress(self) -> None:
        tokens = self._look.tokens
        self.icon.setPixmap(self._look.icon("eye-off", tokens.rail_text, 48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ALONE:
            self.returned.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.returned.emit()
