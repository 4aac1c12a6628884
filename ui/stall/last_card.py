"""What came of the last key or scan, to be read at arm's length in the sun."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from ui.theme import icons
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.card import label
from ui.widgets.painting import say_again
from ui.widgets.result import Result

ICON_PX, STRIP_ICON_PX = 72, 40
MOST_HUGE = 18


class LastCard(QFrame):
    """A Result whose headline is very large. It keeps its size, so that nothing jumps."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "result")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._look = look
        self.result = Result(Tone.INFO, "")
        self._compact = False
        self.icon = QLabel()
        self.headline = label("", "large", wraps=True)
        self.line = label("", "loud", wraps=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._words.addWidget(self.headline)
        self._words.addWidget(self.line)
        self._words.addStretch(1)
        self._row.addLayout(self._words, 1)
        self._dress()
        look.changed.connect(self._dress)

    def show_result(self, result: Result) -> None:
        """Shows a result in place of the last."""
        was, self.result = self.result, result
        self.headline.setText(result.headline)
        self._size()
        self.line.setText("  ·  ".join(result.lines))
        self.line.setVisible(bool(result.lines))
        self.setAccessibleName(result.aloud())
        if was.tone is not result.tone:
            self._colour()

    def set_compact(self, compact: bool) -> None:
        """One size smaller, for want of room."""
        self._compact = compact
        self._size()
        self._colour()

    def _size(self) -> None:
        """A swap's two figures stand as large as the card holds; a sentence is smaller."""
        short = len(self.result.headline) <= MOST_HUGE and not self._compact
        role = "huge" if short else "large"
        if self.headline.property("role") != role:
            self.headline.setProperty("role", role)
            say_again(self, self.headline)

    def _colour(self) -> None:
        tone = self.result.tone
        ink = self._look.tokens.ink(tone)
        icon_px = STRIP_ICON_PX if self._compact else ICON_PX
        self.icon.setPixmap(self._look.icon(icons.TONE_ICONS[tone], ink, icon_px))
        self.setProperty("tone", tone.value)
        say_again(self)

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(18), px(8), px(18), px(8))
        self._row.setSpacing(px(16))
        self._words.setSpacing(px(2))
        self._colour()
