"""Today tells the stall: an hour of swaps is one row, each of them is inside, and undone there."""

from __future__ import annotations

from hubdesk.reports import day_page, today, whole_day
from hubdesk.reports.today import Event, Sort
from hubdesk.stall import swap, tally, trading
from hubdesk.stall.tally import Tally
from tests.hub.stall.stalls import load, of_today, stocked, sums, swaps
from tests.world import World


def stall_events(world: World) -> list[Event]:
    told = world.desk.ask(whole_day.whole_day).events
    return [each for each in told if each.sort is Sort.STALL]


def test_two_hundred_swaps_are_one_row_by_the_hour(world: World) -> None:
    stocked(world)
    swaps(world, *[3] * 200)
    world.clock.forward(hours=1)
    swaps(world, 2, 2)
    late, early = stall_events(world)
    assert str(early.title) == "Swaps at the stall, from 10:00"
    assert str(early.detail) == "People 200, out 600, in 200"
    assert len(early.inside) == 200 and not early.can_undo
    assert str(late.detail) == "People 2, out 4, in 2"


def test_one_of_them_is_undone_from_today(world: World) -> None:
    swaps(world, 3, 2)
    (row,) = stall_events(world)
    world.desk.do(today.undo, row.inside[0].ref)
    (row,) = stall_events(world)
    assert [each.undone for each in row.inside] == [True, False]
    assert str(row.detail) == "People 1, out 3, in 1" and not row.undone
    assert sums(world).people == 1


def test_a_swap_alone_in_its_hour_is_a_row_itself(world: World) -> None:
    swaps(world, 3)
    (row,) = stall_events(world)
    assert (str(row.title), str(row.detail)) == ("Swap at the stall", "3 out, 1 in")
    assert row.can_undo and not row.inside


def test_a_closed_day_is_opened_again_from_today(world: World) -> None:
    stocked(world)
    load(world, "tomato soup", 5)
    world.desk.do(trading.close, of_today(world))
    (row,) = stall_events(world)
    assert str(row.detail) == "Items taken: 5"
    world.desk.do(today.undo, row.ref)
    assert not world.desk.ask(trading.shown).closed


def test_a_clicker_and_a_tally_are_told(world: World) -> None:
    world.desk.do(swap.clicked, of_today(world), 90)
    world.desk.do(tally.enter, of_today(world), Tally(9, 40, 95, 38))
    told = {str(each.title): each for each in stall_events(world)}
    assert str(told["Clicker of the stall"].detail) == "People in all: 90"
    tallied = told["Tally of the stall"]
    assert str(tallied.detail) == "People 40, out 95, in 38" and tallied.entered_ms is not None
    assert sums(world).keyed == 40


def test_the_day_page_of_the_hub_counts_each_swap(world: World) -> None:
    swaps(world, *[3] * 7)
    done = dict(world.desk.ask(day_page.asked).done)
    assert done["Swap at the stall"] == 7


def test_ctrl_z_at_the_counter_takes_a_swap_back_too(world: World) -> None:
    swaps(world, 3)
    assert world.desk.do(today.undo_last)
    assert sums(world).people == 0
