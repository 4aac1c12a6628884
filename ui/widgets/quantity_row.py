"""The lines of a visit: what it is, its date, and how many, with minus and plus beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import icons
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import StepButton
from ui.widgets.card import label
from ui.widgets.chip import Chip
from ui.widgets.painting import say_again
from ui.widgets.take_away import take_away
from ui.wording import placed

ROW_PX = 56


@dataclass(frozen=True)
class Line:
    """One row as shown. ``tone`` colours the detail's icon; ``flag`` is a chip ("Count me")."""

    id_: bytes
    name: str
    detail: str = ""
    quantity: int = 1
    tone: Tone = Tone.INFO
    flag: str = ""
    flag_tone: Tone = Tone.INFO


class QuantityRow(QWidget):
    """One line of a visit. ``stepped`` is its id and +1 or -1; ``picked`` its id."""

    stepped = Signal(object, int)
    picked = Signal(object)

    def __init__(self, look: Look, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._picked = False
        self.name = label("", wraps=True)
        self.detail_icon = QLabel()
        self.detail = label("", "muted", wraps=True)
        self.flag = Chip(look, "")
        self.fewer = StepButton(look, "minus")
        self.more = StepButton(look, "plus")
        self.count = label("", "figure")
        self._build()
        self.show_line(line)
        self.fewer.clicked.connect(self._step_down)
        self.more.clicked.connect(self._step_up)
        look.changed.connect(self._dress)

    def show_line(self, line: Line) -> None:
        """Shows this line, or its new quantity."""
        self.line = line
        self.name.setText(placed(line.name))
        self.detail.setText(line.detail)
        self.detail.setVisible(bool(line.detail))
        self.detail_icon.setVisible(bool(line.detail) and line.tone is not Tone.INFO)
        self.flag.setVisible(bool(line.flag))
        self.flag.say(line.flag, line.flag_tone)
        self.count.setText(str(line.quantity))
        self.count.setAccessibleName(
            self.tr("{n} of {name}").format(n=line.quantity, name=line.name)
        )
        self.fewer.setAccessibleName(self.tr("One fewer {name}").format(name=line.name))
        self.more.setAccessibleName(self.tr("One more {name}").format(name=line.name))
        self._dress()

    def set_picked(self, picked: bool) -> None:
        """Marks the row that keys act on: lines above and below, and a bold name."""
        if picked == self._picked:
            return
        self._picked = picked
        self.setProperty("picked", "true" if picked else "false")
        self.name.setProperty("role", "strong" if picked else "")
        say_again(self, self.name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self.line.id_)

    def _build(self) -> None:
        self._across = QHBoxLayout(self)
        for part in (self.name, self.detail):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            # One endless word must not push minus and plus of every row out of sight.
            part.setMinimumWidth(1)
        column = QVBoxLayout()
        column.setSpacing(1)
        self._under = QHBoxLayout()
        self._under.addWidget(self.detail_icon)
        self._under.addWidget(self.detail, 1)
        column.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(self._under)
        column.addStretch(1)
        self._across.addLayout(column, 1)
        self._across.addWidget(self.flag)
        self._across.addSpacing(8)
        for step in (self.fewer, self.count, self.more):
            self._across.addWidget(step, 0, Qt.AlignmentFlag.AlignVCenter)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _dress(self) -> None:
        px = self._look.px
        self._across.setContentsMargins(px(18), px(4), px(10), px(5))
        self._across.setSpacing(px(6))
        self._under.setSpacing(px(6))
        self.count.setFixedWidth(px(40))
        self.setMinimumHeight(px(ROW_PX))
        colour = self._look.tokens.small_icon(self.line.tone)
        self.detail_icon.setPixmap(self._look.icon(icons.TONE_ICONS[self.line.tone], colour, 16))

    def _step_down(self) -> None:
        self.stepped.emit(self.line.id_, -1)

    def _step_up(self) -> None:
        self.stepped.emit(self.line.id_, 1)


class QuantityRows(QScrollArea):
    """All lines of a visit, scrolled to the one that changed last. Rows are kept and reused."""

    stepped = Signal(object, int)
    picked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: list[QuantityRow] = []
        self.picked_id: bytes | None = None
        self._bring_into_view = QTimer(self)
        self._bring_into_view.setSingleShot(True)
        self._bring_into_view.setInterval(0)
        self._bring_into_view.timeout.connect(self._show_picked)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        """One row at least: what stands above and below keeps its room."""
        return QSize(super().minimumSizeHint().width(), self._look.px(ROW_PX))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these lines in this order; the pick stays on its line while it is there."""
        while len(self.rows) > len(lines):
            take_away(self.rows.pop())
        for row, line in zip(self.rows, lines, strict=False):
            row.show_line(line)
        for line in lines[len(self.rows) :]:
            self.rows.append(self._made(line))
        self.pick(self.picked_id)

    def from_the_top(self) -> None:
        """Another visit: nothing is picked, and its first line is seen first."""
        self.pick(None)
        self.verticalScrollBar().setValue(0)

    def pick(self, id_: bytes | None) -> None:
        """Marks a line as the one that keys act on, and brings it into view."""
        self.picked_id = id_ if any(row.line.id_ == id_ for row in self.rows) else None
        for row in self.rows:
            row.set_picked(row.line.id_ == self.picked_id)
        # A new row has its place only once it is laid out.
        self._bring_into_view.start()

    def _show_picked(self) -> None:
        for row in self.rows:
            if row.line.id_ == self.picked_id:
                self.ensureWidgetVisible(row, 0, 0)

    def move_pick(self, step: int) -> None:
        """Moves the mark up (-1) or down (+1); from nowhere, to the first or last."""
        if not self.rows:
            return
        ids = [row.line.id_ for row in self.rows]
        start = -1 if step > 0 else len(ids)
        now = ids.index(self.picked_id) if self.picked_id in ids else start
        self.pick(ids[min(max(now + step, 0), len(ids) - 1)])
        self.picked.emit(self.picked_id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            for row in self.rows:
                row.show_line(row.line)

    def _made(self, line: Line) -> QuantityRow:
        row = QuantityRow(self._look, line)
        row.stepped.connect(self.stepped)
        row.picked.connect(self._pick_clicked)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _pick_clicked(self, id_: bytes) -> None:
        self.pick(id_)
        self.picked.emit(id_)
