"""Households that may be the one being typed: three at most, the likeliest first.

The work is bounded however many households there are: a few dozen rows are looked up by what
is typed (the telephone, the whole postcode, the very name, the beginnings of its words), and
only those are compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, select, text

from hubdesk.households import find, groups, names, phones, postcodes, streets
from hubdesk.households.find import Found
from hubdesk.households.record import Details
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.storage.prepared import Prepared

MOST: Final = 3
ENOUGH: Final = 0.7
"""Evidence below this is not worth a volunteer's look: see ``_evidence``."""
SHORTEST_NAME: Final = 3
"""Letters of a name before anything is looked up by it."""

_OF_EACH: Final = 60
_columns = [household.c[name] for name in ("no", "name", "street", "postcode")]
_columns += [household.c.phone_key, household.c.also]


def _where(column: Any) -> Prepared:
    """Some named rows of one postcode, telephone or name."""
    return Prepared(
        select(*_columns).where(column == bindparam("key"), household.c.name.is_not(None))
    )


_at_postcode = _where(household.c.postcode)
_by_phone = _where(household.c.phone_key)
_by_name = _where(household.c.name_key)
_by_words = text(
    "SELECT no, name, street, postcode, phone_key, also FROM household WHERE no IN"
    " (SELECT rowid FROM household_words WHERE household_words MATCH :terms LIMIT :most)"
)
_rows = select(household).where(household.c.no == bindparam("no"))


class _Row(Struct, frozen=True):
    """What is compared of one household."""

    no: int
    name: str | None
    street: str | None
    postcode: str | None
    phone_key: str | None
    also: str | None


def likely(view: View, typed: Details, but: bytes | None = None) -> list[Found]:
    """Named households that what is typed may be of, without ``but`` (the one being typed)."""
    seen = {row.no: row for row in _candidates(view, typed)}
    weighed = [(_evidence(typed, row), row.no) for row in seen.values()]
    likeliest = sorted((pair for pair in weighed if pair[0] >= ENOUGH), reverse=True)
    rows = [view.connection.execute(_rows, {"no": no}).one() for _, no in likeliest[: 4 * MOST]]
    itself = groups.one_of(view, but) if but is not None else None
    found = [each for each in find.distinct(view, rows) if each.household.id != itself]
    return found[:MOST]


def _candidates(view: View, typed: Details) -> Iterator[_Row]:
    place = postcodes.read(typed.postcode)
    keys = [(_by_phone, phones.key(typed.phone)), (_by_name, names.folded(typed.name))]
    if place is not None and len(place.inward) == 3:
        keys.append((_at_postcode, str(place)))
    for lookup, key in keys:
        if key:
            some = lookup.run(view.connection, key=key).fetchmany(_OF_EACH)
            yield from (_Row(*row) for row in some)
    terms = names.match_all(typed.name)
    if terms is not None and len(names.folded(typed.name)) >= SHORTEST_NAME:
        where = {"terms": terms, "most": _OF_EACH}
        yield from (_Row(*row) for row in view.connection.execute(_by_words, where))


def _evidence(typed: Details, row: _Row) -> float:
    """How much speaks for one household: 1 is the very name, or the telephone with some name.

    A name counts as it is alike; an address and a telephone add to it, and a whole postcode
    that is another one takes away, for two people may have one name.
    """
    name = max(_alike(typed.name, held) for held in (row.name, *(row.also or "").split("; ")))
    score = name
    if row.phone_key is not None and phones.key(typed.phone) == row.phone_key:
        score += 0.8
    if row.street and typed.street:
        at = streets.is_at(streets.read(typed.street), streets.read(row.street))
        score += 0.35 if at else -0.1
    typed_at, held_at = postcodes.read(typed.postcode), postcodes.read(row.postcode or "")
    if typed_at is not None and held_at is not None and len(typed_at.inward) == 3:
        score += 0.35 if typed_at == held_at else -0.2
    return score


def _alike(typed: str, held: str | None) -> float:
    words, kept = names.words(typed), names.words(held or "")
    return names.likeness(words, kept) if words and kept else 0.0
