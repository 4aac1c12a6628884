from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.codes import own
from hubdesk.codes.own import Kind

codes = st.builds(
    lambda kind, seed: own.draw(kind, Random(seed)), st.sampled_from(Kind), st.integers()
)


def test_no_letter_moves_between_keyboards() -> None:
    assert not {kind.value for kind in Kind} & set("AQZWYM")


@given(codes)
def test_a_drawn_code_reads_back_in_capitals_or_not(text: str) -> None:
    code = own.read(text.lower())
    assert code is not None
    assert (code.text, code.kind.value, code.last_four) == (text, text[0], text[-4:])


@given(codes, st.integers(1, 12), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(text: str, place: int, step: int) -> None:
    wrong = str((int(text[place]) + step) % 10)
    assert own.read(text[:place] + wrong + text[place + 1 :]) is None


@given(codes, st.integers(1, 11))
def test_every_swap_of_two_neighbours_is_caught(text: str, place: int) -> None:
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert (own.read(swapped) is None) == (swapped != text)


def test_the_check_can_never_miss_a_wrong_digit_or_a_swap() -> None:
    """Not by sampling: the table itself has both properties, from which all codes follow."""
    table = [[int(each) for each in row] for row in own._DAMM]
    digits = range(10)
    assert all(sorted(row) == list(digits) for row in table)
    assert all(sorted(row[each] for row in table) == list(digits) for each in digits)
    assert all(table[each][each] == 0 for each in digits)
    assert all(
        table[table[row][one]][other] != table[table[row][other]][one]
        for row in digits
        for one in digits
        for other in digits
        if one != other
    )


def test_two_laptops_that_never_met_do_not_clash() -> None:
    met = {own.draw(Kind.HOUSEHOLD, Random(1))}
    drawn = {own.draw(Kind.HOUSEHOLD) for _ in range(2_000)}
    assert len(drawn | met) == 2_001


@pytest.mark.parametrize(
    "text", ["", "H12345", "A123456789012", "H1234567890123", "Ｈ123456789012"]
)
def test_anything_else_is_none_of_ours(text: str) -> None:
    assert own.read(text) is None
    assert own.expected(text) is None


@given(st.text())
def test_no_text_upsets_it(text: str) -> None:
    own.read(text)
    own.expected(text)
