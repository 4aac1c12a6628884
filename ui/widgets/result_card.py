"""The last result, large: an icon's shape, a word, a colour, and what can be done about it.

The card places its own parts. A layout would be asked again, and with it every one around it,
for each scan; so nothing else moves unless the card grows or shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QWidget

from ui.theme import icons
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.answer_button import AnswerButton
from ui.widgets.buttons import WordButton
from ui.widgets.card import label
from ui.widgets.flow_layout import flowed
from ui.widgets.home import go_home
from ui.widgets.painting import say_again
from ui.widgets.result import Action, Result
from ui.wording import placed

ICON_PX, STRIP_ICON_PX = 50, 34
GAP_PX = 8
MOST_KEPT = 500

Spot = tuple[QWidget, QRect]


class ResultCard(QFrame):
    """Shows one Result; ``chosen`` says which Action was taken.

    A pinned result stays while others wait; ``set_waiting`` says how many. The compact form is
    a strip: icon, headline and first line in a row, actions after them.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "result")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._look = look
        self.result: Result | None = None
        self._compact = False
        self.icon, self.headline = QLabel(self), label("", "heading", wraps=True)
        self.waiting, self.lines = label("", "strong"), label("", wraps=True)
        for words in (self.headline, self.waiting, self.lines):
            words.setParent(self)
        self.buttons: list[AnswerButton] = []
        self._kept: list[AnswerButton] = []
        self._offered: tuple[Action, ...] = ()
        self._talls: dict[tuple[bool, str, int, bool], int] = {}
        self._sizes: list[QSize] = []
        self._drawn: Tone | None = None
        self._arranged: tuple[object, ...] = ()
        look.changed.connect(self._measure_anew)
        self.waiting.hide()
        self.hide()

    def show_result(self, result: Result) -> None:
        """Shows a result in place of the last."""
        self.result = result
        _say(self.headline, result.headline)
        self.setAccessibleName(result.aloud())
        self._set_actions(result.actions)
        self._dress()
        if self.isHidden():
            self.show()

    def clear(self) -> None:
        """Takes the card away, as when a visit ends."""
        self.result = None
        self.set_waiting(0)
        self._set_actions(())
        self.hide()

    def set_waiting(self, count: int) -> None:
        """Says how many scans wait behind a pinned result."""
        if count:
            self.waiting.setText(self.tr("%n waiting", "", count))
        if self.waiting.isHidden() == (count > 0):
            self.waiting.setVisible(count > 0)
            self._arrange()

    def set_compact(self, compact: bool) -> None:
        """Turns card into strip and back."""
        self._compact = compact
        self._measure_anew()

    def heightForWidth(self, width_px: int) -> int:
        return self._spread(width_px)[1]

    def sizeHint(self) -> QSize:
        wide_px = self.width() if self.isVisible() else self._look.px(380)
        return QSize(wide_px, self.heightForWidth(wide_px))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest answer; how tall follows from how wide it is made."""
        widest_px = max((hint.width() for hint in self._hints()), default=0)
        left, _, right, _ = self._margins()
        icon_px = self._icon_px() + self._gap_px()
        return QSize(left + icon_px + widest_px + right, icon_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def _set_actions(self, actions: tuple[Action, ...]) -> None:
        if any(old.hasFocus() for old in self.buttons):
            go_home(self)
        if actions == self._offered:
            return  # scan after scan offers the same: new buttons would cost more than the scan
        self._offered = actions
        for old in self.buttons:
            old.rest()
        self.buttons = [self._spare(number) for number in range(len(actions))]
        for button, action in zip(self.buttons, actions, strict=True):
            button.stand_for(action, says_key=not self._compact)
        self._sizes = []

    def _spare(self, number: int) -> AnswerButton:
        """The button that stands at a place: the one of an earlier result, or a first one."""
        if number == len(self._kept):
            self._kept.append(AnswerButton(self._look, self))
            self._kept[-1].taken.connect(self.chosen)
        return self._kept[number]

    def _measure_anew(self) -> None:
        """Another scale or shape: nothing that was measured holds."""
        self._talls.clear()
        self._sizes = []
        self._drawn, self._arranged = None, ()
        self.headline.setWordWrap(not self._compact)
        for button, action in zip(self.buttons, self._offered, strict=True):
            # In a strip keys go unsaid, for want of room.
            button.set_hint("" if self._compact else action.key)
        self._dress()
        self.updateGeometry()

    def _dress(self) -> None:
        tone = self.result.tone if self.result else Tone.INFO
        if self._drawn is not tone:
            self._drawn = tone
            ink, name = self._look.tokens.ink(tone), icons.TONE_ICONS[tone]
            icon_px = STRIP_ICON_PX if self._compact else ICON_PX
            self.icon.setPixmap(self._look.icon(name, ink, icon_px))
        lines = self.result.lines if self.result else ()
        _say(self.lines, ("  ·  " if self._compact else "\n").join(map(placed, lines)))
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            say_again(self, self.icon, self.headline, self.waiting, self.lines)
        self._arrange()

    def _arrange(self) -> None:
        """Places everything; asks for another height only when one is needed."""
        standing = self._standing()
        if standing == self._arranged:
            return
        self._arranged = standing
        spots, tall_px = self._spread(self.width())
        if tall_px != self.height():
            self.updateGeometry()
        direction = self.layoutDirection()
        for part, place in spots:
            part.setGeometry(QStyle.visualRect(direction, self.rect(), place))

    def _standing(self) -> tuple[object, ...]:
        """All that decides where the parts stand. From scan to scan it is mostly the same."""
        waits = None if self.waiting.isHidden() else self.waiting.text()
        lines_px = self._tall(self.lines, self.lines.width()) if self.lines.text() else 0
        size = (self.width(), self.height(), self.layoutDirection())
        return (*size, self.headline.text(), lines_px, waits, self._offered)

    def _spread(self, width_px: int) -> tuple[list[Spot], int]:
        """Where the parts stand, from the left, and how tall the card is for it."""
        left, top, right, bottom = self._margins()
        start = left + self._icon_px() + self._gap_px()
        room_px = max(width_px - start - right, 1)
        spots, tall_px = (self._strip if self._compact else self._column)(start, top, room_px)
        tall_px = max(tall_px, self._icon_px())
        at = top + ((tall_px - self._icon_px()) // 2 if self._compact else 0)
        spots.append((self.icon, QRect(left, at, self._icon_px(), self._icon_px())))
        return spots, top + tall_px + bottom

    def _column(self, x: int, y: int, width_px: int) -> tuple[list[Spot], int]:
        """Words, and the answers below them."""
        spots, words_px = self._words(x, y, width_px)
        if not self.buttons:
            return spots, words_px
        top = y + words_px + self._look.px(10)
        answers, tall_px = flowed(self._hints(), width_px, self._look.px(GAP_PX))
        spots += self._answers(answers, x, top)
        return spots, top + tall_px - y

    def _strip(self, x: int, y: int, width_px: int) -> tuple[list[Spot], int]:
        """Words, and the answers after them."""
        hints, gap_px = self._hints(), self._look.px(GAP_PX)
        wanted_px = sum(hint.width() + gap_px for hint in hints)
        widest_px = max((hint.width() + gap_px for hint in hints), default=0)
        # The headline has its room first, unless it is very long.
        self.headline.ensurePolished()
        head_px = min(self.headline.sizeHint().width(), width_px * 2 // 5)
        aside_px = max(min(wanted_px, width_px - head_px), widest_px)
        answers, tall_px = flowed(hints, aside_px - gap_px, gap_px)
        spots, words_px = self._words(x, y, max(width_px - aside_px, 1))
        whole_px = max(tall_px, words_px)
        spots = [(part, spot.translated(0, (whole_px - words_px) // 2)) for part, spot in spots]
        below = y + (whole_px - tall_px) // 2
        return spots + self._answers(answers, x + width_px - aside_px + gap_px, below), whole_px

    def _words(self, x: int, y: int, width_px: int) -> tuple[list[Spot], int]:
        """The headline, with how many wait beside it, over the lines."""
        hint = QSize(0, 0) if self.waiting.isHidden() else self.waiting.sizeHint()
        aside_px = hint.width() + self._look.px(GAP_PX) if hint.width() else 0
        head_px = max(self._tall(self.headline, width_px - aside_px), hint.height())
        spots: list[Spot] = [(self.headline, QRect(x, y, width_px - aside_px, head_px))]
        spots.append((self.waiting, QRect(x + width_px - hint.width(), y, *hint.toTuple())))
        between_px = self._look.px(1 if self._compact else 2)
        lines_px = self._tall(self.lines, width_px) if self.lines.text() else 0
        spots.append((self.lines, QRect(x, y + head_px + between_px, width_px, lines_px)))
        return spots, head_px + (between_px + lines_px if lines_px else 0)

    def _tall(self, words: QLabel, width_px: int) -> int:
        """How tall words stand; the same goods come again and again, so that is remembered."""
        key = (words is self.headline, words.text(), width_px, words.wordWrap())
        if key not in self._talls:
            if len(self._talls) > MOST_KEPT:
                self._talls.clear()
            words.ensurePolished()  # its font comes with the stylesheet
            wraps = words.wordWrap()
            tall_px = words.heightForWidth(max(width_px, 1)) if wraps else words.sizeHint().height()
            self._talls[key] = tall_px
        return self._talls[key]

    def _answers(self, places: Sequence[QRect], x: int, y: int) -> list[Spot]:
        return [(b, at.translated(x, y)) for b, at in zip(self.buttons, places, strict=True)]

    def _hints(self) -> list[QSize]:
        if not self._sizes:
            self._sizes = [_size(button) for button in self.buttons]
        return self._sizes

    def _margins(self) -> tuple[int, int, int, int]:
        px = self._look.px
        return (px(14), px(3), px(6), px(3)) if self._compact else (px(18), px(14), px(18), px(14))

    def _icon_px(self) -> int:
        return self._look.px(STRIP_ICON_PX if self._compact else ICON_PX)

    def _gap_px(self) -> int:
        return self._look.px(12 if self._compact else 16)


def _say(label_: QLabel, words: str) -> None:
    """A label told the same again would ask to be laid out all the same."""
    if label_.text() != words:
        label_.setText(words)


def _size(button: WordButton) -> QSize:
    button.ensurePolished()  # the stylesheet says how small a button may be
    return button.sizeHint().expandedTo(button.minimumSize())
