"""Versions of a parcel list beside each other: only what they do not say alike."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hubdesk.journal.act import View
from hubdesk.parcels.contents import Issued, ListedLine
from hubdesk.stock import products


class Row(Struct, frozen=True):
    """A line of goods in one version, None where that leaves it out."""

    name: str
    listed: ListedLine | None


class Told(Struct, frozen=True):
    """What a version says otherwise than the others; ``rest`` for chips, or the order."""

    name: str
    rows: tuple[Row, ...]
    rest: bool


def told(view: View, versions: Sequence[Issued]) -> list[Told]:
    """What each version says of the lines in which they differ, in the order of the first."""
    by_line = [{each.line: each for each in version.lines} for version in versions]
    lines = dict.fromkeys(line for each in by_line for line in each)
    differ = [n for n in lines if len({repr(each.get(n)) for each in by_line}) > 1]
    names = {each.id: each.name for each in products.lines_named(view, differ)}
    rows = [tuple(Row(names.get(n, ""), each.get(n)) for n in differ) for each in by_line]
    return [Told(v.name, r, not differ) for v, r in zip(versions, rows, strict=True)]
