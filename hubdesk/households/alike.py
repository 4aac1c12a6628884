"""Households that look like the same one twice: nearly the same name, at the same postcode.

A household that gave no name is like no other. Without a whole postcode only the very same
name counts, and only where nothing speaks against it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeGuard

from msgspec import Struct
from sqlalchemy import bindparam, func, select, text

from hubdesk.households import names, postcodes
from hubdesk.households.record import number_of
from hubdesk.households.sheet_row import Outcome, SheetRow
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import Phrase, translate

ALIKE: Final = 0.82
"""One slip in a first name of five letters, with the surname right, is still alike."""
SHARED: Final = 0.4
"""The share of three-letter terms below which comparing letter by letter is not worth it: two
slips in a name of eleven letters leave it at a half."""
NEIGHBOURS: Final = 60
"""Rows at one postcode with which a name is compared letter by letter: as many as live at most,
and a bound where a whole list gives one, as for people with no address. The very same name is
found however many there are."""
MOST_NAMESAKES: Final = 25

_first = household.alias("first")
_card = func.coalesce(
    select(_first.c.card).where(_first.c.id == household.c.merged_into).scalar_subquery(),
    household.c.card,
)
_at_postcode = Prepared(
    select(_card, household.c.name).where(
        household.c.postcode == bindparam("postcode"), household.c.name.is_not(None)
    )
)
_named = text(
    "SELECT coalesce(first.card, household.card), household.name, household.postcode"
    " FROM household_words"
    " JOIN household ON household.no = household_words.rowid"
    " LEFT JOIN household AS first ON first.id = household.merged_into"
    " WHERE household_words MATCH :terms LIMIT :most"
)


class Who(Struct, frozen=True):
    """A name and a postcode to compare, as they are kept."""

    name: str
    postcode: str


class Name(Struct, frozen=True):
    """A name cut into words and three-letter terms, to be compared with many."""

    words: tuple[str, ...]
    terms: frozenset[str]

    @classmethod
    def of(cls, name: str) -> Name:
        """The name of a household, in any spelling and script."""
        return cls(tuple(names.words(name)), frozenset(names.terms(name)))


def in_file(rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    """The rows, each doubted that looks like one above it."""
    seen: dict[str, deque[tuple[Name, int]]] = {}
    same: dict[tuple[str, tuple[str, ...]], int] = {}
    for row in rows:
        if row.outcome is Outcome.REFUSED or not row.details.name:
            yield row
            continue
        name, place = Name.of(row.details.name), _bucket(row.details.name, row.details.postcode)
        near = seen.setdefault(place, deque(maxlen=NEIGHBOURS))
        above = same.get((place, name.words))
        if above is None:
            above = next((line for held, line in near if are(name, held)), None)
            same[place, name.words] = row.line
            near.append((name, row.line))
        if above is None:
            yield row
        else:
            said = translate("sheet", "Looks like row {line} of this file.")
            yield row.doubted(Phrase(said, {"line": above}), double=True)


def in_hub(view: View, who: Sequence[Who]) -> list[str]:
    """For each, the number of a household here that looks the same; "" for none."""
    return [_here(view, each) for each in who]


def are(one: Name, other: Name) -> bool:
    """True for two names that may be one person's."""
    if one.words == other.words:
        return True
    if 2 * len(one.terms & other.terms) < SHARED * (len(one.terms) + len(other.terms)):
        return False
    words, held = list(one.words), list(other.words)
    return min(names.likeness(words, held), names.likeness(held, words)) >= ALIKE


def _here(view: View, who: Who) -> str:
    name = Name.of(who.name)
    if not name.words:
        return ""
    place = postcodes.read(who.postcode)
    if _is_whole(place):
        for card, held in _at_postcode.all(view.connection, postcode=str(place)):
            if are(name, Name.of(held)):
                return number_of(card)
    return _namesake(view, who.name, name, place)


def _namesake(view: View, text_: str, name: Name, place: postcodes.Postcode | None) -> str:
    if _is_whole(place):
        return ""
    where = {"terms": names.match_all(text_), "most": MOST_NAMESAKES}
    for card, held, postcode in view.connection.execute(_named, where) if where["terms"] else ():
        agrees = place is None or not postcode or postcodes.covers(place, postcode)
        if agrees and Name.of(held or "").words == name.words:
            return number_of(card)
    return ""


def _bucket(name: str, postcode: str) -> str:
    """What must be the same before two names are compared letter by letter."""
    place = postcodes.read(postcode)
    if _is_whole(place):
        return str(place)
    return names.folded(name)


def _is_whole(place: postcodes.Postcode | None) -> TypeGuard[postcodes.Postcode]:
    return place is not None and len(place.inward) == 3
