"""A small vocabulary for stock takes in tests: shelves, counts by name, a second laptop."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import select

from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.stock import ledger, places, shelves
from hubdesk.stock.places import Place
from hubdesk.stock.tables import product as products
from hubdesk.stocktake import counting, spots
from hubdesk.stocktake.counting import CountedBefore, Done, How
from hubdesk.stocktake.spots import Spot, Target
from tests.hub.journal.laptops import hear, sent
from tests.world import KEY, World

HERE = identity.named("place", "counter")


def counter(view: View) -> Place:
    """The place that the hub serves from."""
    found = places.named(view, HERE)
    assert found is not None
    return found


def shelf(world: World, name: str, *lines: str) -> Spot:
    """A shelf with lines on it."""

    def make(act: Act) -> Spot:
        made = shelves.make(act, name)
        for each in lines:
            shelves.put_line(act, identity.named("line", each), made.id)
        return Spot(counter(act), made.id, made.name, made.code)

    return world.desk.do(make)


def whole(world: World) -> Spot:
    """What stands on no shelf."""
    return world.desk.ask(lambda view: Spot(counter(view), b"", "Counter"))


def product(world: World, name: str) -> Target:
    return Target(world.product_id(name), False, name)


def line(name: str) -> Target:
    return Target(identity.named("line", name), True, name)


def count(
    world: World, spot: Spot, target: Target | str, quantity: int, how: How = How.ASK
) -> Done | CountedBefore:
    """Counts a product by its name, or a target."""
    asked = product(world, target) if isinstance(target, str) else target
    world.clock.forward(minutes=1)
    return world.desk.do(counting.count, spot, asked, quantity, how)


def found(world: World, spot: Spot) -> dict[str, int | None]:
    """What the shelf's rows say, by name."""
    on = world.desk.ask(spots.on_shelf, spot)
    return {row.target.name: row.quantity for row in on.rows}


def of_line(world: World, name: str) -> int:
    """What the book has of all products of a line here."""

    def total(view: View) -> int:
        ids = view.connection.execute(
            select(products.c.id).where(products.c.line == identity.named("line", name))
        ).scalars()
        return sum(ledger.on_hand(view.connection, each, HERE) for each in ids.all())

    return world.desk.ask(total)


def second(world: World, folder: Path) -> World:
    """Another laptop that knows all that this one does now."""
    world.desk.close()
    shutil.copytree(world.folder, folder)
    world.desk = desks.open_desk(world.folder, KEY, world.clock)
    clock = SetClock(world.clock.moment)
    return World(desks.open_desk(folder, KEY, clock), clock, folder, dict(world.barcodes))


def meet(one: World, two: World) -> None:
    """Each hears all that the other knows."""
    hear(two.desk, sent(one.desk))
    hear(one.desk, sent(two.desk))
