"""The bar at the foot that always says: saved where, scanner, printer, and what time it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import icons
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.card import label
from ui.widgets.take_away import take_away


class StatusPart(QWidget):
    """One icon and a few words; fewer words when room is short. ``pressed`` by the mouse."""

    pressed = Signal()

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

    def fit(self, wordings: Sequence[str], room_px: int) -> None:
        """Says the first wording that fits; all of the first is read aloud."""
        beside_px = self._look.px(18 + 7)
        metrics = self.words.fontMetrics()
        fits = [w for w in wordings if metrics.horizontalAdvance(w) + beside_px <= room_px]
        self._words = self._short = fits[0] if fits else wordings[-1]
        self.dress()
        self.setAccessibleName(wordings[0])
        self.setToolTip(wordings[0])

    def set_compact(self, compact: bool) -> None:
        """Uses the short words."""
        self._compact = compact
        self.dress()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

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
    """Parts by name, in the order they were first said; the clock at the far end.

    ``pressed`` is the name of one that was clicked: whatever it leads to has a key as well.
    """

    pressed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.parts: dict[str, StatusPart] = {}
        self._compact = False
        self._longer: dict[str, Sequence[str]] = {}
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
            part.pressed.connect(partial(self.pressed.emit, name))
        self.parts[name].say(words, tone, short, icon_name)
        self._fill()

    def say_longest(
        self, name: str, words: Sequence[str], tone: Tone = Tone.OK, *, icon_name: str = ""
    ) -> None:
        """Says the first of some wordings, the longest one first, for which there is room."""
        self._longer[name] = words
        self.say(name, words[-1], tone, icon_name=icon_name)
        self.parts[name].setCursor(Qt.CursorShape.PointingHandCursor)

    def take_away(self, name: str) -> None:
        """Says no more of it."""
        part = self.parts.pop(name, None)
        self._longer.pop(name, None)
        if part is not None:
            take_away(part)

    def set_time(self, words: str) -> None:
        """Sets the clock."""
        self.clock.setText(words)

    def set_compact(self, compact: bool) -> None:
        """Fewer words, for want of room."""
        self._compact = compact
        for part in self.parts.values():
            part.set_compact(compact)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        """Gives what has several wordings the room that is left."""
        for name, words in self._longer.items():
            part = self.parts[name]
            around = sum(
                each.sizeHint().width() + self._row.spacing()
                for each in (*self.parts.values(), self.clock)
                if each is not part
            )
            sides = self._row.contentsMargins()
            room_px = self.width() - around - sides.left() - sides.right() - self._row.spacing()
            part.fit(words, room_px)

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(24))
        self.setFixedHeight(px(31))
