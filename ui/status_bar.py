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
from ui.widgets.tip import tell

ICON_PX, GAP_PX = 18, 7


class StatusPart(QWidget):
    """One icon and as many words as there is room for. ``pressed`` by the mouse."""

    pressed = Signal()

    def __init__(self, look: Look, icon_name: str) -> None:
        super().__init__()
        self._look, self._icon_name = look, icon_name
        self.tone = Tone.OK
        self.wordings: Sequence[str] = ("",)
        self.icon = QLabel()
        self.words = label("", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.icon)
        self._row.addWidget(self.words)
        self.dress()
        look.changed.connect(self.dress)

    def say(self, wordings: Sequence[str], tone: Tone, icon_name: str) -> None:
        """Says how things are, the longest wording first: that one is read aloud."""
        self.wordings, self.tone = wordings, tone
        self._icon_name = icon_name or self._icon_name
        self.setAccessibleName(wordings[0])
        self.dress()

    def show_words(self, shown: str) -> None:
        """Shows one of its wordings, or its icon alone; the whole is under the pointer."""
        self.words.setText(shown)
        self.words.setVisible(bool(shown))
        tell(self, self.wordings[0] if shown != self.wordings[0] or self.wordings[1:] else "")

    def wide_px(self, words: str) -> int:
        """How wide it stands with these words, in real pixels."""
        self.words.ensurePolished()
        words_px = self.words.fontMetrics().horizontalAdvance(words)
        return self._look.px(ICON_PX) + (words_px + self._look.px(GAP_PX) + 1 if words else 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def dress(self) -> None:
        """Draws the icon as it is now."""
        colour = self._look.tokens.small_icon(self.tone)
        # Trouble changes the icon's shape too, never its colour alone.
        name = self._icon_name
        if self.tone in (Tone.SOON, Tone.STOP) and name in _STEADY:
            name = icons.TONE_ICONS[Tone.STOP] if self.tone is Tone.STOP else "circle-alert"
        self.icon.setPixmap(self._look.icon(name, colour, ICON_PX))
        self._row.setSpacing(self._look.px(GAP_PX))


_STEADY = frozenset(("circle-check-big", "scan-barcode", "printer-check"))


class StatusBar(QWidget):
    """Parts by name, in the order they were first said; the clock at the far end.

    ``pressed`` is the name of one that was clicked: whatever it leads to has a key as well.
    No words are ever cut off: they get shorter, and at last what is well is an icon alone.
    """

    pressed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.parts: dict[str, StatusPart] = {}
        self._compact = False
        self._flexible: set[str] = set()
        self.clock = label("", "muted")
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self.clock)
        self._dress()
        look.changed.connect(self._dress)

    def say(
        self, name: str, words: str, tone: Tone = Tone.OK, *, icon_name: str = "", short: str = ""
    ) -> None:
        """Says how one thing is: ``say("saved", "Saved on this laptop", icon_name=…)``.

        ``short`` is for the one-column layout, and where there is no room for more.
        """
        self._flexible.discard(name)
        self._say(name, (words, short) if short else (words,), tone, icon_name)

    def say_longest(
        self, name: str, words: Sequence[str], tone: Tone = Tone.OK, *, icon_name: str = ""
    ) -> None:
        """Says the first of some wordings, the longest one first, for which there is room."""
        self._flexible.add(name)
        self._say(name, words, tone, icon_name)
        self.parts[name].setCursor(Qt.CursorShape.PointingHandCursor)

    def take_away(self, name: str) -> None:
        """Says no more of it."""
        part = self.parts.pop(name, None)
        self._flexible.discard(name)
        if part is not None:
            take_away(part)

    def set_time(self, words: str) -> None:
        """Sets the clock."""
        self.clock.setText(words)
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Fewer words, for want of room."""
        self._compact = compact
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _say(self, name: str, wordings: Sequence[str], tone: Tone, icon_name: str) -> None:
        if name not in self.parts:
            part = StatusPart(self._look, icon_name or icons.TONE_ICONS[tone])
            self._row.insertWidget(len(self.parts), part)
            self.parts[name] = part
            part.pressed.connect(partial(self.pressed.emit, name))
        self.parts[name].say(wordings, tone, icon_name)
        self._fill()

    def _fill(self) -> None:
        """Every part in its fewest words; then more of them, as far as there is room."""
        room_px, shown = self._room_px(), {n: p.wordings[-1] for n, p in self.parts.items()}
        for name in self._silent_first():
            if self._taken_px(shown) > room_px:
                shown[name] = ""
        for name in self._loudest_first():
            for words in self._wordings(name) if shown[name] else ():
                if self._taken_px(shown | {name: words}) <= room_px:
                    shown[name] = words
                    break
        for name, words in shown.items():
            self.parts[name].show_words(words)

    def _wordings(self, name: str) -> Sequence[str]:
        """What may be said of it, the longest first; in one column little."""
        said = self.parts[name].wordings
        return said[-1:] if self._compact and name not in self._flexible else said

    def _loudest_first(self) -> list[str]:
        """Trouble before what is well; what has many wordings takes the room that is left."""
        return sorted(self.parts, key=lambda n: (n in self._flexible, self._is_well(n)))

    def _silent_first(self) -> list[str]:
        """Of what is well, that which never has anything else to say goes unsaid first."""
        well = [name for name in self.parts if self._is_well(name)]
        return sorted(well, key=lambda name: len(self.parts[name].wordings) > 1)

    def _is_well(self, name: str) -> bool:
        return self.parts[name].tone in (Tone.OK, Tone.INFO)

    def _taken_px(self, shown: dict[str, str]) -> int:
        gap_px = self._row.spacing()
        return sum(self.parts[name].wide_px(words) + gap_px for name, words in shown.items())

    def _room_px(self) -> int:
        sides = self._row.contentsMargins()
        clock_px = self.clock.sizeHint().width() + self._row.spacing()
        return self.width() - sides.left() - sides.right() - clock_px

    def _dress(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(20), 0, px(20), 0)
        self._row.setSpacing(px(24))
        self.setFixedHeight(px(27 if self._compact else 31))
        self._fill()
