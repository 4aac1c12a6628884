"""Freezing in time gives goods a new, short life; after midnight it is too late."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hubdesk.counter.outcome import Result
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.labels import freezing as labelled
from hubdesk.labels import queue
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.pdf import pdf_of
from hubdesk.reports import today
from hubdesk.stock import freezing, held_back
from hubdesk.stock.allergens import Stated, read_stated
from hubdesk.stock.dates import DateKind
from tests.hub.labels.paper import dots, scanned, texts
from tests.world import World, open_world

LAST_DAY = "2026-11-21"


def at(folder: Path, hour: int, minute: int, day: int = 21) -> World:
    return open_world(
        folder, datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    )


def with_milk(world: World, stated: Stated | None = None) -> bytes:
    """Six milk with a use by of 21 November; its batch."""
    world.line("milk", date_kind="use by", food=None)
    world.product("milk", "milk", stated or read_stated("milk"))
    world.shelf(f"6 milk, use by {LAST_DAY}")
    return identity.batch_of(world.product_id("milk"), LAST_DAY, "use by", None)


def test_a_minute_before_midnight_of_its_use_by_it_may_be_frozen(tmp_path: Path) -> None:
    world = at(tmp_path / "hub", 23, 59)
    old = with_milk(world)
    done = world.desk.do(labelled.freeze, world.product_id("milk"), old, 4)
    assert done.frozen.until == date(2026, 12, 21) and len(done.jobs) == 4
    assert world.left("milk") == 6
    world.desk.close()


def test_a_minute_after_midnight_it_may_not(tmp_path: Path) -> None:
    world = at(tmp_path / "hub", 0, 1, day=22)
    old = with_milk(world)
    with pytest.raises(Refused, match="too late to freeze"):
        world.desk.do(freezing.freeze, world.product_id("milk"), old, 1)
    world.desk.close()


def test_frozen_goods_go_out_under_their_new_date_and_not_after_it(world: World) -> None:
    old = with_milk(world)
    done = world.desk.do(labelled.freeze, world.product_id("milk"), old, 4)
    world.clock.forward(days=2)
    home = world.household(1, 0)
    world.scan(home.card)
    added = world.scan(done.frozen.code)
    assert added.outcome.result is Result.ADDED and added.row is not None
    assert added.row.dated is not None and added.row.dated.kind is DateKind.FROZEN
    world.finish()
    assert world.left("milk") == 5
    world.clock.forward(days=29)
    world.desk.do(lambda act: act.hub_day.confirm(act.connection, date(2026, 12, 22)))
    world.scan(home.card)
    stopped = world.scan(done.frozen.code).outcome
    assert stopped.result is Result.STOP and "Frozen, use by yesterday" in str(stopped.lines[1])


def test_what_is_frozen_already_or_held_back_or_has_no_date_is_not_frozen(world: World) -> None:
    old = with_milk(world)
    milk = world.product_id("milk")
    done = world.desk.do(freezing.freeze, milk, old, 4)
    with pytest.raises(Refused, match="frozen already"):
        world.desk.do(freezing.freeze, milk, done.batch, 1)
    world.desk.do(held_back.hold, old, "smells wrong")
    with pytest.raises(Refused, match="smells wrong"):
        world.desk.do(freezing.freeze, milk, old, 1)
    with pytest.raises(Refused, match="date first"):
        world.desk.do(freezing.freeze, milk, b"?" * 16, 1)
    with pytest.raises(Refused):
        world.desk.do(freezing.freeze, milk, old, 0)


def test_freezing_can_be_taken_back_and_its_labels_are_dead(world: World) -> None:
    old = with_milk(world)
    done = world.desk.do(labelled.freeze, world.product_id("milk"), old, 2)
    world.desk.do(today.undo_last)
    assert world.desk.ask(queue.waiting) == []
    world.scan(world.household(1, 0).card)
    assert world.scan(done.frozen.code).outcome.result is not Result.ADDED


def test_a_label_says_until_when_and_what_it_holds(world: World) -> None:
    old = with_milk(world, read_stated("milk;soya"))
    done = world.desk.do(labelled.freeze, world.product_id("milk"), old, 1)
    (job,) = world.desk.ask(queue.waiting)
    sheet = formats.named("l7160")
    pdf = pdf_of([designed(job.content, Room.on(sheet))], sheet)
    (text,) = texts(pdf)
    for said in ("21 November", "milk", "21 December", "Milk", "Soya", "24 hours"):
        assert said in text
    assert [scanned(page) for page in dots(pdf, 203)] == [[done.frozen.code]]
