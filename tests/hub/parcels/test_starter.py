"""The parcel list a hub starts with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk import resources
from hubdesk.errors import Refused
from hubdesk.households.diet import Chip
from hubdesk.parcels import packing, starter
from hubdesk.parcels.packing import Wanted
from hubdesk.stock.dates import DateKind

GOOD = """
name = "Food parcel"
[[lines]]
key = "beans"
name = "Baked beans"
unit = "tin"
shelf = "C2"
weight_g = 420
packs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
notes = { 1 = "A small tin" }
note = "Ring-pull"
"""


def test_the_shipped_list_holds_and_is_packed_in_shelf_order() -> None:
    shipped = starter.starter_list()
    assert len(shipped.lines) >= 30
    shelves = [line.shelf for line in shipped.lines]
    assert shelves == sorted(shelves)
    assert len(set(shelves)) == len(shelves)


@pytest.mark.parametrize(
    ("key", "packs"),
    [
        ("baked-beans", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
        ("soup", (2, 4, 6, 8, 8, 8, 8, 10, 10, 10)),
        ("tinned-meat", (3, 3, 4, 5, 6, 6, 7, 7, 8, 8)),
        ("milk", (1, 1, 2, 2, 2, 3, 3, 3, 4, 4)),
        ("pasta", (2, 3, 4, 5, 5, 5, 6, 6, 6, 8)),
        ("tinned-fruit", (1, 1, 2, 2, 3, 3, 3, 4, 4, 4)),
    ],
)
def test_quantities_are_exactly_those_of_the_packing_list(key: str, packs: tuple[int, ...]) -> None:
    assert starter.starter_list().line(key).packs == packs


def parcel(people: int, *chips: Chip) -> dict[str, Wanted]:
    """What the shipped list packs, by the keys of its lines."""
    shipped = starter.starter_list()
    keys = {starter.line_id(line.key): line.key for line in shipped.lines}
    return {keys[each.line]: each for each in packing.packed(shipped.contents(), people, chips)}


def test_beyond_ten_people_only_what_is_eaten_by_each_grows() -> None:
    ten, thirty = parcel(10), parcel(30)
    assert ten.keys() == thirty.keys()
    more = {key for key in ten if thirty[key].quantity > ten[key].quantity}
    assert more == {"bread", "soup", "baked-beans", "cereal-bars", "toilet-roll"}
    assert thirty["baked-beans"].quantity == 30
    assert thirty["bread"].quantity == 3 + 20 // 3


@given(st.integers(1, 40), st.sets(st.sampled_from(Chip)))
def test_no_line_shrinks_as_a_household_grows(people: int, chips: set[Chip]) -> None:
    larger = parcel(people + 1, *chips)
    for key, each in parcel(people, *chips).items():
        assert each.asked <= larger[key].asked


def test_a_kettle_is_no_cooker() -> None:
    keys = parcel(2, Chip.KETTLE_ONLY).keys()
    assert "noodles" in keys
    assert keys.isdisjoint({"pasta", "rice", "oil", "potatoes"})


def test_cat_food_goes_to_cats_alone() -> None:
    assert "cat-food" in parcel(1, Chip.CAT)
    assert "cat-food" not in parcel(1)


def test_a_vegan_gets_as_much_plant_drink_as_others_get_milk() -> None:
    assert parcel(4, Chip.VEGAN)["plant-drink"].quantity == parcel(4)["milk"].quantity
    assert parcel(4, Chip.VEGAN).keys().isdisjoint({"milk", "eggs", "tinned-meat", "tinned-fish"})


def test_what_is_asked_for_is_offered_and_not_packed() -> None:
    spaghetti, pads = parcel(2)["tinned-spaghetti"], parcel(2)["period-products"]
    assert spaghetti.optional and spaghetti.asked == 0 < spaghetti.quantity
    assert pads.as_required and pads.asked == 0


@pytest.mark.parametrize("chip", [Chip.VEGETARIAN, Chip.VEGAN, Chip.HALAL, Chip.KOSHER])
def test_tinned_meat_is_left_out_by_those_who_cannot_eat_it(chip: Chip) -> None:
    packed = parcel(4, chip)
    assert "tinned-meat" not in packed
    assert "veg-meal" in packed


@pytest.mark.parametrize("people", [1, 2, 4, 10])
def test_a_parcel_weighs_what_people_can_carry_or_a_van_can(people: int) -> None:
    """Durham and Leek give 8.6 to 11 kg a person; small households get a little more."""
    shipped = starter.starter_list()
    packs = {key: each.asked for key, each in parcel(people).items()}
    weight_kg = sum(shipped.line(key).weight_g * many for key, many in packs.items()) / 1000
    assert 5 <= weight_kg / people <= 20


def test_packers_are_told_what_a_number_cannot_say() -> None:
    contents = starter.understand(GOOD).contents()
    notes = [packing.packed(contents, people)[0].note for people in (1, 2)]
    assert notes == ["A small tin. Ring-pull", "Ring-pull"]


def test_dates_are_of_the_usual_kind() -> None:
    shipped = starter.starter_list()
    assert shipped.line("soup").date_kind is DateKind.BEST_BEFORE
    assert shipped.line("toilet-roll").date_kind is None


@pytest.mark.parametrize(
    ("was", "broken", "says"),
    [
        ('key = "beans"', 'key = ""', "key, name and unit"),
        (", 10]", "]", "ten numbers"),
        ("[1, 2", "[-1, 2", "0 to 99"),
        ("weight_g = 420", "weight_g = 0", "weight_g"),
        ("weight_g = 420", 'weight_g = "heavy"', "weight_g"),
        ("weight_g = 420", 'weight_g = 420\ninstead = ["soup"]', "instead"),
        ("notes = { 1", "notes = { 11", "1 to 10 people"),
        ("weight_g = 420", 'weight_g = 420\nonly_for = ["unicorn"]', "only_for"),
        ("[[lines]]", "[lines", "cannot be read"),
        ('name = "Food parcel"', "", "name"),
    ],
)
def test_a_broken_list_is_refused_in_words_that_find_the_fault(
    was: str, broken: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        starter.understand(GOOD.replace(was, broken, 1))
    assert says in str(refused.value)


def test_two_lines_with_one_key_are_refused() -> None:
    head, line = GOOD.split("[[lines]]")
    with pytest.raises(Refused, match="same key"):
        starter.understand("[[lines]]".join([head, line, line]))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    file.write_bytes(b'name = "\xff"')
    with pytest.raises(Refused, match="cannot be read"):
        starter.read(file)


@given(st.text() | st.text().map(lambda text: GOOD + text))
def test_any_file_is_a_list_or_is_refused(text: str) -> None:
    try:
        starter.understand(text)
    except Refused as refused:
        assert str(refused)


def test_every_tile_has_its_icon() -> None:
    icons = resources.folder() / "icons"
    if not icons.is_dir():
        pytest.skip("icons are not in this tree")
    tiles = {line.tile for line in starter.starter_list().lines if line.tile}
    assert [tile for tile in tiles if not (icons / f"{tile}.svg").is_file()] == []
