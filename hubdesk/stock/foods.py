"""Kinds of food by how long they are good after their best before, and what to look at.

The figures are those of the WRAP, FSA and Defra guide on surplus food as it stood in 2020,
told by others, who do not always agree. Where they differ the shorter one holds until a hub
says otherwise, and the others are shown beside it. The guide of November 2024 took the place
of these figures; whoever has it at hand should put its own in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.months import days_in
from hubdesk.stock.keyed import plain
from hubdesk.wording import Phrase, translate


class Food(StrEnum):
    """How a line of goods keeps; the words are those that the journal keeps."""

    PRODUCE = "produce"
    BREAD = "bread"
    LONG_BREAD = "long bread"
    CRISPS = "crisps"
    SOFT_DRINKS = "soft drinks"
    CAKES = "cakes"
    BISCUITS = "biscuits"
    CEREAL = "cereal"
    SWEETS = "sweets"
    SAUCE = "sauce"
    CANS = "cans"
    DRIED = "dried"
    JAM = "jam"
    FROZEN = "frozen"


class Span(Struct, frozen=True):
    """A length of time as people say it: so many days, or so many months."""

    number: int
    months: bool = False

    def after(self, day: date) -> date:
        """The last day of the span, counted from a day; a short month ends it earlier."""
        if not self.months:
            return day + timedelta(days=self.number)
        year, month = divmod(day.year * 12 + day.month - 1 + self.number, 12)
        last = days_in(year, month + 1)
        return date(year, month + 1, min(day.day, last))

    @property
    def kept(self) -> str:
        """How the journal keeps it: ``12m``, ``2d``."""
        return f"{self.number}{'m' if self.months else 'd'}"

    @property
    def about_days(self) -> int:
        """Its length in days, near enough to sort by."""
        return self.number * 365 // 12 if self.months else self.number


def days(number: int) -> Span:
    """So many days."""
    return Span(number)


def months(number: int) -> Span:
    """So many months."""
    return Span(number, months=True)


def years(number: int) -> Span:
    """So many years, which are months."""
    return months(number * 12)


class Figure(Struct, frozen=True):
    """A span somebody gives for a kind of food: who, and when (``2020``, ``2020-04``)."""

    span: Span
    source: str
    source_date: str = ""


class Shipped(Struct, frozen=True):
    """What Hubdesk brings along for a kind of food: the shorter figure, and what others say."""

    food: Food
    name: str
    figure: Figure
    check: str
    others: tuple[Figure, ...] = ()


_GIVING_WORLD = "Giving World, on the WRAP guide"
_SHREWSBURY = "Shrewsbury Food Hub"
_MAIL = "Mail on Sunday, on the WRAP guide"
_FOODCYCLE = "FoodCycle"
_LOVE_FOOD = "Love Food Hate Waste"
_WASTE_LESS = "Waste Less Feed Better"

SHIPPED: Final = (
    Shipped(
        Food.PRODUCE,
        translate("dates", "Fruit and vegetables, uncut"),
        Figure(days(1), _GIVING_WORLD, "2020"),
        translate("dates", "no mould, nothing rotten"),
        (Figure(days(14), _GIVING_WORLD, "2020"),),
    ),
    Shipped(
        Food.BREAD,
        translate("dates", "Bread, packed bakery"),
        Figure(days(2), _GIVING_WORLD, "2020"),
        translate("dates", "no mould"),
        (Figure(days(7), _GIVING_WORLD, "2020"),),
    ),
    Shipped(
        Food.LONG_BREAD,
        translate("dates", "Long-life bread: pitta, wraps"),
        Figure(months(1), _GIVING_WORLD, "2020"),
        translate("dates", "no mould"),
    ),
    Shipped(
        Food.CRISPS,
        translate("dates", "Crisps"),
        Figure(months(1), _SHREWSBURY, "2021"),
        translate("dates", "not stale, the bag is sound"),
        (Figure(months(1), _MAIL, "2021-07"), Figure(months(3), _FOODCYCLE)),
    ),
    Shipped(
        Food.SOFT_DRINKS,
        translate("dates", "Soft drinks"),
        Figure(months(1), _SHREWSBURY, "2021"),
        translate("dates", "the pack is sound"),
        (Figure(months(1), _MAIL, "2021-07"),),
    ),
    Shipped(
        Food.CAKES,
        translate("dates", "Cakes"),
        Figure(months(3), _MAIL, "2021-07"),
        translate("dates", "no mould"),
        (Figure(months(3), _FOODCYCLE),),
    ),
    Shipped(
        Food.BISCUITS,
        translate("dates", "Biscuits"),
        Figure(months(6), _MAIL, "2021-07"),
        translate("dates", "the pack is sound"),
        (Figure(months(6), _FOODCYCLE),),
    ),
    Shipped(
        Food.CEREAL,
        translate("dates", "Cereal"),
        Figure(months(6), _MAIL, "2021-07"),
        translate("dates", "the pack is sound"),
        (Figure(months(6), _FOODCYCLE),),
    ),
    Shipped(
        Food.SWEETS,
        translate("dates", "Sweets and chocolate"),
        Figure(months(12), _WASTE_LESS),
        translate("dates", "the pack is sound"),
        (Figure(months(12), _FOODCYCLE),),
    ),
    Shipped(
        Food.SAUCE,
        translate("dates", "Pasta sauce and other cooking sauce"),
        Figure(months(12), _WASTE_LESS),
        translate("dates", "the pack is sound"),
        (Figure(months(12), _FOODCYCLE),),
    ),
    Shipped(
        Food.CANS,
        translate("dates", "Cans"),
        Figure(months(12), _LOVE_FOOD, "2020-04"),
        translate("dates", "no deep dent, rust or bulge"),
        (Figure(years(3), _SHREWSBURY, "2021"), Figure(years(3), _MAIL, "2021-07")),
    ),
    Shipped(
        Food.DRIED,
        translate("dates", "Dried pasta, rice and pulses"),
        Figure(years(3), _MAIL, "2021-07"),
        translate("dates", "the pack is sound"),
        (Figure(years(3), _SHREWSBURY, "2021"),),
    ),
    Shipped(
        Food.JAM,
        translate("dates", "Jam"),
        Figure(years(3), _MAIL, "2021-07"),
        translate("dates", "the seal is whole, the button is down"),
        (Figure(years(5), translate("dates", "other press reports"), "2021"),),
    ),
    Shipped(
        Food.FROZEN,
        translate("dates", "Frozen food"),
        Figure(months(1), translate("dates", "Community Essentials, which says “months”")),
        translate("dates", "still frozen solid"),
    ),
)
"""The table a hub starts with, freshest food first."""

BY_FOOD: Final[dict[str, Shipped]] = {each.food: each for each in SHIPPED}


def kept(word: str | None) -> Food | None:
    """A kind of food as the journal keeps it; None for none, or one that a newer version knows."""
    return Food(word) if word in BY_FOOD else None


_TYPED = re.compile(r"([0-9]{1,3})\s*(d|m|y|days?|weeks?|w|months?|years?)")


def kept_span(text: str) -> Span:
    """A span as the journal keeps it."""
    return Span(int(text[:-1]), months=text.endswith("m"))


def typed_span(text: str) -> Span:
    """A span as somebody typed it: ``2 weeks``, ``12 months``, ``3y``. Raises Refused."""
    found = _TYPED.fullmatch(plain(text))
    if found is None:
        raise Refused(
            translate("dates", "Type how long, with its unit: 2 days, 6 months, 3 years.")
        )
    number, unit = int(found[1]), found[2][0]
    span = {"d": days, "w": _weeks, "m": months, "y": years}[unit](number)
    if span.about_days > 10 * 366:
        raise Refused(translate("dates", "More than 10 years is too long. Type it again."))
    return span


def _weeks(number: int) -> Span:
    return days(number * 7)


def span_words(span: Span) -> Phrase:
    """A span in words: "2 days", "12 months", "3 years"."""
    number = span.number
    if not span.months:
        said = translate("dates", "1 day") if number == 1 else translate("dates", "{number} days")
    elif number >= 24 and number % 12 == 0:
        number //= 12
        said = translate("dates", "{number} years")
    elif number == 1:
        said = translate("dates", "1 month")
    else:
        said = translate("dates", "{number} months")
    return Phrase(said, {"number": number})
