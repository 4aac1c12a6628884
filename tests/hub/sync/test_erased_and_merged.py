"""A household is erased on one laptop and was merged on another: all of it goes, everywhere."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from hubdesk import day
from hubdesk.forgetting import erasing, retention
from hubdesk.households import merging
from hubdesk.journal.act import View
from hubdesk.journal.tables import subject_key
from tests.erased import erased_subjects
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import name_of, open_home
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]


def held_of(laptop: Laptop) -> set[bytes]:
    """Of whom a laptop holds keys to anything."""

    def asked(view: View) -> set[bytes]:
        return set(view.connection.execute(select(subject_key.c.subject)).scalars())

    return laptop.desk.ask(asked)


def gone(laptop: Laptop) -> set[bytes]:
    return laptop.desk.ask(erased_subjects)


def test_a_merge_that_the_eraser_had_not_heard_of_is_followed(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home, twin, third = (open_home(first, name) for name in ("Amina E", "A Example", "Amy Ex"))
    settle(folder, first, second)
    second.desk.do(merging.merge, twin, home)
    second.desk.do(merging.merge, home, third)
    first.desk.do(erasing.erase, home)
    assert gone(first) == {home}

    settle(folder, first, second)

    assert gone(first) == gone(second) == {home, twin, third}
    assert held_of(first) == held_of(second) == set()
    assert [name_of(first, each) for each in (home, twin, third)] == [None, None, None]
    assert same(first, second)


def test_a_merge_said_after_the_erasure_on_a_laptop_far_away_is_followed(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home, twin = (open_home(first, name) for name in ("Amina E", "A Example"))
    settle(folder, first, second)
    first.desk.do(erasing.erase, home)
    first.sync(folder)
    second.desk.do(merging.merge, twin, home)
    settle(folder, second, first)
    assert gone(first) == gone(second) == {home, twin}
    assert same(first, second)


def test_a_merge_that_was_taken_back_erases_no_stranger(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home, other = (open_home(first, name) for name in ("Amina E", "Bo Ash"))
    settle(folder, first, second)
    second.desk.do(merging.merge, other, home)
    (merge,) = second.desk.ask(merging.merges_of, home)
    second.desk.do(merging.separate, merge.ref)
    first.desk.do(erasing.erase, home)
    settle(folder, first, second)
    assert gone(first) == gone(second) == {home}
    assert name_of(second, other) == "Bo Ash"


def test_while_the_day_is_in_doubt_it_waits_and_the_run_of_the_day_does_it(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    home, twin = (open_home(first, name) for name in ("Amina E", "A Example"))
    settle(folder, first, second)
    second.desk.do(merging.merge, twin, home)
    first.desk.do(erasing.erase, home)
    first.sync(folder)
    second.desk.close()
    second.clock.forward(days=60)
    second.open()
    assert second.desk.ask(day.doubt_of) is not None
    second.sync(folder)
    assert gone(second) == {home}
    second.desk.do(day.confirm, second.clock.day_of(second.clock.now_ms()))
    second.desk.do(retention.piece)
    assert gone(second) == {home, twin}
