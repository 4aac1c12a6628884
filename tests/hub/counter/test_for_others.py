"""And for: households served together, parcels that somebody else collects, and choosing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.counter import (
    and_for,
    choosing,
    drafts,
    for_others,
    history,
    lives,
    reopening,
    serving,
)
from hubdesk.counter.finishing import Finished
from hubdesk.counter.outcome import Result
from hubdesk.errors import Refused
from hubdesk.households.allergens import Allergen
from hubdesk.households.record import Household
from hubdesk.reports import day_page, today
from hubdesk.stock.allergens import Stated
from tests.hub.counter.test_lives import FIXTURE, collected
from tests.hub.counter.test_serving import stocked
from tests.world import World

BEANS, SOUP = "Baked beans 420 g", "Lentil soup 400 g"


def together(world: World, *homes: Household) -> None:
    """The first card is scanned, each other joins."""
    world.scan(homes[0].card)
    for home in homes[1:]:
        world.desk.do(and_for.scanned, home.card)


def both(done: Finished) -> tuple[Finished, Finished]:
    (other,) = done.also
    return done, other


def test_two_households_are_two_collections_and_two_labels(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 1)
    together(world, one, other)
    shown = world.visit()
    assert [party.number for party in shown.parties] == [one.number, other.number]
    assert [(row.name, row.quantity, row.party) for row in shown.rows] == [
        ("beans", 1, 1),
        ("soup", 2, 1),
        ("beans", 3, 2),
        ("soup", 2, 2),
    ]
    left = world.left(BEANS)
    first, second = both(world.finish())
    assert len(first.jobs) == 2 and world.left(BEANS) == left - 4
    bodies = [collected(world, each) for each in (first, second)]
    assert [(b.household, b.adults, b.children) for b in bodies] == [
        (one.id, 1, 0),
        (other.id, 2, 1),
    ]
    assert bodies[0].parcel != bodies[1].parcel
    assert world.desk.ask(today.figures).visits == 2


def test_what_is_scanned_goes_to_whose_turn_it_is(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(1, 0)
    together(world, one, other)
    world.scan(BEANS)
    assert [row.ticked for row in world.visit().rows if row.name == "beans"] == [False, True]
    world.scan(one.card)
    world.scan(BEANS)
    assert [row.ticked for row in world.visit().rows if row.name == "beans"] == [True, True]
    assert len(world.desk.ask(drafts.on_hold)) == 0


def test_a_key_on_a_row_is_for_its_household_and_keeps_the_turn(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(1, 0)
    together(world, one, other)
    row = world.visit().rows[0]
    world.desk.do(serving.change_quantity, world.visit().id, row.n, 1)
    assert [r.quantity for r in world.visit().rows if r.name == "beans"] == [2, 1]
    assert world.visit().household == other
    assert world.desk.do(today.undo_last)
    assert [r.quantity for r in world.visit().rows if r.name == "beans"] == [1, 1]


def test_each_households_allergies_are_checked_against_its_own(world: World) -> None:
    stocked(world)
    world.product("Celery soup", "celery soup", Stated(frozenset({Allergen.CELERY})))
    safe, allergic = world.household(1, 0), world.household(1, 0, allergies=("celery",))
    together(world, safe, allergic)
    assert world.scan("Celery soup").outcome.result is Result.STOP
    world.scan(safe.card)
    assert world.scan("Celery soup").outcome.result in (Result.ADDED, Result.SOON)


def test_one_label_opens_again_and_the_other_stands(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 1)
    together(world, one, other)
    first, second = both(world.finish())
    left = world.left(BEANS)
    world.desk.do(reopening.reopen, second.op)
    assert world.visit().household == other and world.left(BEANS) == left + 3
    world.finish()
    world.desk.do(today.undo, first.op)
    assert world.left(BEANS) == left + 1
    assert world.desk.ask(today.figures).visits == 1


def test_ctrl_z_brings_back_both_as_they_were(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 1)
    together(world, one, other)
    world.finish()
    assert world.desk.do(today.undo_last)
    assert {party.number for party in world.visit().parties} == {one.number, other.number}
    assert world.desk.ask(today.figures).visits == 0
    assert len(world.finish().also) == 1


def test_one_is_taken_off_again_and_ctrl_z_brings_it_back(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 1)
    together(world, one, other)
    world.desk.do(for_others.take_off, world.visit().id)
    assert [party.number for party in world.visit().parties] == [one.number]
    world.desk.do(today.undo_last)
    assert len(world.visit().parties) == 2
    world.desk.do(today.undo_last)
    assert world.visit().household == one and len(world.visit().parties) == 1
    with pytest.raises(Refused, match="Only one"):
        world.desk.do(for_others.take_off, world.visit().id)


@pytest.mark.parametrize("way", ["take off", "undo"])
def test_what_was_on_hold_comes_along_and_is_on_hold_again(world: World, way: str) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 1)
    world.scan(other.card)
    world.scan(BEANS)
    together(world, one, other)
    assert not world.desk.ask(drafts.on_hold)
    assert [r.in_hand for r in world.visit().rows if r.name == "beans"] == [False, True]
    if way == "undo":
        world.desk.do(today.undo_last)
    else:
        world.desk.do(for_others.take_off, world.visit().id)
    (held,) = world.desk.ask(drafts.on_hold)
    assert held.household == other.id
    if way == "take off":
        world.desk.do(today.undo_last)
        assert not world.desk.ask(drafts.on_hold) and len(world.visit().parties) == 2


def test_the_first_of_two_may_leave(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 1)
    world.serve(one)
    world.desk.do(today.undo_last)
    world.desk.do(and_for.scanned, other.card)
    world.scan(one.card)
    world.desk.do(for_others.take_off, world.visit().id)
    (held,) = world.desk.ask(drafts.on_hold)
    assert held.household == one.id and world.visit().household == other
    world.desk.do(today.undo_last)
    assert len(world.visit().parties) == 2 and not world.desk.ask(drafts.on_hold)
    world.finish()
    assert world.desk.ask(today.figures).visits == 2


def test_people_with_no_card_join_by_their_size_and_get_one(world: World) -> None:
    stocked(world)
    one = world.household(1, 0)
    world.scan(one.card)
    world.desk.do(and_for.entered, "2+3")
    done = world.finish()
    assert done.card == "" and len(done.also[0].card) == 5
    assert len(done.jobs) == 3


def test_the_last_four_joins_and_twice_the_same_is_refused(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(2, 0)
    world.scan(one.card)
    world.desk.do(and_for.entered, other.number)
    assert len(world.visit().parties) == 2
    with pytest.raises(Refused, match="already"):
        world.desk.do(and_for.scanned, other.card)
    third = world.household(3, 0)
    world.desk.do(and_for.scanned, third.card)
    world.desk.do(drafts.park)
    (held,) = world.desk.ask(drafts.on_hold)
    assert len(held.also) == 2 and held.adults == 6
    world.scan(other.card)
    assert world.visit().household == other and len(world.finish().also) == 2


def test_goods_scanned_after_and_for_go_in_as_ever(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)
    assert world.desk.do(and_for.scanned, world.barcodes[BEANS]).row is not None


def test_nothing_is_handed_over_when_one_parcel_is_empty(world: World) -> None:
    stocked(world)
    one, other = world.household(1, 0), world.household(1, 0)
    together(world, one, other)
    for row in world.visit().rows[2:]:
        world.desk.do(serving.set_quantity, world.visit().id, row.n, 0)
    left = world.left(BEANS)
    with pytest.raises(Refused, match="is empty"):
        world.finish()
    assert world.left(BEANS) == left and len(world.visit().parties) == 2
    assert world.desk.ask(today.figures).visits == 0


def test_collected_by_someone_else_is_noted_and_nobody_is_named(world: World) -> None:
    stocked(world)
    home = world.household(1, 0)
    world.scan(home.card)
    assert world.desk.do(for_others.by_other, world.visit().id)
    assert world.visit().parties[0].by_other
    done = world.finish()
    assert collected(world, done).by_other and world.desk.ask(today.figures).by_other == 1
    about = world.desk.ask(history.about, home.id)
    assert about is not None and about.collections[0].by_other
    assert "someone else" in world.desk.ask(today.events)[0].detail.text
    world.desk.do(reopening.reopen, done.op)
    assert world.visit().parties[0].by_other
    assert not world.desk.do(for_others.by_other, world.visit().id)


def test_they_choose_from_an_empty_visit(world: World) -> None:
    stocked(world)
    world.desk.do(choosing.choose)
    assert world.visit().rows == ()
    world.scan(BEANS)
    with pytest.raises(Refused, match="how many"):
        world.finish()
    world.type("2+1")
    assert world.given() == {"beans": 1} and world.row("beans").limit == 3
    body = collected(world, world.finish())
    assert body.chosen and [(g.quantity, g.scanned) for g in body.given] == [(1, True)]


def test_a_household_chooses_instead_and_the_list_packs_after_all(world: World) -> None:
    stocked(world)
    home = world.household(2, 0)
    world.scan(home.card)
    world.scan(SOUP)
    world.desk.do(choosing.choose)
    assert world.given() == {"soup": 1} and world.visit().household == home
    assert world.row("soup").limit == 2
    for _ in range(4):
        world.scan(SOUP)
    assert world.row("soup").quantity == 5
    world.desk.do(choosing.choose)
    assert world.given() == {"beans": 2, "soup": 5}
    world.desk.do(today.undo_last)
    done = world.finish()
    world.desk.do(reopening.reopen, done.op)
    assert world.visit().parties[0].choosing and world.given() == {"soup": 5}
    assert world.row("soup").limit == 2


@settings(deadline=None, max_examples=10, suppress_health_check=FIXTURE)
@given(sizes=st.lists(st.integers(1, 5), min_size=2, max_size=4), scans=st.integers(0, 3))
def test_households_together_take_what_they_take_apart(
    world: World, sizes: list[int], scans: int
) -> None:
    """The collections of a joint visit add up to what left the shelf."""
    if BEANS not in world.barcodes:
        stocked(world)
    before = world.left(BEANS)
    together(world, *(world.household(n, 0) for n in sizes))
    for _ in range(scans):
        world.scan(BEANS)
    shown = sum(row.quantity for row in world.visit().rows if row.name == "beans")
    done = world.finish()
    bodies = [collected(world, each) for each in (done, *done.also)]
    beans = world.product_id(BEANS)
    given_out = sum(g.quantity for b in bodies for g in b.given if g.product == beans)
    assert world.left(BEANS) == before - given_out
    line = world.line("beans")
    assert shown == sum(g.quantity for b in bodies for g in b.given if g.line == line)
    assert sorted(b.adults for b in bodies) == sorted(sizes)


def test_the_day_page_says_how_many_were_collected_by_someone_else(world: World) -> None:
    stocked(world)
    world.type("1+1")
    world.desk.do(lives.note_ages, world.visit().id, (1, 0, 0, 0))
    world.desk.do(for_others.by_other, world.visit().id)
    world.finish()
    known = dict(world.desk.ask(day_page.asked).known)
    assert known["Collected by someone else"] == "fewer than 5"
    assert "Children aged under 1" in known
