"""What labels and cards say, before anybody lays them out.

A label waits for the printer as one of these; no name, reason, birth date or diagnosis is in
any of them, so none can be printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ParcelLabel:
    """What the label on a parcel says.

    ``household`` is its number, or "" for a visit without one. ``instruction`` is what somebody
    decided that the label should say ("No pork"), in those words; nothing fills it by itself.
    ``items`` and ``weight_g`` of 0 are left out.
    """

    code: str
    household: str
    adults: int
    children: int
    packed_on: date
    items: int = 0
    weight_g: int = 0
    instruction: str = ""
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class PackedLabel:
    """What the label on a parcel that was packed ahead says: for how many, and no household.

    ``instruction`` is how it was packed ("No pork"), in words that tell nothing of anybody.
    """

    code: str
    people: int
    packed_on: date
    items: int = 0
    weight_g: int = 0
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class FrozenLabel:
    """What the label on a pack that was frozen here says.

    ``allergens`` are those its pack states, by their kept words; None when nobody has read it.
    """

    code: str
    name: str
    frozen_on: date
    until: date
    allergens: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """What a household's card says: the hub, the number, the code."""

    hub_name: str
    number: str
    code: str
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class VolunteerCard:
    """What a volunteer's card says: the hub, the number, the code. A name is written by hand."""

    hub_name: str
    number: str
    code: str
