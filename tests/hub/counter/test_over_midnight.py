"""Nights with a visit open: midnight, the changes of the clock, a leap day, a clock put right."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hubdesk.counter.outcome import Result
from hubdesk.counter.scanning import Scanned
from hubdesk.day import DayUnsure
from hubdesk.errors import Refused
from hubdesk.reports import today
from hubdesk.stock.allergens import Stated
from tests.world import World, open_world

LONDON = ZoneInfo("Europe/London")


def at(world: World, utc: str) -> None:
    """Sets the clock by UTC: adding to a local time would pass over the changed hour."""
    world.clock.moment = datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(LONDON)


def night(folder: Path, utc: str) -> World:
    """A hub late in the evening, with milk whose only use by is that day."""
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(LONDON)
    world = open_world(folder / "hub", moment)
    world.line("Milk", date_kind="use by")
    world.line("Beans")
    world.product("Fresh milk 1 l", "Milk", Stated())
    world.product("Baked beans 420 g", "Beans", Stated())
    world.shelf(f"9 Fresh milk 1 l, use by {moment.date()}")
    world.shelf("40 Baked beans 420 g, best before 2031-03")
    world.parcel(Beans=1)
    return world


def end(world: World) -> None:
    world.desk.close()


def test_milk_scanned_before_midnight_is_refused_after_it(tmp_path: Path) -> None:
    """The pack has no date in its code: the book's date of it passed while the visit was open."""
    world = night(tmp_path, "2026-11-21T23:50")
    world.scan(world.household(1, 0).card)
    assert world.scan("Fresh milk 1 l").outcome.result is Result.SOON
    at(world, "2026-11-22T00:10")
    with pytest.raises(Refused, match="Milk: its use by has passed"):
        world.finish()
    assert world.left("Fresh milk 1 l") == 9
    end(world)


def test_milk_of_a_standard_parcel_is_not_assumed_after_midnight(tmp_path: Path) -> None:
    world = night(tmp_path, "2026-11-21T23:50")
    world.parcel(Beans=1, Milk=1)
    world.scan(world.household(1, 0).card)
    at(world, "2026-11-22T00:10")
    world.finish()
    assert world.left("Fresh milk 1 l") == 9
    end(world)


@pytest.mark.parametrize(
    ("opened", "finished", "day"),
    [
        pytest.param("2026-10-25T00:55", "2026-10-25T01:05", date(2026, 10, 25), id="october"),
        pytest.param("2026-10-24T22:55", "2026-10-24T23:05", date(2026, 10, 25), id="before"),
        pytest.param("2027-03-28T00:55", "2027-03-28T01:05", date(2027, 3, 28), id="march"),
        pytest.param("2028-02-28T23:55", "2028-02-29T00:05", date(2028, 2, 29), id="leap day"),
        pytest.param("2028-02-29T23:55", "2028-03-01T00:05", date(2028, 3, 1), id="after it"),
        pytest.param("2026-12-31T23:55", "2027-01-01T00:05", date(2027, 1, 1), id="new year"),
    ],
)
def test_a_visit_over_any_hour_is_told_once_on_the_day_it_was_finished(
    tmp_path: Path, opened: str, finished: str, day: date
) -> None:
    world = night(tmp_path, opened)
    world.scan(world.household(2, 1).card)
    at(world, finished)
    world.finish()
    assert world.desk.ask(today.figures, day).visits == 1
    for other in (date.fromordinal(day.toordinal() + step) for step in (-1, 1)):
        assert world.desk.ask(today.figures, other).visits == 0
    assert world.desk.do(today.undo_last)
    assert world.desk.ask(today.figures, day).visits == 0
    end(world)


@pytest.mark.parametrize("hours", [-1, -25, 24 * 15])
def test_a_clock_that_is_moved_with_a_visit_open_is_asked_about_and_loses_nothing(
    tmp_path: Path, hours: int
) -> None:
    world = night(tmp_path, "2026-11-21T10:00")
    world.scan(world.household(2, 1).card)
    world.finish()
    world.scan(world.household(1, 0).card)
    was = world.given()
    world.clock.forward(hours=hours)
    with pytest.raises(DayUnsure):
        world.finish()
    world.clock.forward(hours=-hours)
    assert world.given() == was
    world.finish()
    assert world.desk.ask(today.figures).visits == 2
    end(world)


def test_an_hour_twice_keeps_the_order_of_what_happened(tmp_path: Path) -> None:
    """1:30 comes twice on the night the clocks go back; the journal counts in UTC."""
    world = night(tmp_path, "2026-10-25T00:30")
    for utc in ("2026-10-25T00:30", "2026-10-25T01:29", "2026-10-25T01:30"):
        at(world, utc)
        world.scan(world.household(1, 0).card)
        world.finish()
    told = [event.at_ms for event in world.desk.ask(today.events) if event.kind == "collection"]
    assert told == sorted(told, reverse=True) and len(told) == 3
    end(world)


def test_a_leap_day_is_typed_and_printed_like_any_other(tmp_path: Path) -> None:
    world = night(tmp_path, "2028-02-27T10:00")
    world.scan(world.household(1, 0).card)
    world.scan("Baked beans 420 g")
    typed = world.type("2902", world.row("Beans").n)
    assert isinstance(typed, Scanned) and typed.outcome.lines[1].values["date"]
    assert "29 Feb" in str(typed.outcome.lines[1])
    end(world)


def test_a_leap_day_that_no_near_year_has_is_refused_with_what_to_do(tmp_path: Path) -> None:
    world = night(tmp_path, "2026-02-27T10:00")
    world.scan(world.household(1, 0).card)
    world.scan("Baked beans 420 g")
    with pytest.raises(Refused, match="no day 29/2"):
        world.type("2902", world.row("Beans").n)
    world.type("290228", world.row("Beans").n)
    end(world)
