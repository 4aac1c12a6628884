"""A laptop that joins takes the hub's past, and comes to the same as by every segment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk import check
from hubdesk.sync import coming, keyring
from hubdesk.sync.past import file, rows, taking
from tests.hub.journal.laptops import tables
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.pasts import (
    a_hub,
    changes_of,
    files_of,
    first_file,
    made,
    opened_whole,
    took,
)
from tests.hub.sync.shelf import name_of, on_shelf, open_home, people_in, take_in
from tests.hub.sync.test_two_laptops import same, segments, settle

Another = Callable[[str], Laptop]


def exchange(laptop: Laptop, folder: MemoryFolder, part: str, other: str) -> None:
    """What another part holds, sealed in the place of one by somebody who has the key."""
    keys = laptop.desk.ask(keyring.asked)
    head = file.head_of(folder.files[part], keys.hub)
    held = file.rows(folder.files[other], keys.hub, keys.plain)
    folder.damage(part, file.written(head, keys.hub, keys.plain[head.key], held))


def test_who_takes_the_past_holds_what_every_segment_tells(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new, slow, without = laptop("new"), laptop("slow"), MemoryFolder()
    without.files = {n: raw for n, raw in folder.files.items() if n not in files_of(folder)}
    new.join(folder, words)
    slow.join(without, words)
    report = new.sync(folder)
    slow.sync(without)

    assert took(new) and not took(slow)
    assert (report.stopped, report.quarantined) == (None, ())
    assert on_shelf(new) == 78
    assert new.digest() == slow.digest() == first.digest()
    assert tables(new.desk) == tables(slow.desk) == tables(first.desk)
    assert check.check(new.desk).sound
    assert not new.desk.ask(coming.is_under_way)
    settle(folder, first, new)
    assert same(first, new, slow)


def test_names_come_by_their_own_segments(laptop: Another, folder: MemoryFolder) -> None:
    first, words = a_hub(laptop, folder)
    home = open_home(first, "Bo Ash")
    made(first, folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert name_of(new, home) == "Bo Ash"
    assert same(first, new)


def test_a_laptop_without_names_takes_it_as_well(laptop: Another, folder: MemoryFolder) -> None:
    first = laptop("first")
    codes = first.make(folder)
    take_in(first, 3)
    home = open_home(first)
    made(first, folder)
    stall = laptop("stall")
    assert not stall.join(folder, codes.without_names.words).people
    stall.sync(folder)
    assert took(stall)
    assert (on_shelf(stall), people_in(stall, home), name_of(stall, home)) == (3, 5, None)
    assert check.check(stall.desk).sound
    stall.join(folder, codes.with_names.words)
    stall.sync(folder)
    assert name_of(stall, home) == "Amina Example"
    assert same(first, stall)


def test_what_was_entered_before_joining_stays_and_counts(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    take_in(new, 1_000)
    home = open_home(new, "Cy Elm")
    new.join(folder, words)
    report = new.sync(folder)
    assert took(new)
    assert report.sent and not report.unsent
    assert on_shelf(new) == 1_078
    assert name_of(new, home) == "Cy Elm"
    take_in(new, 1)
    assert check.check(new.desk).sound
    settle(folder, first, new)
    assert on_shelf(first) == 1_079
    assert name_of(first, home) == "Cy Elm"
    assert same(first, new)
    new.restart()
    assert check.check(new.desk).sound


def test_every_screen_and_who_may_do_what_are_asked_again(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new, slow = laptop("new"), laptop("slow")
    without = MemoryFolder()
    without.files = {n: raw for n, raw in folder.files.items() if n not in files_of(folder)}
    seen = []
    for each, where in ((new, folder), (slow, without)):
        told = changes_of(each)
        each.join(where, words)
        each.sync(where)
        seen.append({kind for changes in told for kind in changes.kinds})
    assert seen[1] <= seen[0], "what came in one go shows as what came bit by bit"


@pytest.mark.parametrize(
    "how", ["a part lacks", "damaged", "another in its place", "cut", "no parts"]
)
def test_a_past_that_is_not_whole_is_left_and_all_comes_by_segments(
    laptop: Another, folder: MemoryFolder, how: str
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    parts = [name for name in files_of(folder) if name != first_file(folder)]
    part = parts[3]
    raw = folder.files[part]
    match how:
        case "a part lacks":
            del folder.files[part]
        case "no parts":
            for each in parts:
                del folder.files[each]
        case "damaged":
            folder.damage(part, raw[:-5] + bytes((raw[-5] ^ 1,)) + raw[-4:])
        case "cut":
            folder.damage(part, raw[: len(raw) // 2])
        case _:
            exchange(first, folder, part, parts[4])
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert not took(new)
    assert same(first, new)
    assert check.check(new.desk).sound
    new.sync(folder)
    assert not took(new)


def test_who_was_shut_out_makes_no_past_for_others(laptop: Another, folder: MemoryFolder) -> None:
    first, words = a_hub(laptop, folder)
    lost = laptop("lost")
    lost.join(folder, words)
    settle(folder, first, lost)
    made(lost, folder)
    assert files_of(folder)
    words = first.shut_out(folder, lost).with_names.words
    first.sync(folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert not took(new)
    assert same(first, new)


def test_a_past_of_another_version_is_not_taken(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    new.join(folder, words)
    with monkeypatch.context() as patched:
        known = new.desk.journal.kinds | {"stock.sung_to": 1}
        patched.setattr(taking, "known_kinds", lambda _view: known)
        new.sync(folder)
    assert not took(new)
    assert same(first, new)


@pytest.mark.parametrize("where", ["put", "_note"])
def test_taking_that_fails_half_way_leaves_nothing(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    take_in(new, 5)
    new.join(folder, words)
    before = tables(new.desk), new.digest()
    of = rows if where == "put" else taking
    real, calls = getattr(of, where), [0]

    def fails(*args: object) -> None:
        calls[0] += 1
        if calls[0] == (5 if where == "put" else 1):
            raise SystemExit
        real(*args)

    with monkeypatch.context() as patched:
        patched.setattr(of, where, fails)
        with pytest.raises(SystemExit):
            new.sync(folder)
    assert (tables(new.desk), new.digest()) == before
    new.restart()
    assert check.check(new.desk).sound
    new.sync(folder)
    assert not took(new)
    assert on_shelf(new) == 83
    settle(folder, first, new)
    assert same(first, new)


def test_segments_of_what_came_are_opened_some_in_each_pass(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    new.join(folder, words)
    folder.opened.clear()
    new.sync(folder, unread=0)
    assert took(new)
    assert opened_whole(folder, ".s.hds") == set()
    assert opened_whole(folder, ".p.hds") != set()

    (name,) = [each for each in segments(folder) if each.endswith(".s.hds")][:1]
    raw = folder.files[name]
    # Behind the head, and the folder does not say that it changed.
    folder.files[name] = raw[:-1] + bytes((raw[-1] ^ 1,))
    folder.opened.clear()
    report = new.sync(folder, rechecked=0)
    assert opened_whole(folder, ".s.hds")
    assert [each.name for each in report.quarantined] == [name]
    folder.damage(name, raw)
    assert new.sync(folder, rechecked=0).quarantined == ()
    assert same(first, new)


def test_who_heard_of_others_already_goes_on_by_segments(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    take_in(first, 7)
    made(first, folder)
    new.join(folder, words)
    new.sync(folder)
    assert not took(new)
    assert same(first, new)


def test_a_laptop_restored_to_before_it_joined_takes_no_past_with_its_own_entries(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    second = laptop("second")
    take_in(second, 500)
    backup = second.home.with_name("backup")
    second.backup(backup)
    second.join(folder, words)
    settle(folder, first, second)
    made(first, folder)
    second.restore(backup)
    second.join(folder, words)
    report = second.sync(folder)
    assert report.stopped is None
    assert on_shelf(second) == 578
    settle(folder, first, second)
    assert same(first, second)
    assert check.check(second.desk).sound
