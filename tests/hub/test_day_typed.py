"""Today's date as somebody types it, when the laptop's clock cannot be right."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk import day_typed
from hubdesk.day_answers import Doubt, Fit, Why
from hubdesk.day_typed import Typed
from hubdesk.errors import Refused

TODAY, FRIDAY = date(2026, 11, 21), date(2026, 11, 20)


def stuck(clock: date, last: date | None = FRIDAY) -> Doubt:
    """A clock that shows some day, and the day of the last entry."""
    return Doubt(clock, 0, Why.BEHIND, last)


@pytest.mark.parametrize("year", [1970, 1980, 2000, 2005, 2015, 2025, 2045])
@pytest.mark.parametrize("text", ["21/11/2026", "211126", "21112026", "21 Nov 2026", "2026-11-21"])
def test_the_true_date_can_be_typed_whatever_the_clock_shows(year: int, text: str) -> None:
    assert day_typed.read(text, stuck(date(year, 1, 1))) == Typed(TODAY)


@pytest.mark.parametrize("text", ["2111", "21/11", "21 nov"])
def test_a_day_without_a_year_is_the_next_one_after_the_last_entry(text: str) -> None:
    assert day_typed.read(text, stuck(date(2015, 12, 9))) == Typed(TODAY)
    assert day_typed.read(text, stuck(TODAY, TODAY)) == Typed(TODAY)
    new_year = day_typed.read("0201", stuck(date(2015, 12, 9), date(2026, 12, 30)))
    assert new_year == Typed(date(2027, 1, 2))


def test_a_day_without_a_year_is_not_sure_where_the_clock_would_say_another() -> None:
    assert day_typed.read("2111", stuck(date(2026, 11, 19), date(2030, 11, 19))) == Typed(
        date(2030, 11, 21), is_sure=False
    )


def test_with_no_entry_yet_the_clock_tells_the_year_or_nobody_does() -> None:
    assert day_typed.read("2111", stuck(date(2026, 11, 1), None)).day == TODAY
    assert day_typed.read("0201", stuck(date(2026, 12, 30), None)).day == date(2027, 1, 2)
    with pytest.raises(Refused, match="year as well"):
        day_typed.read("2111", stuck(date(2000, 1, 1), None))
    assert day_typed.read("21/11/2026", stuck(date(2000, 1, 1), None)).day == TODAY


@pytest.mark.parametrize(
    "text",
    (
        *("", "x", "27", "hello", "Nov 27", "0627", "112027", "Nov 2026", "11/27"),
        *("31/2", "3102", "310226", "21/11/2016", "21/11/2062", "00/00/0000", "21/13/2026"),
    ),
)
def test_what_is_no_day_is_refused_with_what_to_type_and_no_word_of_packs(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        day_typed.read(text, stuck(date(2015, 12, 9)))
    assert "21/11/2026" in str(refusal.value) and "pack" not in str(refusal.value).lower()


def test_29_february_is_of_the_next_leap_year() -> None:
    assert day_typed.read("2902", stuck(date(2000, 1, 1))).day == date(2028, 2, 29)


def test_how_an_answer_fits_goes_by_the_last_entry() -> None:
    asked = stuck(date(2027, 2, 20))
    assert asked.fit(date(2026, 11, 19)) is Fit.BEFORE
    assert asked.fit(FRIDAY) is asked.fit(TODAY) is Fit.FITS
    assert asked.fit(date(2027, 11, 21)) is Fit.LONG_AFTER
    assert asked.fit(date(2027, 2, 20)) is Fit.FITS, "the clock says the same"
    assert asked.fit(date(2016, 11, 21)) is asked.fit(date(2062, 11, 21)) is Fit.NEVER
