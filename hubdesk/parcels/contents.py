"""What a parcel list says: its lines by household size, and what chips change about them.

A line has a number for 1, 2, … 10 people and a rule for each person beyond, or no number at
all: *as required*. What it says is kept as it was told; ``hubdesk.parcels.packing`` makes a
parcel of it.
"""

from __future__ import annotations

from typing import Final

import msgspec

from hubdesk.journal.operations import Body
from hubdesk.stock.measures import Measure
from hubdesk.stock.products import EACH

SIZES: Final = 10
"""A list is written out for up to this many people."""

MOST_PACKS: Final = 99
"""More of one thing than this on a list is a slip of the finger."""


class ListedLine(msgspec.Struct, frozen=True, array_like=True):
    """One line of a list: how many for 1, 2, … people, the last for any more.

    Each ``more_per`` people beyond the last size get ``more`` besides. ``notes`` holds a word
    to the packer for some sizes, ``note`` one for all. An ``optional`` line is offered and
    not packed until somebody adds it; an ``as_required`` one has no number. Its numbers are
    in ``measure``: packs, or g or ml of a line that was counted so when it was listed.
    """

    line: bytes
    quantities: list[int]
    unit: str = ""
    note: str = ""
    optional: bool = False
    as_required: bool = False
    more: int = 0
    more_per: int = 1
    notes: dict[int, str] = {}
    measure: str = EACH

    @property
    def most(self) -> int:
        """More of it on a list than this is a slip of the finger."""
        return Measure(self.measure).most(MOST_PACKS)


class Change(msgspec.Struct, frozen=True, array_like=True):
    """What a chip changes: a line goes ``out``, another is ``put`` in, or one for the other.

    What is put in with no numbers comes as many as what it stands for; its own numbers say
    how many there are altogether.
    """

    out: bytes | None = None
    put: ListedLine | None = None

    @property
    def as_many(self) -> bool:
        """True when what is put in has no number of its own."""
        return self.put is not None and not self.put.quantities and not self.put.as_required


class Variant(msgspec.Struct, frozen=True, array_like=True):
    """What a household with a chip is packed otherwise; see ``hubdesk.households.diet``."""

    chip: str
    changes: list[Change]


class Issued(Body, frozen=True, array_like=True):
    """A list is packed like this from now on; earlier versions stay in the journal.

    ``after`` are the versions it was made from, none for a first one; None is what an earlier
    Hubdesk wrote.
    """

    name: str
    lines: list[ListedLine]
    variants: list[Variant] = msgspec.field(default_factory=list)
    after: list[tuple[bytes, int]] | None = None

    def named(self) -> set[bytes]:
        """Every line of goods that the list speaks of."""
        changes = [change for variant in self.variants for change in variant.changes]
        said = {each.line for each in self.lines}
        said |= {change.out for change in changes if change.out is not None}
        return said | {change.put.line for change in changes if change.put is not None}
