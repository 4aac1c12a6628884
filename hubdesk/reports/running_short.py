"""What will not last for next week's parcels: what the list asks for, and what there is.

As many households of each size are expected next week as came in a week of the last four.
A line's goods serve whoever comes first, so that what is told is households, not people.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import ceil

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk import settings
from hubdesk.counter.tables import came_back, collection
from hubdesk.journal.act import View
from hubdesk.labels import row_pages
from hubdesk.labels.designs import day
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.layout import Align, Area, Label
from hubdesk.labels.row_pages import BODY, BOLD, SMALL, Heading
from hubdesk.parcels import lists
from hubdesk.stock import fitting, held_back, measures
from hubdesk.stock.dates import DateKind
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.places import Use
from hubdesk.stock.tables import (
    balance,
    batch,
    line,
    line_spot,
    on_the_way,
    place,
    product,
    spot,
)
from hubdesk.wording import translate

WEEK_MS = 7 * 86_400_000
HOUR_MS = 3_600_000
"""Summer time must not cost the first hour of a week."""
WEEKS = 4
"""Long enough for one quiet week not to count for much."""


class Need(Struct, frozen=True):
    """A line that next week's parcels hold: how many are needed, and how many there are."""

    line: bytes
    name: str
    shelf: str
    need: int
    have: int
    measure: Measure = ONES

    @property
    def missing(self) -> int:
        """How many too few."""
        return max(self.need - self.have, 0)

    @property
    def days(self) -> int:
        """For how many days of next week it lasts, at most seven."""
        return 7 if self.have >= self.need else self.have * 7 // max(self.need, 1)


class Week(Struct, frozen=True):
    """Next week: how many households, from how many weeks that is told, and what they need.

    ``needs`` begins with what runs out first. ``households`` is 0 while nobody came yet.
    """

    households: int
    people: int
    weeks: int
    needs: tuple[Need, ...]
    today: date
    hub_name: str = ""

    @property
    def short(self) -> tuple[Need, ...]:
        """The lines that will not last."""
        return tuple(each for each in self.needs if each.missing)


_sizes = (
    select(collection.c.adults + collection.c.children, func.count())
    .where(
        collection.c.at_ms >= bindparam("since_ms"),
        collection.c.undone.is_(False),
        ~select(came_back.c.op).where(came_back.c.visit == collection.c.visit).exists(),
    )
    .group_by(collection.c.adults + collection.c.children)
)
_first = select(func.min(collection.c.at_ms)).where(collection.c.undone.is_(False))
_elsewhere = select(place.c.id).where(place.c.use.in_([Use.STALL.value, Use.SITE.value]))
_mine = (
    balance.c.place.not_in(_elsewhere),
    balance.c.place.not_in(select(on_the_way.c.id)),
)
"""Shelves and stores here, and parcels that are packed already; not what left for elsewhere."""
_there = (
    select(product.c.line, func.sum(balance.c.quantity))
    .join(product, product.c.id == balance.c.product)
    .where(*_mine)
    .group_by(product.c.line)
)
_named = (
    select(line.c.id, line.c.name, spot.c.name.label("shelf"), spot.c.position)
    .add_columns(line.c.measure, line.c.weight_g)
    .select_from(
        line.outerjoin(
            line_spot, (line_spot.c.line == line.c.id) & (line_spot.c.place == bindparam("here"))
        ).outerjoin(spot, spot.c.id == line_spot.c.spot)
    )
    .order_by(spot.c.position.is_(None), spot.c.position, line.c.position, line.c.name)
)


def next_week(view: View) -> Week:
    """Next week's parcels by the last four weeks' collections and the parcel list as it is."""
    weeks = _weeks(view)
    since_ms = view.clock.now_ms() - weeks * WEEK_MS - HOUR_MS
    rows = view.connection.execute(_sizes, {"since_ms": since_ms}).all()
    came: Counter[int] = Counter({size: many for size, many in rows if size})
    hub_name = settings.read(view.connection).hub_name
    households = ceil(sum(came.values()) / weeks)
    people = ceil(sum(size * many for size, many in came.items()) / weeks)
    needs = _needs(view, came, weeks)
    return Week(households, people, weeks, needs, view.today, hub_name)


