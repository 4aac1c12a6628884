"""A parcel packed ahead at the counter: one scan more than a card, and F12."""

from __future__ import annotations

import pytest

from hubdesk import check
from hubdesk.counter import drafts, finishing, packed, reopening, serving
from hubdesk.counter.outcome import Answer, Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.households.diet import Chip
from hubdesk.journal import identity
from hubdesk.labels import queue
from hubdesk.packing import inside, pack, waiting
from hubdesk.packing.waiting import Waiting
from hubdesk.reports import today
from hubdesk.stock.allergens import Stated
from tests.world import World


@pytest.fixture(autouse=True)
def hall(world: World) -> None:
    """Beans and milk, and a list of two beans and one milk for anybody."""
    world.line("beans")
    world.line("milk", date_kind="use by")
    world.product("own beans", "beans")
    world.product("fresh milk", "milk")
    world.shelf("20 own beans, best before 2027-06-01", "6 fresh milk, use by 2026-11-24")
    world.parcel(beans=2, milk=1)


def made(world: World, people: int = 5, *chips: Chip) -> Waiting:
    (parcel,) = world.desk.do(pack.pack, people, chips).parcels
    found = world.desk.ask(waiting.one, parcel)
    assert found is not None
    for job in world.desk.ask(queue.waiting):
        world.desk.do(queue.printed, job.no)
    return found[0]


def is_packed(world: World, parcel: Waiting) -> bool:
    return world.desk.ask(waiting.one, parcel.parcel.id) is not None


def test_card_label_and_f12_hand_one_over(world: World) -> None:
    parcel = made(world)
    home = world.household(2, 3)
    world.scan(home.card)
    came = world.scan(parcel.parcel.code).outcome
    assert (came.result, str(came.lines[0])) == (Result.NOTED, "Packed today.")
    assert world.given() == {"beans": 2, "milk": 1}
    done = world.finish()
    assert (done.number, done.jobs, done.items) == (parcel.parcel.number, (), 3)
    assert (world.left("own beans"), world.left("fresh milk")) == (18, 5)
    assert not is_packed(world, parcel)
    again = world.scan(parcel.parcel.code).outcome
    assert (str(again.lines[0]), again.answers) == ("Given out today.", (Answer.REOPEN,))
    assert check.check(world.desk).sound


def test_the_label_alone_waits_for_a_size(world: World) -> None:
    parcel = made(world)
    world.scan(parcel.parcel.code)
    assert (world.visit().adults, world.visit().parcel) == (0, parcel.parcel.number)
    with pytest.raises(Refused, match="For how many"):
        world.finish()
    world.type("2+3")
    done = world.finish()
    assert done.card
    assert [job.kind for job in done.jobs] == ["card"]


def test_the_label_before_the_card_is_for_that_card(world: World) -> None:
    parcel = made(world)
    home = world.household(2, 3)
    world.scan(parcel.parcel.code)
    world.scan(home.card)
    assert world.desk.ask(drafts.on_hold) == []
    shown = world.visit()
    assert shown.household is not None
    assert (shown.household.id, shown.parcel) == (home.id, parcel.parcel.number)


def test_another_size_is_asked_about_and_given_when_somebody_says_so(world: World) -> None:
    parcel = made(world, 2)
    world.scan(world.household(2, 3).card)
    asked = world.scan(parcel.parcel.code).outcome
    assert (asked.result, asked.answers[0]) == (Result.ASK, Answer.GIVE_PARCEL)
    assert str(asked.lines[0]) == "It is packed for 2, and this visit is for 5."
    assert world.visit().parcel == ""
    world.desk.do(packed.give_anyway, parcel.parcel.code)
    assert world.visit().parcel == parcel.parcel.number


def test_another_size_typed_afterwards_is_said(world: World) -> None:
    parcel = made(world, 2)
    world.scan(parcel.parcel.code)
    came = world.type("2+3")
    assert isinstance(came, Scanned)
    assert came.outcome.result is Result.SOON


def test_a_diet_it_was_not_packed_for_is_asked_about(world: World) -> None:
    plain, vegan = made(world), made(world, 5, Chip.VEGAN)
    home = world.household(2, 3, diet=("no pork",))
    world.scan(home.card)
    asked = world.scan(plain.parcel.code).outcome
    assert str(asked.lines[0]) == "No pork: it was not packed for that."
    came = world.scan(vegan.parcel.code).outcome
    assert came.result is Result.NOTED


def test_a_use_by_that_passed_inside_is_refused_by_this_route_too(world: World) -> None:
    parcel = made(world)
    world.clock.forward(days=4)
    world.scan(world.household(2, 3).card)
    stop = world.scan(parcel.parcel.code).outcome
    assert (stop.result, str(stop.title)) == (Result.STOP, "Do not give out")
    assert world.visit().parcel == ""
    refused = world.desk.do(packed.give_anyway, parcel.parcel.code)
    assert refused.result is Result.STOP


def test_a_parcel_that_waited_over_midnight_is_not_finished(world: World) -> None:
    parcel = made(world)
    world.scan(world.household(2, 3).card)
    world.scan(parcel.parcel.code)
    world.clock.forward(days=4)
    with pytest.raises(Refused, match="use by has passed"):
        world.finish()


