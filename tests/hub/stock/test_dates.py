"""Dates as volunteers type them from packs."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.stock import date_words, dates
from hubdesk.stock.dates import Dated, DateKind, DateState

TODAY = date(2026, 11, 21)
VECTORS = Path(__file__).parent.parent / "vectors" / "typed_dates.csv"


def _cases() -> list[tuple[str, str, str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        next(rows)
        return [(typed, today, meaning, day) for typed, today, meaning, day in rows]


@pytest.mark.parametrize(("typed", "today", "meaning", "day"), _cases())
def test_the_table_of_typed_dates_holds(typed: str, today: str, meaning: str, day: str) -> None:
    on = date.fromisoformat(today)
    if meaning == "refused":
        with pytest.raises(Refused):
            dates.read(typed, on)
        return
    expected = None
    if meaning == "day":
        expected = Dated(date.fromisoformat(day))
    if meaning == "month":
        expected = Dated(date.fromisoformat(day), DateKind.BEST_BEFORE, month_only=True)
    assert dates.read(typed, on) == expected


def test_the_eighteenth_typed_on_the_twenty_first_is_past() -> None:
    dated = dates.read("1811", TODAY)
    assert dated is not None
    assert dates.state_of(dated.day, dated.kind, TODAY) is DateState.PAST_USE_BY


def test_three_digits_are_left_to_be_a_quantity() -> None:
    assert not dates.looks_like("271")
    with pytest.raises(Refused):
        dates.read("271", TODAY)


def test_a_day_no_calendar_holds_is_refused_with_that_day() -> None:
    with pytest.raises(Refused, match="31/2"):
        dates.read("3102", TODAY)


def test_what_is_no_month_says_how_a_day_is_typed_as_well() -> None:
    with pytest.raises(Refused) as refused:
        dates.read("3113", TODAY)
    said = refused.value.text.format(**refused.value.values)
    assert said == "There is no month 31. Type 2711 for 27 November, or 0627 for June 2027."


@given(st.text())
def test_anything_typed_is_a_date_or_is_refused(text: str) -> None:
    try:
        dates.read(text, TODAY)
    except Refused as refused:
        assert str(refused).endswith(".")
        assert not dates.looks_like(text) or "{" not in str(refused)
    else:
        assert dates.looks_like(text)


@given(st.text(alphabet="0123456789/.- xnov", max_size=12), st.dates(date(2020, 1, 1)))
def test_near_misses_never_break_the_reader(text: str, today: date) -> None:
    try:
        found = dates.read(text, today)
    except (Refused, OverflowError) as failure:
        assert isinstance(failure, Refused) or today.year > 9000
    else:
        assert found is None or isinstance(found.day, date)


@given(st.dates(date(2020, 1, 1), date(2079, 12, 31)), st.integers(-180, 180))
def test_day_and_month_find_the_nearest_year(today: date, apart: int) -> None:
    day = today + timedelta(days=apart)
    if (day.month, day.day) == (2, 29):
        return
    assert dates.read(f"{day:%d%m}", today) == Dated(day)


@given(st.dates(date(2013, 1, 1), date(2040, 12, 31)))
def test_every_full_form_of_a_day_agrees(day: date) -> None:
    forms = [f"{day:%d%m%y}", f"{day:%d/%m/%Y}", f"{day:%d %b %Y}", f"{day:%d %B %y}", str(day)]
    assert {dates.read(form, TODAY) for form in forms} == {Dated(day)}


@given(st.dates(date(2013, 1, 1), date(2040, 12, 31)))
def test_every_form_of_a_month_means_its_last_day(day: date) -> None:
    read = {dates.read(form, TODAY) for form in (f"{day:%m%y}", f"{day:%m%Y}", f"{day:%b %Y}")}
    (found,) = read
    assert found is not None
    assert found.month_only
    assert found.kind is DateKind.BEST_BEFORE
    assert (found.day + timedelta(days=1)).day == 1
    assert (found.day.year, found.day.month) == (day.year, day.month)


@pytest.mark.parametrize(
    ("days", "kind", "state"),
    [
        (-1, None, DateState.PAST_USE_BY),
        (-1, DateKind.USE_BY, DateState.PAST_USE_BY),
        (-1, DateKind.BEST_BEFORE, DateState.PAST_BEST_BEFORE),
        (0, DateKind.USE_BY, DateState.SOON),
        (3, DateKind.BEST_BEFORE, DateState.SOON),
        (4, DateKind.USE_BY, DateState.FINE),
    ],
)
def test_how_a_batch_stands_today(days: int, kind: DateKind | None, state: DateState) -> None:
    assert dates.state_of(TODAY + timedelta(days=days), kind, TODAY) is state


def test_a_pack_with_no_date_is_fine() -> None:
    assert dates.state_of(None, None, TODAY) is DateState.FINE


def _full(day: date | None, kind: DateKind | None, month_only: bool = False) -> str:
    return str(date_words.full(day, kind, month_only=month_only, today=TODAY))


def test_a_date_is_said_as_people_say_it() -> None:
    march = date(2027, 3, 31)
    assert _full(march, DateKind.BEST_BEFORE, month_only=True) == "Best before March 2027"
    assert _full(march, DateKind.BEST_BEFORE) == "Best before 31 March 2027"
    assert _full(date(2026, 11, 22), DateKind.USE_BY) == "Use by tomorrow"
    assert _full(date(2026, 11, 21), None) == "Use by today"
    assert _full(date(2026, 12, 5), None) == "Use by 5 December"
    assert _full(None, None) == "No date"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 18), "3 days past"),
        (date(2026, 11, 20), "1 day past"),
        (date(2026, 11, 21), "Last day today"),
        (date(2026, 11, 22), "1 day left"),
        (date(2026, 11, 24), "3 days left"),
        (date(2026, 11, 25), "25 November"),
        (date(2027, 1, 3), "3 January 2027"),
        (None, "No date"),
    ],
)
def test_a_narrow_column_says_how_long_is_left(day: date | None, said: str) -> None:
    assert str(date_words.short(day, TODAY)) == said


@given(st.none() | st.dates(), st.sampled_from([None, *DateKind]), st.booleans(), st.dates())
def test_every_date_has_words(
    day: date | None, kind: DateKind | None, month_only: bool, today: date
) -> None:
    assert str(date_words.full(day, kind, month_only=month_only, today=today))
    assert str(date_words.short(day, today))
