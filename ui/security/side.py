"""The dark side of the pages before the desk: Hubdesk's name, and how far the first run is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import BODY_PX, Look
from ui.widgets.card import label
from ui.widgets.painting import mirrored

WIDTH_PX, NARROW_PX = 300, 210
DOT_PX = 30


class Step(QWidget):
    """One step: its number in a ring, filled while it is done, a tick when it was."""

    def __init__(self, look: Look, number: int, words: str) -> None:
        super().__init__()
        self._look, self._number, self.words = look, number, words
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_at(self, at: int) -> None:
        """Which step is under way, counted from 1."""
        self._at = at
        told = self.tr("done") if at > self._number else ""
        now = self.tr("now") if at == self._number else told
        self.setAccessibleName(f"{self._number}. {self.words} {now}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        wide_px = self._look.metrics(BODY_PX, bold=True).horizontalAdvance(self.words)
        return QSize(self._look.px(DOT_PX + 12) + wide_px, self._look.px(DOT_PX + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, px = self._look.tokens, self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dot = mirrored(QRect(1, (self.height() - px(DOT_PX)) // 2, px(DOT_PX), px(DOT_PX)), self)
        now = self._at == self._number
        painter.setPen(QPen(QColor(tokens.rail_text), max(px(2), 1)))
        painter.setBrush(QColor(tokens.rail_selected) if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(dot).adjusted(1, 1, -1, -1))
        if self._at > self._number:
            self._paint_tick(painter, dot)
        else:
            painter.setPen(QColor(tokens.rail_selected_text if now else tokens.rail_text))
            painter.setFont(self._look.font(BODY_PX, bold=True))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(self._number))
        self._paint_words(painter, now)
        painter.end()

    def _paint_tick(self, painter: QPainter, dot: QRect) -> None:
        size_px = self._look.px(18)
        drawn = self._look.icon("check", self._look.tokens.rail_text, 18)
        centre = QPointF(dot.center()) - QPointF(size_px / 2 - 0.5, size_px / 2 - 0.5)
        painter.drawPixmap(centre, drawn)

    def _paint_words(self, painter: QPainter, now: bool) -> None:
        start_px = self._look.px(DOT_PX + 12)
        place = mirrored(QRect(start_px, 0, self.width() - start_px, self.height()), self)
        side = Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight
        painter.setPen(QColor(self._look.tokens.rail_text))
        painter.setFont(self._look.font(BODY_PX, bold=now))
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, flags, self.words)


class Side(QWidget):
    """Name, steps and one reassuring sentence."""

    def __init__(
        self, look: Look, steps: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._narrow = False
        self.mark = QLabel()
        self.name = label("Hubdesk", "title")
        self.steps = [Step(look, number, words) for number, words in enumerate(steps, start=1)]
        self.foot = label(
            self.tr("Works with no internet. What you type stays on this laptop, locked."),
            wraps=True,
        )
        self._column = QVBoxLayout(self)
        for part in (self.mark, self.name):
            self._column.addWidget(part)
        self._column.addSpacing(look.px(16))
        for step in self.steps:
            self._column.addWidget(step)
        self._column.addStretch(1)
        self._column.addWidget(self.foot)
        self.set_step(1)
        self._dress()
        look.changed.connect(self._dress)

    def set_step(self, at: int) -> None:
        """Which step is under way."""
        for step in self.steps:
            step.set_at(at)

    def set_narrow(self, narrow: bool) -> None:
        """Less of it, for want of room."""
        self._narrow = narrow
        self._dress()

    def _dress(self) -> None:
        px = self._look.px
        self.mark.setPixmap(self._look.icon("hand-helping", self._look.tokens.rail_text, 44))
        edge_px = px(16 if self._narrow else 28)
        self._column.setContentsMargins(edge_px, px(28), edge_px, px(24))
        self._column.setSpacing(px(10))
        widest = max((step.sizeHint().width() for step in self.steps), default=0)
        usual_px = px(NARROW_PX if self._narrow else WIDTH_PX)
        self.setFixedWidth(max(usual_px, widest + 2 * edge_px))
