"""Where one product is: every place of the hub, packed parcels, and what is on the way."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, bindparam, case, func, select

from hubdesk.journal.act import View
from hubdesk.stock import held_back, measures, products, shelf
from hubdesk.stock.batch import Batch
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.products import Product
from hubdesk.stock.tables import balance, line_spot, on_the_way, place, spot


class Where(StrEnum):
    """What kind of place goods stand in."""

    PLACE = "place"
    PACKED = "packed parcels"
    ON_THE_WAY = "on the way"


class Standing(Struct, frozen=True):
    """So many of a product in one place. ``place`` None: in several, such as packed parcels."""

    where: Where
    place: bytes | None
    name: str
    shelf: str
    quantity: int
    batches: tuple[Batch, ...] = ()


class About(Struct, frozen=True):
    """A product and where it is. ``held`` are the batches of it that are held back, or its id."""

    product: Product
    line_name: str
    standing: tuple[Standing, ...]
    held: frozenset[bytes]
    why: str = ""
    measure: Measure = ONES

    @property
    def quantity(self) -> int:
        """How many the hub has in all."""
        return sum(each.quantity for each in self.standing)


_where = case(
    (func.coalesce(place.c.name, "") != "", Where.PLACE.value),
    (
        balance.c.place.in_(select(on_the_way.c.id)),
        Where.ON_THE_WAY.value,
    ),
    else_=Where.PACKED.value,
)
_standing = (
    select(balance.c.place, place.c.name, spot.c.name.label("shelf"), balance.c.quantity, _where)
    .select_from(
        balance.outerjoin(place, place.c.id == balance.c.place)
        .outerjoin(
            line_spot,
            and_(line_spot.c.line == bindparam("line"), line_spot.c.place == balance.c.place),
        )
        .outerjoin(spot, spot.c.id == line_spot.c.spot)
    )
    .where(balance.c.product == bindparam("product"), balance.c.quantity != 0)
    .order_by(place.c.name, balance.c.place)
)


def of(view: View, product_id: bytes) -> About:
    """Where a product is, batch by batch at each place."""
    found = products.product_by_id(view, product_id)
    line = products.line_by_id(view, found.line) if found.line else None
    asked = {"product": product_id, "line": found.line or b""}
    rows = view.connection.execute(_standing, asked).all()
    here = [_at(view, product_id, row) for row in rows if row[4] == Where.PLACE.value]
    others = [
        Standing(where, None, "", "", sum(row.quantity for row in rows if row[4] == where.value))
        for where in (Where.PACKED, Where.ON_THE_WAY)
    ]
    standing = (*here, *(each for each in others if each.quantity))
    held = held_back.held(view)
    ids = {product_id, *(b.id for each in here for b in each.batches if b.id)}
    why = held_back.why(view, *ids)
    return About(
        found,
        line.name if line else "",
        standing,
        held & ids,
        why.reason if why else "",
        measures.of(line, found),
    )


def _at(view: View, product_id: bytes, row: Any) -> Standing:
    batches = shelf.batches_at(view, row.place, product_id, row.quantity)
    return Standing(Where.PLACE, row.place, row.name, row.shelf or "", row.quantity, batches)
