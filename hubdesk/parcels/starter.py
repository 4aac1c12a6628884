"""The lines and parcel list a hub starts with, read from a file that a person can edit.

The file says, line by line, how many packs go to 1, 2, 3 … 10 people; more than ten get what
ten get. It also says for whom a line is, or is not, by the chips of ``hubdesk.households``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from hubdesk import resources
from hubdesk.errors import Refused
from hubdesk.households.diet import Chip
from hubdesk.stock.dates import DateKind
from hubdesk.wording import translate

SIZES = 10
"""A parcel list is written out for up to this many people."""

MOST_PACKS = 99
"""More of one thing than this in one parcel is a slip of the pen."""


@dataclass(frozen=True)
class StarterLine:
    """One kind of goods, such as baked beans, and how many packs each size of household gets.

    ``packs`` holds a number for 1 to 10 people; ``notes`` a word to the packer for some sizes;
    ``tile`` the name of its button's icon, or nothing when it has barcodes; ``instead`` the
    keys of lines to offer when there is none. ``weight_g`` is one pack's.
    """

    key: str
    name: str
    unit: str
    shelf: str
    weight_g: int
    packs: tuple[int, ...]
    date_kind: DateKind | None = None
    note: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
    tile: str = ""
    instead: tuple[str, ...] = ()
    only_for: frozenset[Chip] = frozenset()
    left_out_by: frozenset[Chip] = frozenset()

    def packs_for(self, people: int) -> int:
        """How many packs for so many people, at least one person."""
        return self.packs[min(max(people, 1), SIZES) - 1]

    def note_for(self, people: int) -> str:
        """What to tell the packer, for this size and for all."""
        own = self.notes.get(min(max(people, 1), SIZES), "")
        return ". ".join(note for note in (own, self.note) if note)

    def is_for(self, chips: Iterable[Chip]) -> bool:
        """True when a household with these chips gets this line."""
        held = frozenset(chips)
        wanted = not self.only_for or not self.only_for.isdisjoint(held)
        return wanted and self.left_out_by.isdisjoint(held)


@dataclass(frozen=True)
class StarterList:
    """A named parcel list: its lines, in the order they are packed."""

    name: str
    lines: tuple[StarterLine, ...]

    def line(self, key: str) -> StarterLine:
        """The line with this key; raises KeyError when there is none."""
        return {line.key: line for line in self.lines}[key]

    def parcel(self, people: int, chips: Iterable[Chip] = ()) -> list[tuple[StarterLine, int]]:
        """What goes into a parcel for so many people: each line and its number of packs."""
        held = frozenset(chips)
        meant = ((line, line.packs_for(people)) for line in self.lines if line.is_for(held))
        return [(line, packs) for line, packs in meant if packs]


def starter_list() -> StarterList:
    """The list that is shipped with Hubdesk."""
    return read(resources.path("parcel-lists", "starter.toml"))


def read(file: Path) -> StarterList:
    """A parcel list from a file. Raises Refused, naming the line, when it does not hold."""
    try:
        return understand(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as failure:
        raise _unreadable(str(failure)) from failure


def understand(text: str) -> StarterList:
    """A parcel list from the text of its file. Raises Refused as ``read`` does."""
    try:
        found = msgspec.convert(tomllib.loads(text), StarterList, str_keys=True)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as failure:
        raise _unreadable(str(failure)) from failure
    keys = {line.key for line in found.lines}
    if len(keys) < len(found.lines):
        raise _wrong("", translate("parcels", "two lines have the same key"))
    for line in found.lines:
        _check(line, keys)
    return found


def _check(line: StarterLine, keys: set[str]) -> None:
    if not (line.key and line.name and line.unit):
        raise _wrong(line.key, translate("parcels", "key, name and unit are needed"))
    if len(line.packs) != SIZES:
        raise _wrong(line.key, translate("parcels", "packs needs ten numbers"))
    if not all(0 <= packs <= MOST_PACKS for packs in line.packs):
        raise _wrong(line.key, translate("parcels", "packs are numbers from 0 to 99"))
    if line.weight_g <= 0:
        raise _wrong(line.key, translate("parcels", "weight_g is the weight of one, in grams"))
    if not keys.issuperset(line.instead) or line.key in line.instead:
        raise _wrong(line.key, translate("parcels", "instead names a line that is not there"))
    if not all(1 <= size <= SIZES for size in line.notes):
        raise _wrong(line.key, translate("parcels", "notes are for 1 to 10 people"))


def _unreadable(why: str) -> Refused:
    return Refused(
        translate("parcels", "The parcel list cannot be read: {why}. Correct it there."), why=why
    )


def _wrong(key: str, why: str) -> Refused:
    return Refused(
        translate("parcels", "Parcel list, line “{key}”: {why}. Correct the file, then try again."),
        key=key,
        why=why,
    )
