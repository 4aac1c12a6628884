"""Rows of a list of products, each an entry of the catalogue or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from html import unescape
from typing import Final

from hubdesk.catalogue import headings, numbers, said_allergens, weights
from hubdesk.catalogue.headings import About
from hubdesk.catalogue.packed import Listed
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

    def entries(self, rows: Iterable[Row]) -> Iterator[Listed]:
        """The entries among these rows; empty rows are nothing at all.

        What is done once a row is spelled out here: a call more for each takes a tenth longer.
        """
        at = {about: self._at.get(about, -1) for about in About}
        code_at, name_at, brand_at = at[About.CODE], at[About.NAME], at[About.BRAND]
        size_at, sort_at, where_at = at[About.QUANTITY], at[About.SORT], at[About.COUNTRIES]
        text_at, stated_at = at[About.INGREDIENTS], at[About.ALLERGENS]
        widest, seen, weighed = max(at.values()) + 1, self._seen, numbers.weighed()
        for line, cells in rows:
            if cells is None:
                self.skipped[Why.TOO_LONG].add(line, "", "")
                continue
            # A column that is not there stands at -1, where nothing is said.
            cells.extend([""] * max(1, 1 + widest - len(cells)))
            code, name = cells[code_at], cells[name_at]
            if not is_tidy(name):
                name = named(name)
            number = numbers.plain(code, weighed) or numbers.read(code)
            if isinstance(number, Why) or number in seen or not name or cells[where_at]:
                why = self._why_not(number, code, name, cells[where_at])
                if why is not None:
                    if any(map(str.strip, cells)):
                        self.skipped[why].add(line, code, name)
                    continue
            assert isinstance(number, int)
            if brand := cells[brand_at]:
                name = _with_brand(name, brand)
            size, sort = cells[size_at], cells[sort_at]
            allergens = 0
            if cells[text_at] or cells[stated_at]:
                allergens = self._stated(cells[text_at], cells[stated_at])
            weight_g = weights.of_quantity(size) if size else weights.of_name(name)
            seen.add(number)
            made = Listed(number, name, weight_g, allergens, _sort(sort) if sort else "")
            if len(self.first) < SHOWN:
                self.first.append((line, made))
            yield made

    def _why_not(self, number: int | Why, code: str, name: str, countries: str) -> Why | None:
        """Why a row is left out, if it is."""
        if isinstance(number, Why):
            return number
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


def is_tidy(name: str) -> bool:
    """True for what ``named`` would leave as it is: nearly all names of an English list."""
    return (
        name[:1].isalpha()
        and name.isascii()
        and name.isprintable()
        and len(name) <= LONGEST_NAME
        and "&" not in name
        and "  " not in name
        and name[-1] != " "
    )


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
    if not first or folded in name.lower():
        return name
    whole = f"{first} {name}"
    return whole if len(whole) <= LONGEST_NAME else named(whole)


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
