"""Two laptops count one shelf: nothing is chosen in silence, and both show the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk import check
from hubdesk.counter import from_paper as visits_from_paper
from hubdesk.errors import Refused
from hubdesk.paper import at
from hubdesk.reports import today
from hubdesk.stock import intake
from hubdesk.stocktake import clashes, counting, from_paper, sheets, spots, takes
from hubdesk.stocktake.counting import How
from hubdesk.stocktake.from_paper import EnteredBefore, Sheet
from hubdesk.stocktake.spots import Spot
from tests.hub.journal.laptops import tables
from tests.hub.stocktake.hub import HERE, count, line, meet, of_line, product, second, shelf
from tests.world import World


@pytest.fixture
def pair(world: World, tmp_path: Path) -> Iterator[tuple[World, World, Spot]]:
    """Amina's laptop and Joe's, and one shelf."""
    world.line("soup")
    world.product("tomato soup", "soup")
    world.product("leek soup", "soup")
    world.shelf("10 tomato soup", "20 leek soup")
    spot = shelf(world, "A1", "soup")
    joe = second(world, tmp_path / "joe")
    yield world, joe, spot
    joe.desk.close()


def test_twelve_by_amina_and_fourteen_by_joe_are_looked_at(
    pair: tuple[World, World, Spot],
) -> None:
    amina, joe, spot = pair
    count(amina, spot, "leek soup", 12)
    joe.clock.forward(minutes=3)
    count(joe, spot, "leek soup", 14)
    meet(amina, joe)
    assert tables(amina.desk) == tables(joe.desk)
    for each in (amina, joe):
        (clash,) = each.desk.ask(clashes.all_)
        assert [side.quantity for side in clash.sides] == [12, 14] and clash.together == 26
        assert each.left("leek soup") == 14, "until somebody decides, the later one holds"
    (clash,) = amina.desk.ask(clashes.all_)
    op = amina.desk.do(clashes.decide, clash, clash.sides[0].ref)
    meet(amina, joe)
    assert not joe.desk.ask(clashes.all_) and joe.left("leek soup") == 12
    joe.desk.do(today.undo, op.ref)
    meet(amina, joe)
    (clash,) = amina.desk.ask(clashes.all_)
    assert amina.left("leek soup") == 14
    amina.desk.do(clashes.decide, clash, None)
    meet(amina, joe)
    assert joe.left("leek soup") == 26 and not joe.desk.ask(clashes.all_)
    assert tables(amina.desk) == tables(joe.desk)
    assert check.check(joe.desk).sound


def test_the_same_figure_twice_is_no_question(pair: tuple[World, World, Spot]) -> None:
    amina, joe, spot = pair
    count(amina, spot, "leek soup", 12)
    count(joe, spot, "leek soup", 12)
    meet(amina, joe)
    assert not amina.desk.ask(clashes.all_) and amina.left("leek soup") == 12


def test_two_decisions_made_apart_are_a_question_again(pair: tuple[World, World, Spot]) -> None:
    amina, joe, spot = pair
    count(amina, spot, "leek soup", 12)
    joe.clock.forward(minutes=3)
    count(joe, spot, "leek soup", 14)
    meet(amina, joe)
    (clash,) = amina.desk.ask(clashes.all_)
    amina.desk.do(clashes.decide, clash, clash.sides[0].ref)
    joe.desk.do(clashes.decide, clash, None)
    with pytest.raises(Refused):
        joe.desk.do(clashes.decide, clash, None)
    meet(amina, joe)
    (again,) = joe.desk.ask(clashes.all_)
    assert sorted(side.quantity for side in again.sides) == [12, 26]
    assert amina.left("leek soup") == joe.left("leek soup")
    joe.desk.do(clashes.decide, again, again.sides[0].ref)
    meet(amina, joe)
    assert not amina.desk.ask(clashes.all_)
    assert tables(amina.desk) == tables(joe.desk)


def test_a_line_here_and_one_make_of_it_there_are_looked_at(
    pair: tuple[World, World, Spot],
) -> None:
    amina, joe, spot = pair
    count(amina, spot, line("soup"), 24)
    joe.clock.forward(minutes=3)
    count(joe, spot, "leek soup", 5)
    meet(amina, joe)
    (clash,) = joe.desk.ask(clashes.all_)
    assert clash.target.by_line and [side.quantity for side in clash.sides] == [24, 5]
    joe.desk.do(clashes.decide, clash, None)
    assert of_line(joe, "soup") == 29
    joe.desk.do(counting.undo_last)
    (clash,) = joe.desk.ask(clashes.all_)
    joe.desk.do(clashes.decide, clash, clash.sides[0].ref)
    assert of_line(joe, "soup") == 24 and not joe.desk.ask(clashes.all_)


def test_the_counter_gives_while_two_count(pair: tuple[World, World, Spot]) -> None:
    """Three tins leave on Joe's laptop between the counts: nothing is counted again."""
    amina, joe, spot = pair
    count(amina, spot, "tomato soup", 9)
    joe.clock.forward(minutes=5)
    joe.desk.do(intake.discard, joe.product_id("tomato soup"), 3, None, "given")
    count(joe, spot, "leek soup", 20)
    meet(amina, joe)
    assert amina.left("tomato soup") == joe.left("tomato soup") == 6
    assert amina.left("leek soup") == 20


