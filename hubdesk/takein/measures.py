"""How goods are counted: in ones, in grams or in millilitres, as their line says.

The ledger knows whole numbers alone. A line that is counted in ones (each) has a number of
packs there; one in g or ml has what the packs hold, so that a decanted 500 g is no guess.
"""

from __future__ import annotations

from hubdesk.stock.products import EACH, GRAMS, Line, Product
from hubdesk.wording import Phrase, translate


def measure_of(line: Line | None) -> str:
    """each, g or ml."""
    return EACH if line is None else line.measure


def of_packs(line: Line | None, product: Product, packs: int, amount: int | None = None) -> int:
    """So many packs, in the measure of their line. ``amount`` is what one code says it holds."""
    if measure_of(line) == EACH:
        return packs
    return packs * (amount or product.weight_g or 1)


def said(line: Line | None, quantity: int) -> Phrase:
    """A quantity in words: 24, 1.5 kg, 0.75 litres."""
    return in_words(measure_of(line), quantity)


def in_words(measure: str, quantity: int) -> Phrase:
    """So much of each, g or ml in words."""
    if measure == EACH:
        return Phrase("{number}", {"number": quantity})
    whole = {"number": f"{quantity / 1000:g}" if quantity >= 1000 else quantity}
    if measure == GRAMS:
        big, small = translate("takein", "{number} kg"), translate("takein", "{number} g")
    else:
        big, small = translate("takein", "{number} litres"), translate("takein", "{number} ml")
    return Phrase(big if quantity >= 1000 else small, whole)
