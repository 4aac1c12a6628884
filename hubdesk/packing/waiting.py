"""The list of packed parcels: what is packed, for whom, how old, and whose date to watch."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import func, literal, select

from hubdesk.journal import details
from hubdesk.journal.act import View
from hubdesk.packing import inside, parcel
from hubdesk.packing.inside import Inside, Watched
from hubdesk.packing.parcel import STANDS, Standing
from hubdesk.packing.tables import packed_for, packed_parcel
from hubdesk.stock.batch import last_day
from hubdesk.stock.dates import DateKind
from hubdesk.stock.tables import batch, batch_sum
from hubdesk.volunteers import serving


class Waiting(Struct, frozen=True):
    """A packed parcel in the list. ``age_days`` is 0 for one of today; ``who`` packed it.

    ``today`` is the hub's date by which it is told. ``to_take_out``: something in it may not be
    given any more; ``held`` is what is held back of it, by name. ``diet_known``: False where
    nobody can tell what it was packed for.
    """

    parcel: Standing
    age_days: int
    items: int
    weight_g: int
    watched: Watched
    today: date
    who: tuple[str, ...] = ()
    to_take_out: bool = False
    held: str = ""
    diet_known: bool = True


class Kind(Struct, frozen=True):
    """How many parcels of one size and diet are packed, as far as diets are known here."""

    people: int
    chips: tuple[str, ...]
    number: int
    diet_known: bool = True


class Packed(Struct, frozen=True):
    """All that is packed in figures. ``past`` parcels hold something past its use by."""

    number: int
    past: int
    kinds: tuple[Kind, ...]


_earliest = (
    select(batch_sum.c.place, func.min(last_day).label("day"))
    .select_from(batch_sum.join(batch, batch_sum.c.batch == batch.c.id))
    .where(
        batch_sum.c.quantity > 0,
        batch_sum.c.place.in_(select(packed_parcel.c.id).where(STANDS)),
    )
    .group_by(batch_sum.c.place)
    .subquery()
)
_in_order = (
    select(*parcel.COLUMNS)
    .select_from(parcel.PARCELS.outerjoin(_earliest, _earliest.c.place == packed_parcel.c.id))
    .where(STANDS)
    .order_by(func.coalesce(_earliest.c.day, "9999"), packed_parcel.c.at_ms, packed_parcel.c.code)
)
_kinds = (
    select(packed_parcel.c.people, packed_for.c.chips, func.count())
    .select_from(parcel.PARCELS)
    .where(STANDS)
    .group_by(packed_parcel.c.people, packed_for.c.chips)
    .order_by(packed_parcel.c.people, packed_for.c.chips)
)
_past = (
    select(func.count(packed_parcel.c.id.distinct()))
    .select_from(
        packed_parcel.join(batch_sum, batch_sum.c.place == packed_parcel.c.id).join(
            batch, batch_sum.c.batch == batch.c.id
        )
    )
    .where(
        STANDS,
        batch_sum.c.quantity > 0,
        # As everywhere, a date of an unknown kind is treated as a use by.
        func.coalesce(batch.c.kind, literal("")) != DateKind.BEST_BEFORE.value,
    )
)


def window(view: View, first: int, count: int) -> list[Waiting]:
    """Some of the packed parcels, the earliest date inside first, then the longest packed."""
    rows = view.connection.execute(_in_order.limit(count).offset(first)).all()
    found = [parcel.as_standing(row) for row in rows]
    names = serving.names(view, [each.actor for each in found])
    return [_waiting(view, each, names) for each in found]


def row_of(view: View, code: str) -> int | None:
    """At which row of the list the parcel with this label stands; None when it is not packed."""
    codes = [row.code for row in view.connection.execute(_in_order)]
    return codes.index(code) if code in codes else None


def one(view: View, id_: bytes) -> tuple[Waiting, tuple[Inside, ...]] | None:
    """One packed parcel and what is inside; None when it is not packed any more."""
    found = parcel.standing(view, id_)
    if found is None:
        return None
    names = serving.names(view, [found.actor])
    return _waiting(view, found, names), tuple(inside.contents(view, id_))


def figures(view: View) -> Packed:
    """How many parcels are packed, by size and diet, and how many need somebody's eye."""
    known = details.are_known(view.connection)
    kinds = tuple(
        Kind(people, tuple(chips.split(",")) if chips else (), number, known or bool(chips))
        for people, chips, number in view.connection.execute(_kinds)
    )
    before = last_day < view.today.isoformat()
    past = view.connection.execute(_past.where(before)).scalar() or 0
    return Packed(sum(kind.number for kind in kinds), past, kinds)


def _waiting(view: View, found: Standing, names: dict[Any, tuple[str, ...]]) -> Waiting:
    there = inside.contents(view, found.id)
    held = next((each.name for each in there if each.held), "")
    return Waiting(
        found,
        max(0, (view.today - view.day_of(found.at_ms)).days),
        inside.items(there),
        inside.weight_g(there),
        inside.watched(there, view.today),
        view.today,
        names.get(found.actor, ()) if found.actor else (),
        bool(held) or bool(inside.too_old(view, there)),
        held,
        bool(found.chips) or details.are_known(view.connection),
    )
