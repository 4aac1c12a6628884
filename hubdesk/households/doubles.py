"""Pairs of households that look like one that came in twice, for a person to look at.

All are gone through a few hundred at a time, each compared with those of the same postcode,
telephone or name, so that a counter that is serving waits for none of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, bindparam, select

from hubdesk.households import alike, merging, postcodes
from hubdesk.households.alike import Name
from hubdesk.households.household import by_id
from hubdesk.households.record import Household
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.storage.prepared import Prepared

AT_ONCE: Final = 200
"""Households gone through by one question: a few hundredths of a second."""
MOST_PAIRS: Final = 50
"""Pairs of one question, and a bound on its work where a whole list gives one telephone."""


class Why(StrEnum):
    """What two households have in common."""

    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


class Pair(Struct, frozen=True):
    """Two that look alike, and why. No name is in here: whoever looks at both sees them."""

    one: Household
    other: Household
    why: Why


class Pairs(Struct, frozen=True):
    """The pairs of some households, and where to go on from; 0 at the end."""

    found: tuple[Pair, ...]
    more: int


_one, _other = household.alias("one"), household.alias("other")


def _pairs(same: ColumnElement[bool]) -> Any:
    """Two named households by themselves that have something in common, the newer one second."""
    return (
        select(_one.c.id, _one.c.name, _one.c.postcode, _other.c.id, _other.c.name)
        .add_columns(_other.c.postcode)
        .select_from(_one.join(_other, same))
        .where(
            _one.c.no > bindparam("after"),
            _one.c.no <= bindparam("last"),
            _other.c.no > _one.c.no,
            *(each.c.merged_into.is_(None) for each in (_one, _other)),
            *(each.c.name.is_not(None) for each in (_one, _other)),
        )
        .limit(8 * MOST_PAIRS)
    )


_by = {
    Why.PHONE: _pairs(_one.c.phone_key == _other.c.phone_key),
    Why.ADDRESS: _pairs(_one.c.postcode == _other.c.postcode),
    Why.NAME: _pairs(_one.c.name_key == _other.c.name_key),
}
_last = (
    select(household.c.no)
    .where(household.c.no > bindparam("after"))
    .order_by(household.c.no)
    .offset(AT_ONCE - 1)
    .limit(1)
)
_itself = select(household).where(household.c.id == bindparam("id"))


def _sharing(same: ColumnElement[bool]) -> Prepared:
    """Named households by themselves that have something in common with one."""
    return Prepared(
        select(household.c.id, household.c.name, household.c.postcode).where(
            same, household.c.merged_into.is_(None), household.c.name.is_not(None)
        )
    )


_near = {
    Why.PHONE: _sharing(household.c.phone_key == bindparam("key")),
    Why.ADDRESS: _sharing(household.c.postcode == bindparam("key")),
    Why.NAME: _sharing(household.c.name_key == bindparam("key")),
}
_end = select(household.c.no).order_by(household.c.no.desc()).limit(1)


def beside(view: View, subject: bytes) -> dict[bytes, Why]:
    """The households that look like one, and why: a few dozen are compared with it at most."""
    row = view.connection.execute(_itself, {"id": subject}).first()
    if row is None or not row.name or row.merged_into is not None:
        return {}
    name, keys = Name.of(row.name), (row.phone_key, _whole(row.postcode), row.name_key)
    found: dict[bytes, Why] = {}
    for (why, lookup), key in zip(_near.items(), keys, strict=True):
        near = lookup.run(view.connection, key=key).fetchmany(alike.NEIGHBOURS) if key else []
        for other, held, kept in near:
            if other != subject and _ARE_ALIKE[why](name, row.postcode, Name.of(held), kept):
                found.setdefault(bytes(other), why)
    return found


def look(view: View, after: int = 0) -> Pairs:
    """The pairs whose older household is among the next few hundred."""
    last = view.connection.execute(_last, {"after": after}).scalar()
    to = last or view.connection.execute(_end).scalar() or 0
    unique: dict[tuple[bytes, bytes], Why] = {}
    for why, pairs in _by.items():
        for one, name, at, other, held, kept in view.connection.execute(
            pairs, {"after": after, "last": to}
        ):
            if _ARE_ALIKE[why](Name.of(name), at, Name.of(held), kept):
                unique.setdefault((one, other), why)
    found = [_pair(view, *ids, why) for ids, why in list(unique.items())[:MOST_PAIRS]]
    return Pairs(tuple(filter(None, found)), last or 0)


def _pair(view: View, one: bytes, other: bytes, why: Why) -> Pair | None:
    if merging.are_apart(view, one, other):
        return None
    first, second = by_id(view, one), by_id(view, other)
    return Pair(first, second, why) if first is not None and second is not None else None


def _same_phone(one: Name, at: str | None, other: Name, kept: str | None) -> bool:
    return True


def _same_place(one: Name, at: str | None, other: Name, kept: str | None) -> bool:
    return _whole(at) is not None and alike.are(one, other)


def _same_name(one: Name, at: str | None, other: Name, kept: str | None) -> bool:
    """Two people may have one name; two whole postcodes that differ say that they are two."""
    places = {_whole(at), _whole(kept)}
    return None in places or len(places) == 1


def _whole(postcode: str | None) -> str | None:
    place = postcodes.read(postcode or "")
    return str(place) if place is not None and len(place.inward) == 3 else None


_ARE_ALIKE = {Why.PHONE: _same_phone, Why.ADDRESS: _same_place, Why.NAME: _same_name}
