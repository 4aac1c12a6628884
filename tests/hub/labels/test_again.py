"""Any label of ours prints again from its scan, with its code, and says that it is a second one."""

from __future__ import annotations

import pytest

from hubdesk import binding
from hubdesk.codes import own
from hubdesk.counter import label_again, lost_card, reprinting
from hubdesk.errors import Refused
from hubdesk.households import cards
from hubdesk.labels import queue
from hubdesk.labels.contents import FrozenLabel, HouseholdCard
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.layout import Words
from hubdesk.stock import shelves
from hubdesk.takein import crate_label, crates
from tests.hub.labels.again import labelled
from tests.world import World

KINDS = ["shelf", "crate", "batch", "frozen", "product"]


@pytest.mark.parametrize("kind", KINDS)
def test_it_bears_the_same_code_and_says_so(world: World, kind: str) -> None:
    code = labelled(world, kind)
    found = world.desk.ask(label_again.by_code, code.lower())
    assert found is not None and found.label.code == code
    made = designed(found.label, Room(62, 40))
    words = [mark.text for mark in made.marks if isinstance(mark, Words)]
    assert any("rinted again" in each for each in words), words


def test_frozen_food_says_again_when_it_was_frozen(world: World) -> None:
    code = labelled(world, "frozen")
    world.clock.forward(days=3)
    found = world.desk.ask(label_again.by_code, code)
    assert found is not None and isinstance(found.label, FrozenLabel)
    assert f"{found.label.frozen_on}" == "2026-11-21" and f"{found.label.eat_by}" == "2026-12-21"


def test_a_code_that_stands_for_nothing_has_no_label(world: World) -> None:
    assert world.desk.ask(label_again.by_code, own.draw(own.Kind.CRATE)) is None
    assert world.desk.ask(label_again.by_code, "5000112637922") is None


def test_a_shelf_that_is_gone_has_a_dead_label(world: World) -> None:
    code = labelled(world, "shelf")
    found = world.desk.ask(shelves.by_code, code)
    assert found is not None
    world.desk.do(shelves.remove, found.id)
    assert world.desk.ask(label_again.by_code, code) is None


def test_a_crates_label_prints_again_once_and_not_after_it_was_taken_back(world: World) -> None:
    code = labelled(world, "crate")
    (crate,) = world.desk.ask(crates.waiting)
    for _ in range(2):
        world.desk.do(crate_label.again, crate.id)
    (job,) = world.desk.ask(queue.waiting)
    assert job.code == code and job.content.reprint  # type: ignore[union-attr]
    world.desk.do(crates.take_back, crate)
    assert world.desk.ask(queue.waiting) == []
    assert world.desk.ask(label_again.by_code, code) is None
    with pytest.raises(Refused, match="label is dead"):
        world.desk.do(crate_label.again, crate.id)


def test_a_card_that_replaces_one_says_so_and_the_lost_one_is_dead(world: World) -> None:
    home = world.household(2, 1)
    new = world.desk.do(lost_card.replace_card, home.id)
    (job,) = new.jobs
    assert isinstance(job.content, HouseholdCard) and job.content.replaces
    dead = {each.code: each.dead for each in world.desk.ask(cards.of, home.id)}
    assert dead == {home.card: True, job.code: False}


def test_the_code_of_a_parcel_is_still_found_among_the_rest(world: World) -> None:
    code = labelled(world, "crate")
    assert world.desk.ask(reprinting.by_code, code) is None
    assert [each.kind.value for each in world.desk.ask(binding.bound_to, code)] == ["crate"]
