"""How long a month is, for every date that names no day."""

from __future__ import annotations

from datetime import date


def days_in(year: int, month: int) -> int:
    """How many days a month has, 28 to 31. Raises ValueError for a month that is none.

    Python's own calendar would bring the names of the months in all languages, and keep them.
    """
    first = date(year, month, 1)
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - first).days