def test_laptops_that_settled_apart_share_what_follows(pair: tuple[World, World, Spot]) -> None:
    amina, joe, spot = pair
    count(amina, spot, "leek soup", 12)
    take = amina.desk.ask(takes.going_on, HERE)
    assert take is not None
    amina.desk.do(takes.settle, take.id)
    count(joe, spot, "tomato soup", 8)
    meet(amina, joe)
    mine = joe.desk.ask(takes.going_on, HERE)
    assert mine is None, "it was the same stock take, and it is settled"
    count(joe, spot, "tomato soup", 7)
    assert joe.left("tomato soup") == 7
    assert tables(amina.desk) != tables(joe.desk)
    meet(amina, joe)
    assert tables(amina.desk) == tables(joe.desk)


def test_sundays_count_absorbs_saturdays_sheets_typed_on_monday(
    pair: tuple[World, World, Spot],
) -> None:
    amina, _, spot = pair
    saturday_ms = amina.clock.now_ms()
    amina.clock.forward(days=1)
    count(amina, spot, "leek soup", 15)
    amina.clock.forward(days=1)

    def typed(act, product_id):  # type: ignore[no-untyped-def]
        intake.discard(at(act, saturday_ms), product_id, 4, None, "given")

    amina.desk.do(typed, amina.product_id("leek soup"))
    assert amina.left("leek soup") == 15


def test_a_count_sheet_typed_on_monday_counts_when_it_was_written_and_once(
    pair: tuple[World, World, Spot],
) -> None:
    amina, joe, spot = pair
    (sheet, *_) = amina.desk.ask(sheets.to_print, [spot])
    assert [row.target.name for row in sheet.rows] == ["leek soup", "tomato soup"]
    amina.clock.forward(days=1)
    amina.shelf("7 leek soup")
    amina.clock.forward(days=1)
    at_hand = amina.desk.do(from_paper.scanned, sheet.code)
    assert isinstance(at_hand, Sheet)
    at_hand = amina.desk.do(from_paper.said_when, "sat 1030", at_hand)
    for name, many in (("leek soup", 15), ("tomato soup", 0)):
        amina.desk.do(from_paper.count, at_hand, spot, product(amina, name), many)
    assert amina.left("leek soup") == 22, "Sunday's seven came after it"
    assert isinstance(amina.desk.do(from_paper.scanned, sheet.code), EnteredBefore)
    meet(amina, joe)
    assert isinstance(joe.desk.do(from_paper.scanned, sheet.code), EnteredBefore)
    on = amina.desk.ask(spots.on_shelf, spot)
    assert not on.left
    asked = amina.desk.do(from_paper.count, at_hand, spot, product(amina, "leek soup"), 1, How.ASK)
    assert isinstance(asked, counting.CountedBefore)


def test_a_count_sheet_typed_in_on_both_laptops_is_no_visit_entered_twice(
    pair: tuple[World, World, Spot],
) -> None:
    amina, joe, spot = pair
    (sheet, *_) = amina.desk.ask(sheets.to_print, [spot])
    for each in (amina, joe):
        each.clock.forward(hours=3)
        at_hand = each.desk.do(from_paper.said_when, "1030", Sheet(sheet.code))
        each.desk.do(from_paper.count, at_hand, spot, product(each, "leek soup"), 15)
    meet(amina, joe)
    assert not joe.desk.ask(visits_from_paper.doubles)
    assert not joe.desk.ask(clashes.all_) and joe.left("leek soup") == 15


