"""At the counter: past its best before asks with the check to tick, too long past it stops."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hubdesk.counter import entering, finishing, packed, scanning
from hubdesk.counter.as_packed import as_packed
from hubdesk.counter.collection import Collected
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.packing import pack
from hubdesk.stock import held_back, windows
from hubdesk.stock.foods import Food
from tests.world import World


@pytest.fixture
def hub(world: World) -> World:
    world.line("cereal", food="cereal")
    world.line("beans", food="cans")
    world.product("flakes", "cereal")
    world.product("tin", "beans")
    world.parcel(beans=1)
    return world


def said(outcome: Outcome) -> str:
    return "\n".join([str(outcome.title), *map(str, outcome.lines)])


def given(world: World, done: finishing.Finished) -> Collected:
    def read(view: View) -> Collected:
        found = view.journal.read(view.connection, done.op)
        assert found is not None
        body = view.journal.body_of(view.connection, *found)
        assert isinstance(body, Collected)
        return body

    return world.desk.ask(read)


def batch(world: World, name: str, day: str) -> bytes:
    return identity.batch_of(world.product_id(name), day, "best before", None)


def test_cereal_five_months_past_is_ticked_with_one_key_and_the_tick_is_kept(hub: World) -> None:
    hub.shelf("3 flakes, best before 2026-06-21")
    hub.scan(hub.household(1, 0).card)
    asked = hub.scan("flakes").outcome
    assert asked.result is Result.ASK and asked.answers[0] is Answer.GIVE_ANYWAY
    assert "Check: the pack is sound" in said(asked)
    hub.desk.do(scanning.give, hub.visit().id, asked.product, asked.dated, asked.quantity)
    done = hub.finish()
    body = given(hub, done)
    rows = {each.name: each.checked for each in hub.desk.ask(as_packed, done.op).rows}
    assert rows == {"beans": 0, "cereal": 1}
    assert [g.checked for g in body.given if g.product == hub.product_id("flakes")] == [True]
    assert [g.checked for g in body.given if g.product != hub.product_id("flakes")] == [False]


def test_cereal_seven_months_past_is_stopped_whoever_looked_at_it(hub: World) -> None:
    hub.shelf("3 flakes, best before 2026-04-21")
    hub.scan(hub.household(1, 0).card)
    stopped = hub.scan("flakes").outcome
    assert stopped.result is Result.STOP and Answer.GIVE_ANYWAY not in stopped.answers
    again = hub.desk.do(scanning.give, hub.visit().id, hub.product_id("flakes"), stopped.dated)
    assert again.outcome.result is Result.STOP and again.row is None
    typed = hub.desk.do(entering.date_on_pack, hub.product_id("flakes"), "210626")
    assert typed.outcome.result is Result.ASK


def test_a_hub_that_gives_nothing_past_its_best_before_is_told_so(hub: World) -> None:
    hub.desk.do(windows.set_rule, refuse_past=True, take_in_days=0)
    hub.shelf("3 flakes, best before 2026-11-20")
    hub.scan(hub.household(1, 0).card)
    stopped = hub.scan("flakes").outcome
    assert stopped.result is Result.STOP and "this hub gives nothing past it" in said(stopped)


def test_a_window_that_closes_while_a_visit_waits_is_noticed_at_finish(hub: World) -> None:
    hub.shelf("3 flakes, best before 2026-06-21")
    hub.scan(hub.household(1, 0).card)
    asked = hub.scan("flakes").outcome
    hub.desk.do(scanning.give, hub.visit().id, asked.product, asked.dated)
    hub.desk.do(windows.change, Food.CEREAL, "3 months", "our own", "")
    with pytest.raises(Refused, match="too long ago"):
        hub.finish()


def test_a_product_that_is_held_back_is_a_red_stop_with_its_reason(hub: World) -> None:
    hub.shelf("3 tin, best before 2027-03-01")
    hub.desk.do(held_back.hold, hub.product_id("tin"), "called back")
    hub.scan(hub.household(1, 0).card)
    stopped = hub.scan("tin").outcome
    assert stopped.result is Result.STOP and "called back" in said(stopped)
    assert stopped.answers == (Answer.PUT_ASIDE,)
    again = hub.desk.do(scanning.give, hub.visit().id, hub.product_id("tin"), None)
    assert again.outcome.result is Result.STOP
    hub.desk.do(held_back.release, hub.product_id("tin"))
    assert hub.scan("tin").outcome.result is Result.ADDED


def test_a_pack_that_may_be_of_a_held_batch_is_looked_at(hub: World) -> None:
    hub.shelf("3 tin, best before 2027-03-01", "3 tin, best before 2027-06-01")
    hub.desk.do(held_back.hold, batch(hub, "tin", "2027-03-01"), "rust")
    hub.scan(hub.household(1, 0).card)
    asked = hub.scan("tin").outcome
    assert asked.result is Result.ASK and "rust" in said(asked) and "1 March" in said(asked)
    held = hub.desk.do(entering.date_on_pack, hub.product_id("tin"), "010327")
    assert held.outcome.result is Result.STOP
    hub.desk.do(scanning.give, hub.visit().id, asked.product, asked.dated)
    (row,) = [g for g in given(hub, hub.finish()).given if g.scanned]
    assert row.batch == batch(hub, "tin", "2027-06-01") and not row.checked


def test_a_held_batch_that_is_typed_takes_the_pack_out_again(hub: World) -> None:
    hub.shelf("3 tin, best before 2027-03-01")
    hub.scan(hub.household(1, 0).card)
    assert hub.scan("tin").outcome.result is Result.ADDED
    hub.desk.do(held_back.hold, batch(hub, "tin", "2027-09-01"), "rust")
    stopped = hub.type("010927", hub.row("beans").n)
    assert isinstance(stopped, scanning.Scanned)
    assert stopped.outcome.result is Result.STOP and "rust" in said(stopped.outcome)


def test_goods_held_back_while_they_are_in_a_visit_are_not_handed_over(hub: World) -> None:
    hub.shelf("3 tin, best before 2027-03-01")
    hub.scan(hub.household(1, 0).card)
    hub.scan("tin")
    hub.desk.do(held_back.hold, batch(hub, "tin", "2027-03-01"), "rust")
    with pytest.raises(Refused, match="rust"):
        hub.finish()


def test_a_packed_parcel_with_a_held_tin_is_stopped_and_the_tin_goes_back(hub: World) -> None:
    hub.shelf("3 tin, best before 2027-03-01", "3 flakes, best before 2027-03-01")
    hub.parcel(beans=1, cereal=1)
    (made,) = hub.desk.do(pack.pack, 2).made
    hub.desk.do(held_back.hold, hub.product_id("tin"), "called back")
    hub.scan(hub.household(1, 1).card)
    stopped = hub.scan(made.code).outcome
    assert stopped.result is Result.STOP and "called back" in said(stopped)
    hub.desk.do(packed.take_out_past, made.id)
    assert hub.left("tin") == 3
    assert hub.scan(made.code).outcome.result is Result.NOTED


def test_a_packed_parcel_past_a_best_before_asks_with_its_check(hub: World) -> None:
    hub.shelf("3 tin, best before 2026-11-22")
    (made,) = hub.desk.do(pack.pack, 1).made
    hub.clock.forward(days=3)
    hub.scan(hub.household(1, 0).card)
    asked = hub.scan(made.code).outcome
    assert asked.result is Result.ASK and "no deep dent, rust or bulge" in said(asked)


def test_a_packed_parcel_too_long_past_a_best_before_is_stopped(hub: World) -> None:
    hub.shelf("3 tin, best before 2026-11-22")
    (made,) = hub.desk.do(pack.pack, 1).made
    hub.clock.forward(days=400)
    hub.desk.do(lambda act: act.hub_day.confirm(act.connection, date(2027, 12, 26)))
    hub.scan(hub.household(1, 0).card)
    assert hub.scan(made.code).outcome.result is Result.STOP
    hub.desk.do(packed.take_out_past, made.id)


def test_a_scan_in_the_midst_of_a_visit_asks_nothing_about_holds_or_windows(hub: World) -> None:
    """What is held is remembered on the connection until something else is written."""
    hub.shelf("9 tin, best before 2027-03-01", "9 flakes, best before 2027-03-01")
    hub.desk.do(held_back.hold, hub.product_id("flakes"), "rust")
    hub.scan(hub.household(1, 0).card)
    hub.scan("tin")
    asked: list[str] = []
    hub.desk.do(lambda act: _driver(act).set_trace_callback(asked.append))
    hub.scan("tin")
    hub.desk.do(lambda act: _driver(act).set_trace_callback(None))
    said = " ".join(asked)
    assert "bound_code" in said
    assert "FROM held" not in said and "date_window" not in said and "date_rule" not in said


def _driver(view: View) -> Any:
    return view.connection.connection.dbapi_connection
