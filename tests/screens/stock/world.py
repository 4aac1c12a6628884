"""A hub with a store, an annex, shelves, and goods in all of them."""

from __future__ import annotations

from datetime import timedelta

from hubdesk.journal.act import Act
from hubdesk.stock import found, held_back, intake, moving, places, products, sending, shelves
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.listing import Wanted
from hubdesk.stock.places import Use


def furnish(act: Act) -> None:
    """Opens places and shelves, and spreads over them what is at the counter."""
    store = places.open_place(act, "Store room", Use.STORE)
    annex = places.open_place(act, "Mill Lane", Use.SITE)
    places.stall(act)
    spots = [shelves.make(act, name) for name in ("A1 Tins", "A2 Breakfast", "Fridge")]
    for at, line in enumerate(products.lines(act)):
        shelves.put_line(act, line.id, spots[min(at // 6, 2)].id)
    rows = found.window(act, Wanted(), 0, 12)
    goods = [row.product for row in rows if row.product is not None]
    for at, product in enumerate(goods[:5]):
        moving.move(act, act.here, store.id, moving.chosen(act, act.here, product, 3 + at))
    soon = Dated(act.today + timedelta(days=2), DateKind.USE_BY)
    past = Dated(act.today - timedelta(days=3), DateKind.BEST_BEFORE)
    intake.take_in(act, goods[1], 6, dated=soon)
    intake.take_in(act, goods[3], 4, dated=past)
    held_back.hold(act, goods[2], "Smells wrong")
    load = [moving.chosen(act, act.here, product, 4) for product in goods[5:8]]
    sending.send(act, act.here, annex.id, [each for part in load for each in part])
