"""Ctrl+Z on a visit: every step brings the draft back exactly as it stood."""

from __future__ import annotations

from hubdesk.counter import drafts, serving
from hubdesk.counter.draft import Draft, DraftLine
from tests.world import World


def stood(world: World) -> Draft:
    return world.desk.ask(drafts.load, world.visit().id)


def test_every_step_back_brings_the_visit_back_as_it_stood(world: World) -> None:
    for line in ("beans", "rice", "soap"):
        world.line(line)
    world.product("Baked beans", "beans")
    world.product("Bar of soap", "soap")
    world.parcel(beans=2, rice=1)
    world.scan(world.household(2, 1).card)
    visit_id, rice = world.visit().id, world.row("rice").n
    changes = (
        lambda: world.scan("Baked beans"),
        lambda: world.scan("Bar of soap"),
        lambda: world.desk.do(serving.set_quantity, visit_id, rice, 4),
        lambda: world.scan("Baked beans"),
        lambda: world.desk.do(serving.say_none_left, visit_id, rice),
        lambda: world.desk.do(serving.set_quantity, visit_id, world.row("soap").n, 0),
    )
    before = []
    for change in changes:
        before.append(stood(world))
        change()
    while before:
        assert world.desk.do(drafts.step_back, visit_id)
        assert stood(world) == before.pop()


def test_a_step_that_an_older_hubdesk_kept_whole_is_taken_back(world: World) -> None:
    rows = [DraftLine(1, None, 1), DraftLine(2, None, 2)]
    now = Draft(None, 1, 0, rows, last=2)
    whole = Draft(None, 1, 0, rows[:1])
    assert now.before(whole) == whole


def test_a_row_that_went_is_brought_back_in_its_place() -> None:
    rows = [DraftLine(1, None, 1), DraftLine(2, None, 2), DraftLine(3, None, 3)]
    before, now = Draft(None, 1, 0, rows), Draft(None, 1, 0, rows[1:])
    assert now.before(before.way_back(now)) == before
