"""Goods, shelves and codes that are typed or scanned at Find lead to Stock; people come first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.journal import identity
from hubdesk.stock import shelves, sought
from hubdesk.stock.sought import Goods
from tests.journeys.meter import Meter
from tests.world import World
from ui.households.find_screen import FindScreen
from ui.stock.screen import StockScreen

Opened = Callable[[World], Meter]


@pytest.fixture
def world(world: World) -> World:
    """A fridge for the milk, and somebody who is called like the goods."""
    shelf = world.desk.do(shelves.make, "Fridge")
    world.desk.do(shelves.put_line, identity.named("line", "Milk"), shelf.id)
    world.barcodes["Fridge"] = shelf.code
    world.household(2, 0, name="Peter Bean")
    return world


@pytest.fixture
def meter(opened: Opened, world: World) -> Meter:
    made = opened(world)
    made.press("F8")
    return made


def find(meter: Meter) -> FindScreen:
    here = meter.desk.window.here()
    assert isinstance(here, FindScreen)
    return here


def goods(meter: Meter) -> list[str]:
    model = find(meter).found.goods.list.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def stock(meter: Meter) -> StockScreen:
    meter.wait(lambda: isinstance(meter.desk.window.here(), StockScreen))
    here = meter.desk.window.here()
    assert isinstance(here, StockScreen)
    return here


def test_people_come_first_and_goods_are_a_second_group(meter: Meter) -> None:
    meter.type_("bean")
    meter.wait(lambda: bool(goods(meter)))
    assert [each.name for each in find(meter).found.hits.list.records.records] == ["Peter Bean"]
    assert goods(meter) == ["66, Baked beans 420 g, Best before 1 December  ·  Counter"]
    meter.press("Down")
    assert find(meter).found.goods.list.hasFocus()
    meter.press("Return")
    meter.wait(lambda: stock(meter).goods.about.about is not None)
    assert stock(meter).goods.about.name.text() == "Baked beans 420 g"


def test_goods_alone_open_with_enter(meter: Meter) -> None:
    meter.type_("lentil")
    meter.wait(lambda: bool(goods(meter)))
    assert find(meter).found.empty.headline.text() == "Nobody found"
    meter.press("Return")
    meter.wait(lambda: stock(meter).goods.about.about is not None)


def test_a_shelf_and_a_line_with_nothing_left_are_found(meter: Meter) -> None:
    meter.type_("fridge")
    meter.wait(lambda: bool(goods(meter)))
    assert goods(meter) == ["Shelf Fridge"]
    meter.press("Esc")
    assert not find(meter).found.goods.isVisible()
    meter.type_("bread")
    meter.wait(lambda: bool(goods(meter)))
    assert goods(meter) == ["0, Bread, None in stock"]


@pytest.mark.parametrize("typed", [False, True])
def test_a_barcode_shows_its_goods(meter: Meter, world: World, typed: bool) -> None:
    code = world.barcodes["Fresh milk 1 l"]
    if typed:
        meter.type_(code + "\r")
    else:
        meter.scan(code)
    meter.wait(lambda: stock(meter).goods.about.about is not None)
    assert stock(meter).goods.about.name.text() == "Fresh milk 1 l"


def test_a_shelfs_label_shows_what_stands_there(meter: Meter, world: World) -> None:
    meter.scan(world.barcodes["Fridge"])
    assert stock(meter).goods.scan.hint.text() == "Shelf Fridge"


def test_a_name_alone_shows_no_goods_and_all_goes_when_one_leaves(meter: Meter) -> None:
    meter.type_("peter")
    meter.wait(lambda: not find(meter).found.hits.is_empty())
    meter.settle()
    assert not find(meter).found.goods.isVisible()
    meter.press("Esc")
    meter.type_("bean")
    meter.wait(lambda: bool(goods(meter)))
    screen = find(meter)
    meter.press("F2")
    assert not screen.found.goods.list.records.rowCount() and screen.found.hits.is_empty()


def test_one_letter_finds_no_goods(world: World) -> None:
    assert world.desk.ask(sought.goods, "b").rows == ()
    assert isinstance(world.desk.ask(sought.goods, "be"), Goods)
