from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.codes import check_digit


@pytest.mark.parametrize(
    "code", ["5000157024671", "96385074", "036000291452", "05051277937280", "10614141000415"]
)
def test_codes_from_real_packs_are_right(code: str) -> None:
    assert check_digit.valid(code)


@pytest.mark.parametrize("code", ["", "5", "500015702467", "50001570246710", "5000157024671 "])
def test_a_code_of_another_length_is_not(code: str) -> None:
    assert not check_digit.valid(code)


def test_other_scripts_digits_are_no_barcode() -> None:
    assert not check_digit.valid("٥٠٠٠١٥٧٠٢٤٦٧١")
    with pytest.raises(ValueError, match="digits"):
        check_digit.expected("²²²²²²²²")


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(0, 12), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(body: str, place: int, step: int) -> None:
    code = body + check_digit.expected(body + "0")
    wrong = str((int(code[place]) + step) % 10)
    assert check_digit.valid(code)
    assert not check_digit.valid(code[:place] + wrong + code[place + 1 :])


def test_one_product_has_one_form() -> None:
    assert check_digit.shortest("036000291452") == "0036000291452"
    assert check_digit.shortest("05051277937280") == "5051277937280"
    assert check_digit.shortest("00000096385074") == "96385074"
    assert check_digit.shortest("10614141000415") == "10614141000415"


@given(st.from_regex(r"[0-9]{7}|[0-9]{11,13}", fullmatch=True))
def test_the_shortest_form_stays_right_and_is_its_own_shortest(body: str) -> None:
    code = body + check_digit.expected(body + "0")
    short = check_digit.shortest(code)
    assert check_digit.valid(short)
    assert check_digit.shortest(short) == short
