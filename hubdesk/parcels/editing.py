"""A parcel list while somebody changes it: each change gives a new list, and keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hubdesk.parcels.contents import SIZES, Change, Issued, ListedLine, Variant
from hubdesk.stock.measures import Measure

_with = msgspec.structs.replace


def written_out(line: ListedLine) -> list[int]:
    """A number for each of the sizes that the screen shows."""
    told = line.quantities[:SIZES] or [0]
    return told + [told[-1]] * (SIZES - len(told))


def with_number(line: ListedLine, people: int, number: int) -> ListedLine:
    """The line with another number for one size."""
    numbers = written_out(line)
    numbers[people - 1] = min(max(number, 0), line.most)
    return _with(line, quantities=numbers)


def measured(listed: Issued, line: bytes, now: Measure) -> Issued:
    """The list with a line counted another way: its numbers of packs become what they hold."""
    lines = [_measured(each, line, now) for each in listed.lines]
    variants = [
        Variant(each.chip, [_change_measured(change, line, now) for change in each.changes])
        for each in listed.variants
    ]
    return _with(listed, lines=lines, variants=variants)


def _change_measured(change: Change, line: bytes, now: Measure) -> Change:
    if change.put is None:
        return change
    return _with(change, put=_measured(change.put, line, now))


def _measured(each: ListedLine, line: bytes, now: Measure) -> ListedLine:
    return as_counted(each, now) if each.line == line else each


def as_counted(each: ListedLine, now: Measure) -> ListedLine:
    """A line's numbers as they are when it is counted like this."""
    if each.measure == now.of:
        return each
    was = Measure(each.measure, now.pack)
    numbers = [_as(number, was, now) for number in each.quantities]
    return _with(each, quantities=numbers, more=_as(each.more, was, now), measure=now.of)


def _as(number: int, was: Measure, now: Measure) -> int:
    return number if not (was.in_ones or now.in_ones) else now.of_packs(was.packs(number))


def with_note(line: ListedLine, people: int, note: str) -> ListedLine:
    """The line with another note for one size; none when it is empty."""
    notes = {size: told for size, told in line.notes.items() if size != people}
    return _with(line, notes=notes | {people: note} if note.strip() else notes)


def with_line(listed: Issued, at: int, line: ListedLine) -> Issued:
    """The list with one line as it is now."""
    return _with(listed, lines=[*listed.lines[:at], line, *listed.lines[at + 1 :]])


def with_more(listed: Issued, line: ListedLine, at: int) -> Issued:
    """The list with a line more, packed before the one at ``at``; at the end, last."""
    return _with(listed, lines=[*listed.lines[:at], line, *listed.lines[at:]])


def without_line(listed: Issued, at: int) -> Issued:
    """The list without a line. What chips say of it stays: it may come back."""
    return _with(listed, lines=[*listed.lines[:at], *listed.lines[at + 1 :]])


def moved(listed: Issued, at: int, by: int) -> Issued:
    """The list with a line packed sooner (-1) or later (+1), as far as it goes."""
    to = min(max(at + by, 0), len(listed.lines) - 1)
    line = listed.lines[at]
    return with_more(without_line(listed, at), line, to)


def changes_of(listed: Issued, chip: str) -> tuple[Change, ...]:
    """What a chip changes about the list."""
    return tuple(c for variant in listed.variants if variant.chip == chip for c in variant.changes)


def with_changes(listed: Issued, chip: str, changes: Sequence[Change]) -> Issued:
    """The list with other changes for a chip; with none, it says nothing of the chip."""
    others = [variant for variant in listed.variants if variant.chip != chip]
    own = [Variant(chip, list(changes))] if changes else []
    return _with(listed, variants=others + own)
