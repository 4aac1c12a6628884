"""One household that came in twice: merged, told apart again, and nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.counter import drafts, history, hold, lives, lost_card
from hubdesk.errors import Refused
from hubdesk.households import alike, find, merging, seek
from hubdesk.households import household as households
from hubdesk.households.alike import Who
from hubdesk.households.merging import Part
from hubdesk.households.record import Details, Household
from hubdesk.reports import household_export, today
from hubdesk.stock.allergens import Stated
from tests.hub.counter.test_serving import stocked
from tests.world import World


def merged(world: World, one: Household, into: Household) -> Household:
    """Who stands for both, after the first was merged into the other."""
    world.desk.do(merging.merge, one.id, into.id)
    return home(world, one)


def home(world: World, made: Household) -> Household:
    found = world.desk.ask(households.by_id, made.id)
    assert found is not None
    return found


def separated(world: World, made: Household) -> None:
    for each in world.desk.ask(merging.merges_of, made.id):
        world.desk.do(merging.separate, each.ref)


def about(world: World, made: Household) -> history.About:
    found = world.desk.ask(history.about, made.id)
    assert found is not None
    return found


def test_both_cards_open_the_one_household(world: World) -> None:
    stocked(world)
    one, other = world.household(2, 3), world.household(2, 3)
    merged(world, one, other)
    world.scan(one.card)
    first = world.visit()
    assert first.household is not None and first.household.id == other.id
    world.scan(other.card)
    assert world.visit().id == first.id, "the second card brings back the one visit"
    world.type(one.card[-4:])
    assert world.visit().id == first.id, "so does the number on the old card"


def test_the_history_shows_the_visits_of_both_and_counts_them_once(world: World) -> None:
    stocked(world)
    one, other = world.household(2, 3), world.household(2, 3)
    world.serve(one)
    world.serve(other)
    assert world.desk.ask(today.figures).households == 2
    merged(world, one, other)
    assert len(about(world, one).collections) == 2
    assert world.desk.ask(today.figures).households == 1
    world.scan(one.card)
    assert world.visit().visits_this_month == 2 and world.visit().last_visit == date(2026, 11, 21)
    assert world.desk.ask(history.how_many) == 1
    (listed,) = world.desk.ask(history.window, 0, 50)
    assert (listed.id, listed.visits) == (other.id, 2)
    rows, _ = world.desk.ask(household_export.rows)
    assert len(rows) == 1 and rows[0][4] == 2


def test_no_allergy_is_lost_and_what_was_settled_for_fewer_is_asked_again(world: World) -> None:
    milk = Stated(frozenset({"milk"}))  # type: ignore[arg-type]
    world.line("soup")
    world.product("tomato soup", "soup", milk)
    world.shelf("20 tomato soup")
    world.parcel(soup=2)
    one = world.household(1, 0, allergies=("milk",), diet=("halal",))
    other = world.household(1, 0, allergies=("nuts",), diet=("vegan",))
    world.scan(other.card)
    assert not world.visit().conflicts
    merged(world, one, other)
    assert home(world, other).allergies == ("milk", "nuts")
    assert home(world, other).diet == ("halal", "vegan")
    assert world.visit().conflicts, "the visit that was open already knows"


def test_search_finds_it_by_either_name(world: World) -> None:
    one = world.household(name="Amina Khan")
    other = world.household(name="Amina Yusuf")
    world.desk.do(merging.merge, one.id, other.id, {Part.NAME})
    for words in ("khan", "yusuf"):
        (found,) = [f for f in world.desk.ask(find.find, words) if f.household.id == other.id]
        assert found.name == "Amina Khan"
    assert world.desk.ask(find.find, "yusuf")[0].household.id == other.id
    assert len(world.desk.ask(find.find, "amina")) == 1


def test_the_latest_wins_unless_somebody_chose(world: World) -> None:
    one = world.household(2, 3, name="Ann Lee", street="4 Mill Lane", postcode="CV1 2AB")
    other = world.household(1, 0, name="Anne Lee", postcode="B14 7XY")
    world.desk.do(
        households.note_details, one.id, Details("Ann Lee", "4 Mill Lane", "CV1 2AB", "024 76")
    )
    assert world.desk.ask(merging.later, one.id, other.id) == {Part.STREET, Part.PHONE}
    world.desk.do(merging.merge, one.id, other.id, {Part.SIZE, Part.STREET})
    told = world.desk.ask(seek.told, one.id)
    assert told is not None
    assert told.details.name == "Anne Lee" and told.details.street == "4 Mill Lane"
    assert (told.household.adults, told.household.children) == (2, 3)
    assert told.household.district == "B14"


def test_separated_each_is_as_it_was(world: World) -> None:
    stocked(world)
    one = world.household(2, 3, name="Ann Lee", allergies=("milk",), postcode="CV1 2AB")
    other = world.household(1, 0, name="Anne Lee", allergies=("nuts",))
    before = [world.desk.ask(seek.told, each.id) for each in (one, other)]
    world.serve(one)
    merged(world, one, other)
    assert home(world, one).allergies == ("milk", "nuts")
    separated(world, other)
    assert [world.desk.ask(seek.told, each.id) for each in (one, other)] == before
    assert len(about(world, one).collections) == 1 and not about(world, other).collections
    assert world.desk.ask(history.how_many) == 2


def test_today_undoes_a_merge_and_so_does_ctrl_z(world: World) -> None:
    one, other = world.household(2, 3, name="Ann Lee"), world.household(1, 0)
    merged(world, one, other)
    assert home(world, other).has_name
    event = world.desk.ask(today.events)[0]
    assert event.can_undo and one.number in str(event.detail) and other.number in str(event.detail)
    world.desk.do(today.undo, event.ref)
    assert home(world, one).id == one.id and not home(world, other).has_name
    merged(world, one, other)
    assert world.desk.do(today.undo_last)
    assert home(world, one).id == one.id and not home(world, other).has_name


def test_what_is_told_of_one_household_holds_for_both_when_they_are_separated(
    world: World,
) -> None:
    one = world.household(allergies=("milk",), name="Ann Lee")
    other = world.household(allergies=("nuts",), name="Anne Lee")
    merged(world, one, other)
    world.desk.do(households.note_details, one.id, Details("Anne Lee", allergies=("milk", "eggs")))
    assert home(world, one).allergies == ("eggs", "milk"), "nuts was taken away by a person"
    separated(world, other)
    assert home(world, one).allergies == ("eggs", "milk")
    assert home(world, other).allergies == ("eggs",)


def test_a_chip_taken_off_two_that_are_one_comes_back_to_both(world: World) -> None:
    one, other = world.household(2, 1), world.household(2, 1)
    for each in (one, other):
        world.desk.do(households.note_chips, each.id, ("kettle only",))
    merged(world, one, other)
    world.scan(other.card)
    assert world.desk.do(lives.toggle_chip, world.visit().id, "kettle only") == lives.Turned(False)
    assert home(world, other).diet == ()
    assert world.desk.do(today.undo_last)
    assert home(world, other).diet == ("kettle only",)
    separated(world, other)
    assert home(world, one).diet == home(world, other).diet == ("kettle only",)


def test_a_name_that_is_cleared_does_not_come_back_from_the_other(world: World) -> None:
    one, other = world.household(name="Ann Lee"), world.household()
    world.desk.do(merging.merge, one.id, other.id, set())
    assert home(world, other).has_name, "what only one told is shown"
    world.desk.do(households.note_details, other.id, Details())
    assert not home(world, other).has_name
    assert world.desk.ask(find.find, "Ann Lee") == []


def test_three_become_one_and_come_apart_in_any_order(world: World) -> None:
    first, second, third = (world.household(1, 0, allergies=(a,)) for a in ("milk", "nuts", "eggs"))
    merged(world, first, second)
    merged(world, second, third)
    assert {home(world, each).id for each in (first, second, third)} == {third.id}
    assert home(world, first).allergies == ("eggs", "milk", "nuts")
    (older,) = [e for e in world.desk.ask(merging.merges_of, first.id) if e.number == first.number]
    world.desk.do(merging.separate, older.ref)
    assert home(world, first).allergies == ("milk",)
    assert home(world, second).id == third.id
    assert home(world, third).allergies == ("eggs", "nuts")


def test_a_household_is_not_merged_with_itself(world: World) -> None:
    one, other = world.household(), world.household()
    merged(world, one, other)
    with pytest.raises(Refused, match="already"):
        world.desk.do(merging.merge, other.id, one.id)
    (merge,) = world.desk.ask(merging.merges_of, one.id)
    world.desk.do(merging.separate, merge.ref)
    with pytest.raises(Refused):
        world.desk.do(merging.separate, merge.ref)


def test_visits_that_wait_go_on_as_the_one_household(world: World) -> None:
    stocked(world)
    one, other = world.household(2, 3), world.household(1, 0)
    world.scan(one.card)
    waiting = world.visit().id
    world.scan(other.card)
    merged(world, one, other)
    assert [each.number for each in world.desk.ask(hold.waiting)] == [other.number]
    world.finish()
    world.scan(one.card)
    assert world.visit().id == waiting, "its own visit comes back from hold"
    assert world.finish().household == other.id
    assert len(about(world, one).collections) == 2
    assert world.desk.ask(drafts.open_visit) is None


def test_an_import_names_the_household_that_goes_on(world: World) -> None:
    one = world.household(name="Amina O'Brien", postcode="B14 7XY")
    other = world.household(name="A Obrien", postcode="B1 1AA")
    merged(world, one, other)
    assert world.desk.ask(alike.in_hub, [Who("Amena OBrien", "B14 7XY")]) == [other.number]


def test_a_lost_card_is_replaced_and_the_old_one_is_dead(world: World) -> None:
    stocked(world)
    made = world.household(2, 3, name="Ann Lee")
    new = world.desk.do(lost_card.replace_card, made.id)
    said = world.scan(made.card)
    assert str(said.outcome.title) == "This card was replaced"
    assert made.number not in str(said.outcome.lines) and new.number not in str(said.outcome.lines)
    assert world.desk.ask(drafts.open_visit) is None
    assert world.desk.ask(seek.by_card, made.card).is_dead
    (job,) = new.jobs
    world.scan(job.code)
    assert world.visit().household == home(world, made)
    assert home(world, made).number == new.number == job.code[:1] + job.code[-4:]
    assert [card.dead for card in about(world, made).cards] == [False, True]


def test_a_replaced_card_that_turns_up_is_alive_again_when_that_is_undone(world: World) -> None:
    made = world.household(2, 3)
    world.desk.do(lost_card.replace_card, made.id)
    world.desk.do(today.undo, world.desk.ask(today.events)[0].ref)
    assert home(world, made).number == made.number
    assert [card.dead for card in about(world, made).cards] == [False]


def test_a_lost_card_of_merged_households_kills_the_cards_of_both(world: World) -> None:
    stocked(world)
    one, other = world.household(2, 3), world.household(2, 3)
    merged(world, one, other)
    world.desk.do(lost_card.replace_card, one.id)
    for card in (one.card, other.card):
        assert str(world.scan(card).outcome.title) == "This card was replaced"
    world.desk.do(today.undo, world.desk.ask(today.events)[0].ref)
    separated(world, other)
    assert (home(world, one).number, home(world, other).number) == (one.number, other.number)


def test_the_book_is_the_same_after_it_was_written_anew(world: World) -> None:
    one, other = world.household(name="Ann Lee"), world.household(allergies=("nuts",))
    merged(world, one, other)
    before = world.desk.ask(seek.told, one.id)
    world.reopen()
    assert world.desk.ask(seek.told, one.id) == before
