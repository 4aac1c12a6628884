"""How a date is said on a row, a card or a label.

Each saying is a ``hubdesk.wording.Phrase``.
"""

from __future__ import annotations

from datetime import date

from hubdesk.stock.dates import SOON_DAYS, DateKind
from hubdesk.wording import Phrase, translate


def full(day: date | None, kind: DateKind | None, *, month_only: bool, today: date) -> Phrase:
    """The date in words: "Best before March 2027", "Use by tomorrow", "No date"."""
    if day is None:
        return Phrase(translate("dates", "No date"))
    said = month_and_year(day) if month_only else day_words(day, today)
    if kind is DateKind.BEST_BEFORE:
        return Phrase(translate("dates", "Best before {date}"), {"date": said})
    if kind is DateKind.FROZEN:
        return Phrase(translate("dates", "Frozen, use by {date}"), {"date": said})
    return Phrase(translate("dates", "Use by {date}"), {"date": said})


def short(day: date | None, today: date) -> Phrase:
    """How long is left, for a narrow column: "2 days left", "3 days past"."""
    if day is None:
        return Phrase(translate("dates", "No date"))
    days = (day - today).days
    return _days_past(-days) if days < 0 else _days_left(days, day, today)


def _days_past(days: int) -> Phrase:
    if days == 1:
        return Phrase(translate("dates", "1 day past"))
    return Phrase(translate("dates", "{days} days past"), {"days": days})


def _days_left(days: int, day: date, today: date) -> Phrase:
    if days == 0:
        return Phrase(translate("dates", "Last day today"))
    if days == 1:
        return Phrase(translate("dates", "1 day left"))
    if days <= SOON_DAYS:
        return Phrase(translate("dates", "{days} days left"), {"days": days})
    return on_paper(day, today)


def day_words(day: date, today: date) -> Phrase:
    """The day as people say it: "today", "tomorrow", "27 November", "3 March 2027"."""
    days = (day - today).days
    near = {
        -1: translate("dates", "yesterday"),
        0: translate("dates", "today"),
        1: translate("dates", "tomorrow"),
    }
    return Phrase(near[days]) if days in near else on_paper(day, today)


def on_paper(day: date, today: date) -> Phrase:
    """The day as a label prints it: with its year unless it is this year's."""
    if day.year == today.year:
        return Phrase(_DAYS[day.month - 1], {"day": day.day})
    return Phrase(_DAYS_OF_YEARS[day.month - 1], {"day": day.day, "year": day.year})


def month_and_year(day: date) -> Phrase:
    """The month alone: "March 2027"."""
    return Phrase(_MONTHS[day.month - 1], {"year": day.year})


_MONTHS = [
    translate("dates", "January {year}"),
    translate("dates", "February {year}"),
    translate("dates", "March {year}"),
    translate("dates", "April {year}"),
    translate("dates", "May {year}"),
    translate("dates", "June {year}"),
    translate("dates", "July {year}"),
    translate("dates", "August {year}"),
    translate("dates", "September {year}"),
    translate("dates", "October {year}"),
    translate("dates", "November {year}"),
    translate("dates", "December {year}"),
]
_DAYS = [
    translate("dates", "{day} January"),
    translate("dates", "{day} February"),
    translate("dates", "{day} March"),
    translate("dates", "{day} April"),
    translate("dates", "{day} May"),
    translate("dates", "{day} June"),
    translate("dates", "{day} July"),
    translate("dates", "{day} August"),
    translate("dates", "{day} September"),
    translate("dates", "{day} October"),
    translate("dates", "{day} November"),
    translate("dates", "{day} December"),
]
_DAYS_OF_YEARS = [
    translate("dates", "{day} January {year}"),
    translate("dates", "{day} February {year}"),
    translate("dates", "{day} March {year}"),
    translate("dates", "{day} April {year}"),
    translate("dates", "{day} May {year}"),
    translate("dates", "{day} June {year}"),
    translate("dates", "{day} July {year}"),
    translate("dates", "{day} August {year}"),
    translate("dates", "{day} September {year}"),
    translate("dates", "{day} October {year}"),
    translate("dates", "{day} November {year}"),
    translate("dates", "{day} December {year}"),
]
