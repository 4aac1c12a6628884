"""Things that bear a label of ours, one of each kind."""

from __future__ import annotations

from datetime import date

from hubdesk import binding
from hubdesk.binding import BoundKind
from hubdesk.codes import own
from hubdesk.labels import freezing, orders
from hubdesk.labels.contents import ProductLabel
from hubdesk.labels.orders import Order
from hubdesk.stock import batch, shelves
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.takein import crates
from tests.world import World


def labelled(world: World, kind: str) -> str:
    """Makes such a thing; the code on its label."""
    desk = world.desk
    if kind == "shelf":
        return desk.do(shelves.make, "A1").code
    if kind == "crate":
        desk.do(crates.weigh, 12_500)
        return desk.ask(crates.waiting)[-1].code
    line = world.line("Chicken")
    if kind == "product":
        order = Order(ProductLabel("", "Chicken"), 1, line=line)
        return str(desk.do(orders.contents, order)[0].code)
    world.product("Chicken pieces", "Chicken")
    product = world.product_id("Chicken pieces")
    world.shelf("3 Chicken pieces, use by 2026-11-24")
    found = batch.batch_id_of(product, Dated(date(2026, 11, 24), DateKind.USE_BY), None)
    assert found is not None
    if kind == "frozen":
        return desk.do(freezing.freeze, product, found, 1).frozen.code
    code = own.draw(own.Kind.BATCH)
    desk.do(binding.bind, code, BoundKind.BATCH, found)
    return code
