"""Dates at the counter: a past use by is refused by every route, a past best before asks."""

from __future__ import annotations

import pytest

from hubdesk.counter import entering, scanning, serving, standing
from hubdesk.counter.draft import InHand
from hubdesk.counter.outcome import Answer, Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.reports import today
from hubdesk.stock import products
from hubdesk.stock.dates import read
from tests.world import World


def chilled(world: World) -> None:
    """Yoghurt and beans on the list; today is Saturday 21 November 2026."""
    world.line("yoghurt", date_kind="use by")
    world.line("beans")
    world.product("Plain yoghurt", "yoghurt")
    world.product("Baked beans", "beans")
    world.parcel(yoghurt=1, beans=1)


def gs1(world: World, name: str, rest: str) -> str:
    return f"]d201{world.barcodes[name]:0>14}{rest}"


def test_the_book_never_chooses_goods_past_their_date(world: World) -> None:
    chilled(world)
    world.shelf("2 Plain yoghurt, use by 2026-11-20", "2 Baked beans, best before 2026-10")
    world.scan(world.household(1, 0).card)
    assert world.row("yoghurt").count_me and world.row("beans").count_me
    world.finish()
    assert (world.left("Plain yoghurt"), world.left("Baked beans")) == (2, 2)


def test_a_scan_of_goods_that_the_book_has_only_past_their_use_by_is_stopped(
    world: World,
) -> None:
    chilled(world)
    world.shelf("2 Plain yoghurt, use by 2026-11-20")
    world.scan(world.household(1, 0).card)
    stop = world.scan("Plain yoghurt")
    assert stop.outcome.result is Result.STOP and stop.row is None
    assert Answer.DISCARD in stop.outcome.answers and stop.outcome.batch is not None
    assert stop.outcome.product is not None
    again = world.desk.do(scanning.give, world.visit().id, stop.outcome.product, None)
    assert again.outcome.result is Result.STOP
    world.desk.do(scanning.discard, stop.outcome.product, stop.outcome.batch)
    assert world.left("Plain yoghurt") == 1
    world.desk.do(today.undo_last)
    assert world.left("Plain yoghurt") == 2


def test_a_past_use_by_in_the_code_itself_is_stopped(world: World) -> None:
    chilled(world)
    world.shelf("2 Plain yoghurt, use by 2026-12-20")
    world.scan(world.household(1, 0).card)
    stop = world.scan(gs1(world, "Plain yoghurt", "17261120"))
    assert stop.outcome.result is Result.STOP
    fine = world.scan(gs1(world, "Plain yoghurt", "17261124"))
    assert fine.outcome.result is Result.SOON and fine.row is not None
    assert fine.row.dated is not None and fine.row.dated.day.isoformat() == "2026-11-24"


def test_a_past_use_by_that_is_typed_takes_the_pack_out_again(world: World) -> None:
    chilled(world)
    world.shelf("2 Plain yoghurt, use by 2026-12-20")
    world.scan(world.household(1, 0).card)
    world.scan("Plain yoghurt")
    n = world.row("yoghurt").n
    stop = world.type("2011", n)
    assert isinstance(stop, Scanned) and stop.outcome.result is Result.STOP
    assert stop.row is not None and not stop.row.ticked
    assert world.row("yoghurt").quantity == 1, "the list still asks for one"


def test_a_past_best_before_that_is_typed_asks(world: World) -> None:
    chilled(world)
    world.shelf("2 Baked beans, best before 2027-03")
    world.scan(world.household(1, 0).card)
    world.scan("Baked beans")
    asked = world.type("201126", world.row("beans").n)
    assert isinstance(asked, Scanned) and asked.outcome.result is Result.ASK
    assert not world.row("beans").ticked
    outcome = asked.outcome
    assert outcome.product is not None and outcome.dated is not None
    world.desk.do(scanning.give, world.visit().id, outcome.product, outcome.dated)
    row = world.row("beans")
    assert row.ticked and row.dated == outcome.dated
    world.finish()


