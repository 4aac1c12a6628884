"""The Lucide icons, coloured by token and kept once drawn. Never shown without a word.

Lucide is under the ISC licence, kept beside the icons in ``resources/icons``.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hubdesk import resources
from ui.theme.tokens import Tone

TONE_ICONS = {
    Tone.OK: "circle-check-big",
    Tone.SOON: "clock-alert",
    Tone.NEW: "circle-question-mark",
    Tone.STOP: "octagon-x",
    Tone.INFO: "info",
}


def pixmap(name: str, colour: str, size_px: int) -> QPixmap:
    """An icon drawn at ``size_px`` in a ``#RRGGBB`` colour, sharp on this screen.

    Raises FileNotFoundError for an icon that is not shipped.
    """
    app = QGuiApplication.instance()
    sharpness = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, colour, size_px, sharpness)


def icon(name: str, colour: str, size_px: int, gap_px: int = 0, mirrored: bool = False) -> QIcon:
    """An icon with empty space after it (before it when ``mirrored``).

    QPushButton offers no setting for the gap between its icon and its word, so the gap is
    part of the picture.
    """
    drawn = pixmap(name, colour, size_px)
    sharpness = drawn.devicePixelRatio()
    wide = QPixmap(round((size_px + gap_px) * sharpness), round(size_px * sharpness))
    wide.setDevicePixelRatio(sharpness)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(gap_px if mirrored else 0, 0, drawn)
    painter.end()
    return QIcon(wide)


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, size_px: int, sharpness: float) -> QPixmap:
    side_px = round(size_px * sharpness)
    drawn = QPixmap(side_px, side_px)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = _svg(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    drawn.setDevicePixelRatio(sharpness)
    return drawn


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
