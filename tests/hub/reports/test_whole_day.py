"""A day that is too long to be shown at once, or to be held."""

from __future__ import annotations

import pytest

from hubdesk.counter import turned_away
from hubdesk.counter.turned_away import Why
from hubdesk.reports import today, whole_day
from tests.hub.counter.test_serving import stocked
from tests.hub.reports.test_today import served
from tests.world import World


@pytest.fixture
def busy(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Seven were turned away, and three rows are shown at a time."""
    for _ in range(7):
        world.desk.do(turned_away.turn_away, Why.RAN_OUT)
    monkeypatch.setattr(whole_day, "MOST", 3)
    return world


@pytest.mark.parametrize(
    ("first", "begin", "shown"), [(0, 0, 3), (2, 0, 3), (3, 3, 3), (6, 6, 1), (99, 6, 1)]
)
def test_a_long_day_is_shown_from_a_row_on(busy: World, first: int, begin: int, shown: int) -> None:
    all_ = busy.desk.ask(today.events)
    told = busy.desk.ask(whole_day.whole_day, None, first)
    assert (told.first, told.rows) == (begin, 7)
    assert list(told.events) == all_[begin : begin + shown]


@pytest.mark.parametrize("row", range(7))
@pytest.mark.parametrize("first", [0, 5])
def test_what_is_looked_for_is_shown_whichever_rows_were(busy: World, row: int, first: int) -> None:
    wanted = busy.desk.ask(today.events)[row]
    told = busy.desk.ask(whole_day.whole_day, None, first, wanted.ref)
    assert wanted in told.events and told.first == row // 3 * 3


def test_a_day_without_anything_has_no_rows(world: World) -> None:
    told = world.desk.ask(whole_day.whole_day)
    assert (told.first, told.rows, told.events) == (0, 0, ())


def test_a_day_that_is_read_again_each_time_tells_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(world)
    for _ in range(3):
        served(world)
    held = world.desk.ask(today.events)
    monkeypatch.setattr(today, "LONG", 2)
    assert world.desk.ask(today.events) == held and len(held) > 3
