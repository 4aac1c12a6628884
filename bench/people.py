"""The made-up households of a benchmark hub. Nobody in here exists."""

from __future__ import annotations

import random

from msgspec import Struct

from bench.writing import Writer
from hubdesk.binding import BoundKind
from hubdesk.codes import own
from hubdesk.households.kinds import NOTED, OPENED, SIZED, Opened
from hubdesk.households.names import folded, indexed

ALLERGENS = ("milk", "peanuts", "eggs", "nuts")
TELL_A_NAME = 0.3
HAVE_AN_ALLERGY = 0.1
_STARTS = ("Ba", "Ca", "Da", "Fa", "Ha", "Ja", "Ka", "La", "Ma", "Na", "Pa", "Ra", "Sa", "Ta")
_MIDDLES = ("rri", "lli", "ndo", "mme", "ssa", "tti", "vve", "nna", "cko", "lde", "rne", "sto")
_ENDS = ("son", "ton", "ley", "man", "ford", "wick", "by", "dale", "worth", "shaw", "ham")


class Made(Struct, frozen=True):
    """What a collection copies of a household."""

    id: bytes
    card: str
    adults: int
    children: int


def add(writer: Writer, number: int) -> Made:
    """One household: always a size and a card, sometimes a name and an allergy."""
    rng = writer.rng
    adults, children = rng.randint(1, 3), rng.randint(0, 4)
    made = Made(rng.randbytes(16), own.draw(own.Kind.HOUSEHOLD, rng), adults, children)
    writer.operation(OPENED, Opened(made.card), made.id)
    kind = BoundKind.HOUSEHOLD
    writer.rows.add("bound_code", made.card, made.id, writer.position, kind)
    writer.fields(SIZED, made.id, {"adults": adults, "children": children})
    told: dict[str, str] = {}
    if rng.random() < TELL_A_NAME:
        told = _told(rng)
        writer.fields(NOTED, made.id, told)
        words = filter(None, map(indexed, (told["name"], told["street"])))
        writer.rows.add("household_words", number, " ".join(words))
    lies_open = [told.get(n) for n in ("name", "street", "postcode", "phone", "diet", "allergies")]
    name_key = folded(told["name"]) if "name" in told else None
    row = (number, made.id, made.card, adults, children, None, *lies_open)
    row += (None, name_key, None, None, None)
    writer.rows.add("household", *row)
    return made


def _told(rng: random.Random) -> dict[str, str]:
    family = rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)
    first = rng.choice(_STARTS) + rng.choice(_MIDDLES)
    allergy = rng.choice(ALLERGENS) if rng.random() < HAVE_AN_ALLERGY / TELL_A_NAME else None
    street = f"{rng.randint(1, 200)} {rng.choice(_STARTS)}{rng.choice(_ENDS)} Street"
    told = {"name": f"{first} {family}", "street": street}
    return told | {"allergies": allergy} if allergy else told
