"""Parcels packed ahead where other things happen too: several households, other chips, a merge."""

from __future__ import annotations

import pytest

from hubdesk import check
from hubdesk.counter import and_for, choosing, drafts, for_others, lives, reopening, serving
from hubdesk.counter.outcome import Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households import merging
from hubdesk.households.diet import Chip
from hubdesk.households.record import Household
from hubdesk.journal import identity
from hubdesk.packing import pack
from hubdesk.packing.parcel import Standing
from hubdesk.reports import today
from tests.world import World


@pytest.fixture(autouse=True)
def hall(world: World) -> None:
    """Beans and milk on a list for anybody, and bread that is taken by its tile."""
    world.line("beans")
    world.line("milk", date_kind="use by")
    world.line("bread", tile=True)
    world.product("own beans", "beans")
    world.product("fresh milk", "milk")
    world.shelf("40 own beans, best before 2027-06-01", "20 fresh milk, use by 2026-11-24")
    world.parcel(beans=2, milk=1)


def made(world: World, people: int = 5, *chips: Chip) -> Standing:
    (parcel,) = world.desk.do(pack.pack, people, chips).made
    return parcel


def join(world: World, home: Household) -> None:
    world.desk.do(and_for.scanned, home.card)


def tap_bread(world: World) -> None:
    world.desk.do(serving.add_line, world.visit().id, identity.named("line", "bread"))


def together(world: World) -> tuple[Household, Household, Standing, Standing]:
    """Two households at the counter, each with a packed parcel; the turn is at the second."""
    one, two = world.household(2, 3), world.household(2, 3)
    first, second = made(world), made(world)
    world.scan(one.card)
    world.scan(first.code)
    join(world, two)
    world.scan(second.code)
    return one, two, first, second


def test_each_of_two_households_has_its_own_packed_parcel(world: World) -> None:
    *_, first, second = together(world)
    again = world.scan(first.code).outcome
    assert str(again.lines[0]) == "It is in this visit already."
    done = world.finish()
    assert (done.number, done.also[0].number, done.jobs) == (first.number, second.number, ())
    assert (world.left("own beans"), world.left("fresh milk")) == (36, 18)
    assert check.check(world.desk).sound


def test_a_step_back_brings_a_party_and_its_parcel_back(world: World) -> None:
    *_, second = together(world)
    before = world.visit()
    world.desk.do(for_others.take_off, before.id)
    assert world.visit().parcel != second.number
    world.desk.do(drafts.step_back, before.id)
    assert world.visit() == before
    with pytest.raises(Refused, match="in a visit"):
        world.desk.do(today.undo, second.ref)


def test_each_card_brings_a_waiting_visit_back_at_its_own_parcel(world: World) -> None:
    one, two, first, second = together(world)
    for home, parcel in ((one, first), (two, second)):
        world.desk.do(drafts.park)
        world.scan(home.card)
        assert world.visit().parcel == parcel.number


def test_one_of_two_packed_parcels_is_opened_again(world: World) -> None:
    _, two, first, second = together(world)
    done = world.finish()
    world.desk.do(reopening.reopen_together, done.op)
    assert [row.party for row in world.visit().rows if row.ticked] == [1, 1, 2, 2]
    done = world.finish()
    world.desk.do(reopening.reopen, done.also[0].op)
    world.desk.do(drafts.park)
    assert str(world.scan(second.code).outcome.title) == "In another visit"
    # Its label was never dead: it was handed over again under the same one.
    assert str(world.scan(first.code).outcome.lines[0]) == "Given out today."
    world.scan(two.card)
    world.finish()
    assert world.left("own beans") == 36
    assert check.check(world.desk).sound


def test_a_size_typed_after_the_label_says_that_the_parcel_stays_as_it_is(world: World) -> None:
    world.scan(world.household(2, 3).card)
    world.scan(made(world).code)
    came = world.type("2+4")
    assert isinstance(came, Scanned)
    assert came.outcome.result is Result.SOON
    said = [str(line) for line in came.outcome.lines]
    assert said == ["It is packed for 5, and this visit is for 6."]
    assert world.given() == {"beans": 2, "milk": 1}


def test_a_chip_put_on_after_the_label_says_what_it_was_not_packed_for(world: World) -> None:
    world.scan(world.household(2, 3).card)
    world.scan(made(world, 5, Chip.NO_PORK).code)
    visit_id = world.visit().id
    on = world.desk.do(lives.toggle_chip, visit_id, "vegan")
    assert [str(doubt) for doubt in on.doubts] == ["Vegan: it was not packed for that."]
    assert world.desk.do(lives.toggle_chip, visit_id, "vegan") == lives.Turned(False)
    assert world.desk.do(lives.toggle_chip, visit_id, "no pork") == lives.Turned(True)


def test_a_first_visits_chips_are_asked_about_too(world: World) -> None:
    parcel = made(world)
    world.type("2+3")
    world.desk.do(lives.toggle_chip, world.visit().id, "vegan")
    assert world.scan(parcel.code).outcome.result is Result.ASK


