"""What typed text means at Take in: never guessed, never a surprise, never a bug."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.stock.quantity import HEAVIEST_G, MOST
from hubdesk.takein import typed
from hubdesk.takein.typed import (
    Code,
    Empty,
    HowMany,
    Meaning,
    Measured,
    Name,
    NoDate,
    OnDate,
)

TODAY = date(2026, 11, 21)


def read(text: str) -> Meaning:
    return typed.read(text, TODAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Empty()),
        ("  ", Empty()),
        ("7", HowMany(7)),
        ("24", HowMany(24)),
        ("024", HowMany(24)),
        ("3*24+5", HowMany(77)),
        ("3x24", HowMany(72)),
        ("24+24", HowMany(48)),
        ("٢٤", HowMany(24)),
        ("x", NoDate()),
        ("X", NoDate()),
        ("12kg", Measured(12_000, "g")),
        ("12k", Measured(12_000, "g")),
        ("9,5 kg", Measured(9_500, "g")),
        ("450g", Measured(450, "g")),
        ("1.5l", Measured(1_500, "ml")),
        ("500 ml", Measured(500, "ml")),
        ("5000157024671", Code("5000157024671")),
        ("12345678G", Code("12345678G")),
        ("5 000157 024671", Code("5000157024671")),
        ("c123456789012", Code("C123456789012")),
        ("baked beans", Name("baked beans")),
        ("7up", Name("7up")),
    ],
)
def test_what_is_typed(text: str, meant: Meaning) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "day", "month_only"),
    [
        ("2711", date(2026, 11, 27), False),
        ("1811", date(2026, 11, 18), False),
        ("0627", date(2027, 6, 30), True),
        ("271126", date(2026, 11, 27), False),
        ("112027", date(2027, 11, 30), True),
        ("27/11", date(2026, 11, 27), False),
        ("27 Nov", date(2026, 11, 27), False),
    ],
)
def test_four_or_six_digits_are_a_date(text: str, day: date, month_only: bool) -> None:
    found = read(text)
    assert isinstance(found, OnDate)
    assert (found.dated.day, found.dated.month_only) == (day, month_only)


@pytest.mark.parametrize("text", ["1000000000g", "99999999 kg", "123456789ml", "0.0001kg", "0g"])
def test_a_weight_that_cannot_be_is_refused_and_is_no_code(text: str) -> None:
    with pytest.raises(Refused):
        read(text)


@given(st.text(max_size=60))
def test_any_text_has_a_meaning_or_is_refused_in_a_sentence(text: str) -> None:
    try:
        found = read(text)
    except Refused as failure:
        said = str(failure)
        assert said[0].isupper() or said[0].isdigit()
        assert said.endswith((".", "?"))
        return
    if isinstance(found, HowMany):
        assert 1 <= found.number <= MOST
    if isinstance(found, Measured):
        assert 0 < found.amount <= HEAVIEST_G


@given(st.integers(1, 999))
def test_one_to_three_digits_are_always_a_quantity(number: int) -> None:
    assert read(str(number)) == HowMany(number)


@given(st.from_regex(r"[0-9]{4}|[0-9]{6}", fullmatch=True))
def test_four_or_six_digits_are_never_a_quantity(text: str) -> None:
    try:
        found = read(text)
    except Refused:
        return
    assert isinstance(found, OnDate)


@given(st.from_regex(r"[0-9]{5}|[0-9]{7}", fullmatch=True))
def test_five_or_seven_digits_are_refused_with_what_to_type(text: str) -> None:
    with pytest.raises(Refused):
        read(text)


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 40)), min_size=1, max_size=3))
def test_cases_are_worked_out(cases: list[tuple[int, int]]) -> None:
    total = sum(one * each for one, each in cases)
    text = "+".join(f"{one}*{each}" for one, each in cases)
    if total <= MOST:
        assert read(text) == HowMany(total)


@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_every_day_can_be_typed_in_six_digits(day: date) -> None:
    found = read(f"{day:%d%m%y}")
    assert isinstance(found, OnDate)
    if day.month not in (19, 20):
        assert found.dated.day == day or found.dated.month_only
