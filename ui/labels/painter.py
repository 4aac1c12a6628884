"""Paints laid-out labels with Qt: on a printer, into a picture, in the preview.

On a printer or a picture to be scanned, bars stand on whole dots (``sharp``). On a screen,
whose dots are much coarser than a bar, they are drawn as thin as they are.
"""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from hubdesk.labels.layout import MM_PER_INCH, MM_PER_PT, Bars, Box, Label, Mark, Squares, Words
from hubdesk.labels.pages import Page
from ui.labels.outlines import DRAWN_PX, QtOutlines

_INK = QColor(Qt.GlobalColor.black)
_PAPER = QColor(Qt.GlobalColor.white)


class LabelPainter(Struct, frozen=True):
    """Paints at ``dots_per_mm`` dots of the device to the mm."""

    outlines: QtOutlines
    dots_per_mm: float
    sharp: bool = True

    def page(self, painter: QPainter, page: Page) -> None:
        """Every label of a page, from the painter's origin."""
        for placed in page.placed:
            self.label(painter, placed.label, placed.x_mm, placed.y_mm)

    def label(self, painter: QPainter, label: Label, x_mm: float = 0.0, y_mm: float = 0.0) -> None:
        """One label with its corner at a place in mm from the painter's origin."""
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in label.marks:
            self._mark(painter, mark, x_mm, y_mm)
        painter.restore()

    def _mark(self, painter: QPainter, mark: Mark, x_mm: float, y_mm: float) -> None:
        """One mark of a label whose corner is at x_mm, y_mm."""
        match mark:
            case Words():
                self._words(painter, mark, x_mm, y_mm)
            case Box():
                self._box(painter, mark, x_mm, y_mm)
            case Bars():
                self._bars(painter, mark, x_mm, y_mm)
            case Squares():
                self._squares(painter, mark, x_mm, y_mm)

    def _words(self, painter: QPainter, words: Words, x_mm: float, y_mm: float) -> None:
        """A line of text, as its outline."""
        scale = words.size_pt * MM_PER_PT * self.dots_per_mm / DRAWN_PX
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(
            (x_mm + words.x_mm) * self.dots_per_mm, (y_mm + words.baseline_mm) * self.dots_per_mm
        )
        painter.scale(scale, scale)
        path = self.outlines.path(words.text, words.face)
        painter.fillPath(path, _PAPER if words.white else _INK)
        painter.restore()

    def _box(self, painter: QPainter, box: Box, x_mm: float, y_mm: float) -> None:
        """A filled or outlined rectangle; the line lies inside its area."""
        dots, inset = self.dots_per_mm, box.line_mm / 2
        area = QRectF(
            (x_mm + box.area.x_mm + inset) * dots,
            (y_mm + box.area.y_mm + inset) * dots,
            (box.area.width_mm - box.line_mm) * dots,
            (box.area.height_mm - box.line_mm) * dots,
        )
        corner = max(0.0, box.corner_mm - inset) * dots
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if box.filled:
            painter.setBrush(_INK)
        else:
            painter.setPen(QPen(_INK, box.line_mm * dots))
        painter.drawRoundedRect(area, corner, corner)
        painter.restore()

    def _bars(self, painter: QPainter, bars: Bars, x_mm: float, y_mm: float) -> None:
        """A bar code."""
        module = self._module(bars.module_mm)
        spare = bars.width_mm * self.dots_per_mm - bars.modules * module
        left = (x_mm + bars.x_mm) * self.dots_per_mm + spare / 2
        top = (y_mm + bars.y_mm) * self.dots_per_mm
        height = bars.height_mm * self.dots_per_mm
        for start, length in bars.runs:
            self._fill(painter, QRectF(start * module, 0, length * module, height), left, top)

    def _squares(self, painter: QPainter, code: Squares, x_mm: float, y_mm: float) -> None:
        """A QR code."""
        module = self._module(code.module_mm)
        spare = code.side_mm * self.dots_per_mm - len(code.rows) * module
        left = (x_mm + code.x_mm) * self.dots_per_mm + spare / 2
        top = (y_mm + code.y_mm) * self.dots_per_mm + spare / 2
        for row, of_row in enumerate(code.rows):
            for start, length in of_row:
                square = QRectF(start * module, row * module, length * module, module)
                self._fill(painter, square, left, top)

    def _module(self, module_mm: float) -> float:
        """A module in dots of the device: when sharp, as many whole ones as fit.

        On the printer that a label was laid out for, these are exactly its own dots.
        """
        dots = module_mm * self.dots_per_mm
        return max(1, int(dots + 1e-3)) if self.sharp else dots

    def _fill(self, painter: QPainter, area: QRectF, left: float, top: float) -> None:
        """One dark rectangle, on whole dots when sharp."""
        if not self.sharp:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(area.translated(left, top), _INK)
            return
        whole = QRect(
            round(left) + round(area.x()),
            round(top) + round(area.y()),
            round(area.width()),
            round(area.height()),
        )
        painter.fillRect(whole, _INK)


def picture(page: Page, dpi: int, outlines: QtOutlines) -> QImage:
    """A page as a printer of that many dots an inch would print it, in greys."""
    dots_per_mm = dpi / MM_PER_INCH
    image = QImage(
        round(page.width_mm * dots_per_mm),
        round(page.height_mm * dots_per_mm),
        QImage.Format.Format_Grayscale8,
    )
    image.fill(_PAPER)
    painter = QPainter(image)
    LabelPainter(outlines, dots_per_mm).page(painter, page)
    painter.end()
    return image
