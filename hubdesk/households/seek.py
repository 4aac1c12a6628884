"""What was typed or scanned while looking for a household: a card, its last four, or words."""

from __future__ import annotations

import re

from msgspec import Struct
from sqlalchemy import bindparam, select

from hubdesk.binding import BoundKind, bound_to
from hubdesk.codes import own
from hubdesk.households import cards, find, groups, record
from hubdesk.households.find import Found
from hubdesk.households.record import Details, Household, shown
from hubdesk.households.tables import household
from hubdesk.journal.act import View

_LAST_FOUR = re.compile(r"([A-Za-z])?\s?([0-9]{4})")
_by_id = select(household).where(household.c.id == bindparam("id"))


class Hits(Struct, frozen=True):
    """The households that may be meant, and the text they were sought by.

    ``is_card`` is True when the text is a household's card, known here or not; ``is_dead``
    when another card took its place: then nobody is told whose it was. ``is_nobodys``: its
    household was erased.
    """

    text: str
    found: tuple[Found, ...]
    is_card: bool = False
    is_dead: bool = False
    is_nobodys: bool = False


class Told(Struct, frozen=True):
    """A household, and what it chose to tell."""

    household: Household
    details: Details


def seek(view: View, text: str) -> Hits:
    """Households that fit a text: by its card, the last four of one, or its words."""
    code = own.read(text)
    if code is not None:
        return by_card(view, text)
    ends = _LAST_FOUR.fullmatch(text.strip())
    if ends is None:
        return Hits(text, tuple(find.find(view, text)))
    by_number = find.by_last_four(view, ends[2], ends[1].upper() if ends[1] else None)
    # Four digits may be the number of a house as well.
    return Hits(text, tuple(by_number) or tuple(find.find(view, text)))


def by_card(view: View, text: str) -> Hits:
    """The household of a scanned card; two when laptops that never met drew the same code."""
    code = own.read(text)
    if code is None or code.kind is not own.Kind.HOUSEHOLD:
        return Hits(text, ())
    if cards.is_dead(view, code.text):
        return Hits(text, (), is_card=True, is_dead=True)
    if cards.is_nobodys(view, code.text):
        return Hits(text, (), is_card=True, is_nobodys=True)
    ids = [b.id for b in bound_to(view, code.text) if b.kind is BoundKind.HOUSEHOLD]
    rows = [view.connection.execute(_by_id, {"id": each}).first() for each in ids]
    return Hits(text, tuple(find.distinct(view, filter(None, rows))), is_card=True)


def told(view: View, subject: bytes) -> Told | None:
    """A household with what it told; None when it is not known here."""
    row = view.connection.execute(_by_id, {"id": groups.one_of(view, subject)}).first()
    return None if row is None else Told(shown(row), record.told(row))
