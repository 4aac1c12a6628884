"""GS1's fields (application identifiers): how long each is, and what a product makes of them.

Source: GS1 General Specifications, section 3; the table itself comes with biip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from msgspec import Struct

from hubdesk.codes import check_digit
from hubdesk.months import days_in
from hubdesk.scanner.meanings import InStoreCode, ProductCode, WrongCheckDigit

Field = tuple[str, str]
DATES = ("11", "12", "13", "15", "16", "17")


class Identifier(Struct, frozen=True):
    """One application identifier: its number, its value's shape, and its length when fixed."""

    ai: str
    shape: re.Pattern[str]
    fixed_length: int | None

    def takes(self, value: str) -> bool:
        """Whether ``value`` is a possible value, as far as shapes go."""
        return self.shape.fullmatch(self.ai + value) is not None


@lru_cache(maxsize=4096)
def _beginning(four: str) -> Identifier | None:
    # Imported when first needed: biip takes a quarter of a second, which neither the start of
    # the counter nor an EAN has to wait for.
    from biip import ParseError  # noqa: PLC0415
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier  # noqa: PLC0415

    try:
        entry = GS1ApplicationIdentifier.extract(four)
    except ParseError:
        return None
    shape = re.compile(entry.pattern.removesuffix("$"), re.ASCII)
    return Identifier(entry.ai, shape, None if entry.separator_required else _length(entry.format))


def prepare() -> None:
    """Loads the table of identifiers, so that the first GS1 code need not wait for it."""
    _beginning("01")


def _length(form: str) -> int:
    """14 for "N2+N14": the digits after the identifier's own."""
    return sum(int(part) for part in re.findall(r"\d+", form)[1:])


def starting(text: str, at: int = 0) -> Identifier | None:
    """The identifier that ``text`` has at this place; no identifier begins another."""
    return _beginning(text[at : at + 4])


def takes(ai: str, value: str) -> bool:
    """Whether ``ai`` is an application identifier and ``value`` one that it can have."""
    identifier = starting(ai)
    return identifier is not None and identifier.ai == ai and identifier.takes(value)


def day(yymmdd: str, today: date) -> date | None:
    """A GS1 date: six digits, day 00 is the month's last; None when there is no such day.

    The century is the one that puts the year from 49 before to 50 after ``today``'s (GS1
    General Specifications, 7.12).
    """
    if len(yymmdd) < 6 or not check_digit.is_digits(yymmdd[:6]):
        return None
    year, month, number = int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:6])
    ahead = (year - today.year % 100 + 49) % 100 - 49
    if not 1 <= month <= 12 or not 1 <= today.year + ahead <= 9999:
        return None
    last = days_in(today.year + ahead, month)
    if number > last:
        return None
    return date(today.year + ahead, month, number or last)


def product(fields: Iterable[Field], today: date) -> ProductCode | None:
    """The product these fields speak of; None when they name none with a right check digit."""
    values = dict(fields)
    gtin = values.get("01", values.get("02"))
    if gtin is None or not check_digit.valid(gtin) or not gtin.strip("0"):
        return None
    lot = values.get("10")
    return ProductCode(
        gtin=check_digit.shortest(gtin),
        lot=lot.upper() if lot else None,
        best_before=day(values.get("15", ""), today),
        use_by=day(values.get("17", values.get("7003", "")), today),
        weight_g=_weight_g(values),
        count=_count(values.get("30", values.get("37", ""))),
    )


def meaning(
    fields: Iterable[Field], today: date
) -> ProductCode | InStoreCode | WrongCheckDigit | None:
    """What these fields come to, a wrong check digit included; None when they name no product."""
    values = dict(fields)
    found = product(values.items(), today)
    if found is not None:
        return InStoreCode(found.gtin) if check_digit.is_in_store(found.gtin) else found
    gtin = values.get("01", values.get("02", ""))
    if len(gtin) in check_digit.LENGTHS and check_digit.is_digits(gtin) and gtin.strip("0"):
        return WrongCheckDigit(check_digit.shortest(gtin), check_digit.expected(gtin))
    return None


def _weight_g(values: dict[str, str]) -> int | None:
    """Net weight in grams: 310n holds kilograms with n decimal places."""
    for places in range(6):
        kilograms = values.get(f"310{places}")
        if kilograms is not None:
            return round(int(kilograms) * 1000 / float(10**places))
    return None


def _count(digits: str) -> int | None:
    return int(digits) if 0 < len(digits) <= 8 and check_digit.is_digits(digits) else None
