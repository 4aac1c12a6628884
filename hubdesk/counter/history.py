"""The collections of one household, and the list of all of them: numbers and sizes, no name."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select, union_all

from hubdesk.counter.tables import collection
from hubdesk.households import cards, groups, looking, merging
from hubdesk.households.cards import Card
from hubdesk.households.household import by_id
from hubdesk.households.merging import Merge
from hubdesk.households.record import Household, number_of
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.security.roles import Role
from hubdesk.volunteers import serving

MOST_SHOWN: Final = 200


class Listed(Struct, frozen=True):
    """A household in the list of all: how often it was here, and when last (UTC, or None)."""

    id: bytes
    number: str
    adults: int
    children: int
    district: str
    visits: int
    last_ms: int | None


class Collected(Struct, frozen=True):
    """One collection: when, what for, the last four of its label, its name in the journal,
    and whether somebody else collected it."""

    ref: Ref
    at_ms: int
    adults: int
    children: int
    items: int
    weight_g: int
    label: str
    by_other: bool = False


class Seen(Struct, frozen=True):
    """One time that a household's details were looked at, and by whom as far as they said so."""

    at_ms: int
    who: tuple[str, ...]


class About(Struct, frozen=True):
    """One household, its cards and its collections, newest first, and who was merged into it.

    ``seen`` is for a lead: who looked at its details, the latest first.
    """

    household: Household
    cards: tuple[Card, ...]
    collections: tuple[Collected, ...]
    merges: tuple[Merge, ...] = ()
    seen: tuple[Seen, ...] = ()


_part = household.alias("part")
_parts = union_all(
    select(household.c.id).correlate(household),
    select(_part.c.id).where(_part.c.merged_into == household.c.id).correlate(household),
)
_stands = collection.c.household.in_(_parts) & collection.c.undone.is_(False)
_alone = household.c.merged_into.is_(None)
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
    .where(_alone)
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
    .where(household.c.no > bindparam("after"), _alone)
    .order_by(household.c.no)
    .limit(bindparam("count"))
)
_collections = (
    select(
        stream.c.id,
        operation.c.seq,
        collection.c.at_ms,
        collection.c.adults,
        collection.c.children,
        collection.c["items"],
        collection.c.weight_g,
        collection.c.parcel,
        collection.c.by_other,
    )
    .join(operation, operation.c.position == collection.c.op)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(collection.c.household.in_(groups.ids_of("id")), collection.c.undone.is_(False))
    .order_by(collection.c.at_ms.desc())
    .limit(MOST_SHOWN)
)


def how_many(view: View) -> int:
    """How many households there are."""
    return (
        view.connection.execute(select(func.count()).select_from(household).where(_alone)).scalar()
        or 0
    )


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
    held = [card for part in groups.parts(view, found.id) for card in cards.of(view, part)]
    rows = view.connection.execute(_collections, {"id": found.id})
    given = [
        Collected(Ref(*row[:2]), *row[2:7], label=row[7][-4:], by_other=row[8]) for row in rows
    ]
    merges = merging.merges_of(view, found.id)
    return About(found, tuple(held), tuple(given), tuple(merges), tuple(_seen(view, found.id)))


def _seen(view: View, subject: bytes) -> list[Seen]:
    if not view.role.may(Role.LEAD):
        return []
    looks = looking.looks(view, subject)
    names = serving.names(view, [each.actor for each in looks])
    return [Seen(each.at_ms, names.get(each.actor or b"", ())) for each in looks]


def _listed(id_: bytes, card: str, adults: int, children: int, district: Any, *seen: Any) -> Listed:
    return Listed(id_, number_of(card), adults, children, district or "", *seen)