def _weeks(view: View) -> int:
    """So many weeks of collections are known, at least one and at most four."""
    first_ms = view.connection.execute(_first).scalar()
    days = 0 if first_ms is None else (view.today - view.day_of(first_ms)).days
    return max(1, min(WEEKS, ceil(days / 7)))


def _needs(view: View, came: Counter[int], weeks: int) -> tuple[Need, ...]:
    wanted: Counter[bytes] = Counter()
    for size, many in came.items():
        listed = lists.for_people(view, size)
        for each in listed.wanted if listed is not None else ():
            wanted[each.line] += each.asked * many
    there = _have(view)
    rows = view.connection.execute(_named, {"here": view.here}).all()
    needs = [
        Need(
            id_,
            name,
            shelf or "",
            ceil(wanted[id_] / weeks),
            there.get(id_, 0),
            measures.named(measure, usual_g),
        )
        for id_, name, shelf, _, measure, usual_g in rows
        if wanted[id_]
    ]
    return tuple(sorted(needs, key=_soonest))


def _have(view: View) -> dict[bytes, int]:
    """How many of each line may be given out: what is past its use by or held back is not."""
    sums = {id_: many for id_, many in view.connection.execute(_there) if id_ is not None}
    held = held_back.held(view)
    there = fitting.there().subquery("there")
    dated = (
        select(product.c.line, product.c.id, there.c.batch, there.c.quantity, there.c.day)
        .add_columns(batch.c.kind)
        .join(product, product.c.id == there.c.product)
        .join(batch, batch.c.id == there.c.batch)
        .where(there.c.place.not_in(_elsewhere), there.c.place.not_in(select(on_the_way.c.id)))
    )
    today = view.today.isoformat()
    for of_line, id_, batch_id, many, last_day, kind in view.connection.execute(dated):
        past = last_day < today and kind != DateKind.BEST_BEFORE.value
        if of_line in sums and (past or batch_id in held) and id_ not in held:
            sums[of_line] -= many
    for of_line, many in _whole_products_held(view, held):
        sums[of_line] = sums.get(of_line, 0) - many
    return {id_: max(many, 0) for id_, many in sums.items()}


def _whole_products_held(view: View, held: frozenset[bytes]) -> list[tuple[bytes, int]]:
    query = (
        select(product.c.line, func.sum(balance.c.quantity))
        .join(product, product.c.id == balance.c.product)
        .where(*_mine, product.c.id.in_(held), balance.c.quantity > 0)
        .group_by(product.c.line)
    )
    return [(of, many) for of, many in view.connection.execute(query) if of is not None]


def _soonest(need: Need) -> tuple[float, str]:
    return (need.have / max(need.need, 1), need.name.casefold())


def pages(week: Week, room: Room) -> tuple[Label, ...]:
    """The lines that will not last, as pages of A4 to shop and ask by."""
    title = translate("hub", "Runs short next week")
    under = translate(
        "hub", "{hub}. For about {households} households, by the last weeks. Made on {day}."
    ).format(hub=week.hub_name, households=week.households, day=day(week.today))
    return row_pages.pages(Heading(title, under), week.short, _write, room, _head)


def _head(draft: Draft, area: Area) -> None:
    for words, x_mm, wide_mm in _figures(area):
        column = Area(x_mm, area.y_mm, wide_mm, 6)
        draft.words(words, column, SMALL, Align.RIGHT, middle=True)


def _figures(area: Area) -> list[tuple[str, float, float]]:
    words = (translate("hub", "Need"), translate("hub", "Have"), translate("hub", "Missing"))
    return [(word, area.right_mm - 66 + at * 22, 20) for at, word in enumerate(words)]


def _write(draft: Draft, need: Need, area: Area) -> None:
    shelf = f"  ·  {need.shelf}" if need.shelf else ""
    name = Area(area.x_mm, area.y_mm, area.width_mm - 70, area.height_mm)
    draft.words(need.name + shelf, name, BODY, middle=True)
    figures = (need.need, need.have, need.missing)
    for figure, (_, x_mm, wide_mm) in zip(figures, _figures(area), strict=True):
        column = Area(x_mm, area.y_mm, wide_mm, area.height_mm)
        style = BOLD if figure == need.missing and x_mm > area.right_mm - 25 else BODY
        draft.words(str(need.measure.said(figure)), column, style, Align.RIGHT, middle=True)
