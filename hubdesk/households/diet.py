"""Diets and circumstances as chips on a visit: what to do, never why.

An *instruction* tells the packer what to put in or leave out. Some chips, as allergies do,
reveal health or belief; UK GDPR article 9 calls these special category data, so they are
sealed with the household's details, never printed by default and never counted by person.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from hubdesk.wording import translate


class Chip(StrEnum):
    """One thing to know when packing for a household, by the name kept in the journal."""

    NO_PORK = "no pork"
    NO_BEEF = "no beef"
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    HALAL = "halal"
    KOSHER = "kosher"
    LOW_SUGAR = "low sugar"
    SOFT_FOOD = "soft food"
    NO_COOKER = "no cooker"
    KETTLE_ONLY = "kettle only"
    MICROWAVE_ONLY = "microwave only"
    NO_FRIDGE = "no fridge"
    NO_TIN_OPENER = "no tin opener"
    BABY = "baby"
    CAT = "cat"
    DOG = "dog"


class ChipFace(Struct, frozen=True):
    """How a chip is shown: its words, and the Lucide icon beside them."""

    words: str
    icon: str


FACES: dict[Chip, ChipFace] = {
    Chip.NO_PORK: ChipFace(translate("diet", "No pork"), "circle-x"),
    Chip.NO_BEEF: ChipFace(translate("diet", "No beef"), "circle-x"),
    Chip.VEGETARIAN: ChipFace(translate("diet", "Vegetarian"), "carrot"),
    Chip.VEGAN: ChipFace(translate("diet", "Vegan"), "salad"),
    Chip.HALAL: ChipFace(translate("diet", "Halal"), "circle-check-big"),
    Chip.KOSHER: ChipFace(translate("diet", "Kosher"), "circle-check-big"),
    Chip.LOW_SUGAR: ChipFace(translate("diet", "Low sugar"), "cake-slice"),
    Chip.SOFT_FOOD: ChipFace(translate("diet", "Soft food"), "soup"),
    Chip.NO_COOKER: ChipFace(translate("diet", "No cooker"), "circle-x"),
    Chip.KETTLE_ONLY: ChipFace(translate("diet", "Kettle only"), "coffee"),
    Chip.MICROWAVE_ONLY: ChipFace(translate("diet", "Microwave only"), "utensils"),
    Chip.NO_FRIDGE: ChipFace(translate("diet", "No fridge"), "circle-x"),
    Chip.NO_TIN_OPENER: ChipFace(translate("diet", "No tin opener"), "circle-x"),
    Chip.BABY: ChipFace(translate("diet", "Baby"), "baby"),
    Chip.CAT: ChipFace(translate("diet", "Cat"), "paw-print"),
    Chip.DOG: ChipFace(translate("diet", "Dog"), "dog"),
}
"""Words and icon of every chip, in the order they are offered."""

IMPLIED: dict[Chip, tuple[Chip, ...]] = {
    Chip.VEGETARIAN: (Chip.NO_PORK, Chip.NO_BEEF),
    Chip.VEGAN: (Chip.VEGETARIAN, Chip.NO_PORK, Chip.NO_BEEF),
    Chip.HALAL: (Chip.NO_PORK,),
    Chip.KOSHER: (Chip.NO_PORK,),
    Chip.KETTLE_ONLY: (Chip.NO_COOKER,),
}
"""What follows from a chip: who eats nothing of animals eats no pork."""

SPECIAL_CATEGORY = frozenset(
    {
        Chip.NO_PORK,
        Chip.NO_BEEF,
        Chip.VEGETARIAN,
        Chip.VEGAN,
        Chip.HALAL,
        Chip.KOSHER,
        Chip.LOW_SUGAR,
        Chip.SOFT_FOOD,
    }
)
"""Chips that may reveal health or belief."""

KITCHEN = (
    Chip.NO_COOKER,
    Chip.KETTLE_ONLY,
    Chip.MICROWAVE_ONLY,
    Chip.NO_FRIDGE,
    Chip.NO_TIN_OPENER,
)
"""Chips of what a household can cook with and keep food in."""

COMPANY = (Chip.BABY, Chip.CAT, Chip.DOG)
"""Chips of who else is to be fed."""

DIETS = tuple(chip for chip in Chip if chip not in (*KITCHEN, *COMPANY))
"""Chips of what a household eats."""

INSTRUCTIONS = frozenset(Chip) - frozenset(COMPANY)
"""Chips that change what goes in. The others only ask whether something should be added."""


def is_special_category(chip: Chip) -> bool:
    """True when the chip may reveal health or belief (UK GDPR article 9)."""
    return chip in SPECIAL_CATEGORY


def is_instruction(chip: Chip) -> bool:
    """True when the packer has to leave something out or choose differently."""
    return chip in INSTRUCTIONS


def held(words: Iterable[str]) -> tuple[Chip, ...]:
    """Every chip that holds: what was told first, then what follows from it; no chip twice.

    Words that are no chip here, of a newer Hubdesk, are passed over.
    """
    known = {chip.value: chip for chip in Chip}
    told = sorted({known[word] for word in words if word in known}, key=tuple(Chip).index)
    implied = (each for chip in told for each in IMPLIED.get(chip, ()))
    return tuple(dict.fromkeys([*told, *implied]))
