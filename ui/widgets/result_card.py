"""The last result, large: an icon's shape, a word, a colour, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import icons
from ui.theme.look import BODY_PX, Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.home import go_home
from ui.widgets.painting import say_again
from ui.widgets.result import Action, Result
from ui.widgets.take_away import take_away
from ui.wording import placed

ICON_PX, STRIP_ICON_PX = 50, 34
WORD_PX = 160
"""A longer word on a button ends with an ellipsis: the card beside a visit is 380 wide."""


class ResultCard(QFrame):
    """Shows one Result; ``chosen`` says which Action was taken.

    A pinned result stays while others wait; ``set_waiting`` says how many. The compact form is
    a strip: icon, headline and first line in a row, actions after them.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "result")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._look = look
        self.result: Result | None = None
        self._compact = False
        self.icon = QLabel()
        self.headline = label("", "heading", wraps=True)
        self.waiting = label("", "strong")
        self.lines = label("", wraps=True)
        for words in (self.headline, self.lines):
            # One endless word must not push the answers out of sight.
            words.setMinimumWidth(1)
        self.buttons: list[WordButton] = []
        self._offered: tuple[Action, ...] = ()
        self._build()
        look.changed.connect(self._dress)
        self.waiting.hide()
        self.hide()

    def show_result(self, result: Result) -> None:
        """Shows a result in place of the last."""
        self.result = result
        self.headline.setText(result.headline)
        self.setAccessibleName(result.aloud())
        self.lines.setVisible(bool(result.lines))
        self._set_actions(result.actions)
        self._dress()
        self.setVisible(True)

    def clear(self) -> None:
        """Takes the card away, as when a visit ends."""
        self.result = None
        self.set_waiting(0)
        self._set_actions(())
        self.hide()

    def set_waiting(self, count: int) -> None:
        """Says how many scans wait behind a pinned result."""
        self.waiting.setText(self.tr("%n waiting", "", count))
        self.waiting.setVisible(count > 0)

    def set_compact(self, compact: bool) -> None:
        """Turns card into strip and back."""
        self._compact = compact
        self._dress()

    def _build(self) -> None:
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._actions = FlowLayout()
        self._across.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._column: QBoxLayout = QVBoxLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.headline, 1)
        self._head.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignTop)
        self._words.addLayout(self._head)
        self._words.addWidget(self.lines, 1)
        self._column.addLayout(self._words)
        self._column.addLayout(self._actions)
        self._across.addLayout(self._column, 1)

    def _set_actions(self, actions: tuple[Action, ...]) -> None:
        if any(old.hasFocus() for old in self.buttons):
            go_home(self)
        if actions == self._offered:
            return  # scan after scan offers the same: new buttons would cost more than the scan
        self._offered = actions
        for old in self.buttons:
            take_away(old)
        self.buttons = [self._made(action) for action in actions]

    def _made(self, action: Action) -> WordButton:
        metrics, most_px = self._look.metrics(BODY_PX), self._look.px(WORD_PX)
        word = metrics.elidedText(action.word, Qt.TextElideMode.ElideRight, most_px)
        button = plain(self._look, word, action.icon_name, action.key)
        if word != action.word:
            button.setAccessibleName(f"{action.word} {action.key}".strip())
            button.setToolTip(action.word)
        if action.key and action.key != "Space" and not self._is_taken(action.key):
            # A button's own shortcut would press it slowly, and after the next scan.
            QShortcut(QKeySequence(action.key), button).activated.connect(button.click)
        button.clicked.connect(partial(self.chosen.emit, action.what))
        self._actions.addWidget(button)
        button.setVisible(True)
        return button

    def _is_taken(self, key: str) -> bool:
        """True when something on show hears this key: Qt gives a key with two owners to none."""
        wanted = QKeySequence(key)
        for other in self.window().findChildren(QShortcut):
            owner = other.parent()
            if other.key() == wanted and isinstance(owner, QWidget) and owner.isVisible():
                return True
        return False

    def _dress(self) -> None:
        px, tone = self._look.px, self.result.tone if self.result else Tone.INFO
        toned = self.property("tone") == tone.value
        self.setProperty("tone", tone.value)
        size_px = STRIP_ICON_PX if self._compact else ICON_PX
        self.icon.setPixmap(
            self._look.icon(icons.TONE_ICONS[tone], self._look.tokens.ink(tone), size_px)
        )
        self._shape(size_px)
        self._actions.set_gap(px(8))
        self._across.setSpacing(px(12) if self._compact else px(16))
        if not toned:
            say_again(self)

    def _shape(self, size_px: int) -> None:
        px, compact = self._look.px, self._compact
        side_px, top_px = (px(14), px(5)) if compact else (px(18), px(14))
        self._across.setContentsMargins(side_px, top_px, px(6) if compact else side_px, top_px)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._across.setAlignment(self.icon, middle if compact else Qt.AlignmentFlag.AlignTop)
        self.icon.setFixedSize(px(size_px), px(size_px))
        self._words.setSpacing(px(1) if compact else px(2))
        between = "  ·  " if compact else "\n"
        lines = self.result.lines if self.result else ()
        self.lines.setText(between.join(placed(line) for line in lines))
        self.headline.setWordWrap(not compact)
        self._column.setSpacing(px(10))
        self._place_actions()

    def _place_actions(self) -> None:
        """Below the words in a card, after them in a strip (where keys go unsaid for room)."""
        wanted, other = self._column, self._across
        if self._compact:
            wanted, other = other, wanted
        if other.indexOf(self._actions) >= 0:
            other.removeItem(self._actions)
            self._actions.setParent(None)
        if wanted.indexOf(self._actions) < 0:
            wanted.addLayout(self._actions)
            middle = Qt.AlignmentFlag.AlignVCenter
            wanted.setAlignment(self._actions, middle if self._compact else Qt.AlignmentFlag(0))
        for button, action in zip(self.buttons, self._shown_actions(), strict=True):
            button.set_hint("" if self._compact else action.key)

    def _shown_actions(self) -> tuple[Action, ...]:
        return self.result.actions if self.result else ()
