"""Households: a number, a size, and what they chose to tell."""

from __future__ import annotations

import pytest

from hubdesk.counter import entering, serving
from hubdesk.errors import Refused
from hubdesk.households import find
from hubdesk.households import household as households
from hubdesk.households.record import Details
from hubdesk.journal.act import View
from tests.hub.counter.test_serving import stocked
from tests.world import World


def test_a_household_is_found_by_a_name_spelled_roughly(world: World) -> None:
    home = world.household(2, 0, name="Catherine Okonkwo")
    world.household(1, 0, name="Paul Smith")
    (first, *_) = world.desk.ask(find.find, "katherin okonqwo")
    assert first.household.id == home.id and first.name == "Catherine Okonkwo"


def test_a_household_is_found_by_street_and_by_postcode(world: World) -> None:
    home = world.household(2, 0, name="Ann Lee", street="14 Mill Lane", postcode="SW1A 1AA")
    world.household(2, 0, name="Bob Lane", street="3 High Street", postcode="N1 9GU")
    assert world.desk.ask(find.find, "14 mill ln")[0].household.id == home.id
    assert world.desk.ask(find.find, "sw1a1aa")[0].household.id == home.id


def test_the_last_four_open_the_visit_when_one_card_fits(world: World) -> None:
    stocked(world)
    home = world.household(2, 0)
    world.type(home.card[-4:])
    assert world.visit().household == home
    answer = world.type("H" + home.card[-4:])
    assert not isinstance(answer, entering.Search)
    assert world.desk.ask(find.by_last_four, home.card[-4:], "P") == []


def test_a_name_that_is_changed_is_found_anew_and_the_old_one_no_more(world: World) -> None:
    home = world.household(1, 0, name="Zoe Abernathy")
    world.desk.do(households.note_details, home.id, Details(name="Zoe Marchetti"))
    assert world.desk.ask(find.find, "Abernathy") == []
    assert world.desk.ask(find.find, "Marchetti")[0].household.id == home.id


@pytest.mark.parametrize(
    "name",
    [
        "O<Brien",
        "</para>",
        "N" * 500,
        "محمد علي",
        "রহিমা খাতুন",
        "王小明",
        "🙂 Sam",
        "a\u202eb\u2066c",
    ],
)
def test_any_name_survives(world: World, name: str) -> None:
    home = world.household(1, 0, name=name)
    world.reopen()
    assert world.desk.ask(households.details_of, home.id).name == name


def test_noting_the_same_again_records_nothing(world: World) -> None:
    home = world.household(1, 0, name="Ann Lee")
    held = world.desk.ask(_operations)
    world.desk.do(households.note_details, home.id, Details(name="Ann Lee"))
    assert world.desk.ask(_operations) == held


def _operations(view: View) -> int:
    return sum(1 for _ in view.journal.all(view.connection))


def test_a_postcode_gives_the_district_that_totals_are_kept_by(world: World) -> None:
    home = world.household(1, 0, postcode="ec1a1bb")
    found = world.desk.ask(households.by_id, home.id)
    assert found is not None and found.district == "EC1A"


def test_a_household_that_nobody_knows_is_refused_with_what_to_do(world: World) -> None:
    with pytest.raises(Refused, match="Find it by name"):
        world.desk.do(serving.returning_visit, bytes(16))
