"""Rule 1: a whole Saturday of commands writes to derived tables through reducers alone."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DatabaseError

from hubdesk import check, settings
from hubdesk.counter import drafts, reopening, scanning, serving, turned_away
from hubdesk.counter.tables import collection
from hubdesk.households import find
from hubdesk.households import household as households
from hubdesk.households.record import Details
from hubdesk.journal.act import Act
from hubdesk.labels import queue
from hubdesk.reports import today
from hubdesk.stock import intake, products
from tests.hub.counter.test_serving import stocked
from tests.world import World

BEANS = "Baked beans 420 g"


@pytest.fixture
def guarded(world: World) -> World:
    """The desk with its door to derived tables watched."""
    world.desk._database.guard_derived(lambda: world.desk.journal.applying)
    return world


def test_a_whole_saturday_goes_through_the_journal(guarded: World) -> None:
    world, do = guarded, guarded.desk.do
    stocked(world)
    bread = world.line("bread", tile=True, instead="soup")
    home = world.household(2, 1, name="Ada Byron", allergies=("celery",))
    world.scan(home.card)
    do(serving.settle, world.visit().id, world.row("soup").n, "leave out")
    do(serving.packs_read, world.visit().id)
    world.scan(BEANS)
    world.type("3", world.row("beans").n)
    do(drafts.park)
    world.type("2+3")
    do(serving.add_line, world.visit().id, bread)
    do(serving.say_none_left, world.visit().id, world.row("bread").n)
    first = world.finish()
    do(households.note_details, first.household, Details("Amina Yusuf", postcode="SW1A 1AA"))
    do(drafts.resume, world.desk.ask(drafts.on_hold)[0].id)
    done = world.finish()
    do(reopening.came_back, done.op)
    do(today.undo_last)
    do(reopening.reopen, done.op)
    do(drafts.park)
    world.type("1+0")
    do(drafts.put_away, world.visit().id)
    for name in ("closed", "ran out"):
        do(turned_away.turn_away, turned_away.Why(name))
    do(today.undo_last)
    do(products.name_product, "5000157024671", "Peas", None)
    do(intake.take_in, world.product_id(BEANS), 5)
    do(scanning.discard, world.product_id(BEANS))
    do(settings.change, theme="dark")
    for job in world.desk.ask(queue.waiting):
        do(queue.printed, job.no)
    assert world.desk.ask(find.find, "ada biron")[0].name == "Ada Byron"
    assert world.desk.ask(today.events)
    world.reopen()
    assert check.check(world.desk).sound


def test_a_planted_write_beside_the_journal_fails(guarded: World) -> None:
    def plant(act: Act) -> None:
        row = {"op": 1, "visit": bytes(16), "adults": 1, "children": 0, "place": bytes(16)}
        row |= {"at_ms": 1, "parcel": "P1", "items": 1, "weight_g": 1}
        act.connection.execute(insert(collection), row)

    with pytest.raises(DatabaseError, match="not authorized"):
        guarded.desk.do(plant)
