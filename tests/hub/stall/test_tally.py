"""A tally on paper is typed in afterwards, hour by hour, and counts in its own hours."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import paper
from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.counter import from_paper
from hubdesk.errors import Refused
from hubdesk.stall import tally, trading
from hubdesk.stall.tally import Tally
from tests.hub.journal.laptops import hear, laptop, pristine, sent
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
    with pytest.raises(Refused, match="in already"):
        world.desk.do(tally.enter, of_today(world), HOUR, sheet)
    # Another hour of the same sheet is another entry.
    world.clock.forward(hours=2)
    world.desk.do(tally.enter, of_today(world), Tally(10, 5, 9, 5), sheet)
    assert sums(world).people == 45
    world.desk.do(tally.enter, of_today(world), HOUR, sheet, again=True)
    assert world.desk.ask(paper.doubles) == []


def test_an_hour_that_two_laptops_entered_apart_is_asked_about_when_they_meet(
    template: Path, tmp_path: Path
) -> None:
    one, other = (laptop(template, tmp_path / name) for name in ("one", "other"))
    sheet = own.draw(Kind.SHEET)
    for each in (one, other):
        each.do(tally.enter, each.ask(trading.of_today), HOUR, sheet)
    hear(one, sent(other))
    (double,) = one.ask(from_paper.doubles)
    assert double.sheet[-4:] == sheet[-4:]
    one.do(from_paper.keep_one, double)
    assert one.ask(trading.shown).sums.people == 40
    for each in (one, other):
        each.close()


def test_two_laptops_that_opened_the_same_saturday_add_up(template: Path, tmp_path: Path) -> None:
    one, other = (laptop(template, tmp_path / name) for name in ("one", "other"))
    for each, outs in ((one, (3, 2)), (other, (5,))):
        session = each.do(trading.start)
        for out in outs:
            each.do(trading.swapped, session, out, 1)
    other.do(trading.close, other.ask(trading.of_today))
    hear(one, sent(other))
    hear(other, sent(one))
    shown = [each.ask(trading.shown) for each in (one, other)]
    assert shown[0].sums == shown[1].sums and shown[0].sums.people == 3
    assert shown[0].closed and shown[1].closed
    # Each takes back its own last, and no other's.
    assert [len(each.last) for each in shown] == [2, 1]
    for each in (one, other):
        each.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pristine(tmp_path_factory.mktemp("pristine") / "hub")


def test_a_scanned_sheet_is_known_by_its_code(world: World) -> None:
    sheet = own.draw(Kind.SHEET)
    assert tally.sheet_of(sheet.lower()) == sheet
    assert tally.sheet_of(own.draw(Kind.HOUSEHOLD)) is None
