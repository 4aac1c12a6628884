"""When a parcel meets a household's allergies, and what was settled about it before.

Nobody scans each tin of a standard parcel, so every product of a line that is on the shelf
here may be the one that is packed. One that states an allergen is a conflict to settle for
the line; one that states nothing is read before it is given. What was settled is remembered
with the allergies it was settled for, so that next week nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from hubdesk.households.allergens import Allergen
from hubdesk.stock.allergens import Meeting, meets
from hubdesk.stock.shelf import Stocked

LEAVE_OUT = "leave out"
OTHERS = "others"


class Settled(msgspec.Struct, frozen=True, array_like=True):
    """What was settled about one line: an action, for these allergies, and the packs read."""

    action: str = ""
    avoided: list[str] = []
    read: list[bytes] = []

    def holds(self, avoiding: frozenset[Allergen]) -> bool:
        """True when it was settled for all that the household avoids now."""
        return bool(self.action) and avoiding <= {Allergen(word) for word in self.avoided}

    def was_read(self, product: bytes, avoiding: frozenset[Allergen]) -> bool:
        """True when that pack was read with all of these allergies in mind."""
        return product in self.read and avoiding <= {Allergen(word) for word in self.avoided}


NOTHING = Settled()
"""What was settled when nothing was."""


class Pack(Struct, frozen=True):
    """A product by its name, as a person would look for it."""

    product: bytes
    name: str


class Conflict(Struct, frozen=True):
    """Goods of a line state an allergen that the household avoids."""

    stating: tuple[Pack, ...]
    allergens: tuple[Allergen, ...]
    others: tuple[Pack, ...]
    """Packs of the same line here that do not state it: they may be given instead."""


class Verdict(Struct, frozen=True):
    """What may go in of a line, what must be settled, and which packs must be read."""

    allowed: tuple[Stocked, ...]
    conflict: Conflict | None = None
    to_read: tuple[Pack, ...] = ()
    left_out: bool = False


def judge(stocked: Iterable[Stocked], avoiding: frozenset[Allergen], settled: Settled) -> Verdict:
    """Looks at every product of a line here against what a household avoids."""
    there = tuple(stocked)
    if not avoiding:
        return Verdict(there)
    meeting = {s.product: meets(s.stated, avoiding) for s in there}
    stating = tuple(s for s in there if meeting[s.product] is Meeting.CONFLICT)
    allowed = tuple(s for s in there if meeting[s.product] is not Meeting.CONFLICT)
    to_read = tuple(
        Pack(s.product, s.name)
        for s in allowed
        if meeting[s.product] is Meeting.READ_THE_PACK and not settled.was_read(s.product, avoiding)
    )
    if not stating or (settled.holds(avoiding) and settled.action == OTHERS):
        return Verdict(allowed, None, to_read)
    if settled.holds(avoiding):
        return Verdict((), left_out=True)
    named = {a for s in stating for a in s.stated.allergens & avoiding}
    conflict = Conflict(
        tuple(Pack(s.product, s.name) for s in stating),
        tuple(sorted(named)),
        tuple(Pack(s.product, s.name) for s in allowed),
    )
    return Verdict(allowed, conflict, to_read)


def kept(choice: Settled) -> bytes:
    """A choice as it is remembered."""
    return msgspec.msgpack.encode(choice)


def recalled(raw: bytes | None) -> Settled:
    """A choice as it was remembered; nothing settled when there is none."""
    return NOTHING if raw is None else msgspec.msgpack.decode(raw, type=Settled)
