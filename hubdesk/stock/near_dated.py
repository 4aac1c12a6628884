"""What is near its date, in shelf order, each list under a rule of its own.

**For the stall**: a best before within 14 days, or past it and inside its window. A use by
never goes to the stall from here. **For meals**: a use by of today or tomorrow. **For
parcels**: in date for at least two days more, and for no more than four weeks. **To take
away**: what nobody may be given any more. What is held back stands on none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Select, and_, bindparam, func, select

from hubdesk.journal.act import View
from hubdesk.stock import foods, held_back, measures, places, shelf, shelves, windows
from hubdesk.stock.batch import Batch, dated_of, last_day
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.foods import Food
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.places import Place, Use
from hubdesk.stock.tables import balance, batch, batch_sum, line, line_spot, product, spot
from hubdesk.stock.windows import State, Verdict, Windows

STALL_DAYS: Final = 14
MEALS_DAYS: Final = 1
PARCEL_DAYS: Final = (2, 28)
AT_ONCE: Final = 200
"""Rows that are read at a time: of a long list not all are held."""
_ID: Final = 16

_products = select(batch.c.product).where(batch.c.id.in_(bindparam("batches", expanding=True)))


class For(StrEnum):
    """What a list of near-dated goods is for."""

    STALL = "stall"
    MEALS = "meals"
    PARCELS = "parcels"
    WASTE = "waste"


class NearDated(Struct, frozen=True):
    """Some of one batch on a list, where it stands and what it means today.

    ``shelf`` is the shelf's name, "" for a line that stands on none.
    """

    place: Place
    shelf: str
    line: bytes | None
    product: bytes
    name: str
    batch: bytes
    quantity: int
    dated: Dated
    verdict: Verdict
    weight_g: int | None
    measure: Measure = ONES

    @property
    def is_use_by(self) -> bool:
        """True for a date that is about safety."""
        return self.dated.kind is not DateKind.BEST_BEFORE


class Listing(Struct, frozen=True):
    """Which goods stand on a list, in its order: of each its batch, 16 bytes.

    ``ends`` are the places, each with the number of rows up to the end of its own.
    """

    what_for: For
    ends: tuple[tuple[Place, int], ...]
    batches: bytes

    def __len__(self) -> int:
        return len(self.batches) // _ID

    def row_of(self, goods: NearDated) -> int | None:
        """Where goods stand on it; None where they do not."""
        begin = 0
        for place, end in self.ends:
            at = self.batches.find(goods.batch, begin * _ID, end * _ID)
            while at > 0 and at % _ID:
                at = self.batches.find(goods.batch, at + 1, end * _ID)
            if place.id == goods.place.id and at >= 0:
                return at // _ID
            begin = end
        return None


class _Product(Struct, frozen=True):
    """A product with near-dated goods, and every batch of it at the place."""

    line: bytes | None
    id: bytes
    name: str
    quantity: int
    weight_g: int | None
    food: Food | None
    date_kind: DateKind | None
    shelf: str
    batches: tuple[Batch, ...]
    measure: str | None = None


Rule = Callable[[Dated, Verdict, date], bool]


def for_stall(view: View) -> list[NearDated]:
    """A best before within 14 days, or past it and inside its window."""
    return listed(view, For.STALL)


def for_meals(view: View) -> list[NearDated]:
    """A use by of today or tomorrow."""
    return listed(view, For.MEALS)


def for_parcels(view: View) -> list[NearDated]:
    """In date for at least two days more, and for no more than four weeks."""
    return listed(view, For.PARCELS)


def to_waste(view: View) -> list[NearDated]:
    """What nobody may be given any more: past its use by, or outside its window."""
    return listed(view, For.WASTE)


def listed(view: View, what_for: For) -> list[NearDated]:
    """One list, place after place, each in shelf order; the stall and other sites apart."""
    return [each for place in _served(view) for each in _at(view, what_for, place)]


def numbered(view: View, what_for: For) -> Listing:
    """Which goods stand on a list, for whoever shows some of its rows at a time."""
    ends, batches = [], bytearray()
    for place in _served(view):
        for each in _at(view, what_for, place):
            batches += each.batch
        ends.append((place, len(batches) // _ID))
    return Listing(what_for, tuple(ends), bytes(batches))


def rows(view: View, listing: Listing, first: int, count: int) -> list[NearDated | None]:
    """Some rows of a list as they stand now; None for what has gone since it was numbered."""
    found: list[NearDated | None] = []
    begin = 0
    for place, end in listing.ends:
        some = range(max(begin, first), min(end, first + count))
        wanted = [listing.batches[at * _ID : (at + 1) * _ID] for at in some]
        only = view.connection.execute(_products, {"batches": wanted}).scalars().all()
        here = {each.batch: each for each in _at(view, listing.what_for, place, only)}
        found += [here.get(each) for each in wanted]
        begin = end
    return found


def _served(view: View) -> list[Place]:
    return [each for each in places.all_(view) if each.use in (Use.COUNTER, Use.STORE)]


def _at(
    view: View, what_for: For, place: Place, only: Collection[bytes] | None = None
) -> Iterator[NearDated]:
    """What of a place is on a list, in shelf order; of all its products, or of some."""
    until = view.today + timedelta(days=max(STALL_DAYS, *PARCEL_DAYS))
    rule, known = _RULES[what_for], windows.shown(view)
    if only is None or only:
        for each in _near(view, place.id, until, only):
            yield from _listed(view, place, each, rule, known)


def _listed(
    view: View, place: Place, each: _Product, rule: Rule, known: Windows
) -> list[NearDated]:
    held, rows = held_back.held(view), []
    if each.id in held:
        return []
    for one in each.batches:
        if one.id is None or one.dated is None or one.id in held:
            continue
        dated = Dated(one.dated.day, one.dated.kind or each.date_kind, one.dated.month_only)
        verdict = windows.judge(known, each.food, dated, view.today)
        if rule(dated, verdict, view.today):
            rows.append(
                NearDated(
                    place,
                    each.shelf,
                    each.line,
                    each.id,
                    each.name,
                    one.id,
                    one.quantity,
                    dated,
                    verdict,
                    each.weight_g,
                    measures.named(each.measure, each.weight_g),
                )
            )
    return rows


class OfOne(Struct, frozen=True):
    """Dated goods that somebody holds in the hand; ``list_`` is the first list they stand on."""

    goods: NearDated
    list_: For | None


def of_product(
    view: View, product_id: bytes, place_id: bytes | None = None, batch_id: bytes | None = None
) -> OfOne | None:
    """A batch of a product wherever it stands, else the earliest; None when none has a date."""
    known = windows.shown(view)
    found = [
        each
        for at in places.all_(view)
        if place_id in (None, at.id)
        for of in _near(view, at.id, date.max, [product_id])
        for each in _listed(view, at, of, _is_any, known)
        if batch_id in (None, each.batch)
    ]
    if not found:
        return None
    first = min(found, key=_day)
    rules = _RULES.items() if first.place.use in (Use.COUNTER, Use.STORE) else ()
    lists = [each for each, rule in rules if rule(first.dated, first.verdict, view.today)]
    return OfOne(first, lists[0] if lists else None)


def _day(each: NearDated) -> date:
    return each.dated.day


def _is_any(dated: Dated, verdict: Verdict, today: date) -> bool:
    return True


def _is_for_stall(dated: Dated, verdict: Verdict, today: date) -> bool:
    if dated.kind is not DateKind.BEST_BEFORE or not verdict.may_go:
        return False
    return (dated.day - today).days <= STALL_DAYS


def _is_for_meals(dated: Dated, verdict: Verdict, today: date) -> bool:
    if dated.kind is DateKind.BEST_BEFORE or not verdict.may_go:
        return False
    return (dated.day - today).days <= MEALS_DAYS


def _is_for_parcels(dated: Dated, verdict: Verdict, today: date) -> bool:
    first, last = PARCEL_DAYS
    return first <= (dated.day - today).days <= last


def _is_waste(dated: Dated, verdict: Verdict, today: date) -> bool:
    return verdict.state in (State.PAST_USE_BY, State.TOO_OLD)


_RULES: Final[dict[For, Rule]] = {
    For.STALL: _is_for_stall,
    For.MEALS: _is_for_meals,
    For.PARCELS: _is_for_parcels,
    For.WASTE: _is_waste,
}


def _dated(place: bytes, until: date, only: Collection[bytes] | None = None) -> Select[Any]:
    """A row for each batch of the products of a place with goods dated up to a day.

    All their batches are read, for what the movements say is fitted to the balance.
    """
    near = (
        select(batch_sum.c.product)
        .join(batch, batch.c.id == batch_sum.c.batch)
        .where(
            batch_sum.c.place == place,
            batch_sum.c.quantity > 0,
            last_day <= until.isoformat(),
        )
    )
    if only is not None:
        near = near.where(batch_sum.c.product.in_(only))
    return (
        select(
            product.c.line,
            product.c.id,
            func.coalesce(func.nullif(product.c.name, ""), line.c.name, "").label("named"),
            balance.c.quantity.label("here"),
            func.coalesce(product.c.weight_g, line.c.weight_g).label("weight_g"),
            line.c.food,
            line.c.date_kind,
            spot.c.name.label("shelf"),
            batch_sum.c.batch,
            batch_sum.c.quantity,
            batch.c.day,
            batch.c.kind,
            line.c.measure,
        )
        .select_from(
            balance.join(product, product.c.id == balance.c.product)
            .outerjoin(line, line.c.id == product.c.line)
            .outerjoin(line_spot, and_(line_spot.c.line == line.c.id, line_spot.c.place == place))
            .outerjoin(spot, and_(spot.c.id == line_spot.c.spot, spot.c.name != ""))
            .join(
                batch_sum,
                and_(batch_sum.c.place == place, batch_sum.c.product == balance.c.product),
            )
            .join(batch, batch.c.id == batch_sum.c.batch)
        )
        .where(balance.c.place == place, balance.c.quantity > 0, balance.c.product.in_(near))
        .order_by(*shelves.order(place), product.c.id)
    )


def _near(
    view: View, place: bytes, until: date, only: Collection[bytes] | None = None
) -> Iterator[_Product]:
    """The products of a place with goods dated up to a day, in shelf order."""
    rows = view.connection.execute(_dated(place, until, only)).yield_per(AT_ONCE)
    for _, some in groupby(rows, key=attrgetter("id")):
        batches = list(some)
        yield _product(batches[0], batches)


def _product(first: Any, batches: list[Any]) -> _Product:
    said = [Batch(each.batch, dated_of(each.day, each.kind), each.quantity) for each in batches]
    return _Product(
        first.line,
        first.id,
        first.named,
        first.here,
        first.weight_g,
        foods.kept(first.food),
        DateKind(first.date_kind) if first.date_kind else None,
        first.shelf or "",
        shelf.fitted(said, first.here),
        first.measure,
    )