def test_an_allergy_stops_and_is_settled_out_of_the_bag(world: World) -> None:
    world.line("nut bars")
    world.product("nutty", "nut bars", Stated(frozenset({"nuts"})))
    world.shelf("5 nutty")
    world.parcel(beans=2, nut_bars=1)
    parcel = made(world)
    home = world.household(2, 3, allergies=("nuts",))
    world.scan(home.card)
    world.scan(parcel.parcel.code)
    row = world.row("nut bars")
    assert row.conflict is not None
    with pytest.raises(finishing.NotSettled):
        world.finish()
    visit = world.visit()
    world.desk.do(serving.settle, visit.id, row.n, "leave out")
    assert {each.name for each in world.visit().to_read} == {"own beans"}
    world.desk.do(serving.packs_read, visit.id)
    assert world.given() == {"beans": 2}
    world.finish()
    assert (world.left("nutty"), world.left("own beans")) == (5, 18)
    assert check.check(world.desk).sound


def test_what_is_taken_out_goes_back_to_its_batch_and_more_may_be_added(world: World) -> None:
    parcel = made(world)
    home = world.household(2, 3)
    world.scan(home.card)
    world.scan("own beans")
    world.scan(parcel.parcel.code)
    assert world.given() == {"beans": 3, "milk": 1}
    visit = world.visit()
    world.desk.do(serving.set_quantity, visit.id, world.row("milk").n, 0)
    world.finish()
    assert (world.left("own beans"), world.left("fresh milk")) == (17, 6)
    assert world.desk.ask(inside.contents, parcel.parcel.id) == []
    world.desk.do(today.undo_last)
    assert is_packed(world, parcel)
    assert (world.left("own beans"), world.left("fresh milk")) == (18, 5)
    assert world.given() == {"beans": 3}
    world.finish()
    assert (world.left("own beans"), world.left("fresh milk")) == (17, 6)
    assert check.check(world.desk).sound


def test_one_parcel_cannot_be_in_two_visits(world: World) -> None:
    parcel = made(world)
    world.scan(world.household(2, 3).card)
    world.scan(parcel.parcel.code)
    world.scan(world.household(1, 4).card)
    stop = world.scan(parcel.parcel.code).outcome
    assert (stop.result, str(stop.title)) == (Result.STOP, "In another visit")
    with pytest.raises(Refused, match="in a visit"):
        world.desk.do(packed.unpack, parcel.parcel.id)
    with pytest.raises(Refused, match="in a visit"):
        world.desk.do(today.undo, parcel.parcel.ref)


def test_another_parcel_takes_the_place_of_the_first(world: World) -> None:
    first, second = made(world), made(world)
    world.scan(world.household(2, 3).card)
    world.scan(first.parcel.code)
    world.scan(second.parcel.code)
    world.finish()
    assert (is_packed(world, first), is_packed(world, second)) == (True, False)


def test_an_unpacked_parcel_says_so(world: World) -> None:
    parcel = made(world)
    world.desk.do(packed.unpack, parcel.parcel.id)
    stop = world.scan(parcel.parcel.code).outcome
    assert (stop.result, str(stop.title)) == (Result.STOP, "Unpacked")


def test_ctrl_z_gives_the_parcel_back_and_the_visit_what_it_had(world: World) -> None:
    parcel = made(world)
    world.scan(world.household(2, 3).card)
    before = world.visit()
    world.scan(parcel.parcel.code)
    world.desk.do(today.undo_last)
    assert world.visit() == before
    assert is_packed(world, parcel)


def test_a_parcel_counts_as_given_only_when_it_is_handed_over(world: World) -> None:
    parcel = made(world)
    assert world.desk.ask(today.figures).visits == 0
    (told,) = [each for each in world.desk.ask(today.events) if each.kind == "parcel.packed"]
    assert str(told.title) == f"Packed ahead: parcel {parcel.parcel.number}"
    assert told.can_undo
    world.scan(world.household(2, 3).card)
    world.scan(parcel.parcel.code)
    world.finish()
    assert world.desk.ask(today.figures).weight_g == 1200
    (told,) = [each for each in world.desk.ask(today.events) if each.kind == "parcel.packed"]
    assert not told.can_undo


def test_what_came_back_is_on_the_shelf(world: World) -> None:
    parcel = made(world)
    world.scan(world.household(2, 3).card)
    world.scan(parcel.parcel.code)
    done = world.finish()
    world.desk.do(reopening.came_back, done.op)
    assert (world.left("own beans"), world.left("fresh milk")) == (20, 6)
    assert not is_packed(world, parcel)
    said = world.scan(parcel.parcel.code).outcome
    assert "came back" in str(said.lines[0])


def test_some_of_a_line_that_the_book_lacks_is_handed_over_too(world: World) -> None:
    for _ in range(7):
        last = made(world)
    some = identity.unspecified_product(identity.named("line", "milk"))
    assert [each.product for each in world.desk.ask(inside.contents, last.parcel.id)][1] == some
    world.scan(world.household(2, 3).card)
    world.scan(last.parcel.code)
    assert not world.row("milk").count_me
    world.finish()
    assert check.check(world.desk).sound
