"""From a parcel list to one parcel: what goes in for so many people with these chips.

What any chip of a household leaves out stays out, whatever another chip swaps or adds. Where
two things ask for the same line: a swap gives as many more, for the food it stands for is
gone; numbers of a list's own say how many altogether, so that the larger one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.households.diet import Chip, held
from hubdesk.parcels.contents import SIZES, Change, Issued, ListedLine, Variant
from hubdesk.stock.measures import Measure
from hubdesk.stock.products import EACH

MOST_OF_ONE = 999
"""No parcel holds more of one line, whatever a damaged list says."""


class Wanted(Struct, frozen=True):
    """What a parcel for one household should hold of a line.

    ``quantity`` is 1 for what is as required: so many are added with one key.
    """

    line: bytes
    quantity: int
    unit: str = ""
    note: str = ""
    optional: bool = False
    as_required: bool = False
    measure: str = EACH

    @property
    def asked(self) -> int:
        """How many are packed without anybody asking for them."""
        return 0 if self.optional or self.as_required else self.quantity


def packed(contents: Issued, people: int, chips: Iterable[str] = ()) -> tuple[Wanted, ...]:
    """A parcel by this list, in the order it is packed, no line twice.

    A list that names a line twice asks for both together.
    """
    if people < 1:
        return ()
    changes = [each for chip in held(chips) for each in _changes(contents.variants, chip)]
    out = {change.out for change in changes if change.out is not None}
    stays = {each.line for each in contents.lines} - out
    parcel: dict[bytes, Wanted] = {}
    later: list[tuple[Wanted, bool]] = []
    for each in contents.lines:
        meant = wanted(each, people)
        if each.line not in out:
            _put(parcel, meant, adds=True)
            continue
        swap = _swap(changes, each.line, out)
        if swap is None or swap.put is None or meant is None:
            continue
        instead = _as_many(meant, swap.put) if swap.as_many else wanted(swap.put, people)
        if instead is not None and instead.line in stays:
            later.append((instead, swap.as_many))
        else:
            _put(parcel, instead, adds=swap.as_many)
    for instead, adds in later:
        _put(parcel, instead, adds=adds)
    for change in changes:
        if change.out is None and change.put is not None and change.put.line not in out:
            _put(parcel, wanted(change.put, people), adds=False)
    return tuple(parcel.values())


def left_out(contents: Issued, chips: Iterable[str]) -> dict[bytes, Chip]:
    """The lines that a household with these chips is not packed, and which chip says so."""
    found: dict[bytes, Chip] = {}
    for chip in held(chips):
        for change in _changes(contents.variants, chip):
            if change.out is not None:
                found.setdefault(change.out, chip)
    return found


def wanted(listed: ListedLine, people: int) -> Wanted | None:
    """What a line alone asks for; None when it asks for nothing at this size."""
    quantity = 1 if listed.as_required else number(listed, people)
    if quantity < 1:
        return None
    note = listed.note
    if listed.notes:
        note = _noted(listed.notes.get(min(people, SIZES), ""), note)
    asked = (listed.optional, listed.as_required, listed.measure)
    return Wanted(listed.line, quantity, listed.unit, note, *asked)


def number(listed: ListedLine, people: int) -> int:
    """How many a list says for a size, with what each person beyond the last gets."""
    written = listed.quantities
    if not written or people < 1:
        return 0
    beyond = max(people - len(written), 0)
    more = max(listed.more, 0) * (beyond // max(listed.more_per, 1))
    return min(max(written[min(people, len(written)) - 1], 0) + more, _most(listed.measure))


def _most(measure: str) -> int:
    return Measure(measure).most(MOST_OF_ONE)


def _changes(variants: Sequence[Variant], chip: Chip) -> list[Change]:
    """What one chip changes."""
    return [change for each in variants if each.chip == chip for change in each.changes]


def _swap(changes: Sequence[Change], line: bytes, out: set[bytes]) -> Change | None:
    """What a line is swapped for: the first that no chip leaves out."""
    for change in changes:
        if change.out == line and change.put is not None and change.put.line not in out:
            return change
    return None


def _as_many(meant: Wanted, put: ListedLine) -> Wanted:
    quantity = meant.quantity
    if meant.measure != put.measure:
        # A list is not kept like this; one of another laptop may be.
        quantity = Measure(put.measure).of_packs(Measure(meant.measure).packs(quantity))
    return replace(
        meant,
        line=put.line,
        quantity=quantity,
        unit=put.unit,
        note=put.note,
        optional=meant.optional or put.optional,
        measure=put.measure,
    )


def _put(parcel: dict[bytes, Wanted], more: Wanted | None, *, adds: bool) -> None:
    """Puts something in, together with what is asked of the same line."""
    if more is None:
        return
    before = parcel.get(more.line)
    parcel[more.line] = more if before is None else _together(before, more, adds=adds)


def _together(one: Wanted, other: Wanted, *, adds: bool) -> Wanted:
    """Two askings for a line as one: what is packed for sure goes before what is offered."""
    if _sureness(one) != _sureness(other):
        surer = max(one, other, key=_sureness)
        quantity = surer.quantity
    else:
        surer = one
        numbers = (one.quantity, other.quantity)
        quantity = sum(numbers) if adds and not one.as_required else max(numbers)
    note = _noted(one.note, other.note)
    unit = one.unit or other.unit
    return replace(surer, quantity=min(quantity, _most(surer.measure)), unit=unit, note=note)


def _noted(first: str, other: str) -> str:
    """Two notes as one, nothing said twice."""
    return ". ".join(dict.fromkeys(filter(None, (first, other))))


def _sureness(each: Wanted) -> int:
    return 2 if each.asked else 1 if not each.as_required else 0
