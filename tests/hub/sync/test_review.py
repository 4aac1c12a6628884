"""Two laptops a week apart: what they wrote differently waits, is decided, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.errors import Refused
from hubdesk.households import household
from hubdesk.households.record import Details
from hubdesk.reports import today
from hubdesk.stock.chosen import CHOSEN
from hubdesk.sync import news, review
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import open_home, people_in, take_in
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]


def apart(laptop: Another, folder: MemoryFolder) -> tuple[Laptop, Laptop, bytes]:
    """A household that both laptops gave another size, and another name, without a folder."""
    first, second = pair(laptop, folder)
    home = open_home(first)
    settle(folder, first, second)
    first.desk.do(household.resize, home, 3, 0)
    second.clock.forward(hours=1)
    second.desk.do(household.resize, home, 4, 1)
    told = Details(name="A Example", allergies=("milk", "nuts"))
    second.desk.do(household.note_details, home, told)
    first.desk.do(household.note_details, home, Details(name="Amina E", allergies=("eggs", "milk")))
    settle(folder, first, second)
    return first, second, home


def test_edits_made_apart_wait_with_both_values_and_the_latest_holds(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, home = apart(laptop, folder)
    assert same(first, second)
    assert people_in(first, home) == 5
    found = first.desk.ask(review.all_)
    assert found == second.desk.ask(review.all_)
    sizes = next(each for each in found if "adults" in each.names)
    assert sizes.names == ("adults", "children"), "one question for one edit"
    assert [tuple(v.values.values()) for v in sizes.versions] == [(4, 1), (3, 0)]
    assert {v.laptop for v in sizes.versions} == {"Laptop"}
    assert first.desk.ask(review.waiting).edits == len(found)


def test_a_decision_holds_everywhere_and_can_be_taken_back(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, home = apart(laptop, folder)
    sizes = next(each for each in first.desk.ask(review.all_) if "adults" in each.names)
    op = first.desk.do(review.choose, sizes, sizes.versions[1].ref)
    assert people_in(first, home) == 3
    settle(folder, first, second)
    assert people_in(second, home) == 3
    assert all("adults" not in each.names for each in second.desk.ask(review.all_))
    with pytest.raises(Refused, match="meanwhile"):
        second.desk.do(review.choose, sizes, sizes.versions[0].ref)
    first.desk.do(review.take_back, op.ref)
    settle(folder, first, second)
    assert people_in(second, home) == 5
    assert any("adults" in each.names for each in second.desk.ask(review.all_))
    assert same(first, second)


def test_a_decision_is_told_in_today_and_undone_from_there(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, home = apart(laptop, folder)
    before = len(first.desk.ask(review.all_))
    for names in ("adults", "allergies"):
        clash = next(each for each in first.desk.ask(review.all_) if names in each.names)
        keep = None if clash.adds_up else clash.versions[1].ref
        first.desk.do(review.choose, clash, keep)
    settle(folder, first, second)
    for each in (first, second):
        told = [e for e in each.desk.ask(today.events) if e.kind == CHOSEN.name]
        titles = [str(e.title) for e in told]
        assert titles.count("Written differently: one entry holds") == 1
        assert titles.count("Written differently: all entries hold") == 1
        assert all(e.can_undo for e in told)
        assert "Amina" not in "".join(str(e.title) + str(e.detail) for e in told)
    sized = next(e for e in told if "how many" in str(e.detail))
    second.desk.do(today.undo, sized.ref)
    settle(folder, second, first)
    assert people_in(first, home) == 5
    assert len(first.desk.ask(review.all_)) == before - 1
    (undone,) = [e for e in first.desk.ask(today.events) if e.ref == sized.ref]
    assert (undone.undone, undone.can_undo) == (True, False)
    assert first.desk.do(today.undo_last), "Ctrl+Z takes the other one back"
    assert len(first.desk.ask(review.all_)) == before
    settle(folder, first, second)
    assert same(first, second)


def test_of_allergies_all_hold_until_somebody_decides_and_both_may_be_kept(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, home = apart(laptop, folder)
    told = next(each for each in first.desk.ask(review.all_) if "allergies" in each.names)
    assert told.adds_up
    before = first.desk.ask(household.by_id, home)
    assert before is not None
    assert set(before.allergies) == {"eggs", "milk", "nuts"}
    first.desk.do(review.choose, told, None)
    settle(folder, first, second)
    after = second.desk.ask(household.by_id, home)
    assert after is not None
    assert set(after.allergies) == {"eggs", "milk", "nuts"}
    assert all("allergies" not in each.names for each in second.desk.ask(review.all_))


def test_the_same_said_twice_is_no_question(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    home = open_home(first)
    settle(folder, first, second)
    for each in (first, second):
        each.desk.do(household.resize, home, 5, 0)
    settle(folder, first, second)
    assert first.desk.ask(review.all_) == []


def test_news_are_counted_by_laptop_and_kind_until_somebody_has_read_them(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    first.desk.do(news.read)
    open_home(second)
    take_in(second, 3)
    take_in(first, 1)
    settle(folder, first, second)
    found, more = first.desk.ask(news.since)
    assert (found.households, len(found.devices), more) == (1, 1, 0)
    assert found.others >= 2
    first.desk.do(news.read)
    assert first.desk.ask(news.since)[0].all == 0
