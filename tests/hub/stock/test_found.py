"""What is where: rows by line, product and batch, sorted and sifted by the database."""

from __future__ import annotations

import random
from datetime import date

import pytest

from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.stock import fitting, found, held_back, intake, ledger, moving, places, shelf, shelves
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.found import Found
from hubdesk.stock.listing import Level, Order, Wanted
from hubdesk.stock.places import Use
from tests.world import World

COUNTER = identity.named("place", "counter")


@pytest.fixture
def goods(world: World) -> World:
    """Beans of two makes, rice and milk at the counter; some beans in the store."""
    for line in ("Beans", "Rice", "Milk"):
        world.line(line)
    for name, line in (("Own beans", "Beans"), ("Other beans", "Beans"), ("Rice 1 kg", "Rice")):
        world.product(name, line)
    world.product("Milk", "Milk")
    world.shelf("8 Own beans, best before 2027-03", "4 Own beans, best before 2026-12")
    world.shelf("6 Other beans", "9 Rice 1 kg, best before 2028-01", "2 Milk, use by 2026-11-22")
    store = world.desk.do(places.open_place, "Store", Use.STORE)
    beans = world.product_id("Own beans")
    world.desk.do(moving.move, COUNTER, store.id, world.desk.ask(moving.chosen, COUNTER, beans, 5))
    return world


def listed(world: World, wanted: Wanted) -> list[Found]:
    rows = world.desk.ask(found.window, wanted, 0, 99)
    assert world.desk.ask(found.how_many, wanted) == len(rows)
    return rows


def said(world: World, **wanted: object) -> list[str]:
    rows = listed(world, Wanted(**wanted))  # type: ignore[arg-type]
    return [f"{row.quantity} {row.name}, {row.place_name}" for row in rows]


def test_every_product_at_every_place_has_a_row(goods: World) -> None:
    assert said(goods) == [
        "2 Milk, Counter",
        "6 Other beans, Counter",
        "7 Own beans, Counter",
        "5 Own beans, Store",
        "9 Rice 1 kg, Counter",
    ]


def test_lines_sum_their_products(goods: World) -> None:
    assert said(goods, level=Level.LINE) == [
        "13 Beans, Counter",
        "5 Beans, Store",
        "2 Milk, Counter",
        "9 Rice, Counter",
    ]


def test_batches_stand_by_date_and_what_has_none_is_no_batch(goods: World) -> None:
    rows = listed(goods, Wanted(level=Level.BATCH, order=Order.DATE))
    assert [(row.name, row.quantity, row.place_name) for row in rows] == [
        ("Milk", 2, "Counter"),
        ("Own beans", 4, "Store"),
        ("Own beans", 7, "Counter"),
        ("Own beans", 1, "Store"),
        ("Rice 1 kg", 9, "Counter"),
    ]
    assert rows[0].dated == Dated(date(2026, 11, 22), DateKind.USE_BY)


def test_a_row_tells_its_earliest_date(goods: World) -> None:
    rows = {(r.name, r.place_name): r.dated for r in listed(goods, Wanted())}
    assert rows["Own beans", "Store"] == Dated(date(2026, 12, 31), DateKind.BEST_BEFORE, True)
    assert rows["Own beans", "Counter"] == Dated(date(2027, 3, 31), DateKind.BEST_BEFORE, True)
    assert rows["Other beans", "Counter"] is None
    lines = {(r.name, r.place_name): r.dated for r in listed(goods, Wanted(level=Level.LINE))}
    assert lines["Beans", "Store"] == Dated(date(2026, 12, 31), DateKind.BEST_BEFORE, True)


@pytest.mark.parametrize("level", [Level.LINE, Level.PRODUCT, Level.BATCH])
@pytest.mark.parametrize("order", list(Order))
def test_every_order_has_every_row(goods: World, level: Level, order: Order) -> None:
    rows = listed(goods, Wanted(level=level, order=order))
    plain = listed(goods, Wanted(level=level))
    assert sorted(map(repr, rows)) == sorted(map(repr, plain))
    second = goods.desk.ask(found.window, Wanted(level=level, order=order), 1, 2)
    assert second == rows[1:3]


def test_what_goes_first_stands_first(goods: World) -> None:
    assert said(goods, order=Order.DATE)[:2] == ["2 Milk, Counter", "5 Own beans, Store"]
    assert said(goods, level=Level.LINE, order=Order.DATE)[0] == "2 Milk, Counter"
    assert said(goods, order=Order.NUMBER)[0] == "2 Milk, Counter"