def apart(amina: World, joe: World, spot: Spot, one: int = 12, other: int = 14) -> None:
    """Amina counts on Saturday, Joe on Monday; neither has heard of the other."""
    count(amina, spot, "leek soup", one)
    joe.clock.forward(days=2)
    count(joe, spot, "leek soup", other)


def test_takes_begun_on_different_days_apart_are_one_job(pair: tuple[World, World, Spot]) -> None:
    amina, joe, spot = pair
    apart(amina, joe, spot)
    meet(amina, joe)
    assert tables(amina.desk) == tables(joe.desk)
    (clash,) = amina.desk.ask(clashes.all_)
    assert [side.quantity for side in clash.sides] == [12, 14] and clash.together == 26
    assert amina.left("leek soup") == joe.left("leek soup") == 14, "the later one holds till then"
    amina.clock.forward(days=3)
    kept = amina.desk.do(clashes.decide, clash, clash.sides[0].ref)
    assert amina.left("leek soup") == 12 and not amina.desk.ask(clashes.all_)
    amina.desk.do(today.undo, kept.ref)
    amina.desk.do(clashes.decide, clash, None)
    meet(amina, joe)
    assert joe.left("leek soup") == 26 and not joe.desk.ask(clashes.all_)
    assert tables(amina.desk) == tables(joe.desk)
    assert check.check(joe.desk).sound


def test_what_was_decided_apart_over_two_takes_is_a_question_again(
    pair: tuple[World, World, Spot],
) -> None:
    amina, joe, spot = pair
    apart(amina, joe, spot)
    meet(amina, joe)
    (clash,) = amina.desk.ask(clashes.all_)
    amina.clock.forward(days=3)
    amina.desk.do(clashes.decide, clash, clash.sides[0].ref)
    joe.desk.do(clashes.decide, clash, None)
    meet(amina, joe)
    (again,) = joe.desk.ask(clashes.all_)
    assert sorted(side.quantity for side in again.sides) == [12, 26]


def test_what_moved_between_two_counts_is_no_difference(pair: tuple[World, World, Spot]) -> None:
    """12 on Saturday, 3 given out on Sunday, 9 on Monday: both were right."""
    amina, joe, spot = pair
    count(amina, spot, "leek soup", 12)
    amina.clock.forward(days=1)
    amina.desk.do(intake.discard, amina.product_id("leek soup"), 3, None, "given")
    joe.clock.forward(days=2)
    count(joe, spot, "leek soup", 9)
    meet(amina, joe)
    assert not amina.desk.ask(clashes.all_) and amina.left("leek soup") == 9


@pytest.mark.parametrize("settled", [True, False])
def test_the_next_stock_take_is_no_clash_with_the_last(
    pair: tuple[World, World, Spot], settled: bool
) -> None:
    """Whoever counts anew a week later has heard of the old figure: it is the newer truth."""
    amina, joe, spot = pair
    count(amina, spot, "leek soup", 12)
    take = amina.desk.ask(takes.going_on, HERE)
    assert take is not None
    if settled:
        amina.desk.do(takes.settle, take.id)
    meet(amina, joe)
    joe.clock.forward(days=7)
    count(joe, spot, "leek soup", 9, How.INSTEAD)
    meet(amina, joe)
    assert not amina.desk.ask(clashes.all_) and amina.left("leek soup") == 9
    assert not joe.desk.ask(clashes.all_)


def test_a_line_in_one_take_and_a_make_of_it_in_another_are_looked_at(
    pair: tuple[World, World, Spot],
) -> None:
    amina, joe, spot = pair
    count(amina, spot, line("soup"), 24)
    joe.clock.forward(days=1)
    count(joe, spot, "leek soup", 5)
    meet(amina, joe)
    (clash,) = joe.desk.ask(clashes.all_)
    assert clash.target.by_line and [side.quantity for side in clash.sides] == [24, 5]
    joe.desk.do(clashes.decide, clash, clash.sides[0].ref)
    assert not joe.desk.ask(clashes.all_) and of_line(joe, "soup") == 24
