"""The lines and parcel list a hub starts with, read from a file that a person can edit.

The file says, line by line, how many packs go to 1, 2, 3 … 10 people; more than ten get what
ten get. It also says for whom a line is, or is not, by the chips of ``hubdesk.households``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct, field

from hubdesk import resources
from hubdesk.errors import Refused
from hubdesk.households.diet import Chip
from hubdesk.journal import identity
from hubdesk.parcels.contents import MOST_PACKS, SIZES, Change, Issued, ListedLine, Variant
from hubdesk.stock.dates import DateKind
from hubdesk.stock.foods import Food
from hubdesk.wording import translate


class StarterLine(Struct, frozen=True):
    """One kind of goods, such as baked beans, and how many packs each size of household gets.

    ``packs`` holds a number for 1 to 10 people; ``notes`` a word to the packer for some sizes;
    ``tile`` the name of its button's icon, or nothing when it has barcodes; ``instead`` the
    keys of lines to offer when there is none. ``weight_g`` is one pack's. ``optional``,
    ``as_required``, ``more`` and ``more_per`` are as in ``hubdesk.parcels.contents``;
    ``swapped_by`` names the line that is packed in its place, by chip; ``stall`` is its key at
    the stall.
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
    swapped_by: Mapping[Chip, str] = field(default_factory=dict)
    optional: bool = False
    as_required: bool = False
    more: int = 0
    more_per: int = 1
    food: Food | None = None
    stall: str = ""

    def listed(self) -> ListedLine:
        """The line as it stands on a parcel list."""
        return ListedLine(
            line_id(self.key),
            list(self.packs),
            self.unit,
            self.note,
            self.optional,
            self.as_required,
            self.more,
            self.more_per,
            dict(self.notes),
        )


class StarterList(Struct, frozen=True):
    """A named parcel list: its lines, in the order they are packed."""

    name: str
    lines: tuple[StarterLine, ...]

    def line(self, key: str) -> StarterLine:
        """The line with this key; raises KeyError when there is none."""
        return {line.key: line for line in self.lines}[key]

    def contents(self) -> Issued:
        """The list as it is issued: what is for everybody, and what chips change about it.

        A line with no number for any size is one to choose from and on no list.
        """
        for_all = (line for line in self.lines if not line.only_for)
        lines = [line.listed() for line in for_all if any(line.packs) or line.as_required]
        variants = (Variant(chip.value, self._changes(chip)) for chip in Chip)
        return Issued(self.name, lines, [each for each in variants if each.changes])

    def _changes(self, chip: Chip) -> list[Change]:
        changes = []
        for line in self.lines:
            if chip in line.swapped_by:
                instead = self.line(line.swapped_by[chip])
                put = ListedLine(line_id(instead.key), [], instead.unit, instead.note)
                changes.append(Change(line_id(line.key), put))
            elif chip in line.left_out_by:
                changes.append(Change(line_id(line.key)))
        added = (line for line in self.lines if chip in line.only_for)
        return changes + [Change(put=line.listed()) for line in added]


def line_id(key: str) -> bytes:
    """The id of a starter line: the same on every laptop."""
    return identity.named("line", key)


@cache
def starter_list() -> StarterList:
    """The list that is shipped with Hubdesk, read once."""
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
    swaps = set(line.swapped_by.values())
    if not keys.issuperset(swaps) or line.key in swaps:
        raise _wrong(line.key, translate("parcels", "swapped_by names a line that is not there"))
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
