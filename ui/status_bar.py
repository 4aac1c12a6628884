"""The bar at the foot that always says: saved where, scanner, printer, and what time it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import icons
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.card import label


class StatusPart(QWidget):
    """One icon and a few words; fewer words when room is short."""

    def __init__(self, look: Look, icon_name: str) -> None:
        super().__init__()
        self._look, self._icon_name = look, icon_name
        self._tone = Tone.OK
        self._words, self._short = "", ""
        self._compact = False
        self.icon = QLabel()
        self.words = label("", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.icon)
        self._row.addWidget(self.words)
        self.dress()
        look.changed.connect(self.dress)

    def say(self, words: str, tone: Tone, short: str, icon_name: str) -> None:
        """Says how things are; ``short`` is for the one-column layout."""
        self._words, self._short, self._tone = words, short or words, tone
        self._icon_name = icon_name or self._icon_name
        self.dress()

    def set_compact(self, compact: bool) -> None:
        """Uses the short words."""
        self._compact = compact
        self.dress()

    def dress(self) -> None:
        """Draws words and icon as they are now."""
        self.words.setText(self._short if self._compact else self._words)
        self.setAccessibleName(self._words)
        colour = self._look.tokens.small_icon(self._tone)
        # Trouble changes the icon's shape too, never its colour alone.
        name = self._icon_name
        if self._tone in (Tone.SOON, Tone.STOP) and name in _STEADY:
            name = icons.TONE_ICONS[Tone.STOP] if self._tone is Tone.STOP else "circle-alert"
        self.icon.setPixmap(self._look.icon(name, colour, 18))
        self._row.setSpacing(self._look.px(7))


_STEADY = frozenset(("circle-check-big", "scan-barcode", "printer-check"))


class StatusBar(QWidget):
    """Parts by name, in the order they were first said; the clock at the far end."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.parts: dict[str, StatusPart] = {}
        self._compact = False
        self.clock = label("", "muted")
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self.clock)
        self._dress()
        look.changed.connect(self._dress)

    def say(
        self, name: str, words: str, tone: Tone = Tone.OK, *, icon_name: str = "", short: str = ""
    ) -> None:
        """Says how one thing is: ``say("saved", "Saved on this laptop", icon_name=…)``."""
        if name not in self.parts:
            part = StatusPart(self._look, icon_name or icons.TONE_ICONS[tone])
            part.set_compact(self._compact)
            self._row.insertWidget(len(self.parts), part)
            self.parts[name] = part
        self.parts[name].say(words, tone, short, icon_name)

    def set_time(self, words: str) -> None:
        """Sets the clock."""
        self.clock.setText(words)

    def set_compact(self, compact: bool) -> None:
        """Fewer words, for want of room."""
        self._compact = compact
        for part in self.parts.values():
            part.set_compact(compact)

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(24))
        self.setFixedHeight(px(31))
