"""Parcel labels and household cards from a sheet that was printed ahead."""

from __future__ import annotations

import pytest

from hubdesk.codes import own
from hubdesk.counter import drafts, finishing, serving
from hubdesk.counter.outcome import Result
from hubdesk.errors import Refused
from hubdesk.labels import queue
from tests.hub.counter.test_serving import stocked
from tests.world import World


def test_a_label_scanned_in_a_visit_is_its_parcels_and_no_other_prints(world: World) -> None:
    stocked(world)
    label = own.draw(own.Kind.PARCEL)
    world.scan(world.household(2, 0).card)
    world.scan(label)
    done = world.finish()
    assert done.number == label[-4:] and world.desk.ask(queue.waiting) == []
    outcome = world.scan(label).outcome
    assert outcome is not None and str(outcome.lines[0]).startswith("Given out")


def test_ctrl_z_takes_the_label_off_the_visit_again(world: World) -> None:
    stocked(world)
    label = own.draw(own.Kind.PARCEL)
    world.scan(world.household(2, 0).card)
    world.scan(label)
    world.desk.do(drafts.step_back, world.visit().id)
    assert world.finish().number != label[-4:]
    assert len(world.desk.ask(queue.waiting)) == 1


def test_a_first_visit_is_given_the_card_that_was_scanned(world: World) -> None:
    stocked(world)
    card = own.draw(own.Kind.HOUSEHOLD)
    world.desk.do(serving.first_visit, 2, 1)
    world.scan(card)
    done = world.finish()
    assert done.card == card[:1] + card[-4:]
    assert [job.kind for job in world.desk.ask(queue.waiting)] == ["parcel"]
    world.scan(card)
    assert (world.visit().adults, world.visit().children) == (2, 1)


def test_an_unused_card_with_no_visit_says_what_to_do(world: World) -> None:
    outcome = world.scan(own.draw(own.Kind.HOUSEHOLD)).outcome
    assert outcome is not None and outcome.result is Result.ASK
    assert "Type 2+3" in str(outcome.lines[-1])


def test_a_label_that_another_visit_used_meanwhile_is_refused_and_nothing_is_lost(
    world: World,
) -> None:
    stocked(world)
    label = own.draw(own.Kind.PARCEL)
    first, second = world.household(1, 0), world.household(1, 0)
    world.scan(first.card)
    world.scan(label)
    waiting = world.visit().id
    world.scan(second.card)
    world.scan(label)
    world.finish()
    world.desk.do(drafts.resume, waiting)
    with pytest.raises(Refused, match="was used meanwhile"):
        world.desk.do(finishing.finish, waiting)
    world.desk.do(drafts.step_back, waiting)
    assert world.desk.do(finishing.finish, waiting).number != label[-4:]


def test_a_card_that_somebody_got_meanwhile_is_refused(world: World) -> None:
    stocked(world)
    card = own.draw(own.Kind.HOUSEHOLD)
    first = world.desk.do(serving.first_visit, 1, 0)
    world.scan(card)
    world.desk.do(serving.first_visit, 2, 0)
    world.scan(card)
    world.finish()
    world.desk.do(drafts.resume, first)
    with pytest.raises(Refused, match="Take another one"):
        world.desk.do(finishing.finish, first)
