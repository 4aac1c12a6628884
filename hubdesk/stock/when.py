"""The day and time that stand on a paper sheet, typed in few keys.

==================  =====================================================================
``1430``            half past two, on the day that is proposed; also ``930``, ``14:30``
``2pm``             two in the afternoon; also ``2:30pm``
``2011 1430``       20 November; without a year the last one, for it has been already
``sat 1430``        the last Saturday at which that time has come, today if it is one
``yesterday 1430``  also ``today 1430``, and any date of ``hubdesk.stock.dates``
==================  =====================================================================

A time is never in the future, never before the hub began, and never one that the clocks
left out in spring.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from msgspec import Struct

from hubdesk.clock import Clock
from hubdesk.errors import Refused
from hubdesk.stock import date_forms, date_words
from hubdesk.stock.keyed import plain
from hubdesk.wording import translate

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_DAY = 3
_LEAP_YEARS = 8
"""As far back as there may be no 29 February: 1896 to 1904, and 2096 to 2104."""
_CLOCK = re.compile(r"(?P<h>[0-9]{1,2})[:.]?(?P<m>[0-9]{2})\s?(?P<half>am|pm)?")
_HOUR = re.compile(r"(?P<h>[0-9]{1,2})\s?(?P<half>am|pm)")
_PARTED = re.compile(r"(?:(?P<day>.+?)\s)?(?P<wall>[0-9:.]+(?:\s?[ap]m)?)")


class Known(Struct, frozen=True):
    """What a typed time is read by: the moment now, the proposed day, the day the hub began."""

    clock: Clock
    now_ms: int
    today: date
    proposed: date
    began: date


def read(text: str, known: Known) -> int:
    """The moment that was typed, as milliseconds since 1970, UTC.

    Raises Refused, with how to type one, for what is no time of the past.
    """
    found = _PARTED.fullmatch(plain(text))
    wall = _wall(found["wall"]) if found else None
    if found is None or wall is None:
        raise Refused(
            translate(
                "dates", "That is not a time. Type 1430, or its day too: sat 1430, 2011 1430."
            )
        )
    day = known.proposed if found["day"] is None else _day(found["day"], wall, known)
    return _moment(day, wall, known)


def _wall(typed: str) -> time | None:
    found = _HOUR.fullmatch(typed) or _CLOCK.fullmatch(typed)
    if found is None:
        return None
    hour, minute = int(found["h"]), int(found.groupdict().get("m") or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(typed: str, wall: time, known: Known) -> date:
    if typed == "today":
        return known.today
    if typed == "yesterday":
        return known.today - timedelta(days=1)
    if len(typed) >= _SHORTEST_DAY:
        for number, name in enumerate(_DAYS):
            if name.startswith(typed):
                return _last(number, wall, known)
    return _dated(typed, known)


def _last(weekday: int, wall: time, known: Known) -> date:
    """The last such day of the week, today if that time has come."""
    day = known.today - timedelta(days=(known.today.weekday() - weekday) % 7)
    at_ms = known.clock.moment_of(day, wall)
    return day - timedelta(days=7) if at_ms is not None and at_ms > known.now_ms else day


def _dated(typed: str, known: Known) -> date:
    written = date_forms.parts(typed)
    if written is None or written.day is None:
        raise Refused(
            translate("dates", "That is not a day. Type sat 1430, or 2011 1430 for 20 November.")
        )
    years = range(known.today.year, known.today.year - _LEAP_YEARS - 1, -1)
    for year in years if written.year is None else (written.year,):
        try:
            found = date(year, written.month, written.day)
        except ValueError:
            continue
        if written.year is not None or found <= known.today:
            return found
    raise Refused(
        translate("dates", "There is no day {day}/{month}. Look at the sheet and type it again."),
        day=written.day,
        month=written.month,
    )


def _moment(day: date, wall: time, known: Known) -> int:
    at_ms = known.clock.moment_of(day, wall)
    if at_ms is None:
        raise Refused(
            translate(
                "dates", "There was no such time on {day}: the clocks went forward. Look again."
            ),
            day=date_words.day_words(day, known.today),
        )
    if at_ms > known.now_ms:
        raise Refused(
            translate(
                "dates", "That has not come yet: {day}, {time}. Type when it was, with its day."
            ),
            day=date_words.day_words(day, known.today),
            time=wall.strftime("%H:%M"),
        )
    if day < known.began:
        raise Refused(
            translate("dates", "This hub began on {day}. Nothing before that can be entered."),
            day=date_words.day_words(known.began, known.today),
        )
    return at_ms
