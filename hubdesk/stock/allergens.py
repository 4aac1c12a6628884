"""What a pack states about allergens, and what that means for a household.

What a product holds is *stated* only when somebody read it from the pack or a catalogue
did; silence is never taken for "free from".
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.households.allergens import Allergen
from hubdesk.wording import translate


class Stated(Struct, frozen=True):
    """What a pack is known to hold. ``known`` False: nobody has read it yet."""

    allergens: frozenset[Allergen] = frozenset()
    known: bool = True


_IN_PART: Final = "?"
UNKNOWN = Stated(known=False)
"""The allergens of a pack that nobody has read."""


class Meeting(StrEnum):
    """What happens when a product meets a household's allergies."""

    CONFLICT = "conflict"
    READ_THE_PACK = "read the pack"
    CLEAR = "clear"


def meets(stated: Stated, avoided: Iterable[Allergen]) -> Meeting:
    """CONFLICT when the pack states one that is avoided, READ_THE_PACK when it states nothing.

    A household that avoids nothing is always CLEAR. A pack only part of which was read
    (``known`` False, yet some allergens noted) still conflicts.
    """
    avoiding = frozenset(avoided)
    if not avoiding:
        return Meeting.CLEAR
    if not stated.allergens.isdisjoint(avoiding):
        return Meeting.CONFLICT
    return Meeting.CLEAR if stated.known else Meeting.READ_THE_PACK


def read_stated(text: str) -> Stated:
    """Allergens from a table cell: ``milk;soya``, ``none``, or empty for "nobody has read it".

    Raises Refused when a word is none of the fourteen.
    """
    words = [word.strip().casefold() for word in text.split(";") if word.strip()]
    if not words:
        return UNKNOWN
    if words == ["none"]:
        return Stated()
    return Stated(frozenset(_allergen(word) for word in words))


def _allergen(word: str) -> Allergen:
    try:
        return Allergen(word)
    except ValueError:
        raise Refused(
            translate("allergens", "{word} is none of the 14 allergens. Check its spelling."),
            word=word,
        ) from None


@lru_cache(maxsize=1024)
def kept_stated(text: str | None) -> Stated:
    """What a product row keeps: None while nobody has read the pack, else words with commas.

    ``?`` among them: these are some of what it holds, and nobody has read it to its end.
    """
    if text is None:
        return UNKNOWN
    words = set(filter(None, text.split(",")))
    return Stated(frozenset(map(Allergen, words - {_IN_PART})), known=_IN_PART not in words)


def kept_text(stated: Stated) -> str | None:
    """The words that a product row keeps."""
    if not stated.known:
        return ",".join([_IN_PART, *sorted(stated.allergens)]) if stated.allergens else None
    return ",".join(sorted(stated.allergens))
