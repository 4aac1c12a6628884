"""A sheet of labels as it lies in the hand: used places hatched, those to be printed filled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.labels.format import Format
from ui.theme.look import SMALL_PX, Look

_HATCH_PX = 7
_MARGIN_PX = 8
_CORNER_PX = 2
_LEAST_FOR_NUMBER_PX = 15


class SheetPicture(QWidget):
    """``place_chosen`` when a place is clicked: the first that is free.

    The number of that place is a field beside it, so nothing here needs a mouse.
    """

    place_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._paper: Format | None = None
        self._start, self._count = 1, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture of the sheet"))
        self.setMouseTracking(True)

    def show_sheet(self, paper: Format, start: int, count: int) -> None:
        """Shows a sheet, from where it is free, and how many labels will go on it."""
        self._paper, self._start, self._count = paper, start, count
        several = paper.labels > 1
        self.setCursor(Qt.CursorShape.PointingHandCursor if several else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(230), self._look.px(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(110), self._look.px(120))

    def place_at(self, point: QPointF) -> int | None:
        """The number of the place under a point; None beside the labels."""
        for place in range(1, (self._paper.labels if self._paper else 0) + 1):
            if self.area_of(place).contains(point):
                return place
        return None

    def area_of(self, place: int) -> QRectF:
        """Where a place is drawn, in pixels."""
        assert self._paper is not None
        area, scale, corner = self._paper.place(place), self._scale(), self._sheet().topLeft()
        return QRectF(
            corner.x() + area.x_mm * scale,
            corner.y() + area.y_mm * scale,
            area.width_mm * scale,
            area.height_mm * scale,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place is not None:
            self.place_chosen.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._paper is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRect(self._sheet())
        for place in range(1, self._paper.labels + 1):
            self._paint_place(painter, place)
        painter.end()

    def _paint_place(self, painter: QPainter, place: int) -> None:
        tokens, area = self._look.tokens, self.area_of(place)
        wanted = self._start <= place < self._start + self._count
        painter.setPen(
            QPen(QColor(tokens.primary if wanted else tokens.edge), 1.5 if wanted else 1)
        )
        painter.setBrush(QColor(tokens.tint if wanted else tokens.surface))
        painter.drawRoundedRect(area, _CORNER_PX, _CORNER_PX)
        if place < self._start:
            self._hatch(painter, area)
        elif area.height() >= _LEAST_FOR_NUMBER_PX and area.width() > _LEAST_FOR_NUMBER_PX:
            painter.setFont(self._look.font(min(SMALL_PX, int(area.height() * 0.6)), bold=wanted))
            painter.setPen(QColor(tokens.text))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(place))

    def _hatch(self, painter: QPainter, area: QRectF) -> None:
        """Lines across a place that is used."""
        painter.save()
        painter.setClipRect(area)
        painter.setPen(QPen(QColor(self._look.tokens.muted), 1))
        step = self._look.px(_HATCH_PX)
        x = area.left() - area.height()
        while x < area.right():
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
            x += step
        painter.restore()

    def _scale(self) -> float:
        """Pixels to the mm."""
        assert self._paper is not None
        room_x, room_y = self.width() - 2 * _MARGIN_PX, self.height() - 2 * _MARGIN_PX
        paper = self._paper
        return max(0.05, min(room_x / paper.page_width_mm, room_y / paper.page_height_mm))

    def _sheet(self) -> QRectF:
        """Where the whole page is drawn."""
        assert self._paper is not None
        scale = self._scale()
        width, height = self._paper.page_width_mm * scale, self._paper.page_height_mm * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
