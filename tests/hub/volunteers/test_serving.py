"""Who is serving: one scan or a PIN, two at most, until midnight; every operation says so."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation
from hubdesk.reports import today
from hubdesk.volunteers import serving, volunteer
from tests.hub.counter.test_serving import stocked
from tests.hub.volunteers.test_volunteers import helper
from tests.world import World


def people(world: World) -> list[str]:
    return [each.name for each in world.desk.ask(serving.crew).people]


def actors(world: World) -> list[bytes | None]:
    def asked(view: View) -> list[bytes | None]:
        chosen = select(operation.c.actor).order_by(operation.c.position)
        return list(view.connection.execute(chosen).scalars())

    return world.desk.ask(asked)


def test_serving_needs_nobody_named(world: World) -> None:
    stocked(world)
    world.serve(world.household())
    assert set(actors(world)) == {None}
    assert people(world) == []
    assert all(event.who == () for event in world.desk.ask(today.events))


def test_a_scan_of_the_card_begins_and_a_second_ends(world: World) -> None:
    amina = helper(world, "Amina", card=True)
    assert world.desk.do(serving.card_scanned, amina.card.lower(), beside=False).began
    assert people(world) == ["Amina"]
    turn = world.desk.do(serving.card_scanned, amina.card, beside=False)
    assert not turn.began and turn.people == () and people(world) == []


def test_another_card_takes_over_and_beside_it_makes_two(world: World) -> None:
    amina, joe = helper(world, "Amina", card=True), helper(world, "Joe", card=True)
    third = helper(world, "Wei", card=True)
    world.desk.do(serving.card_scanned, amina.card, beside=False)
    world.desk.do(serving.card_scanned, joe.card, beside=False)
    assert people(world) == ["Joe"]
    world.desk.do(serving.card_scanned, amina.card, beside=True)
    assert people(world) == ["Joe", "Amina"]
    with pytest.raises(Refused, match="Two names"):
        world.desk.do(serving.card_scanned, third.card, beside=True)
    world.desk.do(serving.card_scanned, joe.card, beside=True)
    assert people(world) == ["Amina"]
    world.desk.do(serving.nobody)
    assert people(world) == []


def test_a_name_without_a_pin_is_tapped_and_one_with_a_pin_is_not(world: World) -> None:
    amina, joe = helper(world, "Amina"), helper(world, "Joe", "2468")
    assert world.desk.do(serving.tapped, amina.id).began
    with pytest.raises(Refused, match="Type the PIN of"):
        world.desk.do(serving.tapped, joe.id)
    assert world.desk.do(serving.pin_typed, "2468").people[-1].name == "Joe"
    assert not world.desk.do(serving.tapped, joe.id).began
    assert people(world) == ["Amina"]


def test_a_pin_finds_its_name_unless_two_have_it(world: World) -> None:
    helper(world, "Amina", "1357")
    joe = helper(world, "Joe", "2468")
    wei = helper(world, "Wei", "2468")
    with pytest.raises(Refused, match="does not fit"):
        world.desk.do(serving.pin_typed, "9999")
    with pytest.raises(Refused, match="does not fit"):
        world.desk.do(serving.pin_typed, "1357", joe.id)
    with pytest.raises(Refused, match="Tap your name first"):
        world.desk.do(serving.pin_typed, "2468")
    world.desk.do(serving.pin_typed, "2468", wei.id)
    world.desk.do(serving.pin_typed, "2468", wei.id)
    assert people(world) == ["Wei"]


def test_a_card_of_nobody_is_refused(world: World) -> None:
    home = world.household()
    for code in ("V123456789012", home.card, "5000157024671", ""):
        with pytest.raises(Refused, match="not known here"):
            world.desk.do(serving.card_scanned, code, beside=False)


def test_it_outlives_a_restart_and_ends_at_midnight(world: World) -> None:
    amina = helper(world, "Amina")
    world.desk.do(serving.tapped, amina.id)
    world.reopen()
    assert people(world) == ["Amina"]
    stocked(world)
    assert actors(world)[-1] == amina.id
    world.clock.forward(hours=14)
    assert people(world) == []
    helper(world, "Joe")
    assert actors(world)[-1] is None


def test_every_operation_carries_who_serves_and_today_says_their_names(world: World) -> None:
    stocked(world)
    amina, joe = helper(world, "Amina", card=True), helper(world, "Joe", card=True)
    world.desk.do(serving.card_scanned, amina.card, beside=False)
    world.serve(world.household())
    world.desk.do(serving.card_scanned, joe.card, beside=True)
    before = len(actors(world))
    world.serve(world.household())
    world.desk.do(today.undo_last)
    assert set(actors(world)[before:]) == {serving.pair(joe.id, amina.id)}
    events = world.desk.ask(today.events)
    told = [each.who for each in events if each.sort is today.Sort.VISITS]
    assert told == [("Amina", "Joe"), ("Amina",)]
    assert all(not each.who for each in events if each.sort is today.Sort.STOCK)


def test_what_somebody_did_stays_theirs_when_they_are_renamed_or_leave(world: World) -> None:
    stocked(world)
    amina, joe = helper(world, "Amina"), helper(world, "Joe")
    world.desk.do(serving.tapped, amina.id)
    world.desk.do(serving.tapped, joe.id)
    world.serve(world.household())
    world.desk.do(volunteer.rename, joe.id, "Zed")
    world.desk.do(serving.leave_list, amina.id)
    assert people(world) == ["Zed"]
    (event, *_) = world.desk.ask(today.events)
    assert event.who == ("Amina", "Zed")


def test_a_pair_is_the_same_from_either_side_and_each_gives_back_the_other(world: World) -> None:
    amina, joe = helper(world, "Amina"), helper(world, "Joe")
    both = serving.pair(amina.id, joe.id)
    assert both == serving.pair(joe.id, amina.id)
    assert serving.pair(both, joe.id) == amina.id
    told = world.desk.ask(serving.names, [both, joe.id, None, bytes(16)])
    assert told == {both: ("Amina", "Joe"), joe.id: ("Joe",)}


def test_a_laptop_that_never_heard_of_a_volunteer_goes_on(world: World) -> None:
    stocked(world)
    world.desk.do(
        settings.put, serving=[b"v" * 16], serving_on=world.clock.moment.date().isoformat()
    )
    assert people(world) == []
    world.serve(world.household())
    assert actors(world)[-1] == b"v" * 16
    assert world.desk.ask(today.events)[0].who == ()
