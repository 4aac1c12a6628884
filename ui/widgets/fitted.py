"""Words broken to the room there is, measured once for every width."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

MOST_KEPT = 2000


class Fitted(Struct, frozen=True):
    """The lines that words were broken into; ``cut`` when the last ends with an ellipsis."""

    lines: tuple[str, ...]
    cut: bool = False


class Fitting:
    """Breaks words in one font, into two lines at most. Remembers what it broke."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self.line_px = self.metrics.height()
        self._kept: dict[tuple[str, int], Fitted] = {}

    def fit(self, words: str, width_px: int) -> Fitted:
        """The words as they stand in so many pixels; no line for no words."""
        if not words:
            return Fitted(())
        found = self._kept.get((words, width_px))
        if found is None:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            found = self._kept[words, width_px] = self._broken(words, width_px)
        return found

    def _broken(self, words: str, width_px: int) -> Fitted:
        if self.metrics.horizontalAdvance(words) <= width_px:
            return Fitted((words,))
        taken = self._first_line(words, width_px)
        first, rest = _parted(words, taken)
        if not rest:
            return Fitted((first,))
        last = self.metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width_px)
        return Fitted((first, last), cut=last != rest)

    def _first_line(self, words: str, width_px: int) -> int:
        """How much of the words one line takes, in Qt's units."""
        layout = QTextLayout(words, self.font)
        layout.setTextOption(_wrapping())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width_px)
        taken = line.textLength()
        layout.endLayout()
        return taken


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _parted(words: str, units: int) -> tuple[str, str]:
    """Qt counts in UTF-16, where an emoji is two."""
    whole = words.encode("utf-16-le", "surrogatepass")
    parts = (whole[: units * 2], whole[units * 2 :])
    first, rest = (part.decode("utf-16-le", "replace").strip() for part in parts)
    return first, rest
