"""One sentence in a tone's colour and shape: why something was refused, or what is well."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.aloud import read_aloud
from ui.theme import icons
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.card import label
from ui.widgets.painting import say_again

ICON_PX = 24


class Strip(QFrame):
    """Hidden until it has something to say; the sentence wraps, however long."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "result")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._look = look
        self.tone = Tone.INFO
        self.icon = QLabel()
        self.words = label("", wraps=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        self._dress()
        look.changed.connect(self._dress)
        self.hide()

    def say(self, sentence: str, tone: Tone = Tone.SOON) -> None:
        """Shows a sentence; an empty one hides the strip."""
        self.tone = tone
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self._dress()
        self.setVisible(bool(sentence))
        read_aloud(self, sentence)

    def _dress(self) -> None:
        px = self._look.px
        self.setProperty("tone", self.tone.value)
        ink = self._look.tokens.ink(self.tone)
        # A clock is for dates; what needs doing here has nothing to do with time.
        name = "circle-alert" if self.tone is Tone.SOON else icons.TONE_ICONS[self.tone]
        self.icon.setPixmap(self._look.icon(name, ink, ICON_PX))
        self._row.setContentsMargins(px(12), px(8), px(12), px(8))
        self._row.setSpacing(px(10))
        say_again(self)
