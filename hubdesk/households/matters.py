"""The matters of what a household tells: each is kept for a time of its own, then forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

SETTLED: Final = "settled:"
"""What was settled about something is a field of this name and the thing's."""


class Matter(StrEnum):
    """A kind of detail: who they are, where a parcel is brought, what they must not eat."""

    NAME = "name"
    ADDRESS = "address"
    DIET = "diet"


FIELDS: Final[dict[str, Matter]] = {
    "name": Matter.NAME,
    "phone": Matter.NAME,
    "ages": Matter.NAME,
    "street": Matter.ADDRESS,
    "postcode": Matter.ADDRESS,
    "diet": Matter.DIET,
    "allergies": Matter.DIET,
    "consent": Matter.DIET,
}
"""The fields of what a household told. A guard in the tests fails on one that is not here."""


SIZE: Final = frozenset({"adults", "children", "district"})
"""Nobody told these in confidence: they stay for the totals, and no matter takes them along."""


def of_field(name: str) -> str:
    """The matter of a field, "" of a household's size; one of a newer Hubdesk goes with the name."""
    if name.startswith(SETTLED):
        return Matter.DIET
    return "" if name in SIZE else FIELDS.get(name, Matter.NAME)


def fields_of(matter: str, names: Iterable[str]) -> set[str]:
    """Those of some fields that tell of a matter."""
    return {name for name in names if of_field(name) == matter}
