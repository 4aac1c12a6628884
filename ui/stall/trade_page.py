"""Trading: the day's figures, what came of the last key, the last five, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.stall.trading import LAST, LastSwap, Trade
from ui.stall import words
from ui.stall.last_card import LastCard
from ui.stall.pad import Pad
from ui.theme.look import HEADING_PX, Look
from ui.theme.tokens import Tone
from ui.widgets.card import label
from ui.widgets.painting import say_again
from ui.widgets.result import Result

_MODIFIED = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Figure(QFrame):
    """One very large figure over the word for it."""

    def __init__(self, look: Look, word: str, role: str = "huge") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._look, self._word, self._compact = look, word, False
        self.figure = label("0", role)
        self.word = label(word, "loud")
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._body.addWidget(self.figure)
        self._body.addWidget(self.word)
        self._dress()
        look.changed.connect(self._dress)

    def say(self, figure: str) -> None:
        """Shows another figure."""
        if figure != self.figure.text():
            self.figure.setText(figure)
            self.figure.setAccessibleName(f"{self._word}: {figure}")

    def set_compact(self, compact: bool) -> None:
        """The word beside its figure, one size smaller, for want of height."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(across if compact else down)
        self._body.setStretch(1, 1 if compact else 0)
        self.figure.setProperty("role", "large" if compact else "huge")
        say_again(self, self.figure)
        self._compact = compact
        self._dress()

    def _dress(self) -> None:
        px = self._look.px
        self._body.setContentsMargins(px(16), px(4), px(16), px(4 if self._compact else 8))
        self._body.setSpacing(px(10) if self._compact else 0)
        # A place that holds no swap yet is as high as one that does.
        self.word.setMinimumHeight(self._look.metrics(HEADING_PX).height())


class LastFive(QWidget):
    """The last swaps of this laptop, the newest first: what Ctrl+Z takes back."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.places = [Figure(look, "", "figure") for _ in range(LAST)]
        for place in self.places:
            self._row.addWidget(place, 1)
        self._dress()
        look.changed.connect(self._dress)

    def show_last(self, last: tuple[LastSwap, ...]) -> None:
        """Shows them; a place with none is empty."""
        for at, place in enumerate(self.places):
            swap = last[at] if at < len(last) else None
            place.figure.setText(words.last(swap) if swap else "–")
            place.word.setText(words.time(swap.at_ms) if swap else "")

    def set_compact(self, compact: bool) -> None:
        """Three of them, for want of room."""
        for place in self.places[3:]:
            place.setVisible(not compact)

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(8))


class TradePage(QWidget):
    """Hears plain keys wherever on it the focus is. ``pressed`` carries a sign; a key that is
    held down counts once."""

    pressed = Signal(str)
    forgotten = Signal()
    undo_wanted = Signal()
    waste_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Swaps: press how many they take"))
        self._look = look
        self.people = Figure(look, self.tr("People"))
        self.out = Figure(look, self.tr("Items out"))
        self.tins = Figure(look, self.tr("Tins in"))
        self.last = LastCard(look)
        self.hint = label("", "loud", wraps=True)
        self.five = LastFive(look)
        self.pad = Pad(look)
        self._arrange()
        self.pad.pressed.connect(self.pressed)
        self.pad.undo_wanted.connect(self.undo_wanted)
        self.pad.waste_wanted.connect(self.waste_wanted)
        self.say(Result(Tone.INFO, self.tr("Ready"), (self.tr("One key is one swap."),)))
        self._dress()
        look.changed.connect(self._dress)

    def show_trade(self, trade: Trade) -> None:
        """The figures as they stand."""
        self.people.say(str(trade.sums.people))
        self.out.say(str(trade.sums.out))
        self.tins.say(str(trade.tins))
        self.five.show_last(trade.last)
        self.pad.offer(trade.keyed)

    def say(self, result: Result) -> None:
        """What came of the last key or scan."""
        self.last.show_result(result)

    def say_coming(self, hint: str) -> None:
        """What the next digit will do."""
        if hint != self.hint.text():
            self.hint.setText(hint)

    def compact(self, compact: bool) -> None:
        """One column: the pad's words stand below, the digits are on the keyboard."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self.pad.compact(compact)
        self.last.set_compact(compact)
        self._across.setStretch(1, 0 if compact else 2)
        self.five.setVisible(not compact)
        for each in (self.people, self.out, self.tins):
            each.set_compact(compact)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit or a sign; Esc forgets what was begun. A scanner's Enter is no key here."""
        text = event.text()
        if event.isAutoRepeat() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.forgotten.emit()
        elif event.modifiers() & _MODIFIED or not text.strip() or not text.isprintable():
            super().keyPressEvent(event)
        else:
            self.pressed.emit(text)

    def _arrange(self) -> None:
        self._figures = QHBoxLayout()
        for each in (self.people, self.out, self.tins):
            self._figures.addWidget(each, 1)
        self._left = QVBoxLayout()
        self._left.addLayout(self._figures)
        self._left.addWidget(self.last, 1)
        self._left.addWidget(self.hint)
        self._left.addWidget(self.five)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(self._left, 3)
        self._across.addWidget(self.pad, 2)

    def _dress(self) -> None:
        px = self._look.px
        for layout in (self._figures, self._left):
            layout.setSpacing(px(10))
        self._across.setSpacing(px(16))
