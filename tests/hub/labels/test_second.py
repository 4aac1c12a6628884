"""A second label says that it is one, wherever it was asked for; what is dead never prints."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hubdesk import set_up
from hubdesk.errors import Refused
from hubdesk.forgetting import erasing
from hubdesk.labels import orders, queue, runs, second, sheet_text
from hubdesk.labels.contents import ParcelLabel, ShelfLabel, VolunteerCard
from hubdesk.labels.orders import Order
from hubdesk.packing import gone, pack
from hubdesk.reports import loads, shelf_plan, today
from hubdesk.stock import places, shelves
from hubdesk.stock.moving import Goods
from hubdesk.takein import drafts, entering, thanks
from hubdesk.volunteers import volunteer
from tests.hub.counter.test_serving import stocked
from tests.hub.labels.samples import SAMPLES
from tests.hub.takein.hands import TakingIn
from tests.world import World

SHEET = sheet_text.named("l7160")


def shelf_labels(world: World, *names: str) -> list[ShelfLabel]:
    """What somebody chooses from the list on F7, as it would come out now."""
    known = world.desk.ask(shelves.of_place, world.desk.ask(lambda view: view.here))
    ids = tuple(shelf.id for shelf in known if shelf.name in names)
    made = world.desk.do(orders.contents, Order(ShelfLabel("", ""), 1, shelves=ids))
    return [each for each in made if isinstance(each, ShelfLabel)]


def printed_from_list(world: World, *names: str, good: int) -> None:
    """A run of shelf labels is printed, and the first of them are right."""
    run = world.desk.do(runs.begin, shelf_labels(world, *names), SHEET.name, 1)
    rest = world.desk.do(runs.settle, world.desk.do(runs.sent, run.no), SHEET, good)
    if rest is not None:
        world.desk.do(runs.drop, rest.no)


def came_out(world: World) -> list[bool]:
    """All that waits is printed; whether each says that it is a second one."""
    jobs = world.desk.ask(queue.waiting)
    if jobs:
        world.desk.do(queue.printed, *(job.no for job in jobs))
    return [bool(getattr(job.content, "reprint", False)) for job in jobs]


def test_a_shelfs_second_label_from_the_list_says_so(world: World) -> None:
    for name in ("A1", "A2"):
        world.desk.do(shelves.make, name)
    assert [each.reprint for each in shelf_labels(world, "A1", "A2")] == [False, False]
    printed_from_list(world, "A1", "A2", good=1)
    assert [each.reprint for each in shelf_labels(world, "A1", "A2")] == [True, False]


def test_stocks_shelves_and_the_list_know_of_one_another(world: World) -> None:
    made = [world.desk.do(shelves.make, name).id for name in ("A1", "A2")]
    world.desk.do(shelf_plan.print_labels, made[0])
    assert came_out(world) == [False]
    assert [each.reprint for each in shelf_labels(world, "A1", "A2")] == [True, False]
    printed_from_list(world, "A2", good=1)
    world.desk.do(shelf_plan.print_labels, *made)
    assert came_out(world) == [True, True]


def test_a_label_that_never_came_out_is_still_the_first(world: World) -> None:
    shelf = world.desk.do(shelves.make, "A1").id
    for _ in range(2):
        world.desk.do(shelf_plan.print_labels, shelf)
    assert came_out(world) == [False], "and only one of them comes out"


def test_a_label_that_may_have_come_out_stays_a_second_one(world: World) -> None:
    """The laptop stopped with it at the printer; then somebody asks for it again."""
    shelf = world.desk.do(shelves.make, "A1").id
    world.desk.do(shelf_plan.print_labels, shelf)
    (job,) = world.desk.ask(queue.waiting)
    world.desk.do(queue.sending, job.no)
    world.desk.do(queue.take_up)
    world.desk.do(shelf_plan.print_labels, shelf)
    assert came_out(world) == [True]


def test_a_shelfs_label_is_remembered_longer_than_others(world: World) -> None:
    shelf = world.desk.do(shelves.make, "A1")
    world.desk.do(shelf_plan.print_labels, shelf.id)
    came_out(world)

    def many(act: object) -> None:
        for _ in range(600):
            queue.queue(act, SAMPLES["parcel"])  # type: ignore[arg-type]

    world.desk.do(many)
    came_out(world)
    assert world.desk.ask(second.shelves) == {shelf.code}
    world.desk.do(shelf_plan.print_labels, shelf.id)
    assert came_out(world) == [True]


def test_the_slip_of_a_load_printed_again_says_so(world: World) -> None:
    stocked(world)
    annexe = world.desk.do(places.open_place, "Annexe", places.Use.SITE)
    goods = [Goods(world.product_id("Baked beans 420 g"), None, 2)]
    sent = world.desk.do(loads.carry, world.desk.ask(lambda view: view.here), annexe.id, goods)
    assert came_out(world) == [False]
    world.desk.do(loads.print_slip, sent.subject)
    assert came_out(world) == [True]


def test_a_second_slip_of_thanks_for_one_drop_off_says_so(world: World) -> None:
    stocked(world)
    taking = TakingIn(world)
    taking.type_("24")
    taking.scan("Baked beans 420 g")
    for _ in range(2):
        world.desk.do(thanks.thank)
    assert came_out(world) == [False, True]
    assert world.desk.ask(drafts.current).is_thanked
    world.desk.do(entering.next_drop_off)
    assert not world.desk.ask(drafts.current).is_thanked


def test_a_volunteers_second_card_is_a_replacement_and_the_first_never_prints(
    world: World,
) -> None:
    ada = world.desk.do(volunteer.add, "Ada")
    for _ in range(2):
        number = world.desk.do(set_up.print_volunteer_card, ada.id)
    (job,) = world.desk.ask(queue.waiting)
    assert isinstance(job.content, VolunteerCard)
    assert (job.content.number, job.content.replaces) == (number, True)


def test_somebody_is_forgotten_after_a_slip_of_thanks_was_printed(world: World) -> None:
    """A slip bears no code, as a run does; it is none."""
    world.desk.do(lambda act: queue.queue(act, SAMPLES["thank-you"]))
    home = world.household(1, 0, name="Ada Byron")
    world.desk.do(erasing.erase, home.id)
    assert [job.kind for job in world.desk.ask(queue.waiting)] == ["thank you"]


def test_a_run_of_a_parcel_that_was_opened_again_is_dead(world: World) -> None:
    stocked(world)
    world.serve(world.household(1, 0))
    (job,) = world.desk.ask(queue.waiting)
    run = world.desk.do(runs.begin, [replace(job.content, reprint=True)], SHEET.name, 1)
    world.desk.do(today.undo_last)
    assert world.desk.ask(runs.unsettled) is None
    with pytest.raises(Refused):
        world.desk.do(runs.sent, run.no)


def test_a_run_of_a_parcel_that_has_gone_by_now_is_dead(world: World) -> None:
    parcel = SAMPLES["parcel"]
    assert isinstance(parcel, ParcelLabel)
    world.desk.do(runs.begin, [parcel], SHEET.name, 1)
    world.clock.forward(minutes=20)
    assert world.desk.ask(runs.unsettled) is not None
    world.clock.forward(minutes=15)
    assert world.desk.ask(runs.unsettled) is None
    assert world.desk.do(runs.begin, [SAMPLES["crate"]], SHEET.name, 1)


def test_crates_of_a_run_stay_where_they_are_counted(world: World) -> None:
    """One of those that came out is put right alone: "17 are right" still means the first 17."""
    crates = [replace(SAMPLES["crate"], code=f"C{n:012}") for n in range(3)]
    run = world.desk.do(runs.begin, crates, SHEET.name, 1)
    world.desk.do(lambda act: queue.kill(act, crates[0].code))
    waits = world.desk.ask(runs.unsettled)
    assert waits is not None and waits.contents == tuple(crates[1:])
    world.desk.do(runs.sent, run.no)
    world.desk.do(lambda act: queue.kill(act, crates[1].code))
    out = world.desk.ask(runs.unsettled)
    assert out is not None and out.contents == tuple(crates[1:])


def test_a_packed_parcel_that_was_unpacked_or_handed_over_never_prints(world: World) -> None:
    stocked(world)
    world.desk.do(pack.pack, 1, (), 2)
    world.clock.forward(hours=3)
    assert world.desk.do(gone.drop_labels) == 0, "they wait for somebody"
    (first, other) = world.desk.ask(queue.waiting)
    world.scan(first.code)
    world.type("1+0")
    world.finish()
    assert world.desk.do(gone.drop_labels) == 1
    assert [job.code for job in world.desk.ask(queue.waiting) if job.kind == "packed"] == [
        other.code
    ]
