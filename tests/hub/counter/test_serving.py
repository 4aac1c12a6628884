"""A walk-in collection, from card to label."""

from __future__ import annotations

import pytest

from hubdesk.counter import finishing, scanning, serving, visit
from hubdesk.counter.outcome import Result
from hubdesk.households.allergens import Allergen
from hubdesk.labels import queue
from hubdesk.stock.allergens import Stated
from tests.world import World


def stocked(world: World) -> World:
    world.line("beans")
    world.line("soup")
    world.product("Baked beans 420 g", "beans", Stated())
    world.product("Lentil soup 400 g", "soup", Stated(frozenset({Allergen.CELERY})))
    world.shelf(
        "10 Baked beans 420 g, best before 2027-03", "6 Baked beans 420 g, best before 2026-12-01"
    )
    world.shelf("8 Lentil soup 400 g, best before 2027-05")
    world.parcel(beans=[1, 2, 3, 4, 5], soup=2)
    return world


def test_a_returning_household_is_served_with_one_scan_and_finish(world: World) -> None:
    stocked(world)
    home = world.household(2, 3)
    scan = world.desk.do(scanning.scanned, home.card)
    assert scan.outcome.visit is not None
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None and shown.household is not None
    assert [(r.name, r.quantity) for r in shown.rows] == [("beans", 5), ("soup", 2)]
    done = world.desk.do(finishing.finish, shown.id)
    assert world.left("Baked beans 420 g") == 11
    assert world.left("Lentil soup 400 g") == 6
    (job,) = world.desk.ask(queue.waiting)
    assert job.code.endswith(done.number)


def test_the_earliest_date_goes_out_first(world: World) -> None:
    stocked(world)
    home = world.household(2, 3)
    world.desk.do(scanning.scanned, home.card)
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None
    assert shown.rows[0].dated is not None and shown.rows[0].dated.day.isoformat() == "2026-12-01"


def test_an_allergy_is_settled_once_and_then_remembered(world: World) -> None:
    stocked(world)
    home = world.household(1, 0, allergies=("celery",))
    world.desk.do(scanning.scanned, home.card)
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None
    (row,) = shown.conflicts
    assert row.name == "soup"
    with pytest.raises(finishing.NotSettled):
        world.desk.do(finishing.finish, shown.id)
    world.desk.do(serving.settle, shown.id, row.n, "leave out")
    done = world.desk.do(finishing.finish, shown.id)
    assert done.items == 1
    world.clock.forward(days=7)
    world.desk.do(scanning.scanned, home.card)
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None and not shown.conflicts
    assert world.desk.do(finishing.finish, shown.id).items == 1


def test_a_scanned_tin_that_states_the_allergen_is_stopped(world: World) -> None:
    stocked(world)
    home = world.household(1, 0, allergies=("celery",))
    world.desk.do(scanning.scanned, home.card)
    scan = world.desk.do(scanning.scanned, world.barcodes["Lentil soup 400 g"])
    assert scan.outcome.result is Result.STOP
    assert scan.row is None
