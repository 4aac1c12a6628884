"""Rows of a list of products, each an entry of the catalogue or left out with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
        places = {column.about: at for at, column in enumerate(said.columns)}
        self._code, self._name = places[About.CODE], places[About.NAME]
        self._brand, self._quantity, self._ingredients, self._allergens, self._sort, self._where = (
            places.get(about, -1)
            for about in (
                About.BRAND,
                About.QUANTITY,
                About.INGREDIENTS,
                About.ALLERGENS,
                About.SORT,
                About.COUNTRIES,
            )
        )
        self._tells_allergens = self._ingredients >= 0 or self._allergens >= 0
        self._widest = max(places.values()) + 1
        self._is_own = not headings.is_public(said)
        self._seen: set[int] = set()
        self.rows = 0
        self.first: list[tuple[int, Listed]] = []
        self.skipped = {why: Skipped(why) for why in Why}

    def entries(self, rows: Iterable[Row]) -> Iterator[Listed]:
        """The entries among these rows; empty rows are nothing at all."""
        code_at, name_at, widest, seen = self._code, self._name, self._widest, self._seen
        for line, cells in rows:
            if cells is None:
                self._skip(Why.TOO_LONG, line)
                continue
            if len(cells) < widest:
                cells.extend([""] * (widest - len(cells)))
            code, name = cells[code_at], cells[name_at]
            number = numbers.plain(code) or numbers.read(code)
            if not is_tidy(name):
                name = named(name)
            if isinstance(number, Why):
                if any(map(str.strip, cells)):
                    self._skip(number, line, code, name)
            elif not name or name == code:
                self._skip(Why.NO_NAME, line, code)
            elif number in seen:
                self._skip(Why.TWICE, line, code, name)
            elif self._where >= 0 and not _is_sold_here(cells[self._where]):
                self._skip(Why.ELSEWHERE, line, code, name)
            else:
                seen.add(number)
                yield self._entry(line, number, name, cells)

    def _skip(self, why: Why, line: int, code: str = "", name: str = "") -> None:
        self.rows += 1
        self.skipped[why].add(line, code, name)

    def _entry(self, line: int, number: int, name: str, cells: list[str]) -> Listed:
        self.rows += 1
        if self._brand >= 0 and (brand := cells[self._brand]):
            name = _with_brand(name, brand)
        quantity = cells[self._quantity] if self._quantity >= 0 else ""
        weight_g = weights.of_quantity(quantity) if quantity else weights.of_name(name)
        allergens = self._stated(cells) if self._tells_allergens else 0
        sort = _sort(cells[self._sort]) if self._sort >= 0 and cells[self._sort] else ""
        made = Listed(number, name, weight_g, allergens, sort)
        if len(self.first) < SHOWN:
            self.first.append((line, made))
        return made

    def _stated(self, cells: list[str]) -> int:
        among = cells[self._ingredients][:LONGEST_TEXT] if self._ingredients >= 0 else ""
        listed = cells[self._allergens][:LONGEST_TEXT] if self._allergens >= 0 else ""
        found = said_allergens.among_ingredients(among) if among else 0
        if listed:
            found |= said_allergens.listed(listed, is_own=self._is_own)
        return found


is_tidy: Final = re.compile(r"[A-Za-z](?:[!-%'-~]| (?! )){1,118}[!-%'-~]").fullmatch
"""Matches what ``named`` would leave as it is, for nearly all names of an English list."""


def named(text: str) -> str:
    """A name as it is kept: one line, no marks of a web page, no longer than a label."""
    if "&" in text:
        text = unescape(text)
    if text.isascii() and text.isprintable():
        tidy = " ".join(text.split())
        if tidy[:1] == "'":
            tidy = cell(tidy)
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
