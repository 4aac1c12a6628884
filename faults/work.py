"""A small stocked hub, and the six kinds of work that are done in it while the world breaks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from hubdesk import desk as desks
from hubdesk.counter import serving
from hubdesk.desk import Desk
from hubdesk.forgetting import erasing
from hubdesk.households.household import open_household
from hubdesk.journal.act import View
from hubdesk.stall import trading
from hubdesk.stock import places
from hubdesk.stock.counts import WHOLE
from hubdesk.stocktake import counting
from hubdesk.stocktake.counting import How
from hubdesk.stocktake.spots import Spot, Target
from hubdesk.takein import entering
from hubdesk.takein import scanning as taking_in
from tests.hub.counter.test_serving import stocked
from tests.world import KEY, World, open_world

BEANS = "Baked beans 420 g"
Step = Callable[[World], None]


def hub(folder: Path) -> World:
    """A hub with goods, a parcel list and a counter; its desk is closed."""
    world = stocked(open_world(folder))
    world.shelf(f"2000 {BEANS}, best before 2027-09", "1000 Lentil soup 400 g")
    world.desk.close()
    return world


def copied(world: World, folder: Path) -> World:
    """The same hub in a folder of its own, closed."""
    shutil.copytree(world.folder, folder)
    return World(world.desk, world.clock, folder, world.barcodes)


def opened(world: World) -> Desk:
    """The desk on a hub that is closed."""
    return desks.open_desk(world.folder, KEY, world.clock)


def serve(world: World) -> None:
    """A first visit, with a tin scanned for it, to its end."""
    visit = world.desk.do(serving.first_visit, 2, 1)
    before = sum(world.given().values())
    world.scan(BEANS)
    shown = sum(world.given().values())
    done = world.finish()
    if not before <= shown == done.items:
        raise AssertionError(f"{shown} were on show, {done.items} given, {visit.hex()}")


def take_in(world: World) -> None:
    """Two scans, one of them said to be a case."""
    world.desk.do(taking_in.scanned, world.barcodes[BEANS])
    world.desk.do(taking_in.scanned, world.barcodes["Lentil soup 400 g"])
    world.desk.do(entering.entered, "24")


def count(world: World) -> None:
    """Two numbers of a stock count."""
    spot = world.desk.ask(_spot)
    for name, many in ((BEANS, 900), (BEANS, 901)):
        target = Target(world.product_id(name), False, name)
        world.desk.do(counting.count, spot, target, many, How.INSTEAD)


def _spot(view: View) -> Spot:
    return Spot(places.all_(view)[0], WHOLE, "Counter")


def swap(world: World) -> None:
    """A tin brought and a swap keyed at the stall."""
    session = world.desk.do(trading.start)
    world.desk.do(trading.brought_shown, session, world.barcodes[BEANS])
    world.desk.do(trading.swapped_shown, session, 3, 1)
    world.desk.do(trading.leave)


def erase(world: World) -> None:
    """A household that comes and is forgotten, down to the free pages."""
    home = world.desk.do(open_household, 2, 2)
    world.desk.do(erasing.erase, home.id)
    world.desk.sweep()


def fold(world: World) -> None:
    """The write-ahead file is folded in and emptied, as when idle."""
    world.desk._database.checkpoint(empty=True)


STEPS: dict[str, Step] = {
    "serve": serve,
    "take in": take_in,
    "count": count,
    "swap": swap,
    "erase": erase,
}
