"""What may be answered when the hub asks what day it is, by its last entry and not by the clock.

A day before the last entry would put what happens now under what was counted then, so it is
taken only when somebody says on purpose that the clock was ahead. A day long after it is asked
about once more, because a slip of the finger looks the same. A clock that shows the same is
believed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.wording import translate

DAY_MS: Final = 86_400_000
REST_DAYS: Final = 14
REST_MS: Final = REST_DAYS * DAY_MS
"""How long a hub may rest before the date is asked for."""
LONGEST_YEARS: Final = 10
"""No hub rests for longer: a year so far after the last entry is a slip."""
MADE: Final = date(2025, 1, 1)
"""Hubdesk was first written after this day, so today is never before it."""


class Why(StrEnum):
    """Why the date is asked for."""

    BEHIND = "behind"
    """The clock is before the last entry here."""
    RESTED = "rested"
    """Nothing was entered for weeks."""
    EARLY = "early"
    """The clock is before Hubdesk was made: its battery is dead."""
    SAID = "said"
    """The clock is known to be wrong, and it is another day."""
    OTHERS = "others"
    """Other laptops' entries are more than a day ahead of the clock."""
    WANTED = "wanted"
    """Nothing is in doubt; somebody wants to put the date right."""


class Fit(StrEnum):
    """How a day that was answered fits what was entered before."""

    FITS = "fits"
    BEFORE = "before"
    """Before the last entry here: only if the clock was ahead then."""
    LONG_AFTER = "long after"
    """Weeks after the last entry here, and not what the clock shows."""
    NEVER = "never"
    """It cannot be today."""


class Doubt(Struct, frozen=True):
    """What is asked: is it ``day``, at the time of ``moment_ms``, as the clock has it?

    ``last`` is the day of the last entry on this laptop, ``others`` that of other laptops' where
    it lies ahead; None for none.
    """

    day: date
    moment_ms: int
    why: Why = Why.RESTED
    last: date | None = None
    others: date | None = None

    @property
    def since(self) -> date | None:
        """The last day that is known to have come; None for a new hub with a dead clock."""
        known = (self.last, self.others, self.day)
        return next((day for day in known if day is not None and day >= MADE), None)

    @property
    def is_likely(self) -> bool:
        """The clock's day may be offered first: it is after the last entry, by a year at most."""
        is_near = self.last is None or (self.day - self.last).days <= 366
        may_be = self.why in (Why.RESTED, Why.SAID) and self.fit(self.day) is Fit.FITS
        return may_be and is_near

    def fit(self, said: date) -> Fit:
        """How an answer fits."""
        since, last = self.since or MADE, self.last or date.min
        if said < MADE or said.year > since.year + LONGEST_YEARS:
            return Fit.NEVER
        if said < last:
            return Fit.BEFORE
        is_far = self.last is not None and (said - last).days > REST_DAYS
        return Fit.LONG_AFTER if is_far and said != self.day else Fit.FITS


def check(doubt: Doubt, said: date, on_purpose: bool) -> None:
    """Raises Refused for a day that cannot be today, or that nobody means on purpose."""
    fit = doubt.fit(said)
    if fit is Fit.NEVER:
        raise never(said)
    if fit is Fit.BEFORE and not on_purpose and doubt.last is not None:
        raise Refused(
            translate("hub", "The last entry here is of {day}. Type that day or a later one."),
            day=shown(doubt.last),
        )


def never(said: date) -> Refused:
    """That day cannot be today."""
    return Refused(
        translate("hub", "Today cannot be in {year}. Type today's date, such as {example}."),
        year=said.year,
        example=EXAMPLE,
    )


def shown(day: date) -> str:
    """A day in the form in which it can be typed."""
    return f"{day.day}/{day.month}/{day.year}"


EXAMPLE: Final = shown(date(2026, 11, 21))
