"""How words are made to fit: shrink, wrap, and last of all an ellipsis.

The rule: the largest size, in steps of half a point, at which whole words fit in the lines
that are allowed. At the smallest size a word longer than a line is broken, and what still does
not fit is cut and ends in "…"; ``Fitted.cut`` then says so, for whoever must not lose a word.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from msgspec import Struct

from hubdesk.labels.faces import Measure, printable
from hubdesk.labels.layout import MM_PER_PT, Face
from hubdesk.labels.script import must_be_shaped, tidy

ELLIPSIS = "…"
_STEP_PT = 0.5


class Style(Struct, frozen=True):
    """How a text may be set: its best and its smallest size, and in how many lines."""

    size_pt: float
    smallest_pt: float
    face: Face = Face.REGULAR
    lines: int = 1


class Heights(Struct, frozen=True):
    """How tall a line is, in parts of its size: above and below the baseline, and to the next."""

    above: float
    below: float
    pitch: float
    capital: float
    """What the eye takes for the height of the line, when it is put in the middle."""


PLAIN = Heights(0.76, 0.22, 1.25, 0.73)
_TALL = Heights(1.05, 0.45, 1.5, 0.75)
"""Arabic and the Indic scripts stack marks above and below."""


class Fitted(Struct, frozen=True):
    """A text in lines at one size; ``cut`` when some of it had to go."""

    lines: tuple[str, ...]
    size_pt: float
    heights: Heights
    cut: bool = False

    @property
    def height_mm(self) -> float:
        """From the top of the first line to the bottom of the last."""
        ems = self.heights.above + self.heights.below
        ems += self.heights.pitch * (len(self.lines) - 1)
        return ems * self.size_pt * MM_PER_PT

    def baseline_mm(self, height_mm: float, *, middle: bool) -> float:
        """How far the first baseline lies under the top of an area of that height."""
        size_mm = self.size_pt * MM_PER_PT
        if not middle:
            return self.heights.above * size_mm
        between_mm = self.heights.pitch * (len(self.lines) - 1) * size_mm
        capital_mm = self.heights.capital * size_mm
        # A single line rests on its baseline; a block is seen with its descenders.
        tail_mm = self.heights.below * size_mm * 0.7 if len(self.lines) > 1 else 0.0
        return (height_mm - between_mm - capital_mm - tail_mm) / 2 + capital_mm


@lru_cache(maxsize=512)
def fit(text: str, width_mm: float, height_mm: float, style: Style, measure: Measure) -> Fitted:
    """The text in the room it has, by the rule above. An empty text has no lines.

    Remembered: sizes are tried anew for every label, and most words are the same on all of them.
    """
    words = printable(tidy(text))
    heights = _TALL if must_be_shaped(words) else PLAIN
    if not words:
        return Fitted((), style.size_pt, heights)
    widths = _Widths(measure, style.face)
    for size_pt in _sizes(style):
        allowed = _lines_in(height_mm, size_pt, heights, style.lines)
        lines = _wrapped(words, width_mm / size_pt, widths)
        if len(lines) <= allowed and all(widths.of(line) * size_pt <= width_mm for line in lines):
            return Fitted(tuple(lines), size_pt, heights)
    smallest_pt = min(style.smallest_pt, style.size_pt)
    allowed = _lines_in(height_mm, smallest_pt, heights, style.lines)
    kept, cut = _cut(words, width_mm / smallest_pt, allowed, widths)
    return Fitted(kept, smallest_pt, heights, cut)


class _Widths(Struct, frozen=True):
    """Widths at 1 pt in one face, in mm."""

    measure: Measure
    face: Face

    def of(self, text: str) -> float:
        return self.measure.width_mm(text, 1.0, self.face)


def _sizes(style: Style) -> list[float]:
    """From the best size down to the smallest, in half points."""
    steps = max(0, math.ceil((style.size_pt - style.smallest_pt) / _STEP_PT - 1e-9))
    sizes = [style.size_pt - step * _STEP_PT for step in range(steps)]
    return [*sizes, min(style.smallest_pt, style.size_pt)]


def _lines_in(height_mm: float, size_pt: float, heights: Heights, most: int) -> int:
    """How many lines of this size stand in a height; at least one."""
    room = height_mm / (size_pt * MM_PER_PT) - heights.above - heights.below
    return max(1, min(most, math.floor(room / heights.pitch + 1e-6) + 1))


def _wrapped(text: str, room: float, widths: _Widths) -> list[str]:
    """Whole words to a line, as many as fit; a word that is too long has a line of its own."""
    space = widths.of(" ")
    lines: list[list[str]] = []
    used = 0.0
    for word in text.split(" "):
        width = widths.of(word)
        if lines and used + space + width <= room:
            lines[-1].append(word)
            used += space + width
        else:
            lines.append([word])
            used = width
    return [" ".join(line) for line in lines]


def _cut(text: str, room: float, allowed: int, widths: _Widths) -> tuple[tuple[str, ...], bool]:
    """The text with long words broken and what is too much replaced by an ellipsis."""
    broken = " ".join(piece for word in text.split(" ") for piece in _pieces(word, room, widths))
    lines = _wrapped(broken, room, widths)
    if len(lines) <= allowed:
        return tuple(lines), False
    last = _ended(lines[allowed - 1] + " " + lines[allowed], room, widths)
    return (*lines[: allowed - 1], last), True


def _pieces(word: str, room: float, widths: _Widths) -> list[str]:
    """A word in pieces no wider than a line."""
    pieces = []
    while word and widths.of(word) > room:
        size = _longest(word, room, widths)
        pieces.append(word[:size])
        word = word[size:]
    return [*pieces, word] if word else pieces


def _ended(line: str, room: float, widths: _Widths) -> str:
    """As much of the line as fits with an ellipsis after it."""
    size = _longest(line, room - widths.of(ELLIPSIS), widths)
    return line[:size].rstrip() + ELLIPSIS


def _longest(text: str, room: float, widths: _Widths) -> int:
    """How many letters fit, never parting a letter from its marks; at least one letter."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if widths.of(text[:middle]) <= room else (low, middle - 1)
    while 1 < low < len(text) and _joined(text[low]):
        low -= 1
    return low


def _joined(letter: str) -> bool:
    """True for marks and joiners, which belong to the letter before them."""
    return unicodedata.category(letter)[0] == "M" or letter in "\u200c\u200d"
