"""Rice by the kilo through the real window: in, to a parcel, counted, and to the stall."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from hubdesk.check import check
from hubdesk.journal import identity
from hubdesk.parcels import lists
from hubdesk.parcels.contents import ListedLine
from hubdesk.stall import loading
from hubdesk.stall.outcome import Way
from hubdesk.stall.session import Session
from hubdesk.stock import ledger, measuring, places
from hubdesk.stock.measures import Measure
from tests.hub.stocktake.hub import shelf
from tests.journeys.meter import Meter
from tests.journeys.test_stock_count import count, to_count
from tests.world import World

Opened = Callable[[World], Meter]
RICE, BAG = identity.named("line", "Rice"), "Long grain rice"


def picture(meter: Meter, name: str) -> None:
    """Keeps a picture when somebody asks for them."""
    folder = os.environ.get("PICTURES")
    if folder:
        meter.settle()
        meter.desk.window.grab().save(str(Path(folder) / f"{name}.png"))


def test_rice_comes_in_by_the_kilo_and_goes_out_by_the_bag(opened: Opened, world: World) -> None:
    card = world.household(1, 0).card
    world.line("Rice", food=None)
    world.desk.do(measuring.say, RICE, Measure("g", 500))
    bag = world.product(BAG, "Rice")
    listed = [
        ListedLine(RICE, [750], measure="g"),
        ListedLine(identity.named("line", "Beans"), [2]),
    ]
    world.desk.do(lists.issue, lists.STANDARD, "Parcel", listed)
    spot = shelf(world, "A1", "Rice")
    world.desk.close()
    meter = opened(world)

    meter.press("F4")
    meter.scan(bag)
    meter.type_("12kg\r")
    meter.settle()
    picture(meter, "take-in")

    meter.press("F2")
    meter.scan(card)
    meter.wait(lambda: meter.visit is not None)
    meter.scan(bag)
    meter.settle()
    assert dict(meter.rows())["Rice"] == 750
    meter.type_("1.5kg\r")
    meter.wait(lambda: dict(meter.rows())["Rice"] == 1500)
    picture(meter, "counter")
    meter.press("F12")
    meter.settle()

    screen = to_count(meter, spot.code)
    assert count(meter, bag, "20*500g+250g") == len("20*500g+250g") + 1
    assert screen.shelf.on is not None
    assert [row.quantity for row in screen.shelf.on.rows] == [10_250]
    picture(meter, "count")
    assert meter.count.modals == 0
    meter.close()

    world.reopen()
    assert world.left(BAG) == 10_250
    session = Session(places.STALL, world.desk.ask(lambda view: view.today))
    world.desk.do(loading.load_line, session, Way.OUT, RICE, 4)
    at_stall = world.desk.ask(
        lambda view: ledger.on_hand(view.connection, world.product_id(BAG), places.STALL)
    )
    assert (world.left(BAG), at_stall) == (8_250, 2_000)
    assert check(world.desk).sound
