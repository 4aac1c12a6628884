"""What is near its date, in shelf order, each list under its own rule."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.stock import held_back, intake, ledger, near_dated, places, shelves, windows
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.near_dated import For, NearDated
from tests.world import World


@pytest.fixture
def hub(world: World) -> World:
    for name, food, kind in (
        ("soup", "cans", "best before"),
        ("bread", "bread", "best before"),
        ("milk", None, "use by"),
    ):
        world.line(name, food=food, date_kind=kind)
        world.product(name, name)
    return world


def told(hub: World, what_for: For) -> list[tuple[str, str, int]]:
    found = hub.desk.ask(near_dated.listed, what_for)
    return [(each.name, each.dated.day.isoformat(), each.quantity) for each in found]


def test_a_best_before_within_a_fortnight_or_inside_its_window_goes_to_the_stall(
    hub: World,
) -> None:
    hub.shelf(
        "1 soup, best before 2026-12-05",
        "2 soup, best before 2026-12-06",
        "3 soup, best before 2025-11-21",
        "4 soup, best before 2025-11-20",
        "5 milk, use by 2026-11-22",
    )
    assert told(hub, For.STALL) == [("soup", "2025-11-21", 3), ("soup", "2026-12-05", 1)]


def test_a_use_by_of_today_or_tomorrow_goes_to_meals_and_not_to_the_stall(hub: World) -> None:
    hub.shelf(
        "1 milk, use by 2026-11-20",
        "2 milk, use by 2026-11-21",
        "3 milk, use by 2026-11-22",
        "4 milk, use by 2026-11-23",
    )
    assert told(hub, For.MEALS) == [("milk", "2026-11-21", 2), ("milk", "2026-11-22", 3)]
    assert told(hub, For.STALL) == []
    assert told(hub, For.PARCELS) == [("milk", "2026-11-23", 4)]
    assert told(hub, For.WASTE) == [("milk", "2026-11-20", 1)]


def test_what_nobody_may_be_given_is_to_be_taken_away(hub: World) -> None:
    hub.shelf("1 bread, best before 2026-11-18", "2 bread, best before 2026-11-19")
    assert told(hub, For.WASTE) == [("bread", "2026-11-18", 1)]
    assert told(hub, For.STALL) == [("bread", "2026-11-19", 2)]
    hub.desk.do(windows.set_rule, refuse_past=True, take_in_days=0)
    assert told(hub, For.STALL) == []
    assert len(told(hub, For.WASTE)) == 2


def test_the_list_goes_round_in_shelf_order_with_unshelved_lines_last(hub: World) -> None:
    hub.shelf(
        "1 soup, best before 2026-12-01",
        "1 bread, best before 2026-11-22",
        "1 milk, use by 2026-11-24",
    )

    def put(act: Act) -> None:
        first, second = (shelves.make(act, name) for name in ("A1", "A2"))
        shelves.put_line(act, identity.named("line", "soup"), second.id)
        shelves.put_line(act, identity.named("line", "milk"), first.id)

    hub.desk.do(put)
    found = hub.desk.ask(near_dated.for_parcels)
    assert [(each.shelf, each.name) for each in found] == [("A1", "milk"), ("A2", "soup")]
    stall = hub.desk.ask(near_dated.for_stall)
    assert [(each.shelf, each.name) for each in stall] == [("A2", "soup"), ("", "bread")]


def test_what_is_held_back_stands_on_no_list(hub: World) -> None:
    hub.shelf("1 soup, best before 2026-12-01", "1 bread, best before 2026-11-22")
    id_ = identity.batch_of(hub.product_id("soup"), "2026-12-01", "best before", None)
    hub.desk.do(held_back.hold, id_, "rust")
    hub.desk.do(held_back.hold, hub.product_id("bread"), "called back")
    assert all(not told(hub, each) for each in For)


def test_what_the_book_lost_count_of_left_from_the_earliest_date(hub: World) -> None:
    hub.shelf("4 soup, best before 2026-12-01", "4 soup, best before 2026-12-03")

    def lose(act: Act) -> None:
        intake.discard(act, hub.product_id("soup"), 5, None, "broken")

    hub.desk.do(lose)
    assert told(hub, For.STALL) == [("soup", "2026-12-03", 3)]
    assert hub.desk.ask(lambda v: ledger.on_hand(v.connection, hub.product_id("soup"), v.here)) == 3


def test_goods_in_the_store_are_listed_and_those_on_the_stall_are_not(hub: World) -> None:
    def put(act: Act) -> None:
        store = places.open_place(act, "Store", places.Use.STORE)
        day = near_dated.Dated(act.today, near_dated.DateKind.BEST_BEFORE)
        for place in (store.id, places.stall(act)):
            intake.take_in(act, hub.product_id("soup"), 2, dated=day, place=place)

    hub.desk.do(put)
    found: list[NearDated] = hub.desk.ask(near_dated.for_stall)
    assert [(each.place.name, each.quantity) for each in found] == [("Store", 2)]


def test_a_month_only_date_holds_to_its_last_day(hub: World) -> None:
    hub.shelf("3 soup, best before 2026-11", "3 soup, best before 2025-10")
    assert told(hub, For.STALL) == [("soup", "2026-11-30", 3)]
    assert told(hub, For.WASTE) == [("soup", "2025-10-31", 3)]


def test_a_list_is_numbered_once_and_read_some_rows_at_a_time(hub: World) -> None:
    hub.shelf(
        "1 soup, best before 2026-12-05",
        "2 bread, best before 2026-11-23",
        "3 bread, best before 2026-11-24",
    )
    store = hub.desk.do(lambda act: places.open_place(act, "Store", places.Use.STORE))
    soup, dated = hub.product_id("soup"), Dated(date(2026, 12, 4), DateKind.BEST_BEFORE)
    hub.desk.do(intake.take_in, soup, 4, dated=dated, place=store.id)
    whole = hub.desk.ask(near_dated.listed, For.STALL)
    listing = hub.desk.ask(near_dated.numbered, For.STALL)
    assert len(listing) == len(whole) == 4
    assert [listing.row_of(each) for each in whole] == [0, 1, 2, 3]
    for first in range(4):
        assert hub.desk.ask(near_dated.rows, listing, first, 2) == whole[first : first + 2]
    hub.desk.do(intake.discard, whole[1].product, whole[1].quantity, whole[1].batch, "damaged")
    gone = hub.desk.ask(near_dated.rows, listing, 0, 9)
    assert [each is None for each in gone] == [False, True, False, False]
