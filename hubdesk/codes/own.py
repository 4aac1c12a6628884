"""The codes the hub prints itself: a letter for the kind, then 12 digits with a check.

``H123456789012`` is a household's card. The letter is outside A Q Z W Y M, which move between
keyboards, and there is no punctuation, so the code arrives whole through a scanner that is set
to another country and through Caps Lock. Eleven digits are drawn by chance: two laptops that
never met, with 20,000 cards each, clash about once in 250 hubs, and a clash is asked about.
"""

from __future__ import annotations

import re
from enum import StrEnum
from random import Random, SystemRandom

from msgspec import Struct

# The rows of a totally anti-symmetric quasigroup of order 10: H. M. Damm, "Total
# anti-symmetrische Quasigruppen", Marburg 2004. It catches every wrong digit and every swap
# of two neighbours, which the shop's check digit does not.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_SHAPE = re.compile(r"([A-Z])([0-9]{12})")
_CHANCE = SystemRandom()


class Kind(StrEnum):
    """What one of our own codes stands for, by its letter."""

    BATCH = "B"
    CRATE = "C"
    PRODUCT = "D"
    GUEST = "G"
    HOUSEHOLD = "H"
    KIT = "K"
    SHELF = "L"
    PARCEL = "P"
    ROUND = "R"
    SHEET = "S"
    TICKET = "T"
    VOLUNTEER = "V"


_LETTERS = {kind.value: kind for kind in Kind}


class OwnCode(Struct, frozen=True):
    """A code of our own, as printed: ``text`` is the letter and 12 digits, in capitals."""

    kind: Kind
    text: str

    @property
    def last_four(self) -> str:
        """What people see and say: the last four digits."""
        return self.text[-4:]


def draw(kind: Kind, chance: Random = _CHANCE) -> str:
    """A new code of this kind, as text to print.

    ``chance`` is the operating system's own unless a test hands in another.
    """
    drawn = kind.value + f"{chance.randrange(10**11):011d}"
    return drawn + _check(drawn)


def read(text: str) -> OwnCode | None:
    """The code of our own that ``text`` is, in capitals or not; None when it is none."""
    shaped = _shaped(text)
    if shaped is None or _check(shaped[:-1]) != shaped[-1]:
        return None
    return OwnCode(_LETTERS[shaped[0]], shaped)


def expected(text: str) -> str | None:
    """The digit that should stand last when ``text`` looks like one of ours; else None."""
    shaped = _shaped(text)
    return None if shaped is None else _check(shaped[:-1])


def _shaped(text: str) -> str | None:
    if not text.isascii() or len(text) > 40:
        return None
    found = _SHAPE.fullmatch(text.strip().upper())
    return found[0] if found and found[1] in _LETTERS else None


def _check(body: str) -> str:
    """The Damm digit over the letter's place in the alphabet (two digits) and the digits."""
    row = 0
    for digit in f"{ord(body[0]) - ord('A'):02d}{body[1:]}":
        row = int(_DAMM[row][int(digit)])
    return str(row)
