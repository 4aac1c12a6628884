"""What another laptop did in the stock count, for the pictures of two counts that differ."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hubdesk import desk as desks
from hubdesk import practice
from hubdesk.clock import SetClock
from hubdesk.journal.act import View
from hubdesk.stock import ledger
from hubdesk.stocktake import counting, spots
from hubdesk.stocktake.counting import How
from hubdesk.stocktake.spots import Spot, Target
from hubdesk.volunteers import serving
from tests.hub.stocktake.hub import meet
from tests.world import World

OFF = {0: -1, 2: 2, 5: -3}
"""By its row on the shelf, how many more or fewer of some goods were found than the book says."""
THERE = (3, 0)
"""How many more the other laptop found of the first ones."""


def counted_twice(world: World, here: Sequence[bytes], there: Sequence[bytes]) -> None:
    """A shelf that was counted here, and begun on a laptop that had not heard of it."""
    with tempfile.TemporaryDirectory() as folder:
        other = _copied(world, Path(folder) / "hub")
        spot, targets, book = world.desk.ask(_third_shelf)
        found = [many + OFF.get(row, 0) for row, many in enumerate(book)]
        _count(world, here, spot, list(zip(targets, found, strict=True)))
        other.clock.forward(minutes=8)
        more = [many + extra for many, extra in zip(found, THERE, strict=False)]
        _count(other, there, spot, list(zip(targets, more, strict=False)))
        meet(world, other)
        other.desk.close()


def _count(
    world: World, by: Sequence[bytes], spot: Spot, found: Sequence[tuple[Target, int]]
) -> None:
    for each in by:
        world.desk.do(serving.tapped, each)
    for target, many in found:
        world.desk.do(counting.count, spot, target, many, How.ASK)


def _copied(world: World, folder: Path) -> World:
    """Another laptop that knows all that this one does now."""
    world.desk.close()
    shutil.copytree(world.folder, folder)
    world.desk = desks.open_desk(world.folder, practice.KEY, world.clock)
    clock = SetClock(world.clock.moment)
    return World(desks.open_desk(folder, practice.KEY, clock), clock, folder)


def _third_shelf(view: View) -> tuple[Spot, list[Target], list[int]]:
    """The shelf, what stands on it, and how many the book says there are of each."""
    spot = spots.progress(view, by_line=False)[2].spot
    targets = [row.target for row in spots.on_shelf(view, spot).rows]
    book = [ledger.on_hand(view.connection, each.subject, view.here) for each in targets]
    return spot, targets, book
