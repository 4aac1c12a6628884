"""Keeping a parcel list that somebody changed, whole and once, and asking for it to change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct, field

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.parcels import lists
from hubdesk.parcels.contents import SIZES, Change, Issued, ListedLine, Variant
from hubdesk.parcels.lists import Version
from hubdesk.stock import measures, measuring, products
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.products import EACH
from hubdesk.told import one_line
from hubdesk.volunteers import serving
from hubdesk.wording import translate

LONGEST = 80
"""More of a unit or a note would stand in nobody's way to reading it."""


class Goods(Struct, frozen=True):
    """A line of goods as it can be chosen for a list."""

    name: str
    unit: str = ""
    measure: Measure = ONES


class ToEdit(Struct, frozen=True):
    """The standard list in all its versions, the newest first, and what they speak of: every
    line of goods here by its id, and who kept which version, as far as they said so."""

    versions: tuple[Version, ...] = ()
    goods: Mapping[bytes, Goods] = field(default_factory=dict)
    kept_by: Mapping[bytes, tuple[str, ...]] = field(default_factory=dict)

    @property
    def now(self) -> Version | None:
        """The version that is packed by."""
        return self.versions[0] if self.versions else None


def to_edit(view: View) -> ToEdit:
    """Everything that is needed to change the list."""
    goods = {
        line.id: Goods(line.name, line.unit, measures.of_line(line))
        for line in products.lines(view)
    }
    versions = lists.versions(view)
    return ToEdit(versions, goods, serving.names(view, [each.by for each in versions]))


def save(
    act: Act,
    told: Issued,
    seen: Ref | None,
    fresh: Mapping[bytes, str] | None = None,
    packs: Mapping[bytes, int] | None = None,
) -> bool:
    """Packs by this list from now on; False when it says what the list says already.

    ``seen`` is the version that was changed; ``fresh`` names lines of goods that are new here,
    ``packs`` tells what a pack holds of those that are measured from now on.
    Raises Refused when a line could not be packed as told, or somebody kept another version.
    """
    now = next(iter(lists.versions(act)), None)
    if now is not None and now.ref != seen:
        raise Refused(
            translate(
                "parcels",
                "Somebody else changed the list meanwhile. Leave without saving, then change it.",
            )
        )
    goods = {line.id: line.name for line in products.lines(act)} | dict(fresh or {})
    kept = _tidy(told)
    _check(kept, goods)
    if now is not None and now.contents == kept:
        return False
    for line, name in (fresh or {}).items():
        if line in kept.named():
            _open_line(act, line, name, kept)
    for each in _listed(kept):
        _say_measure(act, each, packs or {})
    lists.issue(act, lists.STANDARD, kept.name, kept.lines, kept.variants)
    return True


def _listed(kept: Issued) -> list[ListedLine]:
    """Every line with its numbers, for everybody and for chips."""
    put = [c.put for variant in kept.variants for c in variant.changes if c.put is not None]
    return [*kept.lines, *put]


def _say_measure(act: Act, each: ListedLine, packs: Mapping[bytes, int]) -> None:
    """A line is counted as the list counts it; refused once it is in the book another way."""
    was = measures.of_line(products.line_by_id(act, each.line))
    if was.of != each.measure:
        measuring.say(act, each.line, Measure(each.measure, packs.get(each.line, was.pack)))


def _open_line(act: Act, line: bytes, name: str, kept: Issued) -> None:
    told = one_line(name)
    if not told or len(told) > LONGEST:
        raise Refused(translate("parcels", "Type a short name for the new line."))
    unit = next((each.unit for each in kept.lines if each.line == line), "")
    position = 1 + len(products.lines(act))
    products.note_line(act, line, name=told, unit=unit, position=position)


def _tidy(told: Issued) -> Issued:
    lines = [_tidy_line(each) for each in told.lines]
    variants = [
        Variant(each.chip, [_tidy_change(change) for change in each.changes])
        for each in told.variants
        if each.changes
    ]
    return Issued(one_line(told.name), lines, variants)


def _tidy_change(change: Change) -> Change:
    return Change(change.out, None if change.put is None else _tidy_line(change.put))


def _tidy_line(line: ListedLine) -> ListedLine:
    notes = {size: one_line(note) for size, note in sorted(line.notes.items()) if note.strip()}
    unit, note = one_line(line.unit), one_line(line.note)
    return msgspec.structs.replace(line, unit=unit, note=note, notes=notes)


def _check(kept: Issued, goods: Mapping[bytes, str]) -> None:
    if not kept.lines:
        raise Refused(translate("parcels", "A list needs a line. Add one, then save."))
    twice = _twice(each.line for each in kept.lines)
    if twice is not None:
        raise _wrong(translate("parcels", "{name} is on the list twice. Remove one."), twice, goods)
    for line in kept.lines:
        _check_line(line, goods)
    counted = {line.line: line.measure for line in kept.lines}
    for variant in kept.variants:
        _check_variant(variant, goods, counted)


def _check_variant(
    variant: Variant, goods: Mapping[bytes, str], counted: Mapping[bytes, str]
) -> None:
    for change in variant.changes:
        if change.put is not None:
            other = change.out is not None and counted.get(change.out, EACH) != change.put.measure
            if change.as_many and other:
                said = translate(
                    "parcels", "{name}: it is counted another way. Choose Own numbers for it."
                )
                raise _wrong(said, change.put.line, goods)
            _check_line(change.put, goods)
            if change.put.line == change.out:
                said = translate("parcels", "{name} is swapped for itself. Choose another.")
                raise _wrong(said, change.put.line, goods)
    twice = _twice(change.out for change in variant.changes if change.out is not None)
    if twice is not None:
        said = translate("parcels", "{name} is left out twice for one chip. Remove one.")
        raise _wrong(said, twice, goods)


def _check_line(line: ListedLine, goods: Mapping[bytes, str]) -> None:
    numbers = [*line.quantities, line.more]
    if len(line.quantities) > SIZES or not all(0 <= each <= line.most for each in numbers):
        said = translate("parcels", "{name}: a number is from 0 to 99. Correct it, then save.")
        raise _wrong(said, line.line, goods)
    if line.more_per < 1 or not all(1 <= size <= SIZES for size in line.notes):
        said = translate("parcels", "{name}: sizes are from 1 to 10. Correct it, then save.")
        raise _wrong(said, line.line, goods)
    if any(len(words) > LONGEST for words in (line.unit, line.note, *line.notes.values())):
        said = translate("parcels", "{name}: the unit or note is too long. Shorten it, then save.")
        raise _wrong(said, line.line, goods)


def _twice(ids: Iterable[bytes]) -> bytes | None:
    return next((each for each, times in Counter(ids).items() if times > 1), None)


def _wrong(said: str, line: bytes, goods: Mapping[bytes, str]) -> Refused:
    return Refused(said, name=goods.get(line, ""))
