"""The collections of one household, and the list of all of them: numbers and sizes, no name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from hubdesk.binding import BoundKind, bound_code
from hubdesk.counter.tables import collection
from hubdesk.households.household import Household, by_id, number_of
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.prepared import Prepared

MOST_SHOWN: Final = 200


@dataclass(frozen=True)
class Listed:
    """A household in the list of all: how often it was here, and when last (UTC, or None)."""

    id: bytes
    number: str
    adults: int
    children: int
    district: str
    visits: int
    last_ms: int | None


@dataclass(frozen=True)
class Collected:
    """One collection: when, what for, the last four of its label, and its name in the journal."""

    at_ms: int
    adults: int
    children: int
    items: int
    weight_g: int
    label: str
    ref: Ref


@dataclass(frozen=True)
class About:
    """One household, its cards (each by its last four) and its collections, newest first."""

    household: Household
    cards: tuple[str, ...]
    collections: tuple[Collected, ...]


_stands = (collection.c.household == household.c.id) & collection.c.undone.is_(False)
_visits = select(func.count()).where(_stands).correlate(household).scalar_subquery()
_last = select(func.max(collection.c.at_ms)).where(_stands).correlate(household).scalar_subquery()
_columns = (
    household.c.id,
    household.c.card,
    household.c.adults,
    household.c.children,
    household.c.district,
)
_numbers = (
    select(household.c.no)
    .order_by(household.c.no.desc())
    .limit(bindparam("count"))
    .offset(bindparam("first"))
    .subquery()
)
_window = (
    select(*_columns, _visits, _last)
    .where(household.c.no.in_(select(_numbers.c.no)))
    .order_by(household.c.no.desc())
)
_after = (
    select(household.c.no, *_columns, _visits, _last)
    .where(household.c.no > bindparam("after"))
    .order_by(household.c.no)
    .limit(bindparam("count"))
)
_cards = Prepared(
    select(bound_code.c.text)
    .where(bound_code.c.id == bindparam("id"), bound_code.c.kind == BoundKind.HOUSEHOLD.value)
    .distinct()
    .order_by(bound_code.c.op.desc())
)
_collections = (
    select(
        collection.c.at_ms,
        collection.c.adults,
        collection.c.children,
        collection.c["items"],
        collection.c.weight_g,
        collection.c.parcel,
        stream.c.id,
        operation.c.seq,
    )
    .join(operation, operation.c.position == collection.c.op)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(collection.c.household == bindparam("id"), collection.c.undone.is_(False))
    .order_by(collection.c.at_ms.desc())
    .limit(MOST_SHOWN)
)


def how_many(view: View) -> int:
    """How many households there are."""
    return view.connection.execute(select(func.count()).select_from(household)).scalar() or 0


def window(view: View, first: int, count: int) -> list[Listed]:
    """Some of the households, those that came to the hub last first."""
    rows = view.connection.execute(_window, {"first": first, "count": count})
    return [_listed(*row) for row in rows]


def after(view: View, no: int, count: int) -> tuple[list[Listed], int]:
    """The next households in the order they came, and where to go on from; 0 at the end."""
    rows = view.connection.execute(_after, {"after": no, "count": count}).all()
    return [_listed(*row[1:]) for row in rows], rows[-1][0] if rows else 0


def about(view: View, subject: bytes) -> About | None:
    """A household with its cards and collections; None when it is not known here."""
    found = by_id(view, subject)
    if found is None:
        return None
    cards = [number_of(text) for (text,) in _cards.all(view.connection, id=subject)]
    rows = view.connection.execute(_collections, {"id": subject})
    given = [Collected(*row[:5], label=row[5][-4:], ref=Ref(row[6], row[7])) for row in rows]
    return About(found, tuple(cards), tuple(given))


def _listed(id_: bytes, card: str, adults: int, children: int, district: Any, *seen: Any) -> Listed:
    return Listed(id_, number_of(card), adults, children, district or "", *seen)
