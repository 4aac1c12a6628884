"""The lines of a visit: what it is, its date, and how many, with minus and plus beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.aloud import read_aloud
from ui.theme.look import Look
from ui.widgets.buttons import StepButton
from ui.widgets.line_model import Line, LineModel
from ui.widgets.row_painter import ROW_PX, Places, RowPainter

_MARK = QItemSelectionModel.SelectionFlag.ClearAndSelect
_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class QuantityRows(QTableView):
    """All lines of a visit, painted, with the one that changed last and the next in sight.

    ``stepped`` is a line's id and +1 or -1; ``picked`` the id of a line chosen by hand, and
    ``headed`` that of a heading, which is chosen and never picked. On the picked line stand
    two real buttons, ``fewer`` and ``more``, for Tab and screen readers; the minus and plus of
    the others are painted, and hear a finger or the mouse.
    """

    stepped = Signal(object, int)
    picked = Signal(object)
    headed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        # Asked for a widget that Qt made itself, PySide loads each class of widget there is.
        self.setViewport(QWidget())
        self._look = look
        self.picked_id: bytes | None = None
        self._named = ""
        self._model = LineModel(self)
        self.painter = RowPainter(look, self._model, self)
        self.fewer, self.more = (self._made_step(look, name) for name in ("minus", "plus"))
        self._bring_into_view = QTimer(self)
        self._bring_into_view.setSingleShot(True)
        self._bring_into_view.setInterval(0)
        self._bring_into_view.timeout.connect(self._show_picked)
        self._set_up()
        look.changed.connect(self._dress)

    @property
    def lines(self) -> Sequence[Line]:
        """The lines on show, in their order."""
        return self._model.lines

    def minimumSizeHint(self) -> QSize:
        """What stands above and below keeps its room: the allergies are seen whole first."""
        return QSize(super().minimumSizeHint().width(), self._look.px(ROW_PX) // 2)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these lines in this order; the pick stays on its line while it is there."""
        changed = self._model.hold(lines)
        self._fit(range(len(lines)) if changed is None else changed)
        self.pick(self.picked_id)

    def show_line(self, line: Line) -> bool:
        """Shows one line anew, and picks it; False when it is not among those on show."""
        row = self._model.row_of(line.id_)
        if row is None:
            return False
        self._model.change(row, line)
        grown = self._fit((row,))
        self._choose(row)
        if grown:
            self._bring_into_view.start()
        else:
            # In the same frame: the row is seen together with the card that speaks of it. Qt
            # moves what is on the screen only before the buttons have left their old place.
            self._show_with_next(row)
        self._place_steps()
        return True

    def from_the_top(self) -> None:
        """Another visit: nothing is picked, and its first line is seen first."""
        self.pick(None)
        self.verticalScrollBar().setValue(0)

    def pick(self, id_: bytes | None) -> None:
        """Marks a line as the one that keys act on, and brings it into view."""
        row = self._model.row_of(id_)
        self._choose(row)
        self._place_steps()
        if row is not None:
            # A new row has its place only once it is laid out.
            self._bring_into_view.start()

    def show_from(self, id_: bytes) -> None:
        """Brings a heading to the top, with the rows under it."""
        row = self._model.row_of(id_)
        if row is not None:
            # Rows that came just now are not in the scroll bar's range yet.
            self.updateGeometries()
            top = QAbstractItemView.ScrollHint.PositionAtTop
            self.scrollTo(self._model.at(row), top)
            self._place_steps()

    def move_pick(self, step: int) -> None:
        """Moves the mark up (-1) or down (+1); from nowhere, to the first or last."""
        last = len(self.lines) - 1
        if last < 0:
            return
        now = self._model.row_of(self.picked_id)
        start = (-1 if step > 0 else last + 1) if now is None else now
        row = min(max(start + step, 0), last)
        while 0 <= row <= last and self.lines[row].heading:
            row += step
        if 0 <= row <= last:
            self._pick_by_hand(row)

    def places(self, row: int) -> Places:
        """Where the parts of a row stand on the viewport."""
        box = self.visualRect(self._model.at(row))
        return self.painter.places(self.lines[row], box, self.layoutDirection())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """A screen reader may choose a row without any key."""
        super().selectionChanged(selected, deselected)
        if selected.indexes():
            self._pick_by_hand(selected.indexes()[0].row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(event.position().toPoint().y())
        if event.button() != Qt.MouseButton.LeftButton or row < 0:
            return
        self.painter.pressed = self._step_at(row, event)
        if self.painter.pressed is None:
            self._pick_by_hand(row)
        self.update(self._model.at(row))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick taps on plus are two."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self.painter.pressed = self.painter.pressed, None
        if pressed is None:
            return
        row, step = pressed
        self.update(self._model.at(row))
        if row < len(self.lines) and self._step_at(row, event) == pressed:
            self.stepped.emit(self.lines[row].id_, step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move the mark, plus and minus change how many; all else goes on."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.move_pick(_MOVES[key])
        elif key in _STEPS and self.picked_id is not None:
            self.stepped.emit(self.picked_id, _STEPS[key])
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_steps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit(range(len(self.lines)))
        if self.picked_id is not None:
            self._bring_into_view.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows paint all of themselves; below them the list paints its own ground."""
        below = self.viewport().rect()
        below.setTop(self.verticalHeader().length() - self.verticalScrollBar().value())
        below &= event.rect()
        if not below.isEmpty():
            painter = QPainter(self.viewport())
            painter.fillRect(below, QColor(self._look.tokens.surface))
            painter.end()
        super().paintEvent(event)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_steps()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if not self.isVisible():  # else the real buttons went along with their row
            self._place_steps()

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(self.tr("What goes in"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self.setShowGrid(False)
        # What is scrolled is moved on the screen and not painted again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._dress()

    def _made_step(self, look: Look, icon_name: str) -> StepButton:
        made = StepButton(look, icon_name, self.viewport())
        made.hide()
        made.clicked.connect(self._step_down if icon_name == "minus" else self._step_up)
        return made

    def _dress(self) -> None:
        self.painter.dress()
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW_PX))
        self._fit(range(len(self.lines)))
        self._place_steps()
        self.viewport().update()

    def _fit(self, rows: Sequence[int]) -> bool:
        """Gives rows the height that their words need; True when one had another before."""
        width_px, header, grown = self.viewport().width(), self.verticalHeader(), False
        for row in rows:
            tall_px = self.painter.height(self.lines[row], width_px)
            if header.sectionSize(row) != tall_px:
                header.resizeSection(row, tall_px)
                grown = True
        return grown

    def _choose(self, row: int | None) -> None:
        """Keys act on this row now; its buttons are named after it."""
        line = None if row is None else self.lines[row]
        self.picked_id = line.id_ if line else None
        self._mark(row)
        if line is not None and line.name != self._named:
            self._named = line.name
            self.fewer.setAccessibleName(self.tr("One fewer {name}").format(name=line.name))
            self.more.setAccessibleName(self.tr("One more {name}").format(name=line.name))

    def _mark(self, row: int | None) -> None:
        """Selects a row. Being told of one's own doing would cost as much as painting it."""
        selection, was = self.selectionModel(), self.currentIndex()
        if (was.row() if selection.hasSelection() else None) == row:
            return
        now = QModelIndex() if row is None else self._model.at(row)
        selection.blockSignals(True)
        if row is None:
            selection.clear()
        else:
            selection.setCurrentIndex(now, _MARK)
        selection.blockSignals(False)
        for index in (was, now):
            self.update(index)

    def _pick_by_hand(self, row: int) -> None:
        line = self.lines[row]
        if line.heading:
            self.headed.emit(line.id_)
            return
        self.pick(line.id_)
        read_aloud(self, line.aloud())
        self.picked.emit(line.id_)

    def _show_picked(self) -> None:
        row = self._model.row_of(self.picked_id)
        if row is not None:
            self.scrollTo(self._model.at(row))
            self._place_steps()

    def _show_with_next(self, row: int) -> None:
        """A row that was scanned is seen with the one after it, which is likely scanned next.

        When it has to move, it moves to the middle: then the rows stand still for some scans.
        """
        index = self._model.at(row)
        box = self.visualRect(index)
        below_px = box.height() if row + 1 < len(self.lines) else 0
        if box.top() < 0 or box.bottom() + below_px >= self.viewport().height():
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _place_steps(self) -> None:
        """The real buttons stand on the picked line."""
        row = self._model.row_of(self.picked_id)
        if row is not None:
            box = self.visualRect(self._model.at(row))
            fewer, _, more = self.painter.steps(box, self.layoutDirection())
            self.fewer.setGeometry(fewer)
            self.more.setGeometry(more)
        if self.fewer.isHidden() == (row is not None):
            for button in (self.fewer, self.more):
                button.setVisible(row is not None)

    def _step_at(self, row: int, event: QMouseEvent) -> tuple[int, int] | None:
        """The row and step of the painted button under the pointer, if there is one."""
        if self.lines[row].heading:
            return None
        places, point = self.places(row), event.position().toPoint()
        if places.fewer.contains(point):
            return row, -1
        return (row, 1) if places.more.contains(point) else None

    def _step_down(self) -> None:
        self.stepped.emit(self.picked_id, -1)

    def _step_up(self) -> None:
        self.stepped.emit(self.picked_id, 1)
