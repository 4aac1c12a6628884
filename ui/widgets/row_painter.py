"""Paints one row of a visit: its name over its detail, its flag, and how many between − and +.

Painted, and not a dozen widgets a row: a scan then repaints one row and lays nothing out
(docs/decisions/024-painted-rows.md).
"""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.theme import icons
from ui.theme.look import BODY_PX, HEADING_PX, SMALL_PX, Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import STEP_ICON_PX, STEP_PX
from ui.widgets.chip import paint_pill, pill_size
from ui.widgets.fitted import Fitted, Fitting
from ui.widgets.line_model import Line, LineModel
from ui.widgets.tip import tip
from ui.wording import is_mirrored, isolated, placed

ROW_PX = 56
START_PX, END_PX, GAP_PX, COUNT_PX = 14, 10, 6, 40
ABOVE_PX, BELOW_PX = 4, 5
ICON_PX = 16


class Places(Struct, frozen=True):
    """Where the parts of a row stand, in the list's own pixels."""

    words: QRect
    flag: QRect
    fewer: QRect
    count: QRect
    more: QRect


class RowPainter(QStyledItemDelegate):
    """Paints rows. ``pressed`` is the row and step (-1 or +1) under a finger, if any."""

    def __init__(self, look: Look, lines: LineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._lines = look, lines
        self.pressed: tuple[int, int] | None = None
        self.dress()

    def dress(self) -> None:
        """Takes up the fonts of the scale in use."""
        px = self._look.px
        self._after_heading_px = px(END_PX) + 8
        steps_px = 2 * px(STEP_PX) + px(COUNT_PX) + 3 * px(GAP_PX)
        self._after_px = self._after_heading_px + steps_px
        self._name = self._look.font(BODY_PX)
        self.count_font = self._look.font(HEADING_PX, bold=True)
        # A picked name is bold: all are broken as if they were, so that no row changes height.
        self._names = Fitting(self._look.font(BODY_PX, bold=True))
        self._details = Fitting(self._look.font(SMALL_PX))
        self._pills: dict[tuple[str, Tone], QSize] = {}

    def height(self, line: Line, width_px: int) -> int:
        """How tall a row stands in a list of this width."""
        name, detail = self._fitted(line, self._end(line, width_px) - self._look.px(START_PX))
        words_px = len(name.lines) * self._names.line_px + len(detail.lines) * self._details.line_px
        return max(self._look.px(ROW_PX), words_px + self._look.px(ABOVE_PX + BELOW_PX) + 1)

    def places(self, line: Line, box: QRect, direction: Qt.LayoutDirection) -> Places:
        """Where everything of a row stands, from the reading side."""
        px, tall_px, left, gap_px = self._look.px, box.height(), box.x(), self._look.px(GAP_PX)
        pill = self._pill(line)
        end, start = self._end(line, box.width()), left + px(START_PX)
        top = box.y() + (tall_px - pill.height()) // 2
        flag = QRect(left + end + gap_px, top, pill.width(), pill.height())
        words = QRect(start, box.y(), max(left + end - start, 1), tall_px)
        if line.heading:
            flag.moveLeft(left + box.width() - px(END_PX) - pill.width())
        steps = (QRect(), QRect(), QRect()) if line.heading else self.steps(box, direction)
        if direction == Qt.LayoutDirection.RightToLeft:
            words, flag = (QStyle.visualRect(direction, box, part) for part in (words, flag))
        return Places(words, flag, *steps)

    def steps(self, box: QRect, direction: Qt.LayoutDirection) -> tuple[QRect, QRect, QRect]:
        """Where minus, how many, and plus stand in a row that is no heading."""
        px, tall_px = self._look.px, box.height()
        step_px, gap_px, count_px = px(STEP_PX), px(GAP_PX), px(COUNT_PX)
        top = box.y() + (tall_px - step_px) // 2
        more_x = box.x() + box.width() - px(END_PX) - step_px
        count_x = more_x - gap_px - count_px
        fewer_x = count_x - gap_px - step_px
        if direction == Qt.LayoutDirection.RightToLeft:
            over = 2 * box.x() + box.width()
            more_x, fewer_x = over - more_x - step_px, over - fewer_x - step_px
            count_x = over - count_x - count_px
        return (
            QRect(fewer_x, top, step_px, step_px),
            QRect(count_x, box.y(), count_px, tall_px),
            QRect(more_x, top, step_px, step_px),
        )

    def _end(self, line: Line, width_px: int) -> int:
        """Where the words of a row end, before its flag and its buttons."""
        end = width_px - (self._after_heading_px if line.heading else self._after_px)
        return end - (self._pill(line).width() + self._look.px(GAP_PX) if line.flag else 0)

    def _pill(self, line: Line) -> QSize:
        key = (line.flag, line.flag_tone)
        if key not in self._pills:
            self._pills[key] = pill_size(self._look, *key) if line.flag else QSize(0, 0)
        return self._pills[key]

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line, box, direction = self._lines.lines[index.row()], option.rect, option.direction
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        places = self.places(line, box, direction)
        self._paint_ground(painter, box, picked, heading=line.heading)
        self._paint_words(painter, places.words, direction, line, picked or line.heading)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.flag:
            shown = (line.flag, line.flag_tone, icons.TONE_ICONS[line.flag_tone])
            paint_pill(painter, self._look, places.flag, direction, *shown)
        if line.heading:
            return
        painter.setPen(QColor(self._look.tokens.text))
        self._paint_count(painter, places.count, line)
        if not picked:  # there real buttons stand
            self._paint_step(painter, places.fewer, "minus", (index.row(), -1))
            self._paint_step(painter, places.more, "plus", (index.row(), 1))

    def _paint_count(self, painter: QPainter, box: QRect, line: Line) -> None:
        """How many; of what is weighed how much, with its unit under the number."""
        painter.setFont(self.count_font)
        middle = Qt.AlignmentFlag.AlignCenter
        number, _, unit = line.much.partition(" ")
        if not unit:
            painter.drawText(box, middle, line.much or str(line.quantity))
            return
        painter.setFont(self._names.font)
        half_px = box.height() // 2
        above, under = QRect(box), QRect(box)
        above.setBottom(box.y() + half_px + self._look.px(2))
        under.setTop(box.y() + half_px)
        across = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(above, across | Qt.AlignmentFlag.AlignBottom, number)
        painter.setFont(self._details.font)
        painter.drawText(under, across | Qt.AlignmentFlag.AlignTop, unit)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A row whose words were cut says them whole under the pointer."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        line = self._lines.lines[index.row()]
        places = self.places(line, option.rect, option.direction)
        cut = any(fitted.cut for fitted in self._fitted(line, places.words.width()))
        QToolTip.showText(event.globalPos(), tip(line.name, line.detail) if cut else "", view)
        return True

    def _fitted(self, line: Line, width_px: int) -> tuple[Fitted, Fitted]:
        aside_px = self._icon_room(line)
        width_px = max(width_px, 1)
        return (
            self._names.fit(line.name, width_px),
            self._details.fit(line.detail, max(width_px - aside_px, 1)),
        )

    def _icon_room(self, line: Line) -> int:
        """A date that matters has an icon before it."""
        if not line.detail or line.tone is Tone.INFO:
            return 0
        return self._look.px(ICON_PX) + self._look.px(GAP_PX)

    def _paint_ground(
        self, painter: QPainter, box: QRect, picked: bool, *, heading: bool = False
    ) -> None:
        tokens, thick = self._look.tokens, 2 if picked else 1
        edge = QColor(tokens.primary if picked else tokens.line)
        ground = tokens.sunken if heading else tokens.surface
        painter.fillRect(box, QColor(tokens.tint if picked else ground))
        bottom = box.y() + box.height() - thick
        painter.fillRect(QRect(box.x(), bottom, box.width(), thick), edge)
        if picked:
            painter.fillRect(QRect(box.x(), box.y(), box.width(), thick), edge)

    def _paint_words(
        self,
        painter: QPainter,
        room: QRect,
        direction: Qt.LayoutDirection,
        line: Line,
        picked: bool,
    ) -> None:
        name, detail = self._fitted(line, room.width())
        tall = len(name.lines) * self._names.line_px + len(detail.lines) * self._details.line_px
        top = room.y() + (room.height() - tall) // 2
        tokens = self._look.tokens
        font = self._names.font if picked else self._name
        top = self._write(painter, room, top, direction, name, font, tokens.text)
        aside_px = self._icon_room(line)
        if aside_px:
            self._paint_icon(painter, room, top, direction, line.tone)
            mirrored = direction == Qt.LayoutDirection.RightToLeft
            room = room.adjusted(0 if mirrored else aside_px, 0, -aside_px if mirrored else 0, 0)
        self._write(painter, room, top, direction, detail, self._details.font, tokens.muted)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        top: int,
        direction: Qt.LayoutDirection,
        words: Fitted,
        font: QFont,
        ink: str,
    ) -> int:
        """Writes lines from the reading side; answers where the next line stands."""
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        fitting = self._details if font is self._details.font else self._names
        painter.setFont(font)
        painter.setPen(QColor(ink))
        for each in words.lines:
            place = QRect(room.x(), top, room.width(), fitting.line_px)
            painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, _in_its_place(each))
            top += fitting.line_px
        return top

    def _paint_icon(
        self, painter: QPainter, room: QRect, top: int, direction: Qt.LayoutDirection, tone: Tone
    ) -> None:
        side_px = self._look.px(ICON_PX)
        at = top + (self._details.line_px - side_px) // 2
        spot = QStyle.visualRect(direction, room, QRect(room.x(), at, side_px, side_px))
        colour = self._look.tokens.small_icon(tone)
        painter.drawPixmap(spot.topLeft(), self._look.icon(icons.TONE_ICONS[tone], colour, ICON_PX))

    def _paint_step(
        self, painter: QPainter, place: QRect, icon_name: str, step: tuple[int, int]
    ) -> None:
        """As the stylesheet draws a button: hair line and round corners; thicker while pressed."""
        tokens, pressed = self._look.tokens, self.pressed == step
        thick = 2 if pressed else 1
        painter.setPen(QPen(QColor(tokens.primary if pressed else tokens.edge), thick))
        painter.setBrush(QColor(tokens.tint if pressed else tokens.surface))
        inset, round_px = thick / 2, self._look.px(10) - thick / 2
        edge = QRectF(place).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(edge, round_px, round_px)
        side_px = self._look.px(STEP_ICON_PX)
        x = place.x() + (place.width() - side_px) // 2
        y = place.y() + (place.height() - side_px) // 2
        painter.drawPixmap(x, y, self._look.icon(icon_name, tokens.text, STEP_ICON_PX))


def _in_its_place(words: str) -> str:
    """Words of another script keep their own order, whichever way the desk reads."""
    return placed(words) if is_mirrored() or words.isascii() else isolated(words)