def test_goods_stand_in_shelf_order(goods: World) -> None:
    cold, tins = (goods.desk.do(shelves.make, name) for name in ("Cold", "Tins"))
    goods.desk.do(shelves.put_line, identity.named("line", "Milk"), cold.id)
    goods.desk.do(shelves.put_line, identity.named("line", "Beans"), tins.id)
    rows = listed(goods, Wanted(order=Order.SHELF, place=COUNTER))
    assert [(r.name, r.shelf) for r in rows] == [
        ("Milk", "Cold"),
        ("Other beans", "Tins"),
        ("Own beans", "Tins"),
        ("Rice 1 kg", ""),
    ]
    assert [r.name for r in listed(goods, Wanted(spot=tins.id))] == ["Other beans", "Own beans"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("bean own", ["Own beans", "Own beans"]),
        ("BEANS", ["Other beans", "Own beans", "Own beans"]),
        ("1 kg", ["Rice 1 kg"]),
        ("100%", []),
        ("952000000002", ["Rice 1 kg"]),
        ("zz", []),
    ],
)
def test_what_is_typed_sifts_by_name_line_and_barcode(
    goods: World, text: str, names: list[str]
) -> None:
    assert [row.name for row in listed(goods, Wanted(text=text))] == names


def test_what_the_book_has_not_is_to_be_counted(goods: World) -> None:
    store = next(each for each in goods.desk.ask(places.all_) if each.name == "Store").id
    milk = goods.product_id("Milk")
    goods.desk.do(moving.move, COUNTER, store, [moving.Goods(milk, None, 5)])
    rows = listed(goods, Wanted(count_me=True))
    assert [(row.name, row.quantity, row.count_me) for row in rows] == [("Milk", -3, True)]


def test_what_is_held_back_says_so(goods: World) -> None:
    goods.desk.do(held_back.hold, goods.product_id("Rice 1 kg"), "smells")
    goods.desk.do(held_back.hold, batch_of(goods, "Own beans", 2026), "recalled")
    assert [(r.name, r.place_name) for r in listed(goods, Wanted()) if r.held] == [
        ("Own beans", "Store"),
        ("Rice 1 kg", "Counter"),
    ]
    batches = listed(goods, Wanted(level=Level.BATCH, order=Order.DATE))
    assert [r.held for r in batches] == [False, True, False, False, True]


def batch_of(world: World, name: str, year: int) -> bytes:
    rows = listed(world, Wanted(level=Level.BATCH))
    (id_,) = {r.batch for r in rows if r.name == name and r.dated and r.dated.day.year == year}
    assert id_ is not None
    return id_


def test_the_database_fits_batches_as_the_shelf_does(goods: World) -> None:
    draw = random.Random(7)
    beans = goods.product_id("Own beans")

    def shuffle(act: Act) -> None:
        for _ in range(4):
            day = Dated(date(2027, draw.randint(1, 9), 1), DateKind.BEST_BEFORE)
            intake.take_in(act, beans, draw.randint(1, 6), dated=day)
        intake.discard(act, beans, draw.randint(1, 40), None, "burst")

    def both(view: View) -> None:
        many = ledger.on_hand(view.connection, beans, COUNTER)
        fitted = shelf.batches_at(view, COUNTER, beans, many)
        there = [
            (row.batch, row.quantity)
            for row in view.connection.execute(fitting.there())
            if (row.place, row.product) == (COUNTER, beans)
        ]
        assert sorted(there) == sorted((b.id, b.quantity) for b in fitted if b.id)

    for _ in range(12):
        goods.desk.do(shuffle)
        goods.desk.ask(both)


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("level", [Level.PRODUCT, Level.LINE])
def test_what_nobody_has_named_is_listed_too(goods: World, order: Order, level: Level) -> None:
    goods.desk.do(intake.take_in, identity.product_of_code("5000157024671"), 3)
    rows = listed(goods, Wanted(order=order, level=level))
    assert [row.quantity for row in rows if row.name == ""] == [3]
    assert all(row.name for row in listed(goods, Wanted("beans", order=order, level=level)))


def test_the_whole_list_is_the_balances(goods: World) -> None:
    many = {(where, what): n for where, what, n in goods.desk.ask(found.whole)}
    assert many[COUNTER, goods.product_id("Milk")] == 2
