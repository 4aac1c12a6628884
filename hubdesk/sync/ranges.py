"""Runs of numbers, as (first, last): what is held of a stream, and what the folder holds."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[int, int]


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same numbers in as few runs as can be, in order."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def without(ranges: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """The numbers of ``ranges`` that are in none of ``taken``."""
    gone = merged(taken)
    left: list[Range] = []
    at = 0
    for first, last in merged(ranges):
        while at < len(gone) and gone[at][1] < first:
            at += 1
        start, each = first, at
        while each < len(gone) and gone[each][0] <= last:
            if gone[each][0] > start:
                left.append((start, gone[each][0] - 1))
            start = gone[each][1] + 1
            each += 1
        if start <= last:
            left.append((start, last))
    return left


def count(ranges: Iterable[Range]) -> int:
    """How many numbers there are in runs that do not overlap."""
    return sum(last - first + 1 for first, last in ranges)
