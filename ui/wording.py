"""Turns what the hub says into the volunteer's language, and keeps names in their place.

Text is translated first and filled after, so that one translation serves every value.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication

from hubdesk.errors import Said
from hubdesk.wording import Phrase
from ui import counted

# Unicode 15, UAX 9: right-to-left mark; first-strong isolate; pop directional isolate.
RIGHT_TO_LEFT_MARK = "\u200f"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
POP_DIRECTION = "\u202c"
_ENDS = dict.fromkeys("\u2066\u2067\u2068", POP_ISOLATE)
_ENDS |= dict.fromkeys("\u202a\u202b\u202d\u202e", POP_DIRECTION)

CONTEXTS = (
    "hub",
    "counter",
    "dates",
    "quantity",
    "today",
    "allergens",
    "diet",
    "packing",
    "stall",
    "stocktake",
    "parcels",
    "sheet",
    "ages",
    "takein",
)
"""The parts of ``hubdesk`` that mark sentences for translation."""


def said(failure: Said) -> str:
    """The sentence of a refusal or trouble, translated, then filled.

    Words that fill a gap are isolated, so that an Arabic name in an English sentence (or the
    other way about) does not reorder what stands around it.
    """
    sentence = translated(failure.text)
    return sentence.format(**{gap: _kept(value) for gap, value in failure.values.items()})


@lru_cache(maxsize=2048)
def translated(text: str) -> str:
    """A sentence of the hub in the volunteer's language, whichever part of the hub says it.

    Looked up once: a scan says half a dozen. ``ui.translation.wear`` forgets them all.
    """
    for context in CONTEXTS:
        found = QCoreApplication.translate(context, text)
        if found != text:
            return found
    return text


def phrase(said: Phrase) -> str:
    """A phrase in the volunteer's language: translated from the inside out, then filled."""
    sentence = translated(said.text)
    filled = {
        gap: phrase(value) if isinstance(value, Phrase) else _kept(value)
        for gap, value in said.values.items()
    }
    return sentence.format(**filled)


def size(adults: int, children: int) -> str:
    """How many a parcel is for: "2 adults, 3 children"."""
    return counted.people(adults, children)


def short(words: str, most: int = 60) -> str:
    """A name that leaves room for what stands beside it: at most so many characters of it.

    What turns its direction ends with it, though its own end was cut off: the lines that stand
    below it on a card are of the same paragraph.
    """
    cut = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    return cut if cut.isascii() else cut + _left_open(cut)


def _left_open(words: str) -> str:
    """The marks that end whatever direction these words begin and do not end (UAX 9)."""
    ends: list[str] = []
    for sign in words:
        if sign in _ENDS:
            ends.append(_ENDS[sign])
        elif sign == POP_ISOLATE and POP_ISOLATE in ends:
            while ends.pop() != POP_ISOLATE:
                pass
        elif sign == POP_DIRECTION and ends and ends[-1] == POP_DIRECTION:
            ends.pop()
    return "".join(reversed(ends))


def placed(words: str) -> str:
    """A name or title as a line of its own: starts on the reading side in either direction."""
    if not is_mirrored():
        return words
    return f"{RIGHT_TO_LEFT_MARK}{isolated(words)}"


def fitting(words: str, metrics: QFontMetrics, width_px: int) -> str:
    """A name as a line of its own, cut with "…" at its own end where there is no room.

    The name is cut before it is placed: "…" outside it would stand on the desk's side of it.
    """
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width_px)
    return placed(cut if cut == words else isolated(cut))


def isolated(words: str) -> str:
    """A name inside a sentence, kept from reordering what stands around it."""
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}"


def inside(words: str, most: int = 60) -> str:
    """A name inside a sentence: short, and isolated where it could reorder the sentence."""
    fitting = short(words, most)
    return isolated(fitting) if is_mirrored() or not words.isascii() else fitting


def shelf(name: str) -> str:
    """ "Shelf A1"; what is called "Shelf 1" or "Top shelf" already says what it is."""
    said = QCoreApplication.translate("Shelf", "Shelf {name}")
    word = said.replace("{name}", "").strip().casefold()
    return inside(name) if word in name.casefold() else said.format(name=inside(name))


def is_mirrored() -> bool:
    """True when the desk reads from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _kept(value: object) -> object:
    if isinstance(value, Phrase):
        return phrase(value)
    if isinstance(value, str) and (is_mirrored() or not value.isascii()):
        return isolated(value)
    return value
