"""A tally on paper is typed in afterwards, hour by hour, and counts in its own hours."""

from __future__ import annotations

import pytest

from hubdesk import paper
from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.errors import Refused
from hubdesk.stall import tally, trading
from hubdesk.stall.tally import Tally
from tests.hub.stall.stalls import of_today, sums
from tests.world import World

HOUR = Tally(9, 40, 95, 38)


def test_an_hour_of_strokes_is_three_numbers(world: World) -> None:
    op = world.desk.do(tally.enter, of_today(world), HOUR)
    assert (sums(world).people, sums(world).out, sums(world).tins) == (40, 95, 38)
    assert world.clock.wall_of(op.at_ms).hour == 9


def test_monday_enters_saturday(world: World) -> None:
    saturday = of_today(world)
    world.clock.forward(days=2)
    world.desk.do(tally.enter, saturday, HOUR)
    assert world.desk.ask(trading.shown, saturday.day).sums.people == 40
    assert world.desk.ask(trading.shown).sums.people == 0


def test_the_hour_that_is_running_is_now(world: World) -> None:
    world.desk.do(tally.enter, of_today(world), Tally(10, 3, 9, 3))
    assert sums(world).people == 3


@pytest.mark.parametrize(
    "told", [Tally(11, 3, 9, 3), Tally(25, 3, 9, 3), Tally(9, 0, 9, 3), Tally(9, 3, 99999, 3)]
)
def test_what_cannot_be_is_refused(world: World, told: Tally) -> None:
    with pytest.raises(Refused):
        world.desk.do(tally.enter, of_today(world), told)
    assert sums(world).people == 0


def test_a_month_ago_is_too_long(world: World) -> None:
    saturday = of_today(world)
    world.clock.forward(days=40)
    with pytest.raises(Refused):
        world.desk.do(tally.enter, saturday, HOUR)


def test_a_sheet_that_was_entered_before_is_asked_about(world: World) -> None:
    sheet = own.draw(Kind.SHEET)
    world.desk.do(tally.enter, of_today(world), HOUR, sheet)
    with pytest.raises(Refused, match="entered before"):
        world.desk.do(tally.enter, of_today(world), HOUR, sheet)
    # Another hour of the same sheet, once somebody knows.
    world.clock.forward(hours=2)
    world.desk.do(tally.enter, of_today(world), Tally(10, 5, 9, 5), sheet, again=True)
    assert sums(world).people == 45
    assert world.desk.ask(paper.doubles) == []


def test_a_scanned_sheet_is_known_by_its_code(world: World) -> None:
    sheet = own.draw(Kind.SHEET)
    assert tally.sheet_of(sheet.lower()) == sheet
    assert tally.sheet_of(own.draw(Kind.HOUSEHOLD)) is None
