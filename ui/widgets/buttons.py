"""Buttons: an icon, a word that says what happens, and the key that does the same.

Three kinds: *primary* (filled, one a screen), *plain* (edged) and *quiet* (no edge). The icon,
word and key are laid out here because QPushButton can neither space an icon from its word nor
set a key hint apart.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

from ui.theme.look import BODY_PX, HEADING_PX, SMALL_PX, Look
from ui.widgets.home import Homing
from ui.widgets.painting import mirrored
from ui.widgets.tip import tip

ICON_PX = 20
GAP_PX = 10
SIDE_PX = 15
STEP_PX, STEP_ICON_PX = 46, 18


class Kind(StrEnum):
    """How loudly a button speaks."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"


class StepButton(QPushButton):
    """A square with a plus or a minus; what it steps is in its accessible name."""

    def __init__(self, look: Look, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._icon_name = look, icon_name
        self.setProperty("kind", "step")
        Homing(self)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._dress()
        look.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(STEP_PX), self._look.px(STEP_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _dress(self) -> None:
        side_px, ink = self._look.px(STEP_ICON_PX), self._look.tokens.text
        self.setIcon(QIcon(self._look.icon(self._icon_name, ink, STEP_ICON_PX)))
        self.setIconSize(QSize(side_px, side_px))
        self.updateGeometry()


class WordButton(QPushButton):
    """One button. ``text()`` is its word, ``hint`` its key as shown, ``icon_name`` a Lucide name.

    The accessible name is the word and the key, so that a screen reader says both.
    """

    def __init__(
        self,
        look: Look,
        word: str,
        icon_name: str = "",
        hint: str = "",
        *,
        kind: Kind = Kind.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(word, parent)
        self.look = look
        self.hint = hint
        self.icon_name = icon_name
        self.kind = kind
        self.leading = False
        self.setProperty("kind", kind.value)
        Homing(self)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(word)
        look.changed.connect(self.updateGeometry)

    def say(self, word: str) -> None:
        """Changes the word; an icon alone still has its word for a screen reader."""
        self.setText(word)
        self.setAccessibleName(f"{word} {self.hint}".strip())
        self.updateGeometry()

    def set_hint(self, hint: str) -> None:
        """Shows another key, or none; the accessible name keeps a key it once had."""
        if hint != self.hint:
            self.hint = hint
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for everything on it, and tall enough for a finger."""
        return QSize(self.width_of(self.text()), self._tall_px())

    def width_of(self, word: str) -> int:
        """How wide it would be with another word, in real pixels."""
        return max(self._content_px(word) + 2 * self._side_px(), self._tall_px())

    def _tall_px(self) -> int:
        least_px = 56 if self.kind is Kind.PRIMARY else 46
        return max(self.look.px(least_px), self._metrics().height() + self.look.px(12))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """An icon alone says under the pointer what it does."""
        alone = event.type() == QEvent.Type.ToolTip and not (self.text() or self.toolTip())
        if alone and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.accessibleName()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self.paint_words(painter)
        painter.end()

    def paint_words(self, painter: QPainter) -> None:
        """Icon, word and key, in reading order; centred, or from the start when ``leading``."""
        gap_px = self.look.px(GAP_PX)
        spare_px = self.width() - self._content_px(self.text())
        x = self._side_px() if self.leading else max(spare_px // 2, 0)
        if self.icon_name:
            side_px = self._icon_px()
            place = mirrored(QRect(x, (self.height() - side_px) // 2, side_px, side_px), self)
            painter.drawPixmap(
                place.topLeft(), self.look.icon(self.icon_name, self.icon_colour(), ICON_PX)
            )
            x += side_px + (gap_px if self.text() or self.hint else 0)
        x = self._paint_text(painter, x, self.text(), self._font(), self.colour())
        if self.hint:
            x += gap_px if self.text() else 0
            self._paint_text(painter, x, self.hint, self._hint_font(), self.hint_colour())

    def colour(self) -> str:
        """The colour of the word."""
        tokens = self.look.tokens
        if not self.isEnabled():
            return tokens.muted
        if self.kind is Kind.PRIMARY:
            return tokens.on_primary
        return tokens.primary if self.kind is Kind.QUIET else tokens.text

    def icon_colour(self) -> str:
        """The colour of the icon: the word's, unless a kind of button says otherwise."""
        return self.colour()

    def hint_colour(self) -> str:
        """The colour of the key hint: quieter than the word where there is room to be."""
        return self.look.tokens.muted if self.kind is Kind.PLAIN else self.colour()

    def _paint_text(self, painter: QPainter, x: int, text: str, font: QFont, ink: str) -> int:
        """Writes from ``x`` and answers where the writing ended."""
        wide_px = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        place = mirrored(QRect(x, 0, wide_px + 1, self.height()), self)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignLeft, text)
        return x + wide_px

    def _content_px(self, word: str) -> int:
        word_px = self._metrics().horizontalAdvance(word)
        hint_px = QFontMetrics(self._hint_font()).horizontalAdvance(self.hint)
        icon_px = self._icon_px() if self.icon_name else 0
        parts = [each for each in (icon_px, word_px, hint_px) if each]
        return sum(parts) + self.look.px(GAP_PX) * max(len(parts) - 1, 0) + 2

    def _side_px(self) -> int:
        return self.look.px(SIDE_PX)

    def _icon_px(self) -> int:
        return self.look.px(ICON_PX)

    def _font(self) -> QFont:
        if self.kind is Kind.PRIMARY:
            return self.look.font(HEADING_PX, bold=True)
        return self.look.font(BODY_PX, bold=self.kind is Kind.QUIET)

    def _hint_font(self) -> QFont:
        size_px = BODY_PX if self.kind is Kind.PRIMARY else SMALL_PX
        return self.look.font(size_px, bold=self.kind is Kind.PRIMARY)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())


def primary(look: Look, word: str, icon_name: str = "", hint: str = "") -> WordButton:
    """The one filled button of a screen."""
    return WordButton(look, word, icon_name, hint, kind=Kind.PRIMARY)


def plain(look: Look, word: str, icon_name: str = "", hint: str = "") -> WordButton:
    """A button with an edge."""
    return WordButton(look, word, icon_name, hint)


def quiet(look: Look, word: str, icon_name: str = "", hint: str = "") -> WordButton:
    """A button without an edge, for what is seldom wanted."""
    return WordButton(look, word, icon_name, hint, kind=Kind.QUIET)
