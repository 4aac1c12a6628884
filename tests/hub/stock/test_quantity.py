"""Quantities and weights as volunteers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.stock import quantity
from hubdesk.stock.quantity import Count, Weight


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", Count(1)),
        ("024", Count(24)),
        ("0", Count(0)),
        (" 24 ", Count(24)),
        ("3*24+5", Count(77)),
        ("3 x 24 + 5", Count(77)),
        ("3×24", Count(72)),
        ("2+3", Count(5)),
        ("٢٤", Count(24)),
        ("450g", Weight(450)),
        ("450 G", Weight(450)),
        ("1.2kg", Weight(1200)),
        ("1,25 kg", Weight(1250)),
        ("12kg", Weight(12000)),
    ],
)
def test_a_quantity_is_read(typed: str, meant: Count | Weight) -> None:
    assert quantity.read(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "99999", "1000", "-1", "1.5", "999*999", "3**4", "+5", "5+", "24 tins", "kg", "0g",
     "0.5g", "9999999kg", "1.2345kg", "1e3", "1/2"],
)  # fmt: skip
def test_what_is_no_quantity_is_refused_with_how_to_type_one(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        quantity.read(typed)
    assert str(refused.value).endswith(".")


@given(st.text() | st.text(alphabet="0123456789*x+kg ., "))
def test_anything_typed_is_a_quantity_or_is_refused(text: str) -> None:
    try:
        found = quantity.read(text)
    except Refused as refused:
        assert str(refused)
    else:
        if isinstance(found, Count):
            assert 0 <= found.number <= quantity.MOST
        else:
            assert 0 < found.weight_g <= quantity.HEAVIEST_G


@given(st.integers(1, 99), st.integers(1, 99), st.integers(0, 99))
def test_cases_and_loose_ones_are_worked_out(cases: int, each: int, loose: int) -> None:
    meant = cases * each + loose
    if meant <= quantity.MOST:
        assert quantity.read_count(f"{cases}*{each}+{loose}") == meant


@given(st.integers(1, quantity.HEAVIEST_G))
def test_a_weight_is_the_same_in_kilograms_and_grams(weight_g: int) -> None:
    in_kg = f"{weight_g // 1000}.{weight_g % 1000:03d} kg"
    assert quantity.read_weight_g(in_kg) == quantity.read_weight_g(f"{weight_g}g") == weight_g
