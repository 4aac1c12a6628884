"""The statement behind a list of goods: which rows there are, and in what order they stand."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    and_,
    case,
    column,
    func,
    literal,
    null,
    select,
    union_all,
)

from hubdesk.binding import BoundKind, bound_code
from hubdesk.stock import fitting
from hubdesk.stock.tables import balance, batch, line, line_spot, place, product, spot

LEAST_DIGITS = 4
"""So many digits of a barcode are looked for; fewer are part of a name."""


class Level(StrEnum):
    """Of what a row is."""

    LINE = "line"
    PRODUCT = "product"
    BATCH = "batch"


class Order(StrEnum):
    """In what order the rows stand."""

    NAME = "name"
    DATE = "date"
    NUMBER = "number"
    SHELF = "shelf"


class Wanted(Struct, frozen=True):
    """Which rows: ``place`` None is every place, ``spot`` a shelf, ``count_me`` only those."""

    text: str = ""
    place: bytes | None = None
    level: Level = Level.PRODUCT
    order: Order = Order.NAME
    spot: bytes | None = None
    count_me: bool = False


called = case((product.c.name != "", product.c.name), else_=func.coalesce(line.c.name, ""))
"""What a product is called: the goods of a line of no known make by their line."""
_turn = case(
    (spot.c.id.is_not(None), func.printf("%08d %s", spot.c.position, spot.c.name)), else_="~"
)
"""The turn of a shelf on the way round; what stands on none comes last."""
_joined = (
    balance.outerjoin(product, product.c.id == balance.c.product)
    .join(place, place.c.id == balance.c.place)
    .outerjoin(line, line.c.id == product.c.line)
    .outerjoin(
        line_spot, and_(line_spot.c.line == product.c.line, line_spot.c.place == balance.c.place)
    )
    .outerjoin(spot, and_(spot.c.id == line_spot.c.spot, spot.c.name != ""))
)


def page(wanted: Wanted, first: int, count: int) -> Select[Any]:
    """Some of the rows, in order; of a product's rows, only those are looked up whole."""
    if not _is_plain(wanted):
        return rows_of(wanted).limit(count).offset(first)
    chosen = _few_by_name(wanted) if wanted.order is Order.NAME else _few_by_number(wanted)
    few = chosen.limit(count).offset(first).subquery("few")
    joined = _joined.join(
        few, and_(few.c.place == balance.c.place, few.c.product == balance.c.product)
    )
    return _by_product(Wanted(), joined).order_by(*_order(wanted))


def counted(wanted: Wanted) -> Select[Any]:
    """How many rows there are."""
    rows = _few(wanted) if _is_plain(wanted) else rows_of(wanted).order_by(None)
    return select(func.count()).select_from(rows.subquery())


def _is_plain(wanted: Wanted) -> bool:
    """True for rows that are found and ordered without their shelves and dates."""
    by_name = wanted.order in (Order.NAME, Order.NUMBER)
    return wanted.level is Level.PRODUCT and by_name and wanted.spot is None


def _few(wanted: Wanted) -> Select[Any]:
    """The rows by their keys alone, as little as sorting them needs."""
    same = product.c.id == balance.c.product
    joined = balance.join(product, same) if wanted.text else balance.outerjoin(product, same)
    rows = select(balance.c.place, balance.c.product).select_from(joined)
    if wanted.place is None:
        named = select(place.c.id).where(place.c.name != "")
        rows = rows.where(balance.c.place.in_(named))
    return rows.where(*_kept(wanted))


def _few_by_number(wanted: Wanted) -> Select[Any]:
    return _few(wanted).order_by(balance.c.quantity, balance.c.place, balance.c.product)


def _few_by_name(wanted: Wanted) -> CompoundSelect[Any]:
    """Goes through the names in their order, and stops when a page is full.

    An outer join, because only that keeps SQLite from sorting everything that is there. The
    goods of no known make, one product a line, are merged in by the names of their lines.
    """
    places = select(place.c.id).where(place.c.name != "")
    here = balance.c.place == wanted.place if wanted.place else balance.c.place.in_(places)
    at = and_(balance.c.product == product.c.id, here)
    of_place = select(place.c.name).where(place.c.id == balance.c.place).scalar_subquery()
    keys = (balance.c.product, balance.c.place, of_place.label("at"))
    made = select(product.c.name.label("name"), *keys)
    made = made.select_from(product.outerjoin(balance, at)).where(product.c.name != "")
    unmade = select(func.coalesce(line.c.name, "").label("name"), *keys)
    unmade = unmade.select_from(
        product.outerjoin(line, line.c.id == product.c.line).outerjoin(balance, at)
    ).where(product.c.name == "")
    kept = [func.coalesce(balance.c.quantity, 0) != 0, *map(_says, wanted.text.split())]
    if wanted.count_me:
        kept.append(func.coalesce(balance.c.quantity, 0) < 0)
    parts = [made.where(*kept), unmade.where(*kept)]
    if not wanted.text:
        # What came in under a code that nobody has named answers to no word.
        unknown = select(literal("").label("name"), *keys)
        unknown = unknown.select_from(
            balance.outerjoin(product, product.c.id == balance.c.product)
        ).where(here, product.c.id.is_(None))
        parts.append(unknown.where(*kept))
    both = union_all(*parts)
    in_order: tuple[ColumnElement[Any], ...] = (
        column("name").collate("NOCASE"),
        *(column(each) for each in ("product", "at", "place")),
    )
    return both.order_by(*in_order)


