"""Finds a household without its card: a name spelled roughly, a street, a postcode, or the
last four of the card. Names leave this module only while somebody is searching."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, select, text

from hubdesk.households import names, postcodes, streets
from hubdesk.households.record import Household, shown
from hubdesk.households.tables import LAST_FOUR, household
from hubdesk.journal.act import View
from hubdesk.security.roles import Role, require

MOST_SHOWN = 20
LIKE_ENOUGH = 0.5
"""Two slips in a name of six letters are still like it; "Kaz" is not like "Kowalsky"."""


class Found(Struct, frozen=True):
    """A household that may be the one that is meant, with what tells it from the others.

    ``also`` is another name by which it was found: of one that was merged into it.
    """

    household: Household
    name: str
    street: str
    postcode: str
    also: str = ""


_MATCHING = (
    "SELECT household.* FROM household_words"
    " JOIN household ON household.no = household_words.rowid"
    " WHERE household_words MATCH :terms"
)
_by_words = text(f"{_MATCHING} ORDER BY rank LIMIT :most")
_some_by_words = text(f"{_MATCHING} LIMIT :most")
_know_terms = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.household_terms"
    " USING fts5vocab(main, household_words, row)"
)
"""A view of the index itself, for this connection: nothing is written to the hub's file."""
_rows_with = text("SELECT term, doc FROM temp.household_terms WHERE term IN :terms").bindparams(
    bindparam("terms", expanding=True)
)
_by_id = select(household).where(household.c.id == bindparam("id"))
_by_last_four = (
    select(household)
    .where(bindparam("digits") == LAST_FOUR, household.c.card.startswith("H"))
    .order_by(household.c.no.desc())
    .limit(MOST_SHOWN)
)


def find(view: View, words: str) -> list[Found]:
    """Households that fit what was typed, the likeliest first; none for too few letters.

    Raises NotTrusted for a young member: whoever seeks by name is told names.
    """
    require(view, Role.COUNTER)
    rows_with = _counted(view, names.terms(words))
    all_of, any_of = names.match_all(words), names.match_any(words, rows_with)
    rows: dict[int, Any] = {}
    # When the rarest term alone is in most names, ranking them all would tell nothing.
    common = min(rows_with.values(), default=0) > names.MOST_ROWS
    for terms, chosen in ((all_of, _by_words), (any_of, _some_by_words if common else _by_words)):
        if terms is not None:
            where = {"terms": terms, "most": names.MOST_CANDIDATES}
            rows |= {row.no: row for row in view.connection.execute(chosen, where)}
    return distinct(view, _ordered(words, list(rows.values())))[:MOST_SHOWN]


def by_last_four(view: View, digits: str, kind: str | None = None) -> list[Found]:
    """Households whose card ends in these four digits, the newest first."""
    if kind not in (None, "H") or len(digits) != 4 or not digits.isascii() or not digits.isdigit():
        return []
    rows = view.connection.execute(_by_last_four, {"digits": digits})
    return distinct(view, rows)


def _counted(view: View, terms: list[str]) -> dict[str, int]:
    """How many households have each term in their words; those of nobody are left out."""
    if not terms:
        return {}
    view.connection.execute(_know_terms)
    found = view.connection.execute(_rows_with, {"terms": terms})
    return {row.term: row.doc for row in found}


def _ordered(words: str, rows: list[Any]) -> list[Any]:
    typed_postcode = postcodes.read(words)
    typed_street = streets.read(words)
    placed = [
        row
        for row in rows
        if (typed_postcode is not None and postcodes.covers(typed_postcode, row.postcode or ""))
        or (row.street and streets.is_at(typed_street, streets.read(row.street)))
    ]
    known = [(name, row) for row in rows for name in _names(row)]
    named = names.closest(words, known, len(known), LIKE_ENOUGH)
    if typed_postcode is not None or typed_street.numbers:
        ordered = [*placed, *named]
    else:
        ordered = [*named, *placed]
    unique = {row.no: row for row in ordered}
    return list(unique.values())


def _names(row: Any) -> list[str]:
    return [row.name or "", *filter(None, (row.also or "").split("; "))]


def distinct(view: View, rows: Iterable[Any]) -> list[Found]:
    """The households of some rows, in that order, those that were merged as one.

    Somebody who is not to see names is told the numbers alone.
    """
    unique: dict[bytes, Found] = {}
    names_too = view.role.may(Role.COUNTER)
    for row in rows:
        first = row if row.merged_into is None else _standing(view, row.merged_into)
        also = first.also or ("" if row.name in (None, first.name) else row.name)
        told = (first.name or "", first.street or "", first.postcode or "")
        found = Found(shown(first), *told, also) if names_too else Found(shown(first), "", "", "")
        unique.setdefault(first.id, found)
    return list(unique.values())


def _standing(view: View, id_: bytes) -> Any:
    """The row that stands for one that was merged."""
    return view.connection.execute(_by_id, {"id": id_}).one()
