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


@dataclass(frozen=True, slots=True)
class CrateLabel:
    """What the label on a weighed crate says: its weight, its day, and a code of ours."""

    code: str
    weight_g: int
    weighed_on: date


@dataclass(frozen=True, slots=True)
class ThankYou:
    """A slip that thanks whoever brought goods: the hub, how much, the day, and no name."""

    code: str
    hub_name: str
    given_on: date
    items: int = 0
    weight_g: int = 0
