"""A chip: one short fact in a pill, with an icon whose shape says as much as its colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.theme import icons
from ui.theme.look import SMALL_PX, Look
from ui.theme.tokens import Tone

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
        self.text, self.tone, self.icon_name = "", tone, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, tone, icon_name)
        look.changed.connect(self.updateGeometry)

    def say(self, text: str, tone: Tone = Tone.INFO, icon_name: str = "") -> None:
        """Shows another fact."""
        icon_name = icon_name or icons.TONE_ICONS[tone]
        if (text, tone, icon_name) == (self.text, self.tone, self.icon_name):
            return
        self.text, self.tone, self.icon_name = text, tone, icon_name
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._look, self.text, self.tone)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = (self.text, self.tone, self.icon_name)
        paint_pill(painter, self._look, self.rect(), self.layoutDirection(), *shown)
        painter.end()


def pill_size(look: Look, text: str, tone: Tone) -> QSize:
    """How large a chip with these words is."""
    metrics = look.metrics(SMALL_PX, tone is not Tone.INFO)
    width_px = metrics.horizontalAdvance(text) + _text_x(look) + look.px(SIDE_PX)
    return QSize(width_px + 2, max(look.px(HEIGHT_PX), metrics.height() + 6))


def paint_pill(
    painter: QPainter,
    look: Look,
    place: QRect,
    direction: Qt.LayoutDirection,
    text: str,
    tone: Tone,
    icon_name: str,
) -> None:
    """Paints a chip at its place, from the reading side; edges are smoothed by the painter."""
    tokens, bold = look.tokens, tone is not Tone.INFO
    painter.setPen(QPen(QColor(tokens.rule(tone) if bold else tokens.line), 1))
    painter.setBrush(QColor(tokens.ground(tone)))
    pill = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    ink, side_px = tokens.ink(tone), look.px(ICON_PX)
    middle = place.y() + (place.height() - side_px) // 2
    spot = QRect(place.x() + look.px(SIDE_PX), middle, side_px, side_px)
    drawn = look.icon(icon_name, ink, ICON_PX)
    painter.drawPixmap(QStyle.visualRect(direction, place, spot).topLeft(), drawn)
    painter.setPen(QColor(ink))
    painter.setFont(look.font(SMALL_PX, bold))
    words = place.adjusted(_text_x(look), 0, 0, 0)
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(
        QStyle.visualRect(direction, place, words),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | start,
        text,
    )


def _text_x(look: Look) -> int:
    return look.px(SIDE_PX) + look.px(ICON_PX) + look.px(GAP_PX)
