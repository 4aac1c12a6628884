"""Details go by themselves when their time is over: on one laptop, on several, after a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import check, day
from hubdesk.errors import Refused
from hubdesk.forgetting import leaving, limits, retention
from hubdesk.households import find, merging
from hubdesk.households import household as households
from hubdesk.households.matters import FIELDS, Matter
from hubdesk.households.record import Details, Household
from hubdesk.households.tables import household
from hubdesk.journal.sealed import keys_of
from hubdesk.reports import today
from hubdesk.volunteers import volunteer
from tests.hub.counter.test_serving import stocked
from tests.hub.forgetting.conftest import bytes_of
from tests.hub.forgetting.test_erasing import TOLD, known
from tests.hub.test_nothing_personal import dump, said
from tests.world import World


def run(world: World) -> int:
    """All of it, piece by piece, as a start does."""
    lost, after = 0, 0
    while True:
        piece = world.desk.do(retention.piece, after)
        lost, after = lost + piece.forgotten, piece.more
        if not after:
            world.desk.sweep()
            return lost


def later(world: World, days: int) -> None:
    """So many days on; somebody says that the date is right, as the hub asks after a gap."""
    world.clock.forward(days=days)
    world.desk.do(day.confirm, world.clock.moment.date())


def details(world: World, home: Household) -> Details:
    return world.desk.ask(households.details_of, home.id)


def matters(world: World, home: Household) -> set[str]:
    """The matters of which keys are here."""
    keys = world.desk.ask(lambda view: keys_of(view.connection))
    return {key.matter for key in keys if key.subject == home.id}


def test_a_name_whose_time_is_over_leaves_the_size_of_the_household(world: World) -> None:
    """It is no secret, it is needed for the next parcel, and every laptop must say the same."""
    home = known(world)
    later(world, 800)
    assert run(world) > 0
    left = world.desk.ask(households.by_id, home.id)
    assert left is not None
    assert (left.adults, left.children) == (home.adults, home.children)
    assert run(world) == 0, "a size alone is nothing to forget again"


def test_the_address_goes_first_then_the_diet_then_the_name(world: World) -> None:
    home = known(world)
    later(world, 30)
    assert run(world) == 0 and details(world, home) == TOLD
    later(world, 1)
    assert run(world) == 1
    assert details(world, home) == Details(TOLD.name, "", "", TOLD.phone, ("no pork",), ("lupin",))
    later(world, 60)
    assert run(world) == 1
    assert details(world, home) == Details(TOLD.name, "", "", TOLD.phone)
    assert matters(world, home) == {Matter.NAME}
    later(world, 100)
    assert run(world) == 1
    assert details(world, home) == Details() and matters(world, home) == set()
    assert world.desk.ask(find.find, "quokkaworth") == []
    still = world.desk.ask(households.by_id, home.id)
    assert still is not None and (still.adults, still.children, still.district) == (2, 3, "ZE1")
    assert check.check(world.desk).sound


def test_whoever_comes_every_week_is_never_forgotten(world: World) -> None:
    stocked(world)
    told = Details("Zephyrine Quokkaworth", "3 Wombat Row")
    home = world.household(2, 3, name=told.name, street=told.street)
    for _ in range(30):
        later(world, 7)
        assert world.desk.do(retention.piece).forgotten == 0
        world.serve(home)
    assert details(world, home) == told


def test_a_laptop_that_was_off_for_a_year_catches_up(world: World) -> None:
    home = known(world)
    figures = dump(world)["collection"]
    world.desk.close()
    world.clock.forward(days=366)
    world.reopen()
    with pytest.raises(Refused, match="what day"):
        run(world)
    later(world, 0)
    assert run(world) == 1
    assert details(world, home) == Details()
    assert dump(world)["collection"] == figures
    assert not any(each in said(dump(world)) for each in ("Quokkaworth", "lupin", "Wombat"))


def test_the_old_diet_cannot_be_read_anywhere_while_the_name_stays(bare_world: World) -> None:
    world = bare_world
    known(world)
    later(world, 91)
    run(world)
    left = bytes_of(world.folder)
    assert b"lupin" not in left and b"no pork" not in left and b"Wombat" not in left
    assert b"Quokkaworth" in left, "the name still stands in this hub's open tables"
    world.desk.close()


def test_what_is_told_again_lives_on(world: World) -> None:
    home = known(world)
    later(world, 91)
    run(world)
    again = Details(TOLD.name, "5 Elm Row", "ZE1 9QX", TOLD.phone, (), ("nuts",))
    world.desk.do(households.note_details, home.id, again)
    assert run(world) == 0
    assert details(world, home) == again
    assert check.check(world.desk).sound


def test_all_who_were_merged_are_forgotten_by_the_latest_contact_of_any(world: World) -> None:
    home = known(world)
    other = world.household(1, 0, name="Zephyrine Quokka", allergies=("nuts",))
    world.desk.do(merging.merge, other.id, home.id)
    later(world, 80)
    world.serve(other)
    later(world, 80)
    assert run(world) == 1
    assert details(world, home).allergies == ("lupin", "nuts") and details(world, home).name
    later(world, 11)
    assert run(world) == 1
    assert details(world, home).allergies == () and matters(world, other) == {Matter.NAME}


def test_a_visit_that_is_open_is_a_contact(world: World) -> None:
    home = known(world)
    later(world, 400)
    world.scan(home.card)
    assert run(world) == 0
    assert details(world, home) == TOLD


def test_how_long_is_the_hubs_choice_and_never_for_ever(world: World) -> None:
    home = known(world)
    world.desk.do(limits.change, Matter.NAME, 1)
    world.desk.do(limits.change, Matter.DIET, 365)
    for matter, number in ((Matter.NAME, 25), (Matter.NAME, 0), (Matter.ADDRESS, 731)):
        with pytest.raises(Refused, match="for ever"):
            world.desk.do(limits.change, matter, number)
    assert [each.number for each in world.desk.ask(limits.limits)] == [1, 365, 30]
    later(world, 40)
    run(world)
    told = details(world, home)
    assert not told.name and told.allergies == ("lupin",)


def test_what_will_be_forgotten_soon_is_counted(world: World) -> None:
    known(world)
    later(world, 65)
    counted, more = world.desk.ask(retention.coming)
    assert (counted, more) == ({Matter.NAME: 0, Matter.ADDRESS: 1, Matter.DIET: 1}, 0)


def test_today_tells_of_it_in_one_row(world: World) -> None:
    known(world)
    world.household(1, 0, name="Bo Ash")
    later(world, 400)
    run(world)
    told = [each for each in world.desk.ask(today.events) if each.kind == "details.forgot"]
    assert len(told) == 1 and not told[0].can_undo
    assert "2" in str(told[0].detail)


def test_a_volunteer_who_left_has_no_pin_and_no_card(world: World) -> None:
    joe = world.desk.do(volunteer.add, "Joe")
    world.desk.do(volunteer.set_pin, joe.id, "4711")
    world.desk.do(volunteer.give_card, joe.id)
    world.desk.do(leaving.leave, joe.id)
    keys = world.desk.ask(lambda view: keys_of(view.connection))
    assert {key.matter for key in keys if key.subject == joe.id} == {"name"}
    (left,) = world.desk.ask(volunteer.everybody)
    assert left.gone and not left.has_pin and not left.card
    assert check.check(world.desk).sound


def test_every_detail_has_a_time(world: World, tmp_path: Path) -> None:
    """A new column of a household must say for how long it is kept."""
    known_here = {"no", "id", "card", "adults", "children", "district", "merged_into"}
    follow = {"name_key", "phone_key", "also"}
    assert set(household.c.keys()) - known_here - follow == set(FIELDS) - {"consent"}
