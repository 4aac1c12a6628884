"""Small files go when the merged one has truly lain there for a fortnight, and not before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, take_in

Another = Callable[[str], Laptop]


def small_and_merged(first: Laptop, folder: MemoryFolder) -> tuple[set[str], str]:
    """A busy hour, and the file that it is merged into two days later."""
    for _ in range(5):
        take_in(first, 1)
        first.clock.forward(minutes=6)
        first.sync(folder)
    small = segments(folder)
    first.clock.forward(days=2)
    first.sync(folder)
    (merged,) = segments(folder) - small
    return small, merged


def segments(folder: MemoryFolder) -> set[str]:
    return {name for name in folder.files if ".hds" in name}


@pytest.mark.parametrize("how", ["lost", "damaged"])
def test_a_merged_file_that_was_written_again_stands_for_others_a_fortnight_later(
    laptop: Another, folder: MemoryFolder, how: str
) -> None:
    first = laptop("first")
    first.make(folder)
    small, merged = small_and_merged(first, folder)
    raw = folder.files.pop(merged)
    first.clock.forward(days=15)
    if how == "damaged":
        folder.damage(merged, raw[:-1] + bytes((raw[-1] ^ 1,)))
    first.sync(folder)
    for _ in range(2):
        first.clock.forward(minutes=6)
        first.sync(folder)
        assert merged in folder.files
        assert small <= segments(folder), "it has lain there for minutes"
    first.clock.forward(days=15)
    first.sync(folder)
    first.sync(folder)
    assert not small & segments(folder)
    assert on_shelf(first) == 5


@pytest.mark.parametrize("days", [60, -60])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_clock_that_is_put_right_takes_nothing_away(
    laptop: Another, folder: MemoryFolder, days: int, is_there: bool
) -> None:
    first = laptop("first")
    first.clock.forward(days=-days)
    first.make(folder)
    small, _ = small_and_merged(first, folder)
    first.clock.forward(days=days)
    if not is_there:
        # The stick is not in it just then.
        first.sync(MemoryFolder())
    for _ in range(3):
        first.clock.forward(minutes=6)
        first.sync(folder)
        assert small <= segments(folder)
    first.clock.forward(days=15)
    first.sync(folder)
    assert not small & segments(folder)
    assert on_shelf(first) == 5