def rows_of(wanted: Wanted) -> Select[Any]:
    match wanted.level:
        case Level.LINE:
            rows = _by_line(wanted)
        case Level.BATCH:
            rows = _by_batch(wanted)
        case _:
            rows = _by_product(wanted)
    return rows.order_by(*_order(wanted))


def _by_product(wanted: Wanted, joined: FromClause = _joined) -> Select[Any]:
    columns = (*_of_place(), balance.c.product.label("product"), literal(None).label("batch"))
    many = balance.c.quantity.label("quantity")
    rows = select(*columns, *_of_goods(called), many, *_no_date(), *_measured(product.c.weight_g))
    return rows.select_from(joined).where(*_sifted(wanted))


def _by_line(wanted: Wanted) -> Select[Any]:
    columns = (*_of_place(), literal(None).label("product"), literal(None).label("batch"))
    name = func.coalesce(line.c.name, "")
    total = func.sum(balance.c.quantity).label("quantity")
    rows = select(*columns, *_of_goods(name), total, *_no_date(), *_measured(null()))
    rows = rows.select_from(_joined).where(*_sifted(wanted))
    return rows.group_by(balance.c.place, product.c.line)


def _by_batch(wanted: Wanted) -> Select[Any]:
    there = fitting.there().subquery("there")
    joined = _joined.join(
        there, and_(there.c.place == balance.c.place, there.c.product == balance.c.product)
    ).join(batch, batch.c.id == there.c.batch)
    columns = (*_of_place(), balance.c.product.label("product"), there.c.batch.label("batch"))
    dated = (batch.c.day.label("day"), batch.c.kind.label("kind"))
    many = there.c.quantity.label("quantity")
    rows = select(*columns, *_of_goods(called), many, *dated, *_measured(product.c.weight_g))
    return rows.select_from(joined).where(*_sifted(wanted))


def _of_place() -> tuple[ColumnElement[Any], ...]:
    return (
        balance.c.place.label("place"),
        place.c.name.label("place_name"),
        product.c.line.label("line"),
    )


def _of_goods(name: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    return (
        name.label("name"),
        func.coalesce(line.c.name, "").label("line_name"),
        func.coalesce(spot.c.name, "").label("shelf"),
    )


def _measured(own_g: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    """How they are counted, and what one pack holds."""
    return line.c.measure.label("measure"), func.coalesce(own_g, line.c.weight_g).label("pack")


def _no_date() -> tuple[ColumnElement[Any], ...]:
    return literal(None).label("day"), literal(None).label("kind")


def _sifted(wanted: Wanted) -> list[ColumnElement[bool]]:
    kept = [*_kept(wanted), place.c.name != ""]
    if wanted.spot is not None:
        kept.append(line_spot.c.spot == wanted.spot)
    return kept


def _kept(wanted: Wanted) -> list[ColumnElement[bool]]:
    kept: list[ColumnElement[bool]] = [balance.c.quantity != 0]
    if wanted.place is not None:
        kept.append(balance.c.place == wanted.place)
    if wanted.count_me:
        kept.append(balance.c.quantity < 0)
    for word in wanted.text.split():
        kept.append(_says(word))
    return kept


def _says(word: str) -> ColumnElement[bool]:
    """A word is in the name of a product or its line, or begins its barcode."""
    # The few lines are looked through once, and not again for each of their products.
    lines = select(line.c.id).where(line.c.name.contains(word, autoescape=True))
    said = product.c.name.contains(word, autoescape=True) | product.c.line.in_(
        lines.correlate(None)
    )
    if word.isdigit() and len(word) >= LEAST_DIGITS:
        codes = select(bound_code.c.id).where(
            bound_code.c.text.between(word, word + "~"),
            bound_code.c.kind == BoundKind.PRODUCT.value,
        )
        return said | product.c.id.in_(codes)
    return said


def _order(wanted: Wanted) -> tuple[ColumnElement[Any], ...]:
    by_line = wanted.level is Level.LINE
    name = func.coalesce(line.c.name, "~") if by_line else called
    last = product.c.line if by_line else balance.c.product
    named = (func.lower(name), last, place.c.name, balance.c.place)
    match wanted.order:
        case Order.NAME:
            return named
        case Order.NUMBER:
            if not by_line:
                return (balance.c.quantity, balance.c.place, balance.c.product)
            return (func.sum(balance.c.quantity), *named)
        case Order.SHELF:
            return (place.c.name, balance.c.place, _turn, line.c.position, *named)
        case Order.DATE:
            return (_earliest(wanted), *named)


def _earliest(wanted: Wanted) -> ColumnElement[Any]:
    if wanted.level is Level.BATCH:
        return fitting.last_day
    there = fitting.there().subquery("dates")
    if wanted.level is Level.LINE:
        of = product.alias("of")
        days = (
            select(there.c.place, of.c.line, func.min(there.c.day).label("day"))
            .join(of, of.c.id == there.c.product)
            .group_by(there.c.place, of.c.line)
            .cte("days")
        )
        same = and_(days.c.place == balance.c.place, days.c.line == product.c.line)
    else:
        days = (
            select(there.c.place, there.c.product, func.min(there.c.day).label("day"))
            .group_by(there.c.place, there.c.product)
            .cte("days")
        )
        same = and_(days.c.place == balance.c.place, days.c.product == balance.c.product)
    day = select(days.c.day).where(same).correlate(balance, product).scalar_subquery()
    return func.coalesce(day, fitting.UNDATED)
