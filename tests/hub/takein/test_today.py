"""Today tells a drop-off as one event, and takes all of it back at once."""

from __future__ import annotations

import pytest

from hubdesk.errors import Refused
from hubdesk.reports import today
from hubdesk.takein import packs, sources
from tests.hub.takein.hands import Source, TakingIn, stocked
from tests.world import World


@pytest.fixture
def taking(world: World) -> TakingIn:
    return stocked(world)


def told(taking: TakingIn) -> list[tuple[str, str, bool]]:
    events = taking.world.desk.ask(today.events)
    kinds = ("stock.taken_in", "crate.weighed", "crate.sorted", "pack.opened")
    return [(str(e.title), str(e.detail), e.undone) for e in events if e.kind in kinds]


def test_two_hundred_scans_are_one_line_of_the_day(taking: TakingIn) -> None:
    for number in range(200):
        taking.scan(("beans", "peas")[number % 2])
    taking.type_("0327")
    taking.world.desk.do(sources.say, Source.SUPERMARKET, "Corner Shop")
    assert told(taking) == [("Taken in: 200 items", "2 kinds of goods, from Corner Shop", False)]


def test_undoing_it_takes_all_of_it_back(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.type_("24")
    taking.scan("peas")
    desk = taking.world.desk
    (event,) = [e for e in desk.ask(today.events) if e.kind == "stock.taken_in"]
    assert event.can_undo
    desk.do(today.undo, event.ref)
    assert (taking.here("beans"), taking.here("peas")) == (0, 0)
    assert told(taking) == [("Taken in", "All of it was taken back", True)]
    with pytest.raises(Refused):
        desk.do(today.undo, event.ref)
    assert taking.rows == []


def test_ctrl_z_at_the_counter_takes_back_one_scan_and_not_the_whole(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.scan("peas")
    taking.world.desk.do(today.undo_last)
    assert (taking.here("beans"), taking.here("peas")) == (1, 0)


def test_crates_and_packs_are_told_and_undone(taking: TakingIn) -> None:
    desk = taking.world.desk
    taking.type_("12kg")
    desk.do(packs.say_pieces, taking.world.product_id("beans"), 6)
    taking.scan("beans")
    desk.do(packs.open_pack, taking.world.product_id("beans"))
    assert [(title, detail) for title, detail, _ in told(taking)][:2] == [
        ("Pack opened", "beans: 6 single ones"),
        ("Taken in: 1 item", "beans"),
    ]
    for event in desk.ask(today.events):
        if event.kind in ("crate.weighed", "pack.opened"):
            desk.do(today.undo, event.ref)
    assert taking.here("beans") == 1
    assert taking.shown.figures.crates == 0
