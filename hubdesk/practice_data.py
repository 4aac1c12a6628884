"""The made-up goods and people of the practice hub, read from tables a person can edit.

Nobody in these tables exists. Barcodes begin with 952, the prefix GS1 keeps for
demonstrations, and districts with ZZ, which is no postcode area, so neither can clash with
real ones. Dates are days from the day the practice hub is made, so it never goes stale.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from hubdesk import resources
from hubdesk.households.allergens import Allergen
from hubdesk.households.diet import Chip
from hubdesk.stock.allergens import Stated, read_stated
from hubdesk.stock.dates import DateKind


class PracticeProduct(Struct, frozen=True):
    """One make and size of goods. ``line`` is the key of its line in the starter list."""

    barcode: str
    line: str
    name: str
    weight_g: int
    stated: Stated


class PracticeBatch(Struct, frozen=True):
    """Some of a product with one date. ``days`` counts from today; None means no date.

    ``kind`` is None when the pack does not tell: the line's usual kind holds then.
    """

    barcode: str
    days: int | None
    month_only: bool
    kind: DateKind | None
    quantity: int

    def day(self, today: date) -> date | None:
        """The date on the packs when the practice hub is made today."""
        if self.days is None:
            return None
        day = today + timedelta(days=self.days)
        return _month_end(day) if self.month_only else day


class PracticeHousehold(Struct, frozen=True):
    """A made-up household. Only ``adults``, ``children`` and ``district`` are always there."""

    name: str
    adults: int
    children: int
    district: str
    address: str
    postcode: str
    chips: frozenset[Chip]
    avoids: frozenset[Allergen]


class HelpNumber(Struct, frozen=True):
    """A telephone number for the help page; empty ones are for the hub to fill in."""

    name: str
    number: str
    when: str


class _HelpPage(Struct, frozen=True):
    numbers: tuple[HelpNumber, ...]


def products() -> list[PracticeProduct]:
    """All products of the practice hub."""
    return [
        PracticeProduct(
            barcode=row["barcode"],
            line=row["line"],
            name=row["name"],
            weight_g=int(row["weight_g"]),
            stated=read_stated(row["allergens"]),
        )
        for row in _rows("products.csv")
    ]


def batches() -> list[PracticeBatch]:
    """Everything on the practice hub's shelves, batch by batch."""
    return [
        PracticeBatch(
            barcode=row["barcode"],
            days=int(row["days"]) if row["days"] else None,
            month_only=row["month_only"] == "yes",
            kind=DateKind(row["kind"]) if row["kind"] else None,
            quantity=int(row["quantity"]),
        )
        for row in _rows("batches.csv")
    ]


def households() -> list[PracticeHousehold]:
    """The 200 made-up households, some of whom told no name."""
    return [
        PracticeHousehold(
            name=row["name"],
            adults=int(row["adults"]),
            children=int(row["children"]),
            district=row["district"],
            address=row["address"],
            postcode=row["postcode"],
            chips=frozenset(Chip(word) for word in _words(row["chips"])),
            avoids=frozenset(Allergen(word) for word in _words(row["avoids"])),
        )
        for row in _rows("households.csv")
    ]


def help_numbers() -> list[HelpNumber]:
    """The telephone numbers of the help page, national ones first."""
    text = resources.path("practice", "emergency.toml").read_text(encoding="utf-8")
    return list(msgspec.convert(tomllib.loads(text), _HelpPage).numbers)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resources.path("practice", name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


def _month_end(day: date) -> date:
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return following - timedelta(days=1)
