"""A hub with a stall, in words: what it loads, what is swapped, and what the ledger says."""

from __future__ import annotations

from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stall import loading, swap, tins, trading
from hubdesk.stall.outcome import Outcome, Way
from hubdesk.stall.session import Session
from hubdesk.stall.swap import Sums
from hubdesk.stock import ledger, places
from hubdesk.stock.measures import Much
from tests.world import World


def line(name: str) -> bytes:
    """The id of a line made by ``World.line``."""
    return identity.named("line", name)


def stocked(world: World) -> None:
    """Beans, soup, cereal (counted by C) and baby milk on the shelf."""
    for name, weight_g in (("beans", 400), ("soup", 500), ("cereal", 600), ("baby milk", 900)):
        world.line(name, weight_g=weight_g)
    world.product("tinned beans", "beans")
    world.product("tomato soup", "soup")
    world.product("corn flakes", "cereal")
    world.product("First infant milk", "baby milk")
    world.shelf("40 tinned beans, best before 2027-06", "10 tinned beans, best before 2026-11-25")
    world.shelf("30 tomato soup", "20 corn flakes, best before 2027-02")
    world.shelf("6 First infant milk, use by 2027-03-01")


def of_today(world: World) -> Session:
    return world.desk.ask(trading.of_today)


def load(world: World, what: str, many: int | Much = 1, way: Way = Way.OUT) -> Outcome:
    """A scan of a product on its way out or in."""
    code = world.barcodes.get(what, what)
    return world.desk.do(loading.scanned, of_today(world), way, code, many)


def bring(world: World, what: str) -> Outcome:
    """Somebody's tin is scanned while trading."""
    return world.desk.do(tins.scanned, of_today(world), world.barcodes.get(what, what))


def swaps(world: World, *outs: int, tins_in: int = 1) -> None:
    """So many items out, for so many tins in."""
    for out in outs:
        world.desk.do(trading.swapped, of_today(world), out, tins_in)


def sums(world: World) -> Sums:
    return world.desk.ask(swap.sums, of_today(world))


def at(world: World, what: str, place: bytes = places.STALL) -> int:
    """What the book says of a product at a place."""

    def on_hand(view: View) -> int:
        return ledger.on_hand(view.connection, world.product_id(what), place)

    return world.desk.ask(on_hand)
