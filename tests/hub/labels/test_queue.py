"""Labels that wait for the printer: none is lost, and a dead one never prints."""

from __future__ import annotations

import pytest

from hubdesk.labels import queue
from hubdesk.labels.contents import ParcelLabel
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.world import World


def test_labels_wait_over_a_restart_in_their_order(world: World) -> None:
    stocked(world)
    numbers = [world.serve(world.household(1, 0)).number for _ in range(3)]
    world.reopen()
    jobs = world.desk.ask(queue.waiting)
    assert [job.code[-4:] for job in jobs] == numbers
    world.desk.do(queue.printed, jobs[1].no)
    assert [job.code[-4:] for job in world.desk.ask(queue.waiting)] == [numbers[0], numbers[2]]


def test_the_label_of_a_parcel_that_was_undone_never_prints(world: World) -> None:
    stocked(world)
    world.serve(world.household(1, 0))
    world.desk.do(today.undo_last)
    assert world.desk.ask(queue.waiting) == []


def test_a_label_says_number_and_size_and_no_more(world: World) -> None:
    stocked(world)
    home = world.household(2, 1, name="Ada Byron", allergies=("milk",))
    world.scan(home.card)
    for row in world.visit().rows:
        if row.conflict or row.to_read:
            pytest.fail("these goods are clear of milk")
    world.finish()
    (job,) = world.desk.ask(queue.waiting)
    assert isinstance(job.content, ParcelLabel)
    assert (job.content.household, job.content.adults, job.content.children) == (home.number, 2, 1)
    assert "Ada" not in str(job.content) and job.content.items == 5


def test_a_label_is_not_queued_when_its_collection_is_refused(world: World) -> None:
    stocked(world)
    world.scan(world.household(1, 0).card)

    def die(act: object) -> None:
        queue.queue(act, ParcelLabel("P1", "H1", 1, 0, world.clock.moment.date()))  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        world.desk.do(die)
    assert world.desk.ask(queue.waiting) == []
