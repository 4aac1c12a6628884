"""A day and time that were written on paper, typed in few keys."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from hubdesk.clock import LaptopClock, SetClock
from hubdesk.errors import Refused
from hubdesk.stock import when
from hubdesk.stock.when import Known

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=LONDON)
BEGAN = date(2020, 1, 4)


def known(now: datetime = MONDAY, proposed: date | None = None) -> Known:
    clock = SetClock(now)
    return Known(clock, clock.now_ms(), now.date(), proposed or now.date(), BEGAN)


def read(text: str, by: Known) -> str:
    found = datetime.fromtimestamp(when.read(text, by) / 1000, tz=LONDON)
    return found.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0930", "2026-11-23 09:30"),
        ("930", "2026-11-23 09:30"),
        ("9:30", "2026-11-23 09:30"),
        ("9.30 am", "2026-11-23 09:30"),
        ("sat 1430", "2026-11-21 14:30"),
        ("Saturday 2pm", "2026-11-21 14:00"),
        ("sat 2:30pm", "2026-11-21 14:30"),
        ("2011 1430", "2026-11-20 14:30"),
        ("20/11 14:30", "2026-11-20 14:30"),
        ("20 nov 1430", "2026-11-20 14:30"),
        ("201125 1430", "2025-11-20 14:30"),
        ("2412 1430", "2025-12-24 14:30"),
        ("yesterday 1430", "2026-11-22 14:30"),
        ("today 0000", "2026-11-23 00:00"),
        ("mon 0900", "2026-11-23 09:00"),
        ("mon 1200", "2026-11-16 12:00"),
        ("2902 1200", "2024-02-29 12:00"),
        ("٢٠١١ ١٤٣٠", "2026-11-20 14:30"),
    ],
)
def test_few_keys_say_when_it_was(typed: str, meant: str) -> None:
    assert read(typed, known()) == meant


def test_a_time_alone_is_of_the_proposed_day() -> None:
    assert read("1430", known(proposed=date(2026, 11, 21))) == "2026-11-21 14:30"


@pytest.mark.parametrize(
    "typed",
    [
        "", "sat", "2561", "2460", "1430 sat", "14", "13pm", "0am", "3102 1430", "3111 1430",
        "290225 1430", "su 1430", "sunny 1430", "1130", "2412 26 1430", "tomorrow 0900",
        "241130 0900", "040119 0900", "0012 1200", "2513 1200", "x 1430", "1430 1430 1430",
    ],
)  # fmt: skip
def test_what_was_never_a_time_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        when.read(typed, known())
    assert str(refused.value).endswith(".")


def test_a_time_that_has_not_come_is_refused_in_a_whole_sentence() -> None:
    with pytest.raises(Refused) as refused:
        when.read("2359", known())
    said = refused.value.text.format(**refused.value.values)
    assert said.startswith("That has not come yet: today, 23:59. ")


def test_a_time_that_the_clocks_left_out_is_refused() -> None:
    with pytest.raises(Refused, match="clocks went forward"):
        when.read("2903 0130", known())
    assert read("2903 0230", known()) == "2026-03-29 02:30"


def test_a_time_that_came_twice_is_the_first() -> None:
    found = datetime.fromtimestamp(when.read("2510 0130", known()) / 1000, tz=UTC)
    assert found.strftime("%H:%M") == "00:30"


@given(
    st.datetimes(datetime(2021, 1, 1), datetime(2026, 11, 23, 10, 59)),
    st.sampled_from(["%d%m%y %H%M", "%d/%m/%Y %H:%M", "%d.%m.%y %H.%M", "%d %b %Y %H%M"]),
)
@example(datetime(2024, 2, 29, 12), "%d%m%y %H%M")
@example(datetime(2026, 3, 29, 1, 30), "%d%m%y %H%M")
def test_every_minute_of_the_past_can_be_typed_or_never_was(moment: datetime, form: str) -> None:
    moment = moment.replace(second=0, microsecond=0)
    was_not = datetime.fromtimestamp(moment.replace(tzinfo=LONDON).timestamp(), LONDON)
    try:
        assert read(moment.strftime(form), known()) == moment.strftime("%Y-%m-%d %H:%M")
    except Refused:
        assert was_not.replace(tzinfo=None) != moment


@given(st.text(alphabet="0123456789:./ apmsat+x", max_size=14), st.integers(0, 3))
def test_whatever_is_typed_is_a_past_time_or_refused(typed: str, back: int) -> None:
    by = replace(known(), proposed=MONDAY.date() - timedelta(days=back))
    try:
        at_ms = when.read(typed, by)
    except Refused:
        return
    assert at_ms <= by.now_ms
    assert by.clock.day_of(at_ms) >= BEGAN


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)))
def test_the_laptop_s_own_clock_goes_there_and_back(moment: datetime) -> None:
    clock = LaptopClock()
    day, wall = moment.date(), time(moment.hour, moment.minute)
    at_ms = clock.moment_of(day, wall)
    assert at_ms is None or (clock.day_of(at_ms), clock.wall_of(at_ms)) == (day, wall)
