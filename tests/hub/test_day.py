"""What day it is, when the laptop's clock may be wrong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from hubdesk import day, practice, settings, starting
from hubdesk.clock import SetClock
from hubdesk.counter import scanning
from hubdesk.day import Confirmed, DayUnsure, HubDay, Newest
from hubdesk.day_answers import Why
from hubdesk.desk import open_desk
from hubdesk.doorstep import Names
from hubdesk.errors import Refused
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation, stream
from hubdesk.reports import today
from hubdesk.security.key_file import Cost
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


def stuck(year: int, month: int = 1, day: int = 1) -> datetime:
    """A clock whose battery is dead."""
    return datetime(year, month, day, 8, 4, tzinfo=LONDON)


def test_a_day_before_the_last_entry_is_refused_unless_it_is_meant(world: World) -> None:
    stocked(world)
    world.clock.moment = stuck(2025, 12, 9)
    with pytest.raises(Refused, match="21/11/2026") as refusal:
        world.desk.do(day.confirm, date(2026, 11, 20))
    assert "pack" not in str(refusal.value)
    assert world.desk.ask(day.doubt_of) is not None
    world.desk.do(day.confirm, date(2026, 11, 20), on_purpose=True)
    assert world.desk.ask(day.doubt_of) is None


def test_a_year_from_before_hubdesk_was_made_is_never_today(world: World) -> None:
    stocked(world)
    world.clock.moment = stuck(2015, 12, 9)
    for on_purpose in (False, True):
        with pytest.raises(Refused, match="2016"):
            world.desk.do(day.confirm, date(2016, 11, 21), on_purpose=on_purpose)
    world.desk.do(day.confirm, date(2026, 11, 21))
    assert world.desk.ask(day.doubt_of) is None


def test_a_clock_that_was_ahead_can_be_left_behind_on_purpose(world: World) -> None:
    """Entries of the wrong time keep it; all that comes after is of the right one."""
    stocked(world)
    world.clock.forward(days=10)
    world.serve(world.household(1, 0))
    world.clock.forward(days=-9)
    with pytest.raises(Refused):
        world.desk.do(day.confirm, date(2026, 11, 22))
    world.desk.do(day.confirm, date(2026, 11, 22), on_purpose=True)
    world.reopen()
    world.serve(world.household(1, 0))
    assert world.desk.ask(today.figures, date(2026, 11, 22)).visits == 1
    asked = world.desk.ask(day.to_put_right)
    assert asked.why is Why.WANTED and asked.last == date(2026, 11, 22)


def test_a_day_answered_wrongly_is_put_right_without_a_word_while_nothing_was_entered(
    world: World,
) -> None:
    stocked(world)
    world.clock.moment = stuck(2025, 12, 9)
    world.desk.do(day.confirm, date(2026, 12, 21))
    assert world.desk.ask(day.to_put_right).last == date(2026, 11, 21)
    world.desk.do(day.confirm, date(2026, 11, 22))
    world.reopen()
    assert world.desk.ask(lambda view: view.today) == date(2026, 11, 22)


def test_the_right_day_at_a_wrong_hour_puts_nothing_under_what_was_entered(world: World) -> None:
    """A count of the afternoon would hide what leaves at a time before it."""
    stocked(world)
    before = world.desk.now_ms()
    world.clock.forward(hours=-6)
    world.desk.do(day.confirm, date(2026, 11, 21))
    for _ in range(2):
        world.reopen()
        world.serve(world.household(1, 0))
        (event, *_) = world.desk.ask(today.events)
        assert event.at_ms > before
        before = event.at_ms
    assert world.desk.ask(day.doubt_of) is None


def test_a_new_hub_on_a_dead_clock_is_made_and_then_asks(tmp_path: Path) -> None:
    clock = SetClock(stuck(2000))
    names = Names("Hub", "Laptop", "Hall")
    begun = starting.begin(tmp_path / "hub", names, "four words and more", clock, Cost(n=1 << 8))
    starting.finish(tmp_path / "hub", begun.key, clock, with_starter=True)
    desk = open_desk(tmp_path / "hub", begun.key, clock)
    asked = desk.ask(day.doubt_of)
    assert asked is not None and asked.why is Why.EARLY and asked.last is None
    desk.do(day.confirm, date(2026, 11, 21))
    assert desk.ask(lambda view: view.today) == date(2026, 11, 21)
    desk.close()


def test_practice_on_a_dead_clock_is_not_refused(tmp_path: Path) -> None:
    practice.open_(tmp_path / "practice", SetClock(stuck(2000))).close()


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)),
    st.dates(date(2025, 1, 1), date(2028, 1, 1)),
)
def test_the_day_that_was_said_is_the_day_it_is(moment: datetime, said: date) -> None:
    clock = SetClock(moment.replace(tzinfo=LONDON))
    hub_day = HubDay(clock, Confirmed(), Newest(1))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN")
        for table in (stream, operation, setting):
            table.create(connection)
        hub_day.confirm(connection, said)
    engine.dispose()
    assert hub_day.today() == said
