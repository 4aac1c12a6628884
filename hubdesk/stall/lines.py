"""How lines stand at the stall: some have a key of their own, some are never swapped."""

from __future__ import annotations

import re

from msgspec import Struct
from sqlalchemy import bindparam, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.stall import keyed
from hubdesk.stock.products import Product
from hubdesk.stock.records import LINE
from hubdesk.stock.tables import line
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

NEVER = "never"
ALWAYS = "always"
"""Somebody looked: this is no formula, whatever it is called."""

_FORMULA = re.compile(
    r"\bformula\b|\b(infant|baby|newborn|follow[ -]?on|growing[ -]?up|toddler)\b.*\bmilk\b"
)
"""Words on a pack of infant formula. Swapping it is refused even if nobody marked its line:
formula belongs to somebody's baby, sealed and in date (DHSC letter of January 2025)."""


class KeyedLine(Struct, frozen=True):
    """A line whose items are counted by a key of their own, such as C for cereal."""

    id: bytes
    name: str
    letter: str


_keyed = Prepared(
    select(line.c.id, line.c.name, line.c.stall)
    .where(line.c.stall.is_not(None))
    .order_by(line.c.stall, line.c.name, line.c.id)
)


_all = Prepared(select(line.c.id, line.c.name, line.c.stall))
_said_of = Prepared(select(line.c.stall, line.c.name).where(line.c.id == bindparam("id")))


def keyed_lines(view: View) -> list[KeyedLine]:
    """The lines that have a key, by letter; two laptops may have given one letter twice."""
    found: dict[str, KeyedLine] = {}
    for id_, name, letter in _keyed.all(view.connection):
        if len(letter) == 1:
            found.setdefault(letter, KeyedLine(id_, name, letter))
    return list(found.values())


def give_key(act: Act, line_id: bytes, letter: str) -> None:
    """Items of a line are counted by this letter; an empty one takes the key away."""
    letter = letter.strip().casefold()
    if letter and (len(letter) != 1 or not letter.isalpha() or letter in keyed.TENS):
        raise Refused(translate("stall", "A key is one letter, and not X. Choose another."))
    taken = {each.letter: each.id for each in keyed_lines(act)}
    if letter and taken.get(letter, line_id) != line_id:
        raise Refused(translate("stall", "That letter counts another line. Choose another."))
    act.note(LINE, line_id, {"stall": letter or None})


def never_swap(act: Act, line_id: bytes, never: bool) -> None:
    """A line is refused in every swap, or (somebody looked) it is not."""
    act.note(LINE, line_id, {"stall": NEVER if never else ALWAYS})


def never_swapped(view: View) -> frozenset[bytes]:
    """The lines that are in no swap, by their mark or else by their name."""
    return frozenset(
        id_
        for id_, name, said in _all.all(view.connection)
        if said == NEVER or (said is None and _FORMULA.search(name.casefold()))
    )


def is_never_swapped(view: View, product: Product) -> bool:
    """True for infant formula, by its line's mark or else by its name."""
    said, line_name = None, ""
    if product.line is not None:
        row = _said_of.one(view.connection, id=product.line)
        said, line_name = row or (None, "")
    if said is not None:
        return bool(said == NEVER)
    return bool(_FORMULA.search(f"{line_name} {product.name}".casefold()))
