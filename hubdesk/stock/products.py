"""Lines and products, and the barcodes that stand for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import and_, bindparam, literal, select

from hubdesk.binding import BoundKind, bind, bound_code
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.stock import foods
from hubdesk.stock.allergens import UNKNOWN, Stated, kept_stated, kept_text
from hubdesk.stock.dates import DateKind
from hubdesk.stock.foods import Food
from hubdesk.stock.records import LINE, PRODUCT
from hubdesk.stock.tables import IN_ONES, balance, line, product
from hubdesk.storage.prepared import Prepared
from hubdesk.told import one_line
from hubdesk.wording import translate

LONGEST_NAME = 500
EACH, GRAMS, MILLILITRES = IN_ONES, "g", "ml"
"""What the ledger counts of a line; see ``hubdesk.stock.measures``."""


class Line(Struct, frozen=True):
    """What parcel lists speak of; ``weight_g`` is of one, ``food`` how it keeps."""

    id: bytes
    name: str
    unit: str
    date_kind: DateKind | None
    weight_g: int | None
    icon: str | None
    stated: Stated
    substitutes: tuple[bytes, ...]
    food: Food | None = None
    measure: str = EACH


class Product(Struct, frozen=True):
    """What one barcode stands for. ``stated`` is what its pack says of allergens.

    ``pieces`` are in one pack, where packs are opened for a few of them.
    """

    id: bytes
    line: bytes | None
    name: str
    weight_g: int | None
    stated: Stated
    date_kind: DateKind | None
    food: Food | None = None
    pieces: int | None = None


class Carried(Struct, frozen=True):
    """What a barcode stands for: a product, its line, and how many the book says are here."""

    product: Product
    line: Line | None
    quantity: int


_columns = (
    line.c.id,
    line.c.name,
    line.c.unit,
    line.c.date_kind,
    line.c.weight_g,
    line.c.icon,
    line.c.allergens,
    line.c.substitutes,
    line.c.food,
    line.c.measure,
)
_line_named = Prepared(select(*_columns).where(line.c.id == bindparam("id")))
_of_product = (
    product.c.line,
    product.c.name,
    product.c.weight_g,
    product.c.allergens,
    product.c.pieces,
)
_product = Prepared(
    select(product.c.id, *_of_product, *_columns)
    .select_from(product.outerjoin(line, product.c.line == line.c.id))
    .where(product.c.id == bindparam("id"))
)
_carrying = Prepared(
    select(balance.c.quantity, bound_code.c.id, *_of_product, *_columns)
    .select_from(
        bound_code.outerjoin(product, product.c.id == bound_code.c.id)
        .outerjoin(line, product.c.line == line.c.id)
        .outerjoin(
            balance,
            and_(balance.c.place == bindparam("place"), balance.c.product == bound_code.c.id),
        )
    )
    .where(
        bound_code.c.text == bindparam("text"),
        bound_code.c.kind == literal(BoundKind.PRODUCT.value),
    )
)


def product_by_id(view: View, product_id: bytes) -> Product:
    """A product; a line's unspecified product carries the line's name."""
    return with_line(view, product_id)[0]


def with_line(view: View, product_id: bytes) -> tuple[Product, Line | None]:
    """A product and its line, None for what stands on no line that is known here."""
    row = _product.one(view.connection, id=product_id)
    if row is None:
        return Product(product_id, None, "", None, UNKNOWN, None), None
    return _product_and_line(*row)


def carrying(view: View, code: str) -> Carried | None:
    """The product that a barcode stands for; None when nobody has named it."""
    row = _carrying.one(view.connection, text=code, place=view.here)
    return None if row is None else Carried(*_product_and_line(*row[1:]), row[0] or 0)


def line_by_id(view: View, line_id: bytes) -> Line | None:
    """A line; None when this laptop has not heard of it yet."""
    row = _line_named.one(view.connection, id=line_id)
    return None if row is None else _line(*row)


def lines(view: View, *, tiles: bool = False) -> list[Line]:
    """Every line in shelf order, or only those with a tile on the counter."""
    chosen = select(*_columns).order_by(line.c.position, line.c.name)
    if tiles:
        chosen = chosen.where(line.c.tile)
    return [_line(*row) for row in view.connection.execute(chosen)]


def lines_named(view: View, ids: Iterable[bytes]) -> list[Line]:
    """These lines, in no order."""
    found = (line_by_id(view, each) for each in ids)
    return [each for each in found if each is not None]


@lru_cache(maxsize=1024)
def _product_and_line(
    id_: bytes,
    line_id: bytes | None,
    name: str | None,
    weight_g: int | None,
    allergens: str | None,
    pieces: int | None,
    *of_line: Any,
) -> tuple[Product, Line | None]:
    known = None if of_line[0] is None else _line(*of_line)
    stated = kept_stated(allergens)
    if known is None:
        return Product(id_, line_id, name or "", weight_g, stated, None, None, pieces), None
    weight_g = known.weight_g if weight_g is None else weight_g
    named = name or known.name
    kind = known.date_kind
    return Product(id_, line_id, named, weight_g, stated, kind, known.food, pieces), known


@lru_cache(maxsize=1024)
def _line(
    id_: bytes,
    name: str,
    unit: str,
    date_kind: str | None,
    weight_g: int | None,
    icon: str | None,
    allergens: str | None,
    substitutes: bytes | None,
    food: str | None,
    measure: str | None,
) -> Line:
    kind = DateKind(date_kind) if date_kind else None
    swaps = () if substitutes is None else tuple(msgspec.msgpack.decode(substitutes))
    stated, keeps = kept_stated(allergens), foods.kept(food)
    return Line(id_, name, unit, kind, weight_g, icon, stated, swaps, keeps, measure or EACH)


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
    if stated != UNKNOWN:
        values["allergens"] = kept_text(stated)
    act.note(PRODUCT, product_id, values)
    bind(act, barcode, BoundKind.PRODUCT, product_id)
    return product_id
