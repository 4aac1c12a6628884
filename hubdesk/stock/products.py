"""Lines and products, and the barcodes that stand for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from hubdesk.binding import BoundKind, bind
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.stock.allergens import UNKNOWN, Stated, kept_stated, kept_text
from hubdesk.stock.dates import DateKind
from hubdesk.stock.records import LINE, PRODUCT
from hubdesk.stock.tables import line, product
from hubdesk.told import one_line
from hubdesk.wording import translate

LONGEST_NAME = 500


@dataclass(frozen=True)
class Line:
    """What parcel lists speak of; ``weight_g`` is of one."""

    id: bytes
    name: str
    unit: str
    date_kind: DateKind | None
    weight_g: int | None
    icon: str | None
    stated: Stated
    substitutes: tuple[bytes, ...]


@dataclass(frozen=True)
class Product:
    """What one barcode stands for. ``stated`` is what its pack says of allergens."""

    id: bytes
    line: bytes | None
    name: str
    weight_g: int | None
    stated: Stated
    date_kind: DateKind | None


_product = (
    select(
        product,
        line.c.date_kind,
        line.c.weight_g.label("line_weight_g"),
        line.c.name.label("line_name"),
    )
    .select_from(product.outerjoin(line, product.c.line == line.c.id))
    .where(product.c.id == bindparam("id"))
)


_lines_named = select(line).where(line.c.id.in_(bindparam("ids", expanding=True)))


def product_by_id(view: View, product_id: bytes) -> Product:
    """A product; a line's unspecified product carries the line's name."""
    row = view.connection.execute(_product, {"id": product_id}).first()
    if row is None:
        return Product(product_id, None, "", None, UNKNOWN, None)
    return Product(
        row.id,
        row.line,
        row.name or row.line_name or "",
        row.weight_g if row.weight_g is not None else row.line_weight_g,
        kept_stated(row.allergens),
        DateKind(row.date_kind) if row.date_kind else None,
    )


def lines(view: View, *, tiles: bool = False) -> list[Line]:
    """Every line in shelf order, or only those with a tile on the counter."""
    chosen = select(line).order_by(line.c.position, line.c.name)
    if tiles:
        chosen = chosen.where(line.c.tile)
    return [_line(row) for row in view.connection.execute(chosen)]


def lines_named(view: View, ids: Iterable[bytes]) -> list[Line]:
    """These lines, in no order."""
    rows = view.connection.execute(_lines_named, {"ids": list(ids)})
    return [_line(row) for row in rows]


def _line(row: Any) -> Line:
    swaps = () if row.substitutes is None else tuple(msgspec.msgpack.decode(row.substitutes))
    return Line(
        row.id,
        row.name,
        row.unit,
        DateKind(row.date_kind) if row.date_kind else None,
        row.weight_g,
        row.icon,
        kept_stated(row.allergens),
        swaps,
    )


def note_line(act: Act, line_id: bytes, **values: object) -> None:
    """Sets what is known of a line, and gives it its unspecified product."""
    act.note(LINE, line_id, dict(values))
    act.note(PRODUCT, identity.unspecified_product(line_id), {"line": line_id})


def name_product(
    act: Act,
    barcode: str,
    name: str,
    line_id: bytes | None,
    *,
    weight_g: int | None = None,
    stated: Stated = UNKNOWN,
) -> bytes:
    """Names what a barcode stands for, once, for every past and coming scan; returns its id."""
    tidy = one_line(name)
    if not tidy or len(tidy) > LONGEST_NAME:
        raise Refused(translate("hub", "Type a short name, as it stands on the pack."))
    product_id = identity.product_of_code(barcode)
    values: dict[str, object] = {"name": tidy, "line": line_id}
    if weight_g is not None:
        values["weight_g"] = weight_g
    if stated.known:
        values["allergens"] = kept_text(stated)
    act.note(PRODUCT, product_id, values)
    bind(act, barcode, BoundKind.PRODUCT, product_id)
    return product_id
