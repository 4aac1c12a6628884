"""Goods that are held back leave by no route until somebody releases them."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import held_back, shelf
from hubdesk.stock.batch import Batch
from hubdesk.stock.shelf import Pick
from tests.world import World

EARLY, LATE = "2026-12-01", "2027-03-01"


@pytest.fixture
def hub(world: World) -> World:
    world.line("beans")
    world.product("beans", "beans")
    world.shelf(f"4 beans, best before {EARLY}", f"6 beans, best before {LATE}")
    return world


def batch_of(world: World, day: str) -> bytes:
    return identity.batch_of(world.product_id("beans"), day, "best before", None)


def picked(world: World, many: int) -> list[Pick]:
    def asked(view: View) -> list[Pick]:
        there = shelf.of_line(view, identity.named("line", "beans"), None)
        return shelf.pick(there, many, view.today)

    return world.desk.ask(asked)


def test_what_is_held_back_is_not_picked(hub: World) -> None:
    assert [each.dated and each.dated.day for each in picked(hub, 1)] == [date(2026, 12, 1)]
    hub.desk.do(held_back.hold, batch_of(hub, EARLY), "smells wrong")
    assert [each.quantity for each in picked(hub, 10)] == [6]
    hub.desk.do(held_back.hold, hub.product_id("beans"), "called back by its maker")
    assert picked(hub, 10) == []


def test_releasing_is_an_act_and_can_be_undone(hub: World) -> None:
    hub.desk.do(held_back.hold, batch_of(hub, EARLY), "smells wrong")
    op = hub.desk.do(held_back.release, batch_of(hub, EARLY))
    assert sum(each.quantity for each in picked(hub, 10)) == 10
    hub.desk.do(lambda act: act.undo(op.ref))
    assert sum(each.quantity for each in picked(hub, 10)) == 6
    with pytest.raises(Refused):
        hub.desk.do(held_back.release, batch_of(hub, LATE))


def test_what_is_held_is_told_with_its_reason(hub: World) -> None:
    hub.desk.do(held_back.hold, batch_of(hub, EARLY), "  smells\nwrong ")
    hub.reopen()
    (found,) = hub.desk.ask(held_back.all_)
    assert (found.name, found.reason, found.is_batch) == ("beans", "smells wrong", True)
    assert found.product == hub.product_id("beans")
    assert hub.desk.ask(held_back.held) == {batch_of(hub, EARLY)}
    with pytest.raises(Refused, match="smells wrong"):
        hub.desk.ask(held_back.refuse, [(hub.product_id("beans"), batch_of(hub, EARLY))])
    hub.desk.ask(held_back.refuse, [(hub.product_id("beans"), batch_of(hub, LATE))])


def test_a_hold_needs_a_reason(hub: World) -> None:
    with pytest.raises(Refused):
        hub.desk.do(held_back.hold, batch_of(hub, EARLY), " ")


def test_goods_of_no_known_batch_are_held_with_their_product() -> None:
    one = shelf.Stocked(
        b"p", None, "", None, shelf.kept_stated(None), 3, (Batch(None, None, 3),), frozenset({b"p"})
    )
    assert shelf.pick([one], 3, date(2026, 11, 21)) == []
