"""Who is suggested while a household is typed, and which look like one that came in twice."""

from __future__ import annotations

import pytest

from hubdesk.counter import likely
from hubdesk.errors import Refused
from hubdesk.households import doubles, merging
from hubdesk.households import household as households
from hubdesk.households.doubles import Why
from hubdesk.households.record import Details, Household
from tests.hub.counter.test_serving import stocked
from tests.world import World


def suggested(world: World, typed: Details, but: Household) -> list[str]:
    _, found = world.desk.ask(likely.while_typing, typed, but.id)
    return [each.found.household.number for each in found]


def pairs(world: World) -> list[tuple[str, str, Why]]:
    found, after = [], 0
    while True:
        some = world.desk.ask(doubles.look, after)
        found += [(p.one.number, p.other.number, p.why) for p in some.found]
        after = some.more
        if not after:
            return found


def test_somebody_who_was_here_is_suggested_as_the_name_is_typed(world: World) -> None:
    stocked(world)
    amina = world.household(2, 3, name="Amina O'Brien", street="4 Mill Lane", postcode="B14 7XY")
    world.household(1, 0, name="Ben Carter")
    world.serve(amina)
    new = world.household(1, 0)
    for typed in ("Amina O", "amina obrien", "O'Brien Amina"):
        assert suggested(world, Details(typed), new) == [amina.number], typed
    assert suggested(world, Details("Am"), new) == [], "too little to tell"
    _, (found,) = world.desk.ask(likely.while_typing, Details("Amina OBrien"), new.id)
    assert found.last is not None and found.found.household.district == "B14"


@pytest.mark.parametrize(
    "typed",
    [
        Details(phone="+44 7700 900123"),
        Details("Amena Obryan", postcode="b147xy"),
        Details("Yusuf", street="4 mill ln", postcode="B14 7XY"),
    ],
    ids=["phone", "postcode", "address"],
)
def test_a_rough_spelling_is_enough_with_something_else(world: World, typed: Details) -> None:
    made = world.household(2, 3)
    world.desk.do(
        households.note_details,
        made.id,
        Details("Amina O'Brien", "4 Mill Lane", "B14 7XY", "07700 900123"),
    )
    assert suggested(world, typed, world.household(1, 0)) == [made.number]


def test_one_that_was_merged_is_suggested_once_and_never_to_itself(world: World) -> None:
    one, other = world.household(name="Ann Lee"), world.household(name="Anne Lee")
    new = world.household()
    world.desk.do(merging.merge, one.id, other.id)
    assert suggested(world, Details("Ann Lee"), new) == [other.number]
    assert suggested(world, Details("Ann Lee"), one) == []


def test_at_most_three_are_suggested_the_likeliest_first(world: World) -> None:
    for name in ("Ann Lee", "Ann Leeson", "Anna Lee", "Anne Lee", "Annie Lee"):
        last = world.household(name=name)
    exact = world.household(name="Ann Leigh", postcode="CV1 2AB")
    assert last.number != exact.number
    found = suggested(world, Details("Ann Leigh", postcode="CV1 2AB"), world.household())
    assert found[0] == exact.number and len(found) <= 3


def test_pairs_that_look_alike_are_listed_until_somebody_decides(world: World) -> None:
    one = world.household(name="Amina O'Brien", postcode="B14 7XY")
    other = world.household(name="Amena OBrien", postcode="B14 7XY")
    world.household(name="Ben Carter", postcode="B14 7XY")
    here, there = world.household(name="Ann Lee"), world.household(name="Lee, Ann")
    same = world.household(name="Ann Lee")
    assert pairs(world) == [
        (one.number, other.number, Why.ADDRESS),
        (here.number, same.number, Why.NAME),
    ]
    world.desk.do(merging.say_apart, one.id, other.id)
    world.desk.do(merging.merge, same.id, here.id)
    assert pairs(world) == []
    assert there.number not in {each for pair in pairs(world) for each in pair[:2]}


def test_people_of_one_name_at_two_addresses_are_two(world: World) -> None:
    world.household(name="Ann Lee", postcode="B14 7XY")
    world.household(name="Ann Lee", postcode="CV1 2AB")
    assert pairs(world) == []


def test_not_the_same_holds_after_one_of_them_was_merged(world: World) -> None:
    first = world.household(name="Ann Lee")
    second, third = world.household(name="Ann Lee"), world.household(name="Ann Lee")
    world.desk.do(merging.say_apart, first.id, second.id)
    world.desk.do(merging.merge, second.id, third.id)
    assert pairs(world) == []
    with pytest.raises(Refused, match="Separate"):
        world.desk.do(merging.say_apart, second.id, third.id)
