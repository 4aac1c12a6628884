"""What labels and cards say, before anybody lays them out.

A label waits for the printer as one of these; no name of a person, reason, birth date or
diagnosis is in any of them, so none can be printed. Only a delivery label has an address.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class ParcelLabel(Struct, frozen=True):
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


class PackedLabel(Struct, frozen=True):
    """What the label on a parcel that was packed ahead says: for how many, and no household.

    ``instruction`` is how it was packed ("No pork"), in words that tell nothing of anybody.
    """

    code: str
    people: int
    packed_on: date
    items: int = 0
    weight_g: int = 0
    instruction: str = ""
    reprint: bool = False


class HouseholdCard(Struct, frozen=True):
    """What a household's card says: the hub, the number, the code.

    ``replaces``: it stands for one that was lost, whose code is dead.
    """

    hub_name: str
    number: str
    code: str
    reprint: bool = False
    replaces: bool = False


class VolunteerCard(Struct, frozen=True):
    """What a volunteer's card says: the hub, the number, the code. A name is written by hand.

    ``replaces``: they had one before, whose code is dead.
    """

    hub_name: str
    number: str
    code: str
    reprint: bool = False
    replaces: bool = False


class ShelfLabel(Struct, frozen=True):
    """What hangs on a shelf: its name and code. Without a name, a line to write it on."""

    code: str
    name: str = ""
    place: str = ""
    reprint: bool = False


class ProductLabel(Struct, frozen=True):
    """A code of our own for goods that have none: what they are, and how they are packed."""

    code: str
    name: str
    pack: str = ""
    reprint: bool = False


class CrateLabel(Struct, frozen=True):
    """A crate, by its last four: what is in it, since when, how heavy. Each may be left out."""

    code: str
    holds: str = ""
    packed_on: date | None = None
    weight_g: int | None = None
    reprint: bool = False


class BatchLabel(Struct, frozen=True):
    """Goods of one date. ``kind`` is "use by" or "best before"; ``day`` None: no date."""

    code: str
    name: str
    day: date | None = None
    kind: str = "use by"
    month_only: bool = False
    reprint: bool = False


class OpenedLabel(Struct, frozen=True):
    """A pack that was opened, or food that was decanted and so lost its label.

    ``allergens`` are the names of those on the pack, () when it states none of the 14, and
    None while nobody has copied them: then nothing is printed.
    """

    name: str
    allergens: tuple[str, ...] | None
    opened_on: date
    day: date
    kind: str = "use by"
    decanted: bool = True
    keep: str = ""
    code: str = ""


class FrozenLabel(Struct, frozen=True):
    """Food that was frozen here before the end of its use-by day.

    ``allergens`` as in OpenedLabel, but None when it is still in its own pack with its label.
    """

    name: str
    frozen_on: date
    eat_by: date
    allergens: tuple[str, ...] | None = None
    code: str = ""
    reprint: bool = False


class FoodLabel(Struct, frozen=True):
    """Food that was packed here for direct sale or gift (PPDS; Food Standards Agency, 2021).

    ``ingredients`` are all of them, heaviest first, and name every one of ``allergens``.
    """

    name: str
    ingredients: str
    allergens: tuple[str, ...]
    day: date
    packed_by: str
    kind: str = "use by"
    keep: str = ""
    code: str = ""


class DeliveryLabel(Struct, frozen=True):
    """What a driver reads: where one parcel goes. ``part`` 1 of ``parts``; no name, no reason."""

    code: str
    address: tuple[str, ...]
    part: int = 1
    parts: int = 1
    note: str = ""


class UnusedLabel(Struct, frozen=True):
    """A code that stands for nothing yet; one scan binds it. ``what`` says for which things."""

    code: str
    what: str


class ThankYou(Struct, frozen=True):
    """A slip that thanks whoever brought goods: the hub, how much, the day, and no name."""

    code: str
    hub_name: str
    given_on: date
    items: int = 0
    weight_g: int = 0
    reprint: bool = False


Content = (
    ParcelLabel
    | PackedLabel
    | HouseholdCard
    | VolunteerCard
    | ShelfLabel
    | ProductLabel
    | CrateLabel
    | BatchLabel
    | OpenedLabel
    | FrozenLabel
    | FoodLabel
    | DeliveryLabel
    | UnusedLabel
    | ThankYou
)
