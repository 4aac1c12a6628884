"""A stock count by two people while the counter serves, through the real window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from hubdesk import desk as desks
from hubdesk.check import check
from hubdesk.clock import SetClock
from hubdesk.stocktake import clashes, takes
from hubdesk.stocktake.spots import Spot
from tests.hub.journal.laptops import tables
from tests.hub.stocktake.hub import HERE, meet, shelf
from tests.journeys.meter import Meter
from tests.world import KEY, World
from ui.stocktake.screen import CountScreen

Opened = Callable[[World], Meter]
BEANS, PEAS = "Baked beans 420 g", "Green peas 300 g"
LENTILS, TOMATO = "Lentil soup 400 g", "Tomato soup 400 g"
COUNT_KEYS = 1
"""Enter; the digits come on top."""


def count(meter: Meter, code: str, number: str) -> int:
    """Scans a product and types its number; how many keys it took."""
    screen = meter.desk.window.here()
    assert isinstance(screen, CountScreen)
    meter.scan(code)
    meter.wait(lambda: screen.service.target is not None)
    before = meter.count.keys
    meter.type_(f"{number}\r")
    meter.wait(lambda: screen.service.target is None)
    meter.settle()
    return meter.count.keys - before


def to_count(meter: Meter, code: str) -> CountScreen:
    meter.press("F5")
    screen = meter.desk.window.here()
    assert isinstance(screen, CountScreen)
    meter.settle()
    meter.scan(code)
    meter.wait(lambda: screen.shelf.on is not None)
    return screen


def test_two_people_count_while_the_counter_serves(
    opened: Opened, world: World, tmp_path: Path
) -> None:
    card = world.household(1, 0).card
    spot = shelf(world, "A1", "Beans", "Soup", "Peas")
    world.desk.close()
    shutil.copytree(world.folder, tmp_path / "joe")
    amina_counts_and_serves(opened(world), spot, card)

    clock = SetClock(world.clock.moment)
    clock.forward(minutes=10)
    desk = desks.open_desk(tmp_path / "joe", KEY, clock)
    joes = World(desk, clock, tmp_path / "joe", dict(world.barcodes))
    joe = opened(joes)
    to_count(joe, spot.code)
    count(joe, world.barcodes[LENTILS], "14")
    count(joe, world.barcodes[TOMATO], "30")
    assert joe.count.modals == 0
    joe.close()

    world.reopen()
    joes.reopen()
    meet(world, joes)
    assert tables(world.desk) == tables(joes.desk)
    assert world.left(BEANS) == joes.left(BEANS) == 63, "the parcel is on top of the count"
    assert world.left(LENTILS) == joes.left(LENTILS), "the same on both until somebody decides"
    joes.desk.close()
    somebody_decides_and_settles(opened(world))
    world.reopen()
    assert not world.desk.ask(clashes.all_)
    # Two more soups may have gone out with the parcel after Amina's count of twelve.
    assert world.left(LENTILS) + world.left(TOMATO) in (26 + 30, 24 + 30)
    assert world.desk.ask(takes.going_on, HERE) is None
    assert check(world.desk).sound


def amina_counts_and_serves(amina: Meter, spot: Spot, card: str) -> None:
    barcodes = amina.world.barcodes
    to_count(amina, spot.code)
    keys = [count(amina, barcodes[BEANS], "64"), count(amina, barcodes[LENTILS], "12")]
    assert keys == [2 + COUNT_KEYS, 2 + COUNT_KEYS]
    amina.press("F2")
    amina.scan(card)
    amina.wait(lambda: amina.visit is not None)
    amina.press("F12")
    amina.settle()
    screen = to_count(amina, spot.code)
    assert screen.shelf.on is not None and screen.shelf.on.spot.shelf == spot.shelf, "resumed"
    count(amina, barcodes[PEAS], "3*12+4")
    assert amina.count.modals == 0
    amina.close()


def somebody_decides_and_settles(amina: Meter) -> None:
    """12 and 14 were parts; then what differs from the book is looked at, and settled."""
    amina.press("F5")
    amina.settle()
    screen = amina.desk.window.here()
    assert isinstance(screen, CountScreen)
    amina.wait(lambda: screen.differ.text().endswith(": 1"))
    amina.click(screen.differ)
    amina.settle()
    amina.click(screen.clashes.buttons[2])
    amina.settle()
    amina.press("Esc")
    amina.click(screen.book)
    amina.settle()
    amina.click(screen.variance.settle)
    amina.settle()
    amina.close()


def test_a_hundred_and_twenty_kinds_cost_their_digits_and_enter(
    opened: Opened, world: World
) -> None:
    names = [f"Tin number {n}" for n in range(120)]
    for name in names:
        world.product(name, "Beans")
    world.shelf(*(f"9 {name}" for name in names))
    spot = shelf(world, "A1", "Beans")
    meter = opened(world)
    screen = to_count(meter, spot.code)
    spent = sum(count(meter, world.barcodes[name], "12") for name in names)
    assert spent == 120 * (2 + COUNT_KEYS) and meter.count.modals == 0
    assert screen.shelf.on is not None and len(screen.shelf.on.left) == 1, "the beans of before"
