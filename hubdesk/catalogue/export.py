"""The lists of a hub as rows for a spreadsheet: products known by name, and what is in stock.

Read in pages, so that every scan comes in between. The headings are those that are understood
when such a file is brought in again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import bindparam, literal, select

from hubdesk.binding import BoundKind, bound_code
from hubdesk.catalogue import bits, catalogue
from hubdesk.catalogue.tables import entry
from hubdesk.journal.act import View
from hubdesk.security.roles import Role, require
from hubdesk.sheets.written import Cell
from hubdesk.stock.batch import day_text
from hubdesk.stock.dates import DateKind
from hubdesk.stock.shelf import batches_at
from hubdesk.stock.tables import balance, line, place, product
from hubdesk.storage.prepared import Prepared

AT_ONCE: Final = 2000
STOCK_AT_ONCE: Final = 200
PRODUCTS: Final = ("Barcode", "Name", "Grams", "Allergens", "Kind")
STOCK: Final = ("Item", "Line", "Barcode", "Quantity", "Best before", "Use by", "Place")

Row = tuple[Cell, ...]

_entries = Prepared(
    select(entry.c.code, entry.c.name, entry.c.weight_g, entry.c.allergens, entry.c.sort)
    .where(entry.c.code > bindparam("after"))
    .order_by(entry.c.code, entry.c.op)
)
_stock = (
    select(
        balance.c.place, balance.c.product, balance.c.quantity, product.c.name,
        line.c.name.label("line"), place.c.name.label("place_name"),
    )
    .select_from(
        balance.join(place, place.c.id == balance.c.place)
        .outerjoin(product, product.c.id == balance.c.product)
        .outerjoin(line, line.c.id == product.c.line)
    )
    .where(balance.c.quantity > 0, place.c.name != "")
    .order_by(place.c.name, balance.c.place, line.c.position, line.c.name, product.c.name)
    .order_by(balance.c.product)
    .limit(STOCK_AT_ONCE)
    .offset(bindparam("past"))
)  # fmt: skip
_code_of = (
    select(bound_code.c.text)
    .where(
        bound_code.c.id == bindparam("id"), bound_code.c.kind == literal(BoundKind.PRODUCT.value)
    )
    .order_by(bound_code.c.text)
    .limit(1)
)


def product_rows(view: View, after: int = 0) -> tuple[list[Row], int]:
    """The next products of the lists, and where to go on from; 0 at the end. For a lead."""
    require(view, Role.LEAD)
    cursor = _entries.run(view.connection, after=after)
    found = cursor.fetchmany(AT_ONCE)
    following = None
    while found and (following := cursor.fetchone()) and following[0] == found[-1][0]:
        found.append(following)
    cursor.close()
    return _newest(found), found[-1][0] if following else 0


def _newest(found: Sequence[tuple[Any, ...]]) -> list[Row]:
    """Rows of the table, by code, the newest import of a code last: one row for each code."""
    if not found:
        return []
    codes, names, weights_g, allergens, sorts = zip(*found, strict=True)
    texts = map(catalogue.code_text, codes)
    stated = ["" if not bits else _stated(bits) for bits in allergens]
    rows = zip(texts, names, weights_g, stated, sorts, strict=True)
    return list(dict(zip(codes, rows, strict=True)).values())


def stock_rows(view: View, past: int = 0) -> tuple[list[Row], int]:
    """What is in stock, batch by batch, and where to go on from; 0 at the end. For a lead."""
    require(view, Role.LEAD)
    found = view.connection.execute(_stock, {"past": past}).all()
    rows = [row for each in found for row in _batches(view, each)]
    return rows, past + len(found) if len(found) == STOCK_AT_ONCE else 0


def _batches(view: View, held: Any) -> Iterator[Row]:
    code = view.connection.execute(_code_of, {"id": held.product}).scalar() or ""
    for each in batches_at(view, held.place, held.product, held.quantity):
        day = day_text(each.dated) or ""
        is_use_by = each.dated is not None and each.dated.kind is not DateKind.BEST_BEFORE
        dates = ("", day) if is_use_by else (day, "")
        name = held.name or held.line or ""
        yield (name, held.line or "", code, each.quantity, *dates, held.place_name)


@lru_cache(maxsize=4096)
def _stated(allergens: int) -> str:
    """As it can be read again; ``?`` says that these are some of what the pack holds."""
    stated = bits.stated(allergens)
    words = [each.value for each in bits.ORDER if each in stated.allergens]
    if stated.known:
        return "; ".join(words) or "none"
    return "; ".join([*words, "?"]) if words else ""
