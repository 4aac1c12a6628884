"""Packs at the stall and what the ledger counts of them: ones, grams or millilitres.

Nobody at a table counts grams: what is loaded, swapped and told are packs, whatever the line's
measure (``hubdesk.takein.measures``).
"""

from __future__ import annotations

from hubdesk.stock.products import EACH


def in_ledger(measure: str, weight_g: int | None, packs: int) -> int:
    """So many packs in the measure of their line; a pack that nobody weighed is one of it."""
    return packs if measure == EACH else packs * (weight_g or 1)


def of_ledger(measure: str | None, weight_g: int | None, quantity: int) -> int:
    """How many packs a quantity of the ledger is; less than one pack is one."""
    if measure in (None, EACH) or not quantity:
        return quantity
    packs = max(1, round(abs(quantity) / (weight_g or abs(quantity))))
    return packs if quantity > 0 else -packs


def grams(measure: str | None, weight_g: int | None, quantity: int) -> int | None:
    """What a quantity of the ledger weighs; None when nobody has said what one does."""
    if measure not in (None, EACH):
        return quantity
    return None if not weight_g else quantity * weight_g
