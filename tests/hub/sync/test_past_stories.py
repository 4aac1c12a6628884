"""What a laptop does with a hub's past once it came: undoing, merging, erasing, counting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk import check
from hubdesk.forgetting import erasing
from hubdesk.households import merging
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.stock import intake
from tests.erased import erased_subjects
from tests.hub.journal.laptops import COUNTED, Counted
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.pasts import Another, a_hub, made, took
from tests.hub.sync.shelf import BEANS, PLACE, name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_two_laptops import same, settle


def undo(act: Act, ref: Ref) -> Operation:
    return act.undo(ref)


def count(act: Act, quantity: int) -> None:
    """Somebody counts what is there."""
    act.record(COUNTED, Counted(PLACE, quantity), BEANS)


def intakes(view: View) -> list[Ref]:
    """The operations by which goods came in, as they stand in the journal."""
    pages = view.journal.all(view.connection)
    return [op.ref for op, _ in pages if op.type == intake.TAKEN_IN.name]


@pytest.fixture
def joined(laptop: Another, folder: MemoryFolder) -> Callable[[Laptop, str], Laptop]:
    """A laptop with entries of its own that took the past of the first."""

    def join(first: Laptop, words: str) -> Laptop:
        first.sync(folder)
        made(first, folder)
        new = laptop("new")
        for _ in range(7):
            take_in(new, 1_000)
        new.join(folder, words)
        new.sync(folder)
        assert took(new)
        assert check.check(new.desk).sound
        return new

    return join


def test_what_was_undone_stays_undone_and_the_rest_can_be(
    laptop: Another, folder: MemoryFolder, joined: Callable[[Laptop, str], Laptop]
) -> None:
    first, words = a_hub(laptop, folder)
    refs = first.desk.ask(intakes)
    first.desk.do(undo, refs[11])
    assert on_shelf(first) == 66
    new = joined(first, words)
    assert on_shelf(new) == 7_066
    new.desk.do(undo, refs[10])
    assert on_shelf(new) == 7_055
    first.desk.do(undo, refs[9])
    settle(folder, first, new)
    assert on_shelf(first) == on_shelf(new) == 7_045
    first.desk.do(undo, new.desk.ask(intakes)[0])
    settle(folder, first, new)
    assert on_shelf(new) == 6_045
    assert same(first, new)
    assert check.check(new.desk).sound


def test_an_undoing_in_the_past_of_what_comes_later_holds(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    second = laptop("second")
    second.join(folder, words)
    settle(folder, first, second)
    take_in(second, 4_000)
    second.sync(folder)
    first.sync(folder)
    first.desk.do(undo, first.desk.ask(intakes)[-1])
    settle(folder, first, second)
    made(second, folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert on_shelf(new) == on_shelf(first) == 78
    assert same(first, second, new)


def test_merged_and_erased_households_are_right(
    laptop: Another, folder: MemoryFolder, joined: Callable[[Laptop, str], Laptop]
) -> None:
    first, words = a_hub(laptop, folder)
    home, twin, gone, other = (open_home(first, f"Home {n}") for n in range(4))
    first.desk.do(merging.merge, twin, home)
    first.desk.do(erasing.erase, gone)
    new = joined(first, words)
    assert new.desk.ask(erased_subjects) == {gone}
    assert name_of(new, gone) is None
    assert name_of(new, home) == name_of(first, home)
    (merge,) = new.desk.ask(merging.merges_of, home)
    new.desk.do(merging.separate, merge.ref)
    first.desk.do(merging.merge, other, twin)
    new.desk.do(erasing.erase, other)
    settle(folder, first, new)
    settle(folder, first, new)
    assert name_of(first, other) is None
    assert same(first, new)
    assert check.check(new.desk).sound
    assert check.check(first.desk).sound


def test_what_was_erased_since_the_past_was_made_is_erased(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    home = open_home(first, "Bo Ash")
    first.sync(folder)
    made(first, folder)
    first.desk.do(erasing.erase, home)
    first.sync(folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert name_of(new, home) is None
    assert new.desk.ask(erased_subjects) == {home}
    assert same(first, new)


def test_counts_stand_and_moves_after_them_are_added(
    laptop: Another, folder: MemoryFolder, joined: Callable[[Laptop, str], Laptop]
) -> None:
    first, words = a_hub(laptop, folder)
    first.clock.forward(minutes=10)
    first.desk.do(count, 50)
    first.clock.forward(minutes=10)
    take_in(first, 3)
    new = joined(first, words)
    # What the new one took in before was there when the first one counted.
    assert on_shelf(new) == 53
    settle(folder, first, new)
    assert on_shelf(first) == 53
    assert same(first, new)
    assert check.check(first.desk).sound
