"""The bundled fonts as reportlab knows them, and how wide a text is in them.

Simple text is set letter by letter, each from the first font that has it. Text that must be
shaped is handed to ``Outlines``, which the screens provide; without it the letters still
appear, but unjoined.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from hubdesk import resources
from hubdesk.labels.layout import MM_PER_PT, Face
from hubdesk.labels.script import must_be_shaped

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

_OTHERS = (
    "NotoSansArabic-Regular",
    "NotoSansBengali-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansGurmukhi-Regular",
    "DroidSansFallbackFull",
    # The last, so that it is read only for a label that has an emoji.
    "NotoEmoji-Regular",
)
_REGULAR = ("Inter-Regular", "NotoSans-Regular", *_OTHERS)
_BOLD = ("Inter-Bold", "NotoSans-Bold", *_OTHERS)
_FILES = {
    Face.REGULAR: _REGULAR,
    Face.BOLD: _BOLD,
    Face.CODE: ("HubdeskCodes-Bold", *_BOLD),
}

_BOX = "□"


class Outline(Struct, frozen=True):
    """A shaped text as one filled path, for a size of 1 pt, y upwards from the baseline.

    ``steps`` are ("m", x, y), ("l", x, y), ("c", x1, y1, x2, y2, x, y) and ("h",).
    """

    width: float
    steps: tuple[tuple[str, *tuple[float, ...]], ...]


class Outlines(Protocol):
    """Whatever can shape text of any script; the screens do it with Qt."""

    def outline(self, text: str, face: Face) -> Outline:
        """The text as a path."""
        ...


class Measure(Protocol):
    """Whatever can say how wide a text is."""

    def width_mm(self, text: str, size_pt: float, face: Face) -> float:
        """How far the pen moves, in mm."""
        ...

    def __hash__(self) -> int:
        """What was measured by it is remembered."""
        ...


class Letters(Struct, frozen=True):
    """Measures text by the bundled fonts, and by Qt's shaping where that is at hand."""

    outlines: Outlines | None = None

    def width_mm(self, text: str, size_pt: float, face: Face) -> float:
        """How far the pen moves, in mm."""
        if self.outlines is not None and must_be_shaped(text):
            return self.outlines.outline(text, face).width * size_pt * MM_PER_PT
        return _ems(text, face) * size_pt * MM_PER_PT


def printable(text: str) -> str:
    """The text with a box for every letter that no bundled font has, as a rare script.

    Text that must be shaped is left as it is: Qt may still find a font for it.
    """
    if text.isascii() or must_be_shaped(text):
        return text
    return "".join(letter if _has(letter) else _BOX for letter in text)


def runs(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """(font, piece) along a text: each letter in the first font that has it."""
    for font_name, letters in itertools.groupby(text, key=partial(_font_of, face=face)):
        yield font_name, "".join(letters)


def first_font(face: Face) -> str:
    """The font that has a face's plain letters."""
    return _FILES[face][0]


@cache
def registered(font_name: str) -> str:
    """The font's name in reportlab, once reportlab knows it."""
    return str(_font(font_name).fontName)


@lru_cache(maxsize=1024)
def _ems(text: str, face: Face) -> float:
    """How wide a text is, in ems; words come back on label after label."""
    return sum(_width(letter, face) for letter in text)


@cache
def _has(letter: str) -> bool:
    """True when a bundled font has the letter."""
    return any(ord(letter) in _font(name).face.charToGlyph for name in _REGULAR)


@cache
def _font_of(letter: str, face: Face) -> str:
    """The first font of the face that has the letter; the first one, with its box, if none."""
    names = _FILES[face]
    return next((name for name in names if ord(letter) in _font(name).face.charToGlyph), names[0])


@cache
def _width(letter: str, face: Face) -> float:
    """How wide a letter is, in ems."""
    font = _font(_font_of(letter, face)).face
    return float(font.charWidths.get(ord(letter), font.defaultWidth)) / 1000


@cache
def _font(name: str) -> TTFont:
    """A bundled font, read when it is first needed."""
    # Here, because the desk is ready to scan long before it has anything to print.
    from hubdesk.labels.libraries import TTFont, registerFont  # noqa: PLC0415

    font = TTFont(f"Hubdesk-{name}", str(resources.path("fonts", f"{name}.ttf")))
    font.face.glyphToChar = {}  # the way back, which only shaping asks for: half a MiB a font
    registerFont(font)
    return font