def test_what_was_tapped_before_the_label_and_before_choosing_stays(world: World) -> None:
    world.scan(world.household(2, 3).card)
    tap_bread(world)
    world.scan(made(world).code)
    assert world.given() == {"beans": 2, "milk": 1, "bread": 1}
    world.desk.do(choosing.choose)
    assert (world.given(), world.visit().parcel) == ({"bread": 1}, "")
    world.desk.do(choosing.choose)
    assert world.given() == {"beans": 2, "milk": 1, "bread": 1}


def test_they_choose_no_longer_when_they_take_a_packed_parcel(world: World) -> None:
    world.scan(world.household(2, 3).card)
    world.desk.do(choosing.choose)
    world.scan("own beans")
    world.scan(made(world).code)
    turn = world.visit().turn
    assert turn is not None
    assert not turn.choosing
    assert world.given() == {"beans": 3, "milk": 1}


@pytest.mark.parametrize("people", [(2, 3), (1, 0)])
def test_what_was_put_in_while_a_parcel_waited_stays_when_the_card_comes(
    world: World, people: tuple[int, int]
) -> None:
    home = world.household(*people)
    world.scan(made(world).code)
    tap_bread(world)
    came = world.scan(home.card).outcome
    assert came.result is (Result.NOTED if people == (2, 3) else Result.SOON)
    assert world.given() == {"beans": 2, "milk": 1, "bread": 1}
    assert world.desk.ask(drafts.on_hold) == []
    world.desk.do(drafts.step_back, world.visit().id)
    assert (world.visit().adults, world.given()["bread"]) == (0, 1)


def test_a_parcel_that_waits_goes_on_hold_for_a_household_that_has_a_visit(world: World) -> None:
    home = world.household(2, 3)
    world.scan(home.card)
    world.desk.do(drafts.park)
    world.scan(made(world).code)
    tap_bread(world)
    world.scan(home.card)
    assert world.given() == {"beans": 2, "milk": 1}
    (held,) = world.desk.ask(drafts.on_hold)
    assert held.household is None


def test_a_household_merged_while_its_parcel_waits_is_given_it_once(world: World) -> None:
    one, other = world.household(2, 3), world.household(1, 0)
    parcel = made(world)
    world.scan(one.card)
    world.scan(parcel.code)
    world.desk.do(merging.merge, one.id, other.id)
    world.scan(other.card)
    assert world.visit().parcel == parcel.number
    world.finish()
    (merge,) = world.desk.ask(merging.merges_of, other.id)
    world.desk.do(merging.separate, merge.ref)
    assert check.check(world.desk).sound


def test_two_parties_merged_meanwhile_are_served_and_keep_the_turn(world: World) -> None:
    one, other = world.household(2, 3), world.household(1, 0)
    world.scan(one.card)
    join(world, other)
    world.desk.do(merging.merge, one.id, other.id)
    for card in (one.card, other.card, one.card):
        world.scan(card)
        assert world.visit().parties[1].has_turn
    with pytest.raises(Refused, match="already"):
        join(world, one)
    done = world.finish()
    assert done.household == done.also[0].household == other.id
    assert check.check(world.desk).sound


def test_none_left_is_none_for_all_in_the_visit(world: World) -> None:
    one, two, three = (world.household(2, 3) for _ in range(3))
    world.scan(one.card)
    join(world, two)
    world.scan("own beans")
    join(world, three)
    before = world.visit()
    world.desk.do(serving.say_none_left, before.id, before.rows[0].n)
    beans = [row for row in world.visit().rows if row.name == "beans"]
    assert [(row.quantity, row.gone) for row in beans] == [
        (0, "none left"),
        (1, ""),
        (0, "none left"),
    ]
    world.desk.do(drafts.step_back, before.id)
    assert world.visit() == before


def test_a_parcel_opened_again_beside_the_visit_it_left(world: World) -> None:
    """The others go on under the id of the visit that the first one began."""
    one, two = world.household(2, 3), world.household(1, 0)
    world.desk.do(reopening.reopen, world.serve(one).op)
    join(world, two)
    visit_id = world.visit().id
    world.desk.do(for_others.turn_to_party, visit_id, 1)
    world.desk.do(for_others.take_off, visit_id)
    world.scan(one.card)
    first = world.finish()
    world.desk.do(reopening.reopen, first.op)
    assert world.visit().household == world.desk.ask(households.by_id, one.id)
    # It comes back to the others, and is nowhere else any more.
    world.scan(two.card)
    join(world, one)
    assert world.desk.ask(drafts.on_hold) == []
    done = world.finish()
    assert {done.household, done.also[0].household} == {one.id, two.id}
    assert world.left("own beans") == 36
    assert check.check(world.desk).sound


def test_who_is_left_alone_with_nothing_is_not_told_to_leave(world: World) -> None:
    one, two = world.household(2, 3), world.household(1, 0)
    world.scan(one.card)
    join(world, two)
    world.desk.do(choosing.choose)
    world.desk.do(for_others.turn_to_party, world.visit().id, 1)
    world.desk.do(for_others.take_off, world.visit().id)
    with pytest.raises(Refused, match="put it on hold"):
        world.finish()
