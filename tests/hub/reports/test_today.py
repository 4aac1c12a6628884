"""Today: what happened, and the way back."""

from __future__ import annotations

from hubdesk import check
from hubdesk.counter import finishing, scanning, visit
from hubdesk.counter.outcome import Result
from hubdesk.households.household import Household
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.world import World


def served(world: World) -> Household:
    home = world.household(2, 0)
    world.desk.do(scanning.scanned, home.card)
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None
    world.desk.do(finishing.finish, shown.id)
    return home


def test_a_finished_parcel_is_undone_with_one_key_and_its_label_is_dead(world: World) -> None:
    stocked(world)
    served(world)
    (event, *_) = world.desk.ask(today.events)
    assert event.can_reopen and world.left("Baked beans 420 g") == 14
    assert world.desk.do(today.undo_last)
    assert world.left("Baked beans 420 g") == 16
    reopened = world.desk.ask(visit.on_counter)
    assert reopened is not None and reopened.replaces
    scan = world.desk.do(scanning.scanned, reopened.replaces)
    assert scan.outcome.result is Result.STOP
    assert world.desk.ask(today.figures).visits == 0


def test_a_sound_hub_checks_out_and_keeps_its_digest_over_a_restart(world: World) -> None:
    stocked(world)
    served(world)
    first = check.check(world.desk)
    assert first.sound, first
    world.reopen()
    second = check.check(world.desk)
    assert second.sound and second.digest == first.digest
