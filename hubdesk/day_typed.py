"""Today's date as somebody types it: a whole day, by the last entry and not by the clock.

``21/11/2026``, ``211126``, ``21112026`` and ``21 Nov 2026`` name their year. ``21/11``, ``2111``
and ``21 Nov`` are of the year that puts them nearest after the last entry, or on its day. A
month is no day, and a pack's ``x`` is none either.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from hubdesk.day_answers import EXAMPLE, MADE, Doubt, Fit, never
from hubdesk.errors import Refused
from hubdesk.stock import date_forms
from hubdesk.stock.date_forms import Written
from hubdesk.stock.keyed import plain
from hubdesk.wording import translate

_ALL_DIGITS = re.compile("([0-9]{2})([0-9]{2})([0-9]{4})")
_LEAP_YEARS = 8
"""29 February comes again within so many years."""


class Typed(Struct, frozen=True):
    """The day that was meant. Not sure: no year was typed, and the clock would say another."""

    day: date
    is_sure: bool = True


def read(text: str, doubt: Doubt) -> Typed:
    """The day somebody typed. Raises Refused, with what to type, for all that is none."""
    written = _written(text)
    if written is None:
        raise _refused(translate("hub", "Type the day, the month and the year, such as {example}."))
    if written.day is None:
        raise _refused(
            translate("hub", "That is a month. Type the day as well, such as {example}.")
        )
    typed = _without_year(written, doubt) if written.year is None else Typed(_of(written))
    if doubt.fit(typed.day) is Fit.NEVER:
        raise never(typed.day)
    return typed


def _written(text: str) -> Written | None:
    digits = _ALL_DIGITS.fullmatch(plain(text))
    if digits:
        return Written(int(digits[1]), int(digits[2]), int(digits[3]))
    try:
        return date_forms.parts(text)
    except Refused:
        return None


def _without_year(written: Written, doubt: Doubt) -> Typed:
    """The first such day since the last entry; with none here yet, the one nearest the clock."""
    entered = doubt.last or doubt.others
    since = entered or doubt.since
    if since is None:
        raise _refused(translate("hub", "Type the year as well, such as {example}."))
    near = _nearest(written, doubt.day) if doubt.day >= MADE else None
    found = _first(written, since) if entered else _nearest(written, since)
    return Typed(found, is_sure=near is None or near == found)


def _first(written: Written, since: date) -> date:
    """The first such day that is not before another."""
    return next(day for day in _days(written, since.year, _LEAP_YEARS) if day >= since)


def _nearest(written: Written, near: date) -> date:
    days = _days(written, near.year - 1, _LEAP_YEARS)
    return min(days, key=lambda day: abs((day - near).days))


def _days(written: Written, first: int, years: int) -> list[date]:
    """That day of some years. Raises Refused when none of them has it."""
    days = [_calendar(written, year) for year in range(first, first + years + 1)]
    held = [day for day in days if day is not None]
    if not held:
        raise _no_such_day(written)
    return held


def _of(written: Written) -> date:
    found = _calendar(written, written.year or 0)
    if found is None:
        raise _no_such_day(written)
    return found


def _calendar(written: Written, year: int) -> date | None:
    try:
        return date(year, written.month, written.day or 0)
    except ValueError:
        return None


def _no_such_day(written: Written) -> Refused:
    return _refused(
        translate("hub", "There is no day {day}/{month}. Type the day first, such as {example}."),
        day=written.day,
        month=written.month,
    )


def _refused(text: str, **values: object) -> Refused:
    return Refused(text, example=EXAMPLE, **values)
