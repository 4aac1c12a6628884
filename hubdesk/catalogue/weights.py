"""How much is in a pack, from words such as ``415 g``, ``6 x 25g`` or ``1,5 kg``.

A litre counts as a kilogram: near enough for what a parcel weighs, and for a day's total.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

HEAVIEST_G: Final = 100_000
"""More than this in one pack is a slip of the list."""

_UNITS: Final = {
    "g": 1.0, "gr": 1.0, "gm": 1.0, "gms": 1.0, "gram": 1.0, "grams": 1.0, "gramme": 1.0,
    "grammes": 1.0, "kg": 1000.0, "kgs": 1000.0, "kilo": 1000.0, "kilos": 1000.0,
    "ml": 1.0, "cl": 10.0, "dl": 100.0, "l": 1000.0, "lt": 1000.0, "ltr": 1000.0,
    "litre": 1000.0, "litres": 1000.0, "liter": 1000.0, "liters": 1000.0,
    "oz": 28.35, "lb": 453.6, "lbs": 453.6,
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"\d{1,6}(?:[.,]\d{1,4})?"
_SAID = re.compile(
    rf"(?:(?P<packs>\d{{1,3}})\s*[x×*]\s*)?(?P<much>{_NUMBER})\s*(?P<unit>{_UNIT})"
    r"(?![a-z0-9])(?:\s*[x×*]\s*(?P<more>\d{1,3})(?![\d.,]))?",
    re.IGNORECASE,
)
_AT_END = re.compile(_SAID.pattern + r"[\s.)\]]*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@lru_cache(maxsize=8192)
def of_quantity(text: str) -> int:
    """The weight of a pack in grams, from its quantity; 0 when it does not say."""
    found = _SAID.search(text)
    return 0 if found is None else _weight_g(found)


def of_name(name: str) -> int:
    """The weight at the end of a name, such as ``Baked Beans 415G``; 0 when it bears none."""
    if not (name[-1:].isalpha() or name[-1:] in ".)]") or not any(map(str.isdigit, name)):
        return 0
    found = _AT_END.search(name)
    return 0 if found is None else _weight_g(found)


def _weight_g(found: re.Match[str]) -> int:
    unit = found["unit"].lower()
    much = found["much"]
    if _THOUSANDS.fullmatch(much) and _UNITS[unit] == 1.0:  # 1,000 g is not one gram
        much = re.sub(r"[.,]", "", much)
    packs = int(found["packs"] or found["more"] or 1)
    weight_g = round(packs * float(much.replace(",", ".")) * _UNITS[unit])
    return weight_g if 0 < weight_g <= HEAVIEST_G else 0
