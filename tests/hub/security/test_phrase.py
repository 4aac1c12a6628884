from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.security import phrase
from hubdesk.security.words import WORDS


@pytest.mark.parametrize(
    "text",
    [
        "penny cake wool flour",
        "Tuesday12Soup",
        "owl fox hen bee",
        "মিল লেন শনিবার দোকান",
        "żółta łódka 44",
    ],
)
def test_four_words_or_twelve_characters_are_enough(text: str) -> None:
    assert phrase.good(text) == text


@pytest.mark.parametrize(
    "text", ["", "   ", "1234", "password", "a b c d", "owl fox hen", "eleven char"]
)
def test_a_short_one_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Refused, match="at least 12 characters, or 4 words"):
        phrase.good(text)


@pytest.mark.parametrize(
    "text",
    [
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "abcdefghijklmnop",
        "foodfoodfoodfood",
        "qwertyuiopas",
        "food food food food",
    ],
)
def test_one_that_repeats_itself_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="repeats itself"):
        phrase.good(text)


def test_a_very_long_one_is_refused() -> None:
    with pytest.raises(Refused, match="longer than 200"):
        phrase.good("word and more " * 100)


def test_spaces_and_the_way_letters_are_composed_do_not_matter() -> None:
    assert phrase.tidy("  penny   cake\twool ") == "penny cake wool"
    assert phrase.tidy("café au lait") == phrase.tidy("cafe\u0301 au lait")


def test_an_offered_phrase_is_good_and_hard_to_guess() -> None:
    offered = {phrase.offer() for _ in range(100)}

    assert len(offered) == 100
    assert phrase.BITS > 44
    assert len(set(WORDS)) == len(WORDS)
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 10 for word in WORDS)


@given(st.text(max_size=300))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        chosen = phrase.good(text)
    except Refused as refused:
        assert str(refused)
    else:
        assert phrase.good(chosen) == chosen
