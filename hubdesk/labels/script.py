"""Which texts can be set letter by letter, and which must be shaped by Qt."""

from __future__ import annotations

import unicodedata

_KEPT_MARKS = frozenset("\u200c\u200d\u200e\u200f")
"""Joiners that spell Bengali and Persian, and the two plain direction marks."""
_LONGEST = 2000
_MOST_STACKED = 3


def tidy(text: str) -> str:
    """A text as it is printed: on one line, composed, and without what nobody can see.

    Control characters and embedded directions (which could turn a neighbour's words round) go,
    and so do towers of marks; what is not text at all becomes the replacement character.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text[:_LONGEST].split())
    composed = unicodedata.normalize("NFC", text[:_LONGEST])
    seen = _unstacked("".join(_seen(letter) for letter in composed))
    words = " ".join(seen.split())
    return words if must_be_shaped(words) else _without_marks(words)


def must_be_shaped(text: str) -> bool:
    """True for scripts whose letters join, stack or run from the right."""
    return not text.isascii() and any(_shaped(letter) for letter in text)


def _seen(letter: str) -> str:
    """What stands for a letter on paper."""
    kind = unicodedata.category(letter)
    if letter in _KEPT_MARKS:
        return letter
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind == "Cs":
        return "\ufffd"
    # Skin tones follow a hand or a face; printed in one colour they would be a square after it.
    tone = "\U0001f3fb" <= letter <= "\U0001f3ff"
    unseen = kind == "Cf" or tone or "\ufe00" <= letter <= "\ufe0f"
    return "" if unseen else letter


def _shaped(letter: str) -> bool:
    """True when this letter's form or place depends on its neighbours."""
    if letter < "\u0300" or letter in _KEPT_MARKS:
        return False
    return (
        unicodedata.category(letter)[0] == "M"
        or unicodedata.bidirectional(letter) in ("R", "AL", "AN")
        or "\u0900" <= letter <= "\u109f"
        or "\u1700" <= letter <= "\u18af"
    )


def _unstacked(text: str) -> str:
    """The text without marks on no letter, or more of them on one than any language writes."""
    kept: list[str] = []
    stacked = 0
    for letter in text:
        kind = unicodedata.category(letter)
        if kind[0] == "M" and (not kept or kept[-1] == " "):
            continue
        stacked = stacked + 1 if kind in ("Mn", "Me") else 0
        if stacked <= _MOST_STACKED:
            kept.append(letter)
    return "".join(kept)


def _without_marks(text: str) -> str:
    """Plain text needs no joiners or direction marks."""
    return "".join(letter for letter in text if letter not in _KEPT_MARKS)
