"""A chip: one short fact in a pill, with an icon whose shape says as much as its colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.look import SMALL_PX, Look
from ui.theme.tokens import Tone
from ui.widgets.painting import mirrored

HEIGHT_PX = 28
SIDE_PX = 12
ICON_PX = 16
GAP_PX = 6


class Chip(QWidget):
    """A pill that says ``text``. INFO stays quiet; the other tones are bold and coloured."""

    def __init__(
        self,
        look: Look,
        text: str,
        tone: Tone = Tone.INFO,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, tone, icon_name)
        look.changed.connect(self.updateGeometry)

    def say(self, text: str, tone: Tone = Tone.INFO, icon_name: str = "") -> None:
        """Shows another fact."""
        self.text, self.tone = text, tone
        self.icon_name = icon_name or icons.TONE_ICONS[tone]
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics(SMALL_PX, self._bold)
        width_px = metrics.horizontalAdvance(self.text) + self._text_x() + self._look.px(SIDE_PX)
        return QSize(width_px + 2, max(self._look.px(HEIGHT_PX), metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.rule(self.tone) if self._bold else tokens.line), 1))
        painter.setBrush(QColor(tokens.ground(self.tone)))
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        self._paint_words(painter, tokens.ink(self.tone))
        painter.end()

    @property
    def _bold(self) -> bool:
        return self.tone is not Tone.INFO

    def _text_x(self) -> int:
        return self._look.px(SIDE_PX) + self._look.px(ICON_PX) + self._look.px(GAP_PX)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        side_px = self._look.px(ICON_PX)
        spot = QRect(self._look.px(SIDE_PX), (self.height() - side_px) // 2, side_px, side_px)
        drawn = self._look.icon(self.icon_name, ink, ICON_PX)
        painter.drawPixmap(mirrored(spot, self).topLeft(), drawn)
        painter.setPen(QColor(ink))
        painter.setFont(self._look.font(SMALL_PX, self._bold))
        words = QRect(self._text_x(), 0, self.width() - self._text_x(), self.height())
        start = Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start = Qt.AlignmentFlag.AlignRight
        painter.drawText(
            mirrored(words, self),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | start,
            self.text,
        )
