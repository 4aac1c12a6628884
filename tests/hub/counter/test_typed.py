"""What text typed in the scan box means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.counter.typed import (
    MOST_PEOPLE,
    Code,
    Empty,
    LastFour,
    Meaning,
    NoDate,
    Size,
    TypedDate,
    Words,
    read,
)
from hubdesk.errors import Refused
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.measures import Much

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Empty()),
        ("   ", Empty()),
        ("2+3", Size(2, 3)),
        ("2 3", Size(2, 3)),
        (" 2 + 3 ", Size(2, 3)),
        ("2+0", Size(2, 0)),
        ("0+1", Size(0, 1)),
        ("02+03", Size(2, 3)),
        ("15+15", Size(15, 15)),
        ("٢+٣", Size(2, 3)),
        ("0427", LastFour("0427")),
        ("H0427", LastFour("0427", "H")),
        ("p 0427", LastFour("0427", "P")),
        ("5000157024671", Code("5000157024671")),
        ("5 000157 024671", Code("5000157024671")),
        ("96385074", Code("96385074")),
        ("h123456789012", Code("H123456789012")),
        ("(01)05051277937280(17)260505", Code("(01)05051277937280(17)260505")),
        ("0105051277937280101011\x1d17260505", Code("0105051277937280101011\x1d17260505")),
        ("https://example.org/01/05051277937280", Code("https://example.org/01/05051277937280")),
        ("O'Brien", Words("O'Brien")),
        ("12 High Street", Words("12 High Street")),
        ("ZZ99 3", Words("ZZ99 3")),
        ("王伟", Words("王伟")),
        ("x", Words("x")),
        ("27 Nov", Words("27 Nov")),
    ],
)
def test_typed_with_nothing_scanned(typed: str, meant: Meaning) -> None:
    assert read(typed, False, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Empty()),
        ("3", Much(3)),
        ("120", Much(120)),
        ("3*24+5", Much(77)),
        ("2+3", Size(2, 3)),
        ("2711", TypedDate(Dated(date(2026, 11, 27)))),
        ("0627", TypedDate(Dated(date(2027, 6, 30), DateKind.BEST_BEFORE, month_only=True))),
        ("271126", TypedDate(Dated(date(2026, 11, 27)))),
        ("27 nov", TypedDate(Dated(date(2026, 11, 27)))),
        ("27/11", TypedDate(Dated(date(2026, 11, 27)))),
        ("x", NoDate()),
        ("H0427", LastFour("0427", "H")),
        ("5000157024671", Code("5000157024671")),
        ("beans", Words("beans")),
    ],
)
def test_typed_after_a_product_was_scanned(typed: str, meant: Meaning) -> None:
    assert read(typed, True, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["3", "120", "31", "99999", "3*24", "271126", "27/11", "+", "2 3 4", "☃"]
)
def test_a_bare_number_with_nothing_scanned_is_asked_about(typed: str) -> None:
    with pytest.raises(Refused, match=r"Type 2\+3"):
        read(typed, False, TODAY)


@pytest.mark.parametrize("typed", ["0+0", "30+1", "999+1"])
def test_a_visit_is_for_one_to_thirty_people(typed: str) -> None:
    with pytest.raises(Refused, match=f"1 to {MOST_PEOPLE}"):
        read(typed, False, TODAY)


@pytest.mark.parametrize("typed", ["3102", "99999", "1234567", "*"])
def test_what_is_neither_quantity_nor_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read(typed, True, TODAY)


ODD = st.text() | st.text(alphabet="0123456789+* x/hHnov\x1d([", max_size=16)


@given(ODD, st.booleans(), st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_anything_typed_has_a_meaning_or_is_refused(
    text: str, after_scan: bool, today: date
) -> None:
    try:
        meant = read(text, after_scan, today)
    except Refused as refused:
        assert str(refused).endswith(".")
    else:
        if isinstance(meant, Size):
            assert 1 <= meant.adults + meant.children <= MOST_PEOPLE


@given(st.integers(1, 999))
def test_one_to_three_digits_are_a_quantity_only_after_a_scan(number: int) -> None:
    assert read(str(number), True, TODAY) == Much(number)
    with pytest.raises(Refused):
        read(str(number), False, TODAY)


@given(st.from_regex(r"[0-9]{8,14}", fullmatch=True), st.booleans())
def test_a_long_number_is_always_a_code(digits: str, after_scan: bool) -> None:
    assert read(digits, after_scan, TODAY) == Code(digits)
