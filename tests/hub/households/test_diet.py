"""Chips on a visit."""

from __future__ import annotations

from hubdesk.households.diet import FACES, Chip, is_instruction, is_special_category


def test_every_chip_has_its_words_and_an_icon() -> None:
    assert set(FACES) == set(Chip)
    assert all(face.words and face.icon for face in FACES.values())
    assert len({face.words for face in FACES.values()}) == len(Chip)


def test_chips_that_tell_of_belief_or_health_are_special_category() -> None:
    assert is_special_category(Chip.HALAL)
    assert is_special_category(Chip.LOW_SUGAR)
    assert not is_special_category(Chip.KETTLE_ONLY)


def test_a_cat_asks_for_more_and_changes_nothing() -> None:
    assert not is_instruction(Chip.CAT)
    assert is_instruction(Chip.NO_PORK)
    assert is_instruction(Chip.NO_FRIDGE)
