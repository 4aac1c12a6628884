"""Finds a household by where it lives: a house number and roughly the street."""

from __future__ import annotations

import re

from msgspec import Struct

from hubdesk.households.names import folded, likeness

CLOSE_ENOUGH = 0.75
"""How alike typed and kept street words must be: two slips in ten letters pass."""

_NUMBER = re.compile(r"[0-9]{1,5}[a-z]?")
_SHORT_WORDS = {
    "st": "street",
    "str": "street",
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "ln": "lane",
    "dr": "drive",
    "gdns": "gardens",
    "cres": "crescent",
    "ct": "court",
    "pl": "place",
    "sq": "square",
    "terr": "terrace",
    "ter": "terrace",
    "hse": "house",
    "apt": "flat",
}


class Street(Struct, frozen=True):
    """The house numbers and the other words of an address, folded."""

    numbers: frozenset[str]
    words: tuple[str, ...]


def read(text: str) -> Street:
    """The address, with numbers apart and shortened words written out.

    ``St`` is a saint at the beginning and a street after another word.
    """
    signs = re.sub(r"\b([0-9]+) ([a-z])\b", r"\1\2", folded(text)).split()
    numbers = frozenset(sign for sign in signs if _NUMBER.fullmatch(sign))
    rest = [sign for sign in signs if sign not in numbers]
    written = (
        _SHORT_WORDS.get(word, word) if place else word.removesuffix(".")
        for place, word in enumerate(rest)
    )
    return Street(numbers, tuple(written))


def is_at(typed: Street, kept: Street) -> bool:
    """True when every number typed is there and the words are nearly the same.

    A half-typed address is enough: ``12 hig`` finds 12 High Street.
    """
    if not typed.numbers <= kept.numbers:
        return False
    if not typed.words:
        return bool(typed.numbers)
    return all(_is_in(word, kept.words) for word in typed.words)


def _is_in(word: str, kept: tuple[str, ...]) -> bool:
    return any(held.startswith(word) or likeness([word], [held]) >= CLOSE_ENOUGH for held in kept)
