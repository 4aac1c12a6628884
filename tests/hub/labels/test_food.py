"""Food that is packed, opened or frozen here: nothing of what the law asks for is ever cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.labels import emphasis, sheet_text
from hubdesk.labels.contents import FrozenLabel, OpenedLabel
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.food import SMALLEST_PT
from hubdesk.labels.layout import Face, Label, Words
from hubdesk.labels.script import tidy
from tests.hub.labels.samples import FOOD, LATER, NAMES, SAMPLES, SATURDAY

ROOM = Room.on(sheet_text.named("l7160"))
LARGE = Room.on(sheet_text.named("l7165"))
OPENED = SAMPLES["opened"]
FROZEN = SAMPLES["frozen"]
assert isinstance(OPENED, OpenedLabel)
assert isinstance(FROZEN, FrozenLabel)


def words(label: Label) -> list[Words]:
    return [mark for mark in label.marks if isinstance(mark, Words)]


def text(label: Label) -> str:
    return " ".join(mark.text for mark in words(label))


def bold(ingredients: str) -> list[str]:
    return [each.text for each in emphasis.pieces(ingredients) if each.face is Face.BOLD]


@pytest.mark.parametrize(
    ("ingredients", "emphasised"),
    [
        ("Wheat flour, butter (milk), EGGS", ["Wheat", "milk", "EGGS"]),
        ("coconut milk, oat milk, rice milk", ["oat"]),
        ("soya milk, semi-skimmed milk", ["soya", "milk"]),
        ("peanuts, brazil nuts, nutmeg, butternut squash", ["peanuts", "brazil nuts"]),
        ("cod, prawns, squid, mussels", ["cod", "prawns", "squid", "mussels"]),
        ("sulphur dioxide, sesame seeds, tahini (sesame)", ["sulphur dioxide", "sesame", "sesame"]),
        ("celeriac, lupin flour, mustard", ["celeriac", "lupin", "mustard"]),
        ("*Worcester sauce*, salt", ["Worcester sauce"]),
        ("2 * 3 = 6 *", []),
        ("salt, water", []),
    ],
)
def test_what_names_an_allergen_stands_out(ingredients: str, emphasised: list[str]) -> None:
    assert bold(ingredients) == emphasised


@given(st.text(max_size=80))
def test_emphasis_loses_no_letter(ingredients: str) -> None:
    found = "".join(each.text for each in emphasis.pieces(ingredients))
    assert found.replace("*", "") == tidy(ingredients).replace("*", "")


@pytest.mark.parametrize("allergen", Allergen)
def test_each_of_the_fourteen_is_known_by_the_name_that_a_volunteer_gives_it(
    allergen: Allergen,
) -> None:
    assert allergen in emphasis.named(ALLERGEN_WORDS[allergen])


def test_an_allergen_that_the_ingredients_do_not_name_is_refused() -> None:
    with pytest.raises(Refused, match="do not name: Mustard") as refused:
        designed(replace(FOOD, allergens=(*FOOD.allergens, "mustard")), LARGE)
    assert "butter (milk)" in str(refused.value)


def test_packed_food_says_all_that_it_must() -> None:
    said = text(designed(FOOD, LARGE))
    for part in (FOOD.name, "Use by 23 November 2026", "below 5 °C", "Packed by St Mary's"):
        assert part in said
    bold_words = [mark.text for mark in words(designed(FOOD, LARGE)) if mark.face is Face.BOLD]
    for allergen in ("celery", "barley", "milk", "soya", "wheat"):
        assert any(allergen in each for each in bold_words)


@pytest.mark.parametrize("name", NAMES)
def test_packed_food_is_whole_and_large_enough_to_read_or_is_refused(name: str) -> None:
    """Letters of 1.2 mm at least (Regulation 1169/2011, article 13)."""
    try:
        label = designed(FOOD, Room.on(sheet_text.named(name)))
    except Refused as refused:
        assert "choose a larger label" in str(refused)
        return
    said = text(label).replace(" ", "")
    assert FOOD.ingredients.replace(" ", "") in said
    assert "…" not in said
    code = {FOOD.code[-4:], "B 2222 2222 2222"}
    assert all(mark.size_pt >= SMALLEST_PT for mark in words(label) if mark.text not in code)


def test_the_longest_list_that_fits_is_printed_and_the_next_is_refused() -> None:
    def fits(count: int) -> bool:
        many = replace(FOOD, ingredients="milk, " + "onions, " * count, allergens=("milk",))
        try:
            said = text(designed(many, ROOM))
        except Refused:
            return False
        assert said.count("onions,") == count
        return True

    fitting = [count for count in range(1, 80) if fits(count)]
    assert fitting == list(range(1, len(fitting) + 1))
    assert 3 < len(fitting) < 79


def test_an_allergen_is_refused_rather_than_cut_or_parted() -> None:
    all_of_them = tuple(each.value for each in Allergen)
    with pytest.raises(Refused, match="none of it may be cut"):
        designed(replace(OPENED, allergens=all_of_them), Room(25, 15, 1))
    said = text(designed(replace(OPENED, allergens=all_of_them), LARGE))
    for allergen in Allergen:
        assert ALLERGEN_WORDS[allergen] in said


def test_decanted_food_is_not_labelled_until_its_allergens_were_copied() -> None:
    with pytest.raises(Refused, match="Copy the allergens from the pack first"):
        designed(replace(OPENED, allergens=None), ROOM)
    said = text(designed(replace(OPENED, allergens=()), ROOM))
    assert "The pack states none of the 14 allergens" in said
    with pytest.raises(Refused, match="none of the 14"):
        designed(replace(OPENED, allergens=("dust",)), ROOM)


def test_opened_and_decanted_are_told_apart() -> None:
    assert "Decanted 21 November 2026" in text(designed(OPENED, ROOM))
    assert "Opened 21 November 2026" in text(designed(replace(OPENED, decanted=False), ROOM))


def test_frozen_food_says_how_it_is_used() -> None:
    said = text(designed(FROZEN, ROOM))
    for part in (
        "Frozen on 21 November 2026",
        "Use within 24 hours of defrosting.",
        "Defrost by 21 December 2026",
    ):
        assert part in said
    eggs = text(designed(FrozenLabel("Quiche", SATURDAY, LATER, ("eggs", "milk")), ROOM))
    assert "Contains: Eggs, Milk" in eggs


@pytest.mark.parametrize("field", ["name", "ingredients", "packed_by"])
def test_packed_food_without_one_of_its_parts_is_refused(field: str) -> None:
    with pytest.raises(Refused, match="Packed food needs"):
        designed(replace(FOOD, allergens=(), **{field: " "}), LARGE)


def test_ingredients_are_asked_for_in_english_but_the_name_in_any_language() -> None:
    with pytest.raises(Refused, match="in English"):
        designed(replace(FOOD, ingredients="দুধ (milk)", allergens=("milk",)), LARGE)
    designed(replace(FOOD, name="মুরগির কারি"), LARGE)
