"""A label on the screen, exactly as it will be printed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.labels.layout import Label
from ui.labels.outlines import QtOutlines
from ui.labels.painter import LabelPainter

_USUAL_MM_WIDE = 63.5
_USUAL_PX_WIDE = 380
_MARGIN_PX = 6


class LabelPreview(QWidget):
    """Shows one label as large as its room lets it, painted from the very same marks."""

    def __init__(self, outlines: QtOutlines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlines = outlines
        self._label: Label | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Preview of the label"))

    def show_label(self, label: Label | None, in_words: str = "") -> None:
        """Shows another label, or none; ``in_words`` is what a screen reader says of it."""
        self._label = label
        self.setAccessibleDescription(in_words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width_mm, height_mm = self._size_mm()
        px_per_mm = _USUAL_PX_WIDE / _USUAL_MM_WIDE
        scale = min(px_per_mm, _USUAL_PX_WIDE / width_mm)
        return QSize(
            round(width_mm * scale) + 2 * _MARGIN_PX, round(height_mm * scale) + 2 * _MARGIN_PX
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._label is None:
            return
        paper, dots_per_mm = self._paper()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().mid(), 1))
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawRoundedRect(paper, 4, 4)
        painter.translate(paper.topLeft())
        LabelPainter(self._outlines, dots_per_mm, sharp=False).label(painter, self._label)
        painter.end()

    def _size_mm(self) -> tuple[float, float]:
        """The label's size, or the usual one when there is none."""
        if self._label is None:
            return _USUAL_MM_WIDE, 38.1
        return self._label.width_mm, self._label.height_mm

    def _paper(self) -> tuple[QRectF, float]:
        """Where the paper lies in the widget, and how many of its pixels are a mm."""
        width_mm, height_mm = self._size_mm()
        room_x, room_y = self.width() - 2 * _MARGIN_PX, self.height() - 2 * _MARGIN_PX
        scale = max(0.1, min(room_x / width_mm, room_y / height_mm))
        width, height = width_mm * scale, height_mm * scale
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        return QRectF(left, top, width, height), scale
