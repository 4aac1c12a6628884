"""The fourteen allergens that UK food law names, as something a household avoids.

Source: Food Information Regulations 2014, as listed by the Food Standards Agency. They stand
here because stock is built on households; ``hubdesk.stock.allergens`` says what a pack holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from hubdesk.wording import Phrase, translate


class Allergen(StrEnum):
    """One of the fourteen, by the name kept in the journal."""

    CELERY = "celery"
    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    EGGS = "eggs"
    FISH = "fish"
    LUPIN = "lupin"
    MILK = "milk"
    MOLLUSCS = "molluscs"
    MUSTARD = "mustard"
    NUTS = "nuts"
    PEANUTS = "peanuts"
    SESAME = "sesame"
    SOYA = "soya"
    SULPHITES = "sulphites"


ALLERGEN_WORDS: dict[Allergen, str] = {
    Allergen.CELERY: translate("allergens", "Celery"),
    Allergen.GLUTEN: translate("allergens", "Cereals with gluten"),
    Allergen.CRUSTACEANS: translate("allergens", "Crab, prawns and other crustaceans"),
    Allergen.EGGS: translate("allergens", "Eggs"),
    Allergen.FISH: translate("allergens", "Fish"),
    Allergen.LUPIN: translate("allergens", "Lupin"),
    Allergen.MILK: translate("allergens", "Milk"),
    Allergen.MOLLUSCS: translate("allergens", "Mussels, squid and other molluscs"),
    Allergen.MUSTARD: translate("allergens", "Mustard"),
    Allergen.NUTS: translate("allergens", "Nuts"),
    Allergen.PEANUTS: translate("allergens", "Peanuts"),
    Allergen.SESAME: translate("allergens", "Sesame"),
    Allergen.SOYA: translate("allergens", "Soya"),
    Allergen.SULPHITES: translate("allergens", "Sulphites"),
}
"""What a volunteer calls each allergen."""


def listed(allergens: Iterable[Allergen]) -> Phrase:
    """Some allergens one after another, each as a volunteer calls it: some names hold commas."""
    there = set(allergens)
    words = {each.name: Phrase(ALLERGEN_WORDS[each]) for each in Allergen if each in there}
    return Phrase("; ".join(f"{{{name}}}" for name in words), words)
