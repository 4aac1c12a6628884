"""How many, and how heavy, as volunteers type it.

=============  ==========================================================
``24``         24 of them: one to three digits
``3*24+5``     three cases of 24 and five loose: 77 (``3x24`` as well)
``450g``       a weight, in grams; ``1.2 kg`` is 1,200 g
=============  ==========================================================

A weight always ends in kg or g, because a bare number is a count.
"""

from __future__ import annotations

import re

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.stock.keyed import plain
from hubdesk.wording import translate

MOST = 9_999
"""More than this in one go is a scanned code or a slip, not a quantity."""

HEAVIEST_G = 2_000_000
"""Two tonnes: a full van twice over. More is a slip of the decimal point."""

DIGITS = "[0-9]{1,30}"
"""Of a weight: far too many are read as well, so that what is too heavy is said to be so."""

_NUMBER = re.compile(r"[0-9]{1,3}")
_TERM = r"[0-9]{1,3}(?:\s?[*x×]\s?[0-9]{1,3})*"
_SUM = re.compile(rf"{_TERM}(?:\s?\+\s?{_TERM})*")
_WEIGHT = re.compile(rf"({DIGITS})(?:[.,]([0-9]{{1,3}}))?\s?(kg|g)")


class Count(Struct, frozen=True):
    """So many of a thing."""

    number: int


class Weight(Struct, frozen=True):
    """A weight in whole grams."""

    weight_g: int


def read(text: str) -> Count | Weight:
    """A count or a weight, whichever was typed. Raises Refused when it is neither."""
    if plain(text).endswith("g"):
        return Weight(read_weight_g(text))
    return Count(read_count(text))


def read_count(text: str) -> int:
    """How many were typed, from 0 to ``MOST``; sums and cases are worked out.

    Raises Refused for anything that is no such number.
    """
    typed = plain(text)
    if not _SUM.fullmatch(typed):
        raise Refused(
            translate("quantity", "A quantity is a number up to 999, or a sum such as 3*24+5.")
        )
    total = sum(_times(part) for part in typed.split("+"))
    if total > MOST:
        raise Refused(
            translate("quantity", "{total} is more than {most}. Check it and type it again."),
            total=total,
            most=MOST,
        )
    return total


def read_weight_g(text: str) -> int:
    """The weight that was typed, in grams. Raises Refused with how to type one."""
    found = _WEIGHT.fullmatch(plain(text))
    if found is None:
        raise Refused(translate("quantity", "Type a weight as 450 g or 1.2 kg."))
    whole, part, unit = int(found[1]), found[2] or "", found[3]
    weight_g = whole * 1000 + int(part.ljust(3, "0")) if unit == "kg" else whole
    if unit == "g" and part:
        raise Refused(translate("quantity", "Type grams with no decimal point: 450 g."))
    if not 0 < weight_g <= HEAVIEST_G:
        raise Refused(
            translate("quantity", "A weight is between 1 g and {most} kg. Check g and kg."),
            most=HEAVIEST_G // 1000,
        )
    return weight_g


def is_number(text: str) -> bool:
    """True for one to three digits: what counts as a quantity without further thought."""
    return _NUMBER.fullmatch(plain(text)) is not None


def is_sum(text: str) -> bool:
    """True for a sum with cases in it, such as ``3*24+5``."""
    typed = plain(text)
    return _SUM.fullmatch(typed) is not None and re.search(r"[*x×]", typed) is not None


def _times(part: str) -> int:
    result = 1
    for factor in re.split(r"[*x×]", part):
        result *= int(factor)
    return result
