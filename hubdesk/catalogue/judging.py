"""Rows of a list of products, each an entry of the catalogue or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Final

from hubdesk.catalogue import headings, said_allergens, weights
from hubdesk.catalogue.headings import About
from hubdesk.catalogue.packed import Listed
from hubdesk.catalogue.skipping import SHOWN, Skipped, Why
from hubdesk.codes import check_digit
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
        self._others = {about: places.get(about, -1) for about in About}
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
                if not any(cells):
                    continue
                cells.extend([""] * (widest - len(cells)))
            code = cells[code_at].strip()
            number = _number(code)
            name = named(cells[name_at])
            if isinstance(number, Why):
                if code or name or any(cells):
                    self._skip(number, line, code, name)
            elif not name or name == code:
                self._skip(Why.NO_NAME, line, code)
            elif number in seen:
                self._skip(Why.TWICE, line, code, name)
            elif not self._is_sold_here(cells):
                self._skip(Why.ELSEWHERE, line, code, name)
            else:
                seen.add(number)
                self.rows += 1
                made = self._entry(number, name, cells)
                if len(self.first) < SHOWN:
                    self.first.append((line, made))
                yield made

    def _skip(self, why: Why, line: int, code: str = "", name: str = "") -> None:
        self.rows += 1
        self.skipped[why].add(line, code, name)

    def _entry(self, number: int, name: str, cells: list[str]) -> Listed:
        at = self._others
        brand_at, quantity_at, sort_at = at[About.BRAND], at[About.QUANTITY], at[About.SORT]
        if brand_at >= 0 and (brand := cells[brand_at]):
            name = _with_brand(name, brand)
        quantity = cells[quantity_at] if quantity_at >= 0 else ""
        weight_g = weights.of_quantity(quantity) if quantity else weights.of_name(name)
        allergens = 0
        if (text_at := at[About.INGREDIENTS]) >= 0 and (text := cells[text_at]):
            allergens = said_allergens.among_ingredients(text[:LONGEST_TEXT])
        if (listed_at := at[About.ALLERGENS]) >= 0 and (listed := cells[listed_at]):
            allergens |= said_allergens.listed(listed[:LONGEST_TEXT], is_own=self._is_own)
        sort = _sort(cells[sort_at]) if sort_at >= 0 and cells[sort_at] else ""
        return Listed(number, name, weight_g, allergens, sort)

    def _is_sold_here(self, cells: list[str]) -> bool:
        at = self._others[About.COUNTRIES]
        said = cells[at] if at >= 0 else ""
        return not said or _names_us(said)


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


def _number(code: str) -> int | Why:
    """The number of a code, or what is wrong with it. Nothing is ever put right."""
    if not (code.isascii() and code.isdigit()):
        code = code.replace(" ", "").strip("'\t\0\ufeff")
        if not code:
            return Why.NO_CODE
        if not (code.isascii() and code.isdigit()):
            return Why.NOT_A_NUMBER
    if len(code) not in check_digit.LENGTHS or not code.strip("0"):
        return Why.BAD_LENGTH
    if check_digit.expected(code) != code[-1]:
        return Why.WRONG_CHECK
    return Why.IN_STORE if check_digit.is_in_store(check_digit.shortest(code)) else int(code)


def _with_brand(name: str, brand: str) -> str:
    first = named(brand.split(",", 1)[0])
    if not first or first.casefold() in name.casefold():
        return name
    return named(f"{first} {name}")


@lru_cache(maxsize=4096)
def _sort(text: str) -> str:
    """The last and closest of the categories: ``en:canned-fishes`` is ``canned fishes``."""
    last = text.rsplit(",", 1)[-1].strip()
    if last[2:3] == ":":
        last = last[3:].replace("-", " ")
    return named(last)[:LONGEST_SORT].strip()


@lru_cache(maxsize=4096)
def _names_us(countries: str) -> bool:
    said = {each.strip().casefold() for each in countries.split(",")}
    return any(each.removeprefix("en:") in _HERE for each in said) or "en:world" in said