def test_packs_scanned_together_come_out_and_are_given_back_together(world: World) -> None:
    chilled(world)
    world.scan(world.household(1, 0).card)
    for _ in range(3):
        world.scan("Baked beans")
    asked = world.type("201126", world.row("beans").n)
    assert isinstance(asked, Scanned) and asked.outcome.result is Result.ASK
    assert str(asked.outcome.lines[0]) == "3 × Baked beans" and world.row("beans").quantity == 1
    came = asked.outcome
    assert came.product is not None
    visit_id = world.visit().id
    world.desk.do(scanning.give, visit_id, came.product, came.dated, came.quantity)
    row = world.row("beans")
    assert (row.quantity, row.ticked, row.dated) == (3, True, came.dated)


def test_a_date_is_for_the_goods_that_were_scanned_last(world: World) -> None:
    chilled(world)
    world.scan(world.household(1, 0).card)
    world.scan("Baked beans")
    yoghurt = world.row("yoghurt").n
    world.desk.do(serving.set_quantity, world.visit().id, yoghurt, 2)
    noted = world.type("0327", yoghurt)
    assert isinstance(noted, Scanned) and noted.row is not None
    assert noted.row.n == world.row("beans").n and noted.row.dated is not None


def test_a_use_by_that_passes_while_a_visit_waits_is_refused_at_the_finish(
    world: World,
) -> None:
    chilled(world)
    world.scan(world.household(1, 0).card)
    world.scan(gs1(world, "Plain yoghurt", "17261121"))
    world.clock.forward(hours=18)
    with pytest.raises(Refused, match="use by has passed"):
        world.finish()
    world.desk.do(serving.set_quantity, world.visit().id, world.row("yoghurt").n, 0)
    world.finish()


def test_a_past_use_by_is_refused_below_the_counter_too(world: World) -> None:
    chilled(world)
    world.scan(world.household(1, 0).card)
    yoghurt = world.desk.ask(products.product_by_id, world.product_id("Plain yoghurt"))
    late = InHand(yoghurt.id, 1, "2026-11-20", "use by")
    found = world.desk.ask(standing.of, world.visit().id)
    world.desk.do(serving.put_in, found, yoghurt, late)
    with pytest.raises(Refused):
        world.desk.do(serving.date_last, world.visit().id, read("2011", world.clock.moment.date()))
    with pytest.raises(Refused):
        world.finish()


def test_a_card_says_the_date_of_the_tin_that_was_scanned(world: World) -> None:
    """An older tin on the same row must not make a fresh one say "use soon"."""
    chilled(world)
    world.product("Butter beans", "beans")
    world.shelf("1 Baked beans, best before 2026-11-22", "1 Butter beans, best before 2028-01")
    world.parcel(beans=2)
    world.scan(world.household(1, 0).card)
    assert world.scan("Butter beans").outcome.result is Result.ADDED


def test_a_date_on_the_pack_in_the_hand_is_looked_at_like_any_other(world: World) -> None:
    """The book has only old tins; the volunteer reads another date from the pack."""
    chilled(world)
    world.shelf("2 Plain yoghurt, use by 2026-11-20")
    world.scan(world.household(1, 0).card)
    stopped = world.scan("Plain yoghurt").outcome.product
    assert stopped is not None
    late = world.desk.do(entering.date_on_pack, stopped, "191126")
    assert late.outcome.result is Result.STOP and late.row is None
    fresh = world.desk.do(entering.date_on_pack, stopped, "241226")
    assert fresh.row is not None and fresh.row.ticked
    beans = world.scan("Baked beans").outcome.product
    assert beans is not None
    asked = world.desk.do(entering.date_on_pack, beans, "191126")
    assert asked.outcome.result is Result.ASK and asked.row is None
    with pytest.raises(Refused, match="Type the date"):
        world.desk.do(entering.date_on_pack, beans, "24")
