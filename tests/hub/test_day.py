"""What day it is, when the laptop's clock may be wrong."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from hubdesk import day, settings
from hubdesk.clock import SetClock
from hubdesk.counter import scanning
from hubdesk.day import Confirmed, DayUnsure, HubDay
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation, stream
from hubdesk.reports import today
from hubdesk.settings import setting
from tests.hub.counter.test_serving import stocked
from tests.world import World

LONDON = ZoneInfo("Europe/London")


def test_a_clock_that_went_back_is_asked_about_before_any_date_rule(world: World) -> None:
    stocked(world)
    home = world.household(1, 0)
    world.clock.forward(days=-400)
    doubt = world.desk.ask(day.doubt_of)
    assert doubt is not None and doubt.day.year == 2025
    with pytest.raises(DayUnsure):
        world.scan(home.card)
    world.desk.do(day.confirm, date(2026, 11, 21))
    assert world.desk.ask(day.doubt_of) is None
    world.serve(home)
    (event, *_) = world.desk.ask(today.events)
    assert world.clock.day_of(event.at_ms) == date(2026, 11, 21)


def test_a_hub_that_rested_for_two_weeks_is_asked_and_one_week_is_not(world: World) -> None:
    stocked(world)
    world.clock.forward(days=7)
    assert world.desk.ask(day.doubt_of) is None
    world.clock.forward(days=8)
    assert world.desk.ask(day.doubt_of) is not None
    world.desk.do(day.confirm, date(2026, 12, 6))
    assert world.desk.ask(day.doubt_of) is None
    world.reopen()
    assert world.desk.ask(day.doubt_of) is None


def test_a_small_slip_of_the_clock_is_no_question_and_time_never_stands_still(
    world: World,
) -> None:
    stocked(world)
    world.clock.forward(minutes=-5)
    assert world.desk.ask(day.doubt_of) is None
    moments = []
    for _ in range(3):
        world.desk.do(lambda act: moments.append(act.at_ms))
        world.serve(world.household(1, 0))
    world.reopen()
    world.serve(world.household(1, 0))

    def recorded(view: View) -> list[int]:
        rows = view.connection.execute(operation.select().order_by(operation.c.position))
        return [row.at_ms for row in rows]

    at_ms = world.desk.ask(recorded)
    assert at_ms == sorted(at_ms)


def test_nothing_is_recorded_in_doubt_and_a_setting_does_not_end_the_doubt(
    world: World,
) -> None:
    stocked(world)
    world.clock.forward(days=3000)
    with pytest.raises(DayUnsure):
        world.shelf("1 Baked beans 420 g")
    world.desk.do(settings.change, theme="dark")
    assert world.desk.ask(day.doubt_of) is not None
    world.clock.forward(days=-3000)
    assert world.desk.ask(day.doubt_of) is None
    world.shelf("1 Baked beans 420 g")
    assert world.desk.ask(day.doubt_of) is None


def test_a_clock_that_is_known_to_be_wrong_is_asked_about_each_day(world: World) -> None:
    """Somebody may have put it right overnight; then the days added would make it wrong."""
    stocked(world)
    world.clock.forward(days=-1)
    world.desk.do(day.confirm, date(2026, 11, 21))
    world.reopen()
    assert world.desk.ask(day.doubt_of) is None
    world.clock.forward(days=2)
    assert world.desk.ask(day.doubt_of) is not None
    world.desk.do(day.confirm, date(2026, 11, 22))
    world.reopen()
    world.clock.forward(days=1)
    assert world.desk.ask(day.doubt_of) is None


def test_a_use_by_is_refused_by_the_confirmed_date_and_not_by_the_clock(world: World) -> None:
    world.line("yoghurt", date_kind="use by")
    world.product("Yoghurt", "yoghurt")
    world.shelf("2 Yoghurt, use by 2026-11-21")
    home = world.household(1, 0)
    world.clock.forward(days=-1)
    world.desk.do(day.confirm, date(2026, 11, 22))
    world.scan(home.card)
    stop = world.desk.do(scanning.scanned, world.barcodes["Yoghurt"])
    assert stop.outcome.result == "stop"


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)),
    st.dates(date(2025, 1, 1), date(2028, 1, 1)),
)
def test_the_day_that_was_said_is_the_day_it_is(moment: datetime, said: date) -> None:
    clock = SetClock(moment.replace(tzinfo=LONDON))
    hub_day = HubDay(clock, Confirmed(), 1)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN")
        for table in (stream, operation, setting):
            table.create(connection)
        hub_day.confirm(connection, said)
    engine.dispose()
    assert hub_day.today() == said
