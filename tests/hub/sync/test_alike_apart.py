"""One household, opened at two laptops that had not met: it waits to be decided, and undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.errors import Refused
from hubdesk.forgetting import erasing
from hubdesk.households import household, merging
from hubdesk.households.record import Details
from hubdesk.sync import alike_apart, review
from hubdesk.sync.alike_apart import Twins
from hubdesk.sync.report import PassReport
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.test_two_laptops import pair, same, settle, shut_open

Another = Callable[[str], Laptop]
AMINA = Details(name="Amina Example", street="12 Rose Walk", postcode="ZZ1 1AA", phone="0160")


def opens(laptop: Laptop, told: Details = AMINA) -> bytes:
    """A household comes for the first time to a laptop."""
    home = laptop.desk.do(household.open_household, 2, 3)
    laptop.desk.do(household.note_details, home.id, told)
    return home.id


def open_apart(laptop: Another, folder: MemoryFolder) -> tuple[Laptop, Laptop, bytes, bytes]:
    """The same household at both laptops, which hear of it afterwards."""
    first, second = pair(laptop, folder)
    one, other = opens(first), opens(second)
    settle(folder, first, second)
    return first, second, one, other


def only(laptop: Laptop) -> Twins:
    """The one pair that is listed."""
    (found,) = laptop.desk.ask(alike_apart.all_)
    return found


def waits(*laptops: Laptop) -> list[int]:
    """How many pairs wait at each."""
    return [each.desk.ask(review.waiting).doubles for each in laptops]


def test_one_household_opened_on_two_laptops_waits_on_both(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, one, other = open_apart(laptop, folder)
    assert waits(first, second) == [1, 1]
    assert first.desk.ask(review.waiting).all == 1
    found = only(first)
    assert {found.pair.one.id, found.pair.other.id} == {one, other}
    assert found == only(second)
    assert same(first, second)


def test_they_are_made_one_here_and_separated_there(laptop: Another, folder: MemoryFolder) -> None:
    first, second, one, other = open_apart(laptop, folder)
    ref = first.desk.do(alike_apart.one_household, other, one)
    settle(folder, first, second)
    assert waits(first, second) == [0, 0]
    merged = only(second)
    assert merged.merged == ref
    assert len(set(merged.numbers)) == 2, "by the numbers that people know"
    second.desk.do(review.take_back, ref)
    settle(folder, first, second)
    assert waits(first, second) == [1, 1]
    with pytest.raises(Refused):
        first.desk.do(review.take_back, ref)


def test_not_the_same_is_said_once_and_taken_back(laptop: Another, folder: MemoryFolder) -> None:
    first, second, one, other = open_apart(laptop, folder)
    ref = first.desk.do(alike_apart.two_households, one, other)
    settle(folder, first, second)
    assert waits(first, second) == [0, 0]
    with pytest.raises(Refused, match="meanwhile"):
        second.desk.do(alike_apart.two_households, one, other)
    first.desk.do(review.take_back, ref)
    settle(folder, first, second)
    assert waits(first, second) == [1, 1]
    assert not second.desk.ask(merging.are_apart, one, other)


def test_what_one_laptop_opened_twice_or_heard_of_is_not_asked_about(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    opens(first)
    opens(first)
    opens(second, Details(name="Someone Else", postcode="ZZ1 1AA"))
    settle(folder, first, second)
    assert waits(first, second) == [0, 0]


def test_a_name_told_later_makes_them_alike(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    one, _ = opens(first, Details()), opens(second)
    settle(folder, first, second)
    assert waits(first, second) == [0, 0]
    first.desk.do(household.note_details, one, AMINA)
    settle(folder, first, second)
    assert waits(second) == [1]


def test_an_erased_one_is_alike_to_nobody(laptop: Another, folder: MemoryFolder) -> None:
    first, second, one, _ = open_apart(laptop, folder)
    first.desk.do(erasing.erase, one)
    settle(folder, first, second)
    assert waits(first, second) == [0, 0]


def test_what_was_opened_before_joining_is_compared_with_the_hub(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    opens(first)
    settle(folder, first, second)
    third = laptop("third")
    opens(third)
    third.join(folder, shut_open(first, folder))
    third.sync(folder)
    assert waits(third) == [1]


def test_a_look_goes_on_where_the_last_one_ended(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    opens(first)
    settle(folder, first, second)
    for n in range(2 * alike_apart.AT_ONCE):
        second.desk.do(household.open_household, 1, n % 3)
    opens(second)
    second.sync(folder)
    report: PassReport = first.sync(folder)
    assert report.alike == 1
    assert not first.desk.ask(alike_apart.is_behind)
    assert first.sync(folder).alike == 0
