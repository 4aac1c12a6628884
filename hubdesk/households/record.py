"""A household as the counter shows it, and what it chose to tell."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from hubdesk.households.ages import Ages, recalled


class Household(Struct, frozen=True):
    """What the counter may always show: a number and how many. No name is in here."""

    id: bytes
    number: str
    card: str
    adults: int
    children: int
    district: str | None
    diet: tuple[str, ...]
    allergies: tuple[str, ...]
    has_name: bool
    ages: Ages = ()

    @property
    def people(self) -> int:
        """How many the parcel is for."""
        return self.adults + self.children


class Details(Struct, frozen=True):
    """What a household chose to tell; every field may be empty."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    phone: str = ""
    diet: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    ages: Ages = ()


def number_of(card: str) -> str:
    """The number people see and say: the letter and the last four of the card."""
    return card[:1] + card[-4:]


def shown(row: Any) -> Household:
    """A household from its row."""
    size = (row.adults, row.children, row.district)
    return from_columns(row.id, row.card, *size, row.diet, row.allergies, row.name, row.ages)


def from_columns(
    id_: bytes,
    card: str,
    adults: int,
    children: int,
    district: str | None,
    diet: str | None,
    allergies: str | None,
    name: str | None,
    ages: str | None,
) -> Household:
    """A household from the columns of its row, in this order."""
    told = (words(diet), words(allergies), bool(name), recalled(ages))
    return Household(id_, number_of(card), card, adults, children, district, *told)


def told(row: Any) -> Details:
    """What a household told, from its row."""
    place = (row.street or "", row.postcode or "", row.phone or "")
    said = (words(row.diet), words(row.allergies), recalled(row.ages))
    return Details(row.name or "", *place, *said)


def words(listed: str | None) -> tuple[str, ...]:
    """The words of a list that is kept with commas."""
    return tuple(filter(None, (listed or "").split(",")))
