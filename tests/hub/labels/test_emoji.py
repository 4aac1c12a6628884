"""A name with an emoji in it comes out of the printer whole."""

from __future__ import annotations

import pytest

from hubdesk.labels.designs import HouseholdCard, household_card
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import printable
from hubdesk.labels.layout import Words
from hubdesk.labels.pdf import pdf_of
from hubdesk.labels.script import tidy
from hubdesk.labels.sheet_text import named


@pytest.mark.parametrize("name", ["Ana 🙂👩‍👩‍👧", "👍🏽 Hub", "🇬🇧", "❤️"])
def test_an_emoji_is_a_letter_like_any_other(name: str) -> None:
    assert "□" not in printable(tidy(name))


def test_a_card_with_an_emoji_is_printed_with_it() -> None:
    card = HouseholdCard("Hub 🙂", "0427", "H123456789012")
    made = household_card(card, Room.on(named("l7160"), 300))
    words = [mark.text for mark in made.marks if isinstance(mark, Words)]
    assert any("Hub 🙂" in each for each in words)
    assert b"NotoEmoji" in pdf_of([made], named("l7160"))


def test_a_skin_tone_is_not_printed_as_a_square() -> None:
    assert tidy("👍🏽 Hub") == "👍 Hub"
