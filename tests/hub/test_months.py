"""How long a month is, against Python's own calendar."""

from __future__ import annotations

import calendar

import pytest

from hubdesk.months import days_in


def test_a_month_is_as_long_as_the_calendar_says() -> None:
    for year in (1900, 2000, 2026, 2027, 2028, 2100, 9999):
        for month in range(1, 13):
            assert days_in(year, month) == calendar.monthrange(year, month)[1]


@pytest.mark.parametrize("month", [0, 13])
def test_there_is_no_such_month(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        days_in(2026, month)
