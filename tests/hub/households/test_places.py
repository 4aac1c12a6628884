"""Postcodes and streets as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.households import postcodes, streets
from hubdesk.households.postcodes import Postcode


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("SW1A1AA", "SW1A 1AA"),
        ("sw1a 1aa", "SW1A 1AA"),
        (" m1 1ae", "M1 1AE"),
        ("cr26xh", "CR2 6XH"),
        ("DN551PT", "DN55 1PT"),
        ("zz99 3vz", "ZZ99 3VZ"),
        ("E1W", "E1W"),
        ("zz99 3", "ZZ99 3"),
        ("no fixed abode", "no fixed abode"),
        ("", ""),
    ],
)
def test_a_postcode_is_written_one_way(typed: str, kept: str) -> None:
    assert postcodes.tidy(typed) == kept


def test_the_district_is_all_that_is_kept_by_default() -> None:
    assert postcodes.district("sw1a1aa") == "SW1A"
    assert postcodes.district("E1") == "E1"
    assert postcodes.district("no fixed abode") is None


def test_a_beginning_covers_the_postcodes_that_have_it() -> None:
    assert postcodes.covers(Postcode("ZZ99"), "ZZ99 3VZ")
    assert postcodes.covers(Postcode("ZZ99", "3"), "ZZ99 3VZ")
    assert not postcodes.covers(Postcode("ZZ99", "4"), "ZZ99 3VZ")
    assert not postcodes.covers(Postcode("ZZ9"), "ZZ99 3VZ")
    assert not postcodes.covers(Postcode("ZZ99"), "no fixed abode")


@given(st.text())
def test_any_postcode_is_kept_and_stays_as_it_is_kept(text: str) -> None:
    kept = postcodes.tidy(text)
    assert postcodes.tidy(kept) == kept


@given(st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]?", fullmatch=True),
       st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True))  # fmt: skip
def test_a_missing_space_is_no_loss(outward: str, inward: str) -> None:
    assert postcodes.read(outward + inward) == Postcode(outward, inward)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12 High Street", "12 High St"),
        ("12 hig", "12 High Street"),
        ("high st", "12 High Street"),
        ("12a Highh Streat", "Flat 3, 12A High Street"),
        ("12 a high", "12A High Street"),
        ("St Marys Rd", "4 St Mary's Road"),
        ("4", "4 St Mary's Road"),
        ("flat 3 high", "Flat 3, 12A High Street"),
    ],
)
def test_an_address_is_found_half_typed_or_misspelled(typed: str, kept: str) -> None:
    assert streets.is_at(streets.read(typed), streets.read(kept))


@pytest.mark.parametrize("typed", ["13 High Street", "12 Mill Lane", "", "!"])
def test_another_address_is_not_found(typed: str) -> None:
    assert not streets.is_at(streets.read(typed), streets.read("12 High Street"))


@given(st.text(), st.text())
def test_no_address_breaks_the_search(typed: str, kept: str) -> None:
    streets.is_at(streets.read(typed), streets.read(kept))
