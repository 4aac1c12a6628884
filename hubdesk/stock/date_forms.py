"""The forms in which a date may be written, before any calendar is asked.

``parts`` finds day, month and year in the text; ``hubdesk.stock.dates`` decides whether such
a day exists and which year was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.stock.keyed import plain
from hubdesk.wording import translate


class Written(Struct, frozen=True):
    """The numbers of a date as written. No day: the month only. No year: the nearest."""

    day: int | None
    month: int
    year: int | None = None


def parts(text: str) -> Written | None:
    """The numbers of the date in the text; None when it is in no form of a date.

    Raises Refused for ``Nov 27``, which some packs use for a day and some for a year.
    """
    typed = plain(text)
    for form, reader in _FORMS:
        found = form.fullmatch(typed)
        if found:
            return reader(found)
    return None


def matches(text: str) -> bool:
    """True for text in one of the forms of a date, even if no calendar holds it."""
    typed = plain(text)
    return any(form.fullmatch(typed) for form, _ in _FORMS)


def _two_numbers(found: re.Match[str]) -> Written:
    first, second = int(found[1]), int(found[2])
    return Written(None, first, 2000 + second) if second > 12 else Written(first, second)


def _three_numbers(found: re.Match[str]) -> Written:
    return Written(int(found[1]), int(found[2]), _full_year(found[3]))


def _six_digits(found: re.Match[str]) -> Written:
    if found[2] in {"19", "20"}:  # no month, so the beginning of a year
        return Written(None, int(found[1]), int(found[2] + found[3]))
    return _three_numbers(found)


def _month_and_year(found: re.Match[str]) -> Written:
    return Written(None, int(found[1]), int(found[2]))


def _year_first(found: re.Match[str]) -> Written:
    return Written(int(found[3]), int(found[2]), int(found[1]))


def _day_and_name(found: re.Match[str]) -> Written:
    year = None if found[3] is None else _full_year(found[3])
    return Written(int(found[1]), _named(found[2]), year)


def _name_and_year(found: re.Match[str]) -> Written:
    return Written(None, _named(found[1]), int(found[2]))


def _name_and_number(found: re.Match[str]) -> Written:
    raise Refused(
        translate("dates", "Is that a day or a year? Type 27 Nov for the day, 1127 for the month.")
    )


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _named(word: str) -> int:
    return _SHORT_NAMES.index(word[:3]) + 1


_SHORT_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NUMBER, _YEAR = "([0-9]{1,2})", "([0-9]{4}|[0-9]{2})"
_SLASH = r"\s?[/.\-]\s?"
_GAP = r"[\s\-]?"

_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Written]]] = [
    (re.compile("([0-9]{2})([0-9]{2})"), _two_numbers),
    (re.compile("([0-9]{2})([0-9]{2})([0-9]{2})"), _six_digits),
    (re.compile(f"{_NUMBER}{_SLASH}{_NUMBER}"), _two_numbers),
    (re.compile(f"{_NUMBER}{_SLASH}([0-9]{{4}})"), _month_and_year),
    (re.compile(f"{_NUMBER}{_SLASH}{_NUMBER}{_SLASH}{_YEAR}"), _three_numbers),
    (re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"), _year_first),
    (re.compile(f"{_NUMBER}(?:st|nd|rd|th)?{_GAP}({_NAMES})(?:{_GAP}{_YEAR})?"), _day_and_name),
    (re.compile(f"({_NAMES}){_GAP}([0-9]{{4}})"), _name_and_year),
    (re.compile(f"({_NAMES}){_GAP}{_NUMBER}"), _name_and_number),
]
