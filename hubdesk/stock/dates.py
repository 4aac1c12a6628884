"""Dates as packs print them and volunteers type them, and what they mean today.

What can be typed (the rule is the hub's own, in the design notes under "Dates"):

=================  =====================================================================
``2711``           27 November; with no year, the date nearest today
``0627``           June 2027, because years exceed 12; month only means its last day
``271126``         27 November 2026
``112027``         November 2027
``27/11``          as ``2711``; also ``27/11/26``, ``27.11.2026``, ``11/27``, ``2026-11-27``
``27 Nov``         as ``2711``; also ``27 November 2026`` and ``Nov 2027``
``x``              no date on the pack
3 digits           never a date: a quantity
=================  =====================================================================

``Nov 27`` is asked about: some packs mean the day by it and some the year.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.months import days_in
from hubdesk.stock import date_forms
from hubdesk.stock.keyed import plain
from hubdesk.wording import translate

SOON_DAYS = 3
"""Up to this many days before its date, food is called out as "use soon"."""

FARTHEST_YEARS = 20
"""A pack dated farther from today than this was mistyped: no food keeps so long."""

NO_DATE = "x"
"""What is typed for a pack that bears no date."""


class DateKind(StrEnum):
    """What the date on a pack promises.

    Use by is about safety: it is illegal to supply food after it. Best before is about
    quality: food may be given after it, once checked (FSA and WRAP guidance on surplus food).
    Frozen is the last day of what was frozen here in time: as strict as a use by, and never
    printed by a maker.
    """

    USE_BY = "use by"
    BEST_BEFORE = "best before"
    FROZEN = "frozen"


PRINTED: Final = (DateKind.USE_BY, DateKind.BEST_BEFORE)
"""The kinds that stand on a maker's pack, and that somebody may choose between."""


class DateState(StrEnum):
    """How a dated batch stands today."""

    FINE = "fine"
    SOON = "soon"
    PAST_BEST_BEFORE = "past best before"
    PAST_USE_BY = "past use by"


class Dated(Struct, frozen=True):
    """The date on a pack. ``day`` is the last day it holds, the month's last if month only.

    ``kind`` is None when the typing does not tell: then the line's usual kind holds, else
    use by.
    """

    day: date
    kind: DateKind | None = None
    month_only: bool = False


def state_of(day: date | None, kind: DateKind | None, today: date) -> DateState:
    """How a batch stands today. A kind nobody knows is treated as use by, to be safe.

    The day itself is still in date. "Soon" is from ``SOON_DAYS`` days before, for both kinds.
    A pack with no date is fine.
    """
    if day is None:
        return DateState.FINE
    days_left = (day - today).days
    if days_left < 0:
        if kind is DateKind.BEST_BEFORE:
            return DateState.PAST_BEST_BEFORE
        return DateState.PAST_USE_BY
    return DateState.SOON if days_left <= SOON_DAYS else DateState.FINE


def read(text: str, today: date) -> Dated | None:
    """The date somebody typed, or None for ``x``, "no date on the pack".

    Raises Refused when it is no date, with how to type one.
    """
    if plain(text) == NO_DATE:
        return None
    written = date_forms.parts(text)
    if written is None:
        raise Refused(
            translate(
                "dates",
                "That is not a date. Type 2711 for 27 November, 0627 for June 2027, "
                "or x when there is no date.",
            )
        )
    if written.day is None:
        return _month(written.month, written.year or today.year, today)
    if written.year is None:
        return Dated(_nearest(written.day, written.month, today))
    return Dated(_day(written.day, written.month, written.year, today))


def looks_like(text: str) -> bool:
    """True for text in one of the forms of a date, even if no calendar holds it."""
    return plain(text) == NO_DATE or date_forms.matches(text)


def _nearest(day: int, month: int, today: date) -> date:
    """The date nearest today. Of two equally near the earlier, because it is the safer."""
    near = [_in_calendar(day, month, year) for year in range(today.year - 1, today.year + 2)]
    held = [found for found in near if found is not None]
    if not held:
        raise _no_such_day(day, month)
    return min(held, key=lambda found: abs((found - today).days))


def _day(day: int, month: int, year: int, today: date) -> date:
    found = _in_calendar(day, month, year)
    if found is None:
        raise _no_such_day(day, month)
    return _believable(found, today)


def _month(month: int, year: int, today: date) -> Dated:
    if _in_calendar(1, month, year) is None:
        raise Refused(
            translate(
                "dates",
                "There is no month {month}. Type 2711 for 27 November, or 0627 for June 2027.",
            ),
            month=month,
        )
    last = date(year, month, days_in(year, month))
    return Dated(_believable(last, today), DateKind.BEST_BEFORE, month_only=True)


def _in_calendar(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _believable(found: date, today: date) -> date:
    if abs(found.year - today.year) > FARTHEST_YEARS:
        raise Refused(
            translate(
                "dates", "The year {year} is far from today. Check the pack and type it again."
            ),
            year=found.year,
        )
    return found


def _no_such_day(day: int, month: int) -> Refused:
    return Refused(
        translate(
            "dates",
            "There is no day {day}/{month}. Check the pack and type it again, day first.",
        ),
        day=day,
        month=month,
    )
