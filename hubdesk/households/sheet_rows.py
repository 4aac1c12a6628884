"""Rows of a spreadsheet as households: ready, doubtful or refused, each with why.

Only what a household may choose to tell comes through. Everything else in the row stays in
the file it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from msgspec.structs import replace

from hubdesk.households import postcodes, said_diet
from hubdesk.households.headings import About
from hubdesk.households.household import MOST_PEOPLE
from hubdesk.households.record import Details
from hubdesk.households.sheet_row import Outcome, SheetRow
from hubdesk.sheets.headings import Headings
from hubdesk.sheets.sheet import Cells, Sheet
from hubdesk.told import one_line
from hubdesk.wording import Phrase, translate

LONGEST_NAME: Final = 200
LONGEST_LINE: Final = 300
MANY_PEOPLE: Final = 12
"""From so many people on, a row is looked at before it is taken in."""

_DATE = re.compile(
    r"\d{4}-\d\d-\d\d.*|\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}|\d{1,2}-[A-Za-z]{3}"
)
_BOTH = re.compile(
    r"(\d{1,3}) ?(?:adults?|a|ad)? ?[+,&/ ] ?(\d{1,3}) ?(?:child(?:ren)?|kids?|c|ch)?",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:family of |household of )?(\d{1,6})(?:\.0+)?( ?[A-Za-z]+)?")
_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
} | {"none": "0", "nil": "0", "n/a": "0", "-": "0", "no": "0", "single": "1", "couple": "2"}


def rows(sheet: Sheet, headings: Headings) -> Iterator[SheetRow]:
    """Every row below the headings that holds anything, in order."""
    wanted: dict[StrEnum, list[tuple[int, str]]] = {}
    for at, column in enumerate(headings.columns):
        wanted.setdefault(column.about, []).append((at, column.heading))
    wanted.pop(About.LEFT_OUT, None)
    for number, cells in enumerate(sheet.rows[headings.first :], headings.first):
        if any(cells):
            yield read(sheet.first_line + number, cells, wanted)


def read(line: int, cells: Cells, wanted: dict[StrEnum, list[tuple[int, str]]]) -> SheetRow:
    """One row as a household."""

    def told(about: About) -> list[tuple[str, str]]:
        return [(cells[at], heading) for at, heading in wanted.get(about, ())]

    found = SheetRow(line, Outcome.READY, 0, 0, Details())
    if _is_heading(cells, wanted):
        return _refused(found, Phrase(translate("sheet", "These are headings again.")))
    food = said_diet.joined(
        [said_diet.understood(*each) for each in (*told(About.DIET), *told(About.ALLERGIES))]
    )
    details = Details(
        _name(told),
        ", ".join(dict.fromkeys(one_line(each) for each, _ in told(About.STREET) if each)),
        _first(told(About.POSTCODE)),
        _phone(_first(told(About.PHONE))),
        food.diet,
        food.allergies,
    )
    found = _sized(replace(found, details=details), told)
    if max(map(len, (details.name, details.phone))) > LONGEST_NAME or (
        max(map(len, (details.street, details.postcode))) > LONGEST_LINE
    ):
        found = _refused(found, Phrase(translate("sheet", "A name or an address is far too long.")))
    if details.postcode and postcodes.read(details.postcode) is None:
        found = found.doubted(Phrase(translate("sheet", "The postcode looks wrong.")))
    for word in food.asked:
        said = translate("sheet", "Ask about “{word}”: it may mean less than is avoided now.")
        found = found.doubted(Phrase(said, {"word": word}))
    if food.unknown:
        said = translate("sheet", "Not known and left out: {words}")
        found = found.doubted(Phrase(said, {"words": _short(", ".join(food.unknown))}))
    return found


def _sized(row: SheetRow, told: object) -> SheetRow:
    """How many people, from one column for all of them or from several."""
    assert callable(told)
    said: dict[About, int | None] = {}
    for about in (About.ADULTS, About.CHILDREN, About.PEOPLE):
        texts = [each for each, _ in told(about) if each]
        numbers = [_number(each) for each in texts]
        if about is About.PEOPLE and texts and (both := _both(texts[0])):
            said[About.ADULTS], said[About.CHILDREN] = both
            said.setdefault(About.PEOPLE, None)
            continue
        if any(number is None for number in numbers):
            return _refused(row, _not_a_number(next(t for t in texts if _number(t) is None)))
        said[about] = sum(n for n in numbers if n is not None) if numbers else None
    return _counted(row, said[About.ADULTS], said[About.CHILDREN], said.get(About.PEOPLE))


def _counted(
    row: SheetRow, adults: int | None, children: int | None, people: int | None
) -> SheetRow:
    if adults is None and children is None and people is None:
        return _refused(row, Phrase(translate("sheet", "It does not say how many people.")))
    doubt = None
    if adults is None and people is not None:
        adults = people - (children or 0)
        if children is None:
            doubt = Phrase(
                translate("sheet", "It does not say how many are children: all taken as adults.")
            )
    elif children is None and people is not None and adults is not None:
        children = people - adults
    elif people is not None and people != (adults or 0) + (children or 0):
        doubt = Phrase(
            translate("sheet", "The numbers differ: {people} in all, but {adults}+{children}."),
            {"people": people, "adults": adults or 0, "children": children or 0},
        )
    adults, children = adults or 0, children or 0
    row = replace(row, adults=adults, children=children)
    if adults < 0 or children < 0:
        return _refused(row, Phrase(translate("sheet", "More children than people in all.")))
    if not 1 <= adults + children <= MOST_PEOPLE:
        said = translate("sheet", "{people} people: a household has 1 to {most}.")
        return _refused(row, Phrase(said, {"people": adults + children, "most": MOST_PEOPLE}))
    if adults + children >= MANY_PEOPLE:
        said = translate("sheet", "{people} people are many. Is it right?")
        row = row.doubted(Phrase(said, {"people": adults + children}))
    elif not adults:
        row = row.doubted(Phrase(translate("sheet", "Children, and no adult. Is it right?")))
    return row if doubt is None else row.doubted(doubt)


def _number(text: str) -> int | None:
    """A number of people; None for what is none."""
    plain = _WORDS.get(text.casefold(), text)
    found = _ONE.fullmatch(plain)
    return int(found[1]) if found and not _DATE.fullmatch(plain) else None


def _both(text: str) -> tuple[int, int] | None:
    """``2+3``, ``2 adults, 3 children`` or ``2A 3C``."""
    found = None if _DATE.fullmatch(text) else _BOTH.fullmatch(" ".join(text.split()))
    return (int(found[1]), int(found[2])) if found else None


def _not_a_number(text: str) -> Phrase:
    if _DATE.fullmatch(text):
        return Phrase(
            translate("sheet", "A date stands where the number of people should be: {date}"),
            {"date": text},
        )
    said = translate("sheet", "“{words}” is not a number of people.")
    return Phrase(said, {"words": _short(text)})


def _name(told: object) -> str:
    assert callable(told)
    whole = [*told(About.NAME), *told(About.FIRST_NAME), *told(About.SURNAME)]
    return " ".join(one_line(each) for each, _ in whole if each)


def _first(texts: Sequence[tuple[str, str]]) -> str:
    return next((one_line(each) for each, _ in texts if each), "")


def _phone(text: str) -> str:
    """A phone number as it was dialled: a spreadsheet drops the 0 a UK number begins with."""
    return f"0{text}" if re.fullmatch(r"[1-37-9]\d{8,9}", text) else text


def _is_heading(cells: Cells, wanted: dict[StrEnum, list[tuple[int, str]]]) -> bool:
    pairs = [(cells[at], heading) for columns in wanted.values() for at, heading in columns]
    said = [(text, heading) for text, heading in pairs if text]
    return len(said) > 1 and all(text == heading for text, heading in said)


def _refused(row: SheetRow, why: Phrase) -> SheetRow:
    return replace(row, outcome=Outcome.REFUSED, why=(*row.why, why))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
