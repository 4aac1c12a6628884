"""What a pack states of the fourteen allergens as one number, as a catalogue keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from hubdesk.households.allergens import Allergen
from hubdesk.stock.allergens import Stated

ORDER: Final = (
    Allergen.CELERY,
    Allergen.GLUTEN,
    Allergen.CRUSTACEANS,
    Allergen.EGGS,
    Allergen.FISH,
    Allergen.LUPIN,
    Allergen.MILK,
    Allergen.MOLLUSCS,
    Allergen.MUSTARD,
    Allergen.NUTS,
    Allergen.PEANUTS,
    Allergen.SESAME,
    Allergen.SOYA,
    Allergen.SULPHITES,
)
"""The places of the bits. It stands in journals, so it only ever grows at the end."""

BIT: Final = {each: 1 << at for at, each in enumerate(ORDER)}
KNOWN: Final = 1 << 31
"""Set when the pack was read to its end; without it, the allergens are some of what it holds."""


def of(allergens: Iterable[Allergen], *, known: bool) -> int:
    """The number for these allergens."""
    return sum(BIT[each] for each in set(allergens)) | (KNOWN if known else 0)


@lru_cache(maxsize=4096)
def stated(bits: int) -> Stated:
    """What a number says of a pack."""
    return Stated(frozenset(a for a in ORDER if bits & BIT[a]), known=bool(bits & KNOWN))
