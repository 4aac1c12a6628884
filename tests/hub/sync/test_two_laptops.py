"""Two and three laptops share a folder, and come to the same hub."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.errors import Refused
from hubdesk.sync import joining, status
from hubdesk.sync.unreadable import Why
from tests.hub.journal.laptops import tables
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import name_of, on_shelf, open_home, people_in, rename, take_in

Another = Callable[[str], Laptop]


def pair(laptop: Another, folder: MemoryFolder) -> tuple[Laptop, Laptop]:
    """Two laptops of one hub that have heard of each other."""
    first, second = laptop("first"), laptop("second")
    codes = first.make(folder)
    first.sync(folder)
    second.join(folder, codes.with_names.words)
    settle(folder, first, second)
    return first, second


def settle(folder: MemoryFolder, *laptops: Laptop) -> None:
    """Everybody passes until nobody has anything to say."""
    for _ in range(2):
        for each in laptops:
            each.sync(folder)


def same(*laptops: Laptop) -> bool:
    """Whether they hold the same operations and show the same tables."""
    return len({each.digest() for each in laptops}) == 1 and all(
        tables(each.desk) == tables(laptops[0].desk) for each in laptops
    )


def segments(folder: MemoryFolder) -> list[str]:
    return sorted(name for name in folder.files if ".hds" in name)


def test_the_second_laptop_joins_by_code_and_both_hold_the_same(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = laptop("first"), laptop("second")
    take_in(first, 12)
    codes = first.make(folder)
    assert first.sync(folder).sent == 1

    assert second.join(folder, codes.with_names.words).people
    take_in(second, 5)
    home = open_home(second)
    came = second.sync(folder)
    assert (came.read, came.unsent, came.stopped) == (1, 0, None)
    assert first.sync(folder).read == came.sent

    assert on_shelf(first) == 17
    assert name_of(first, home) == "Amina Example"
    assert same(first, second)


def test_three_laptops_weeks_apart_come_to_the_same(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    third = laptop("third")
    third.join(folder, shut_open(first, folder))
    homes = []
    for week in range(3):
        for each in (first, second, third):
            each.clock.forward(days=7)
            take_in(each, week + 1)
            homes.append(open_home(each, f"Home {week}"))
        (first, second, third)[week].sync(folder)
    settle(folder, first, second, third)
    assert on_shelf(first) == 18
    assert {name_of(third, home) for home in homes} == {"Home 0", "Home 1", "Home 2"}
    assert same(first, second, third)


def shut_open(laptop: Laptop, folder: MemoryFolder) -> str:
    """New codes for the hub, with nobody shut out."""
    return laptop.shut_out(folder).with_names.text


def test_a_pass_with_nothing_new_writes_nothing(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 2)
    settle(folder, first, second)
    settle(folder, first, second)
    before = dict(folder.files)
    report = first.sync(folder)
    assert (report.sent, report.read, report.healed) == (0, 0, 0)
    assert folder.files == before


@pytest.mark.parametrize("how", ["cut short", "a bit flipped", "empty", "noughts", "foreign"])
def test_damage_is_set_aside_in_words_and_a_good_copy_is_put_back(
    laptop: Another, folder: MemoryFolder, how: str
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 12)
    first.sync(folder)
    (name,) = segments(folder)
    raw = folder.files[name]
    bad = {
        "cut short": raw[:-9],
        "a bit flipped": raw[:60] + bytes((raw[60] ^ 4,)) + raw[61:],
        "empty": b"",
        "noughts": bytes(len(raw)),
        "foreign": b"not ours, but as long as it must be".ljust(len(raw)),
    }
    folder.damage(name, bad[how])

    report = second.sync(folder)
    assert on_shelf(second) == 0
    assert report.read == 0
    (aside,) = report.quarantined
    assert aside.words
    assert aside.name == name

    first.sync(folder)
    assert second.sync(folder).read == 1
    assert on_shelf(second) == 12
    assert folder.files[name] == bad[how], "damaged files are never deleted"
    folder.damage(name, raw)
    assert second.sync(folder).quarantined == ()


def test_conflict_copies_under_other_names_are_read_and_replays_change_nothing(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 3)
    first.sync(folder)
    (name,) = segments(folder)
    raw = folder.files.pop(name)
    folder.files["Unrelated (conflicted copy 2).txt"] = raw
    folder.files["streams/x.sync-conflict-20261121.hds"] = raw
    assert second.sync(folder).read == 1
    for day in range(3):
        folder.files[f"again {day}"] = raw
        assert second.sync(folder).read == 0
    assert on_shelf(second) == 3


def test_another_hubs_folder_is_refused_and_left_as_it_is(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, _ = pair(laptop, folder)
    stranger, theirs = laptop("stranger"), MemoryFolder()
    code = stranger.make(theirs).with_names.words
    stranger.sync(theirs)
    take_in(first, 1)
    before = dict(theirs.files)
    report = first.sync(theirs)
    assert "another hub" in str(report.stopped)
    assert theirs.files == before
    with pytest.raises(Refused, match="another hub"):
        joining.connect_again(first.desk, theirs)
    with pytest.raises(Refused, match="another hub"):
        first.join(theirs, code)
    with pytest.raises(Refused, match="does not open"):
        stranger2 = laptop("stranger2")
        stranger2.join(folder, code)


def test_an_empty_folder_is_nobodys_until_it_is_connected_again(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 4)
    home = open_home(second)
    settle(folder, first, second)
    folder.files.clear()
    take_in(second, 1)
    assert "no hub in this folder" in str(second.sync(folder).stopped)
    assert folder.files == {}

    joining.connect_again(second.desk, folder)
    settle(folder, second, first)
    assert on_shelf(first) == 5
    third = laptop("third")
    third.join(folder, shut_open(first, folder))
    settle(folder, first, third)
    for _ in range(3):
        first.clock.forward(days=5)
        second.clock.forward(days=5)
        settle(folder, first, second, third)
    assert name_of(third, home) == "Amina Example"
    assert same(first, second, third)


def test_what_one_laptop_lost_from_the_folder_another_puts_back(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 4)
    settle(folder, first, second)
    for name in segments(folder):
        del folder.files[name]
    assert second.sync(folder).healed == 0, "it is given time to do so itself"
    second.clock.forward(days=5)
    assert second.sync(folder).healed == 1
    third = laptop("third")
    third.join(folder, shut_open(second, folder))
    third.sync(folder)
    assert on_shelf(third) == 4


def test_a_restored_laptop_gets_back_what_it_shared_and_uses_no_number_twice(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 1)
    first.sync(folder)
    backup = first.home.with_name("backup")
    first.backup(backup)
    take_in(first, 10)
    first.sync(folder)
    first.restore(backup)
    assert on_shelf(first) == 1
    take_in(first, 100)
    settle(folder, first, second)
    assert on_shelf(first) == 111
    assert same(first, second)


def test_the_stall_laptop_holds_no_names(laptop: Another, folder: MemoryFolder) -> None:
    first, stall = laptop("first"), laptop("stall")
    codes = first.make(folder)
    home = open_home(first)
    first.sync(folder)
    folder.opened.clear()
    assert not stall.join(folder, codes.without_names.words).people
    report = stall.sync(folder)
    assert name_of(stall, home) is None
    assert people_in(stall, home) == 5
    assert not stall.desk.ask(status.details_known)
    assert first.desk.ask(status.details_known)
    assert (report.waiting, report.quarantined) == ((), ()), "it waits for nothing"
    whole = {name for name, most in folder.opened if name.endswith(".p.hds") and most > 100}
    assert whole == set(), "what it may not read it need not fetch"
    told = next(raw for name, raw in folder.files.items() if name.endswith(".p.hds"))
    folder.write("streams/a copy by the cloud.hds", told)
    assert stall.sync(folder).waiting == ()

    take_in(stall, 2)
    settle(folder, stall, first)
    assert on_shelf(first) == 2
    stall.join(folder, codes.with_names.text)
    stall.sync(folder)
    assert name_of(stall, home) == "Amina Example"
    assert same(first, stall)


def test_a_lost_laptop_reads_nothing_new(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    lost = laptop("lost")
    codes = shut_open(first, folder)
    lost.join(folder, codes)
    settle(folder, first, second, lost)
    new = first.shut_out(folder, lost)
    take_in(first, 7)
    home = open_home(first)
    settle(folder, first, second)
    report = lost.sync(folder)
    assert on_shelf(lost) == 0
    assert name_of(lost, home) is None
    assert any(each.why == Why.NO_KEY for each in report.waiting)
    assert on_shelf(second) == 7
    with pytest.raises(Refused, match="does not open"):
        laptop("thief").join(folder, codes)
    found = first.desk.ask(status.heard, first.clock.now_ms())
    assert [each.removed for each in found if each.name == "Laptop"].count(True) == 1

    lost.join(folder, new.with_names.words)
    settle(folder, first, second, lost)
    assert same(first, second, lost)


def test_two_laptops_that_shut_out_one_each_end_up_with_both_shut_out(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    code = shut_open(first, folder)
    gone, other = laptop("gone"), laptop("other")
    gone.join(folder, code)
    other.join(folder, code)
    settle(folder, first, second, gone, other)
    apart = MemoryFolder()
    apart.files = dict(folder.files)
    first.shut_out(folder, gone)
    second.shut_out(apart, other)
    folder.files |= apart.files
    settle(folder, first, second)
    settle(folder, first, second)
    take_in(first, 9)
    settle(folder, first, second, gone, other)
    assert (on_shelf(second), on_shelf(gone), on_shelf(other)) == (9, 0, 0)


def test_own_small_files_become_one_and_go_after_a_fortnight(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    for _ in range(10):
        take_in(first, 1)
        first.sync(folder)
    assert len(segments(folder)) == 11
    first.clock.forward(days=15)
    settle(folder, first, second)
    assert len(segments(folder)) <= 4
    assert on_shelf(second) == 10
    third = laptop("third")
    third.join(folder, shut_open(first, folder))
    third.sync(folder)
    assert on_shelf(third) == 10


def test_clashing_edits_leave_both_heads(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    home = open_home(first)
    settle(folder, first, second)
    rename(first, home, "One Name")
    second.clock.forward(minutes=1)
    rename(second, home, "Other Name")
    settle(folder, first, second)
    assert name_of(first, home) == name_of(second, home) == "Other Name"
    assert same(first, second)
