"""The matters of what a household tells: each is kept for a time of its own, then forgotten."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

SETTLED: Final = "settled:"
"""What was settled about something is a field of this name and the thing's."""
AGES_AT: Final = "ages at:"
"""The ages of the children at a visit are a field of this name and the visit's."""
ASKED_AT: Final = "asked at:"
"""What the list asked of a household at a visit and not of all, for its diet: the same."""


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


def of_field(name: str) -> str:
    """The matter of a field; one of a newer Hubdesk is forgotten with the name."""
    if name.startswith((SETTLED, ASKED_AT)):
        return Matter.DIET
    return FIELDS.get(name, Matter.NAME)
