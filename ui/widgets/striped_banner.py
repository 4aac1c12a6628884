"""The striped banner of practice: nobody can take the practice hub for the real one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.look import BODY_PX, SMALL_PX, Look
from ui.widgets.card import label


class StripedBanner(QWidget):
    """Slanted stripes with words on a plain plate in the middle, so that they stay readable."""

    def __init__(self, look: Look, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.words = label(words, "strong")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.words)
        row.addStretch(1)
        self.setAccessibleName(words)
        self._compact = False
        self._dress()
        look.changed.connect(self._dress)

    def set_compact(self, compact: bool) -> None:
        """Lower, for want of height."""
        self._compact = compact
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, step_px = self._look.tokens, self._look.px(18)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.soon))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soon_line))
        tall = float(self.height())
        for x in range(-step_px * 2, self.width() + step_px, step_px * 2):
            corners = ((x, tall), (x + tall, 0.0), (x + tall + step_px, 0.0), (x + step_px, tall))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        plate = QRectF(self.words.geometry()).adjusted(-self._look.px(16), 0, self._look.px(16), 0)
        painter.setBrush(QColor(tokens.soon))
        painter.drawRect(plate)
        painter.end()

    def _dress(self) -> None:
        size_px = SMALL_PX if self._compact else BODY_PX
        self.words.setFont(self._look.font(size_px, bold=True))
        self.words.setStyleSheet(f"color: {self._look.tokens.soon_text};")
        self.setFixedHeight(self._look.px(20 if self._compact else 28))
        self.update()
