"""What the keys of the stall mean, in gloves."""

from __future__ import annotations

import pytest

from hubdesk.stall.keyed import BOUNCE_MS, TOGETHER_MS, Keys, Swap

SECOND = 1000


def pressed(text: str, scanned: int = 0, letters: str = "c") -> list[Swap]:
    """The swaps that keys a second apart come to."""
    keys = Keys(frozenset(letters))
    came = [keys.press(sign, at * SECOND, scanned) for at, sign in enumerate(text, start=1)]
    return [each.swap for each in came if each.swap is not None]


@pytest.mark.parametrize(
    ("text", "out", "tins", "nothing"),
    [
        ("3", 3, 1, False),
        ("03", 3, 0, True),
        ("+3", 3, 2, False),
        ("=3", 3, 2, False),
        ("++5", 5, 3, False),
        ("x3", 13, 1, False),
        ("X*0", 20, 1, False),
        ("0x2", 12, 0, True),
        ("0+0", 0, 1, False),
        ("+x4", 14, 2, False),
        ("c0", 1, 1, False),
        ("cc2", 4, 1, False),
        ("0c1", 2, 0, True),
    ],
)
def test_keys_are_a_swap(text: str, out: int, tins: int, nothing: bool) -> None:
    (swap,) = pressed(text)
    assert (swap.out, swap.tins, swap.nothing) == (out, tins, nothing)


def test_cereal_is_among_the_items_out() -> None:
    (swap,) = pressed("cc2")
    assert swap.counted == {"c": 2}


def test_a_digit_after_scanned_tins_is_for_those() -> None:
    (swap,) = pressed("2", scanned=3)
    assert (swap.out, swap.tins, swap.nothing) == (2, 0, False)
    (swap,) = pressed("0", scanned=3)
    assert (swap.out, swap.tins) == (0, 0)
    (swap,) = pressed("+2", scanned=3)
    assert (swap.out, swap.tins) == (2, 1)


def test_nought_twice_is_taken_back() -> None:
    assert pressed("00") == []
    (swap,) = pressed("002")
    assert (swap.out, swap.tins) == (2, 1)


def test_a_glove_that_presses_twice_is_counted_once() -> None:
    keys = Keys()
    assert keys.press("2", 1000).swap is not None
    assert keys.press("2", 1000 + TOGETHER_MS - 1).twice
    assert keys.press("3", 1000 + TOGETHER_MS - 1).twice
    assert keys.press("2", 1000 + TOGETHER_MS).swap is not None


def test_a_row_of_bounces_ends_with_the_press_they_belong_to() -> None:
    keys = Keys()
    keys.press("2", 1000)
    assert keys.press("2", 1200).twice
    assert keys.press("2", 1000 + TOGETHER_MS).swap is not None


def test_a_bounce_of_plus_is_one_tin_and_two_presses_are_two() -> None:
    keys = Keys()
    keys.press("+", 1000)
    assert keys.press("+", 1000 + BOUNCE_MS - 1).twice
    keys.press("+", 1400)
    swap = keys.press("1", 1500).swap
    assert swap is not None and swap.tins == 3


def test_nought_and_a_digit_may_be_as_fast_as_a_hand_can() -> None:
    keys = Keys()
    keys.press("0", 1000)
    swap = keys.press("4", 1150).swap
    assert swap is not None and (swap.out, swap.nothing) == (4, True)


@pytest.mark.parametrize("sign", [*"abz-/?.", "Å", "٣"])
def test_a_wrong_key_comes_to_nothing(sign: str) -> None:
    keys = Keys(frozenset("c"))
    keys.press("+", 1000)
    came = keys.press(sign, 2000)
    assert came.swap is None and not came.known
    assert keys.coming.more_tins == 1


def test_what_was_begun_can_be_forgotten() -> None:
    keys = Keys()
    keys.press("x", 1000)
    assert keys.forget() and not keys.forget()
    swap = keys.press("2", 2000).swap
    assert swap is not None and swap.out == 2
