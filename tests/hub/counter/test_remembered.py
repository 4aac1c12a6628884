"""The open visit is remembered between commands, and never says anything but what is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import text, update

from hubdesk.counter import drafts, lives, scanning, serving
from hubdesk.counter.tables import visit
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households.record import Details
from hubdesk.journal.act import Act, View
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.world import World

BEANS, SOUP = "Baked beans 420 g", "Lentil soup 400 g"


def agree(world: World) -> None:
    """What is remembered of the open visit is what its row holds."""

    def both(view: View) -> None:
        known = drafts.opened(view)
        row = view.connection.execute(text("SELECT id, body FROM visit WHERE held_ms IS NULL"))
        kept = row.first()
        assert (known is None) == (kept is None)
        if known is not None and kept is not None:
            assert known == (kept.id, drafts._decode(kept.body))

    world.desk.ask(both)


def test_after_every_step_of_a_visit_it_is_what_was_saved(world: World) -> None:
    stocked(world)
    home = world.household(2, 1)
    agree(world)
    world.scan(home.card)
    agree(world)
    for code in (BEANS, SOUP, BEANS):
        world.scan(code)
        agree(world)
    shown = world.visit()
    world.desk.do(serving.set_quantity, shown.id, shown.rows[0].n, 3)
    agree(world)
    world.desk.do(lives.toggle_chip, shown.id, "kettle only")
    agree(world)
    for _ in range(3):
        world.desk.do(today.undo_last)
        agree(world)
    world.type("2+0")
    agree(world)
    world.scan(world.household(1, 0).card)
    agree(world)
    world.finish()
    agree(world)


def test_a_scan_that_was_not_saved_is_forgotten(world: World) -> None:
    stocked(world)
    world.scan(world.household(2, 0).card)
    world.scan(BEANS)
    before = world.visit()

    def scan_then_fail(act: Act) -> None:
        scanning.scanned(act, BEANS)
        raise Refused("it was not meant")

    with pytest.raises(Refused):
        world.desk.do(scan_then_fail)
    assert world.visit() == before
    agree(world)


def test_what_another_connection_saved_is_seen(world: World) -> None:
    stocked(world)
    world.scan(world.household(2, 0).card)
    world.scan(BEANS)
    (taken,) = [world.desk.ask(drafts.opened)]
    assert taken is not None
    other = world.desk._database.another()
    with other.writing() as connection:
        connection.execute(update(visit).values(held_ms=1))
    other.close()
    assert world.desk.ask(drafts.opened) is None


def test_an_allergy_told_while_the_visit_is_open_stops_the_next_scan(world: World) -> None:
    stocked(world)
    home = world.household(2, 0)
    world.scan(home.card)
    world.scan(BEANS)
    world.desk.do(households.note_details, home.id, Details(allergies=("milk",)))
    now = world.visit().household
    assert now is not None and now.allergies == ("milk",)
