"""The keys of a swap as large buttons, for a finger or a mouse; the keyboard does the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hubdesk.stall.lines import KeyedLine
from ui import keys
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.home import Homing
from ui.widgets.take_away import take_away
from ui.wording import short

MOST_KEYED = 3
LEAST_PX = 58


class DigitButton(QPushButton):
    """One digit, large."""

    def __init__(self, look: Look, digit: str, name: str) -> None:
        super().__init__(digit)
        self._look = look
        self.setProperty("kind", "pad")
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        Homing(self)
        self._dress()
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setMinimumHeight(self._look.px(LEAST_PX))


class Pad(QWidget):
    """``pressed`` carries the sign of a button, as its key types it."""

    pressed = Signal(str)
    undo_wanted = Signal()
    waste_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look = look
        self.digits = [
            DigitButton(look, str(n), self.tr("{n} out, one tin in").format(n=n))
            for n in range(1, 10)
        ]
        self.nothing = plain(look, self.tr("Brought nothing"), "hand-heart", "0")
        self.more = plain(look, self.tr("One tin more"), "plus", "+")
        self.ten = plain(look, self.tr("Ten items more"), "package-plus", "X")
        self.undo = plain(look, self.tr("Take back"), "undo-2", keys.UNDO.shown)
        self.waste = plain(look, self.tr("To waste"), "trash-2", keys.TO_WASTE.shown)
        self.keyed: list[WordButton] = []
        self._lines: tuple[KeyedLine, ...] = ()
        self._square = QWidget()
        self._square.setProperty("role", "plain")
        # Digits stand as on a keyboard, on a desk that reads from right to left as well.
        self._square.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._grid = QGridLayout(self._square)
        for at, button in enumerate(self.digits):
            self._grid.addWidget(button, at // 3, at % 3)
            button.clicked.connect(partial(self.pressed.emit, button.text()))
        self._others = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._square, 1)
        self._column.addLayout(self._others)
        for other, sign in ((self.nothing, "0"), (self.more, "+"), (self.ten, "x")):
            other.clicked.connect(partial(self.pressed.emit, sign))
        self.undo.clicked.connect(self.undo_wanted)
        self.waste.clicked.connect(self.waste_wanted)
        self._compact = False
        self._arrange()
        self._dress()
        look.changed.connect(self._dress)

    def offer(self, lines: Sequence[KeyedLine]) -> None:
        """Buttons of the lines that have a key of their own."""
        chosen = tuple(lines[:MOST_KEYED])
        if chosen == self._lines:
            return
        self._lines = chosen
        for old in self.keyed:
            take_away(old)
        self.keyed = []
        for each in chosen:
            button = plain(self._look, short(each.name, 16), "plus", each.letter.upper())
            button.clicked.connect(partial(self.pressed.emit, each.letter))
            self.keyed.append(button)
        self._arrange()

    def compact(self, compact: bool) -> None:
        """In one column the digits are on the keyboard alone."""
        self._compact = compact
        self._square.setVisible(not compact)
        self._arrange()

    def _arrange(self) -> None:
        across = 3 if self._compact else 2
        shown = [self.nothing, self.more, self.ten, *self.keyed, self.undo, self.waste]
        for at, button in enumerate(shown):
            self._others.addWidget(button, at // across, at % across)

    def _dress(self) -> None:
        gap_px = self._look.px(8)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap_px)
        self._others.setSpacing(gap_px)
        self._column.setSpacing(gap_px)
