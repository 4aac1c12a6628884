"""Rows of a list of products, each an entry of the catalogue or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from html import unescape
from typing import Final

from hubdesk.catalogue import headings, numbers, said_allergens, weights
from hubdesk.catalogue.headings import About
from hubdesk.catalogue.packed import Entry, Listed
from hubdesk.catalogue.skipping import SHOWN, Skipped, Why
from hubdesk.sheets.flow import Row
from hubdesk.sheets.headings import Headings
from hubdesk.sheets.sheet import cell
from hubdesk.told import can_be_seen, one_line

LONGEST_NAME: Final = 120
"""Letters of a name that are kept: more than fits on a label or a card."""
LONGEST_SORT: Final = 60
LONGEST_TEXT: Final = 20_000
"""Letters of ingredients that are looked through."""

_HERE: Final = ("united kingdom", "united-kingdom", "royaume-uni", "uk", "gb", "great britain")


class Judge:
    """Reads rows one after the other, and counts what it leaves out and why."""

    def __init__(self, said: Headings) -> None:
        self._at: dict[StrEnum, int] = {c.about: at for at, c in enumerate(said.columns)}
        self._is_own = not headings.is_public(said)
        self._seen: set[int] = set()
        self.first: list[tuple[int, Listed]] = []
        self.skipped = {why: Skipped(why) for why in Why}

    @property
    def rows(self) -> int:
        """How many rows there were: those that come in, and those left out."""
        return len(self._seen) + sum(each.count for each in self.skipped.values())

    def entries(self, rows: Iterable[Row]) -> Iterator[Entry]:
        """The entries among these rows; empty rows are nothing at all.

        What is done once a row is spelled out here: a call more for each takes a tenth longer.
        """
        at = {about: self._at.get(about, -1) for about in About}
        code_at, name_at, brand_at = at[About.CODE], at[About.NAME], at[About.BRAND]
        size_at, sort_at, where_at = at[About.QUANTITY], at[About.SORT], at[About.COUNTRIES]
        text_at, stated_at = at[About.INGREDIENTS], at[About.ALLERGENS]
        blank, seen = [""] * (2 + max(at.values())), self._seen
        plain, sums = numbers.plain, numbers.weighed()
        for line, cells in rows:
            if cells is None:
                self.skipped[Why.TOO_LONG].add(line, "", "")
                continue
            # A column that is not there stands at -1, where nothing is said.
            cells.extend(blank[len(cells) :] or blank[:1])
            code, name = cells[code_at], cells[name_at]
            if name[:1].isalpha() and name.isprintable() and "&" not in name:
                name = " ".join(name.split())
            else:
                name = named(name)
            number, why = plain(code, sums), None
            if not number:
                number, why = numbers.read(code)
            if why or number in seen or not name or cells[where_at]:
                why = why or self._why_not(number, code, name, cells[where_at])
                if why is not None:
                    if any(map(str.strip, cells)):
                        self.skipped[why].add(line, code, name)
                    continue
            if brand := cells[brand_at]:
                name = _with_brand(name, brand)
            if len(name) > LONGEST_NAME:
                name = named(name)
            size, sort = cells[size_at], cells[sort_at]
            weight_g = weights.of_quantity(size) if size else weights.of_name(name)
            allergens = 0
            if cells[text_at] or cells[stated_at]:
                allergens = self._stated(cells[text_at], cells[stated_at])
            seen.add(number)
            made = (number, name, weight_g, allergens, _sort(sort) if sort else "")
            if len(self.first) < SHOWN:
                self.first.append((line, Listed._make(made)))
            yield made

    def _why_not(self, number: int, code: str, name: str, countries: str) -> Why | None:
        """Why a row with a good barcode is left out, if it is."""
        if not name or name == code:
            return Why.NO_NAME
        if number in self._seen:
            return Why.TWICE
        return None if not countries or _is_sold_here(countries) else Why.ELSEWHERE

    def _stated(self, ingredients: str, listed: str) -> int:
        found = said_allergens.among_ingredients(ingredients[:LONGEST_TEXT]) if ingredients else 0
        if listed:
            found |= said_allergens.listed(listed[:LONGEST_TEXT], is_own=self._is_own)
        return found


def named(text: str) -> str:
    """A name as it is kept: one line, no marks of a web page, no longer than a label."""
    if "&" in text and ";" in text:
        text = unescape(text)
    if text.isprintable() and text[:1] != "'":
        tidy = " ".join(text.split())
    else:
        tidy = one_line(cell(text[: LONGEST_NAME * 4]))
        if not can_be_seen(tidy):
            return ""
    if not any(map(str.isalpha, tidy)):
        return ""
    return tidy if len(tidy) <= LONGEST_NAME else tidy[: LONGEST_NAME - 1].rstrip() + "…"


def _with_brand(name: str, brand: str) -> str:
    first, folded = _brand(brand)
    return name if folded in name.lower() else f"{first} {name}"


@lru_cache(maxsize=4096)
def _brand(text: str) -> tuple[str, str]:
    """The first of the brands, and how it is sought in a name."""
    first = named(text.split(",", 1)[0])
    return first, first.lower()


@lru_cache(maxsize=4096)
def _sort(text: str) -> str:
    """The last and closest of the categories: ``en:canned-fishes`` is ``canned fishes``."""
    last = text.rsplit(",", 1)[-1].strip()
    if last[2:3] == ":":
        last = last[3:].replace("-", " ")
    return named(last)[:LONGEST_SORT].strip()


@lru_cache(maxsize=4096)
def _is_sold_here(countries: str) -> bool:
    said = {each.strip().casefold() for each in countries.split(",")} - {""}
    return not said or any(each.removeprefix("en:") in _HERE for each in said) or "en:world" in said
