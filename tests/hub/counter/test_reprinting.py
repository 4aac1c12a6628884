"""The label of a parcel prints once more, from anywhere, and says that it does."""

from __future__ import annotations

import pytest

from hubdesk import day
from hubdesk.counter import reopening, reprinting
from hubdesk.errors import Refused
from hubdesk.labels import queue
from hubdesk.labels.contents import PackedLabel, ParcelLabel
from hubdesk.packing import pack
from tests.hub.counter.test_serving import stocked
from tests.world import World


def _next_day(world: World) -> None:
    world.clock.forward(days=1)
    world.desk.do(day.confirm, world.clock.day_of(world.clock.now_ms()))


def test_a_smudged_label_prints_again_with_the_same_code_and_says_so(world: World) -> None:
    stocked(world)
    home = world.household(2, 1)
    done = world.serve(home)
    (first,) = world.desk.ask(queue.waiting)
    world.desk.do(queue.printed, first.no)
    world.desk.do(reprinting.again, done.op)
    (job,) = world.desk.ask(queue.waiting)
    assert isinstance(job.content, ParcelLabel) and job.content.reprint
    assert job.code == first.code and job.content.household == home.number
    assert (job.content.items, job.content.adults) == (first.content.items, 2)  # type: ignore[union-attr]


def test_asked_for_twice_it_still_waits_once(world: World) -> None:
    stocked(world)
    done = world.serve(world.household(1, 0))
    for _ in range(2):
        world.desk.do(reprinting.again, done.op)
    assert len(world.desk.ask(queue.waiting)) == 1


def test_the_label_of_a_parcel_that_is_open_again_is_dead_and_prints_no_more(world: World) -> None:
    stocked(world)
    done = world.serve(world.household(1, 0))
    world.desk.do(reopening.reopen, done.op)
    with pytest.raises(Refused, match="no label any more"):
        world.desk.do(reprinting.again, done.op)
    assert world.desk.ask(reprinting.of_today) == ()


def test_todays_parcels_and_packed_ones_are_offered_newest_first(world: World) -> None:
    stocked(world)
    served = world.serve(world.household(1, 0))
    world.clock.forward(minutes=5)
    world.desk.do(pack.pack, 2)
    offered = world.desk.ask(reprinting.of_today)
    assert [type(each.label) for each in offered] == [PackedLabel, ParcelLabel]
    assert offered[1].label.code[-4:] == served.number
    assert all(each.label.reprint for each in offered)
    _next_day(world)
    assert [type(each.label) for each in world.desk.ask(reprinting.of_today)] == [PackedLabel]


def test_the_label_of_any_day_is_found_by_its_code(world: World) -> None:
    stocked(world)
    done = world.serve(world.household(1, 0))
    (job,) = world.desk.ask(queue.waiting)
    _next_day(world)
    found = world.desk.ask(reprinting.by_code, job.code)
    assert found is not None and found.label.code == job.code
    assert found.label.packed_on == world.clock.day_of(found.at_ms) and done.number == job.code[-4:]


def test_a_label_whose_parcel_has_gone_by_now_never_prints(world: World) -> None:
    """The printer failed at ten past ten; somebody puts it right at eleven."""
    stocked(world)
    world.serve(world.household(1, 0))
    world.clock.forward(minutes=20)
    latest = world.serve(world.household(1, 0))
    world.clock.forward(minutes=15)
    assert world.desk.do(queue.drop_gone) == 1
    assert [job.code[-4:] for job in world.desk.ask(queue.waiting)] == [latest.number]
