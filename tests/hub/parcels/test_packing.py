"""Lists, chips and sizes always give a parcel that a person could pack."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.households.diet import Chip, held
from hubdesk.parcels import packing
from hubdesk.parcels.contents import SIZES, Change, Issued, ListedLine, Variant
from hubdesk.parcels.packing import MOST_OF_ONE, Wanted, packed

GOODS = [bytes([n]) * 16 for n in range(7)]
MEAT, FISH, BEANS, NOODLES, PASTA, MILK, PETS = GOODS

goods = st.sampled_from(GOODS)
people = st.integers(1, 30)
chips = st.sets(st.sampled_from([chip.value for chip in Chip]))
numbers = st.lists(st.integers(-2, 120), max_size=12)
rising = st.lists(st.integers(0, 99), min_size=1, max_size=SIZES).map(sorted)


def lines(quantities: st.SearchStrategy[list[int]]) -> st.SearchStrategy[ListedLine]:
    return st.builds(
        ListedLine,
        goods,
        quantities,
        st.sampled_from(["tin", "bag", ""]),
        st.sampled_from(["", "Mixture", "1 decanted"]),
        st.booleans(),
        st.sampled_from([False, False, True]),
        st.integers(-1, 3),
        st.integers(-1, 4),
        st.dictionaries(st.integers(1, SIZES), st.just("A small one"), max_size=2),
    )


def changes(quantities: st.SearchStrategy[list[int]]) -> st.SearchStrategy[Change]:
    return st.builds(Change, st.none() | goods, st.none() | lines(quantities))


def contents(quantities: st.SearchStrategy[list[int]]) -> st.SearchStrategy[Issued]:
    variant = st.builds(
        Variant,
        st.sampled_from([*(chip.value for chip in Chip), "of a newer Hubdesk"]),
        st.lists(changes(quantities | st.just([])), max_size=4),
    )
    return st.builds(
        Issued, st.just("Parcel"), st.lists(lines(quantities), max_size=8), st.lists(variant)
    )


@given(contents(numbers), people, chips)
def test_every_parcel_could_be_packed(listed: Issued, size: int, told: set[str]) -> None:
    parcel = packed(listed, size, told)
    assert len({each.line for each in parcel}) == len(parcel), "no line twice"
    for each in parcel:
        assert 1 <= each.quantity <= MOST_OF_ONE
        assert each.asked in (0, each.quantity)
        assert each.unit in ("tin", "bag", "")
    assert sum(each.quantity for each in parcel) <= MOST_OF_ONE * len(GOODS)
    assert {each.line for each in parcel} <= listed.named()


@given(contents(numbers), people, chips)
def test_what_one_chip_leaves_out_no_other_chip_brings_back(
    listed: Issued, size: int, told: set[str]
) -> None:
    parcel = {each.line for each in packed(listed, size, told)}
    for variant in listed.variants:
        if variant.chip in held(told):
            assert parcel.isdisjoint(change.out for change in variant.changes)
    assert parcel.isdisjoint(packing.left_out(listed, told))


@given(contents(numbers), people)
def test_a_list_that_asks_for_something_gives_something(listed: Issued, size: int) -> None:
    asks = any(packing.wanted(each, size) for each in listed.lines)
    assert bool(packed(listed, size)) == asks


@given(contents(rising), st.integers(1, 29), chips)
def test_a_larger_household_never_gets_less(listed: Issued, size: int, told: set[str]) -> None:
    """Unless the list says so: its own numbers here only rise."""
    larger = {each.line: each.asked for each in packed(listed, size + 1, told)}
    for each in packed(listed, size, told):
        assert larger.get(each.line, 0) >= each.asked


@given(contents(numbers), people, chips)
def test_a_chip_that_the_list_says_nothing_of_changes_nothing(
    listed: Issued, size: int, told: set[str]
) -> None:
    silent = Issued(listed.name, listed.lines)
    assert packed(silent, size, told) == packed(listed, size)


def one(listed: Issued, size: int, line: bytes, *told: Chip) -> Wanted | None:
    return next((each for each in packed(listed, size, told) if each.line == line), None)


def quantity(listed: Issued, size: int, line: bytes, *told: Chip) -> int:
    found = one(listed, size, line, *told)
    return found.asked if found else 0


def test_a_swap_gives_as_many_more_of_what_is_on_the_list_already() -> None:
    swap = Variant("vegetarian", [Change(MEAT, ListedLine(BEANS, []))])
    listed = Issued("Parcel", [ListedLine(MEAT, [3]), ListedLine(BEANS, [1, 2])], [swap])
    assert quantity(listed, 2, BEANS) == 2
    assert quantity(listed, 2, BEANS, Chip.VEGETARIAN) == 5
    assert quantity(listed, 2, BEANS, Chip.VEGAN) == 5, "a vegan is a vegetarian too"


def test_numbers_of_its_own_say_how_many_altogether() -> None:
    noodles = ListedLine(NOODLES, [4])
    variants = [
        Variant("no cooker", [Change(PASTA, noodles)]),
        Variant("microwave only", [Change(put=ListedLine(NOODLES, [6]))]),
    ]
    listed = Issued("Parcel", [ListedLine(PASTA, [2])], variants)
    assert quantity(listed, 1, NOODLES, Chip.NO_COOKER) == 4
    assert quantity(listed, 1, NOODLES, Chip.NO_COOKER, Chip.MICROWAVE_ONLY) == 6


def test_the_second_best_is_given_where_another_chip_leaves_the_best_out() -> None:
    variants = [
        Variant("no pork", [Change(MEAT, ListedLine(FISH, []))]),
        Variant("vegetarian", [Change(FISH), Change(MEAT, ListedLine(BEANS, []))]),
    ]
    listed = Issued("Parcel", [ListedLine(MEAT, [3]), ListedLine(FISH, [2])], variants)
    assert quantity(listed, 1, FISH, Chip.NO_PORK) == 5
    parcel = packed(listed, 1, [Chip.NO_PORK, Chip.VEGETARIAN])
    assert [(each.line, each.quantity) for each in parcel] == [(BEANS, 3)]


def test_each_so_many_people_beyond_ten_get_one_more() -> None:
    listed = Issued("Parcel", [ListedLine(BEANS, list(range(1, 11)), more=1, more_per=2)])
    assert [quantity(listed, size, BEANS) for size in (10, 11, 12, 15)] == [10, 10, 11, 12]


def test_as_required_is_asked_at_every_size_and_packed_at_none() -> None:
    listed = Issued("Parcel", [ListedLine(PETS, [], as_required=True)])
    for size in (1, 10, 30):
        found = one(listed, size, PETS)
        assert found is not None and found.asked == 0 and found.quantity == 1


def test_a_note_for_one_size_stands_before_the_note_for_all() -> None:
    line = ListedLine(MILK, [1, 2], note="Long-life", notes={1: "A small one"})
    listed = Issued("Parcel", [line])
    found = [one(listed, size, MILK) for size in (1, 2)]
    assert [each.note for each in found if each] == ["A small one. Long-life", "Long-life"]


def test_nobody_is_packed_nothing() -> None:
    assert packed(Issued("Parcel", [ListedLine(MILK, [1])]), 0) == ()
