"""A large hub's laptops make its past: when, in slices, by one of them, and leaving nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from hubdesk import check
from hubdesk.errors import Trouble
from hubdesk.sync.past import file
from hubdesk.sync.past import making as at_work
from hubdesk.sync.past.making import FOLDER, Making
from hubdesk.sync.report import PassReport
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.pasts import (
    a_hub,
    files_of,
    first_file,
    heads_of,
    made,
    making,
    take_in_many,
    took,
)
from tests.hub.sync.shelf import on_shelf
from tests.hub.sync.test_two_laptops import same, settle

Another = Callable[[str], Laptop]
SLICE_MS = 0.01


@pytest.fixture
def by() -> Iterator[Making]:
    made = Making()
    yield made
    made.drop()


def stock_in(laptop: Laptop) -> int:
    """How many operations of stock a laptop holds."""
    query = "SELECT count(*) FROM operation JOIN stream ON no = stream_no WHERE klass = 's'"
    found: int = laptop.desk.ask(lambda view: view.connection.exec_driver_sql(query).scalar_one())
    return found


def ended(folder: MemoryFolder) -> set[bytes]:
    """The pasts whose first file lies there, which is written last."""
    return {each.past for each in heads_of(folder) if not each.index}


def test_a_small_hub_has_no_past(laptop: Another, folder: MemoryFolder) -> None:
    first, _ = a_hub(laptop, folder)
    made(first, folder, past_from=stock_in(first) + 1)
    assert files_of(folder) == []
    made(first, folder, past_from=stock_in(first))
    assert len(ended(folder)) == 1
    (whole,) = [each for each in heads_of(folder) if not each.index]
    assert whole.operations == stock_in(first)


def test_it_is_made_in_slices_and_nothing_stays_beside_the_hub(
    laptop: Another, folder: MemoryFolder, by: Making
) -> None:
    first, words = a_hub(laptop, folder)
    first.desk.do(take_in_many, 2_500)
    first.sync(folder)
    passes = 0
    while not ended(folder):
        report = making(first, folder, by, past_ms=SLICE_MS)
        assert report.stopped is None
        passes += 1
        assert (first.home / FOLDER).exists() != bool(ended(folder))
        # What happens meanwhile is not in it, and does not disturb it.
        first.desk.do(take_in_many, 1)
    assert passes > 5
    assert not (first.home / FOLDER).exists()
    first.sync(folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert same(first, new)
    assert check.check(new.desk).sound


def test_it_is_made_again_when_a_good_deal_more_happened(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, _ = a_hub(laptop, folder)
    first.desk.do(take_in_many, 100)
    made(first, folder)
    before = files_of(folder)
    first.desk.do(take_in_many, 5)
    made(first, folder)
    assert files_of(folder) == before
    first.desk.do(take_in_many, 10)
    made(first, folder)
    assert len(ended(folder)) == 2, "who reads the old one just now may end"
    made(first, folder)
    assert len(ended(folder)) == 1
    assert not set(before) & set(files_of(folder))


def test_what_another_laptop_makes_is_not_made_twice(
    laptop: Another, folder: MemoryFolder, by: Making
) -> None:
    first, words = a_hub(laptop, folder)
    second = laptop("second")
    second.join(folder, words)
    settle(folder, first, second)
    while not files_of(folder):
        making(first, folder, by, past_ms=SLICE_MS)
    making(first, folder, by, past_ms=SLICE_MS)
    made(second, folder)
    assert len({each.device for each in heads_of(folder)}) == 1
    made_by = heads_of(folder)[0].device
    second.clock.forward(days=2)
    made(second, folder)
    assert len(ended(folder)) == 1
    assert {each.device for each in heads_of(folder) if not each.index} != {made_by}


def test_of_two_that_make_one_apart_one_stays(laptop: Another, folder: MemoryFolder) -> None:
    first, words = a_hub(laptop, folder)
    second = laptop("second")
    second.join(folder, words)
    settle(folder, first, second)
    settle(folder, first, second)
    apart = MemoryFolder()
    apart.files = dict(folder.files)
    made(first, folder)
    made(second, apart)
    theirs = {name: raw for name, raw in apart.files.items() if name not in folder.files}
    # Each lists them in another order.
    apart.files = theirs | folder.files
    folder.files |= theirs
    assert len(ended(folder)) == 2
    made(first, folder)
    made(second, apart)
    assert files_of(folder) or files_of(apart)
    assert len(ended(folder) & ended(apart)) == 1, "both keep the same one"


def test_a_new_key_begins_it_anew(laptop: Another, folder: MemoryFolder, by: Making) -> None:
    first, words = a_hub(laptop, folder)
    lost = laptop("lost")
    lost.join(folder, words)
    settle(folder, first, lost)
    while len(files_of(folder)) < 3:
        making(first, folder, by, past_ms=SLICE_MS)
    (before,) = {each.past for each in heads_of(folder)}
    words = first.shut_out(folder, lost).with_names.words
    making(first, folder, by)
    assert len(ended(folder)) == 1
    assert before not in ended(folder)
    making(first, folder, by)
    assert before not in {each.past for each in heads_of(folder)}
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert same(first, new)


def test_one_that_was_cut_off_holds_nothing_readable_and_goes(
    laptop: Another, folder: MemoryFolder, by: Making
) -> None:
    first, _ = a_hub(laptop, folder)
    first.desk.do(take_in_many, 1_500)
    while not files_of(folder):
        making(first, folder, by, past_ms=SLICE_MS)
    lie = [each for each in (first.home / FOLDER).rglob("*") if each.is_file()]
    assert lie
    for each in lie:
        raw = each.read_bytes()
        assert b"5000000000012" not in raw
        assert b"movement" not in raw
        assert b"SQLite" not in raw
        assert first.digest()[1].encode() not in raw
    old = {each.past for each in heads_of(folder)}
    # The power goes: the folder stays, and the next start begins anew.
    first.restart()
    made(first, folder)
    assert not (first.home / FOLDER).exists()
    made(first, folder)
    assert not old & {each.past for each in heads_of(folder)}
    assert len(ended(folder)) == 1


def test_a_folder_that_goes_away_leaves_nothing_beside(
    laptop: Another, folder: MemoryFolder, by: Making
) -> None:
    first, _ = a_hub(laptop, folder)
    while len(files_of(folder)) < 3:
        making(first, folder, by, past_ms=SLICE_MS)

    def fails(call: str) -> None:
        if call == "write":
            raise OSError(28, "full")

    folder.failing = fails
    report = making(first, folder, by)
    assert report.stopped is not None
    assert not (first.home / FOLDER).exists()
    folder.failing = lambda _call: None
    assert making(first, folder, by).stopped is None
    assert len(ended(folder)) == 1


def test_a_full_disk_of_its_own_does_not_keep_a_laptop_from_sharing(
    laptop: Another, folder: MemoryFolder, by: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = a_hub(laptop, folder)
    tries = []

    def full(_line: object) -> PassReport:
        tries.append(1)
        raise Trouble("The disk is full.")

    by = Making(full)  # type: ignore[arg-type]
    for _ in range(3):
        report = making(first, folder, by)
        assert report.stopped is None
    assert len(tries) == 1, "until the next start it is not tried again"
    assert files_of(folder) == []


def test_damage_to_the_first_file_has_another_made(laptop: Another, folder: MemoryFolder) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    name = first_file(folder)
    folder.damage(name, folder.files[name][:20])
    made(first, folder)
    made(first, folder)
    assert len([each for each in files_of(folder) if each.split("-")[1] == "0"]) >= 1
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert on_shelf(new) == on_shelf(first)
    assert same(first, new)


def test_pages_of_it_leave_the_desk_in_between(
    laptop: Another, folder: MemoryFolder, by: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = a_hub(laptop, folder)
    first.desk.do(take_in_many, 2_500)
    asked: list[int] = []
    real = at_work._page

    def page(view: object, after: int, upto: int) -> object:
        asked.append(upto - after)
        return real(view, after, upto)  # type: ignore[arg-type]

    monkeypatch.setattr(at_work, "_page", page)
    monkeypatch.setattr("hubdesk.security.roles.check", lambda *_: None)
    making(first, folder, by, past_ms=math.inf)
    assert max(asked) <= at_work.PAGE
    assert len(asked) > 2


def test_a_past_that_nobody_sealed_keeps_no_other_from_being_made(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    name = first_file(folder)
    head = heads_of(folder)[files_of(folder).index(name)]
    for index, part in enumerate(files_of(folder)):
        told = heads_of(folder)[index]
        forged = replace(told, past=b"forged!!", operations=head.operations + 10**9)
        folder.files[f"past/x{index}.hdp"] = (
            file._clear(forged) + folder.files[part][file.HEAD_MOST :]
        )
    made(first, folder)
    assert name in folder.files, "its own is not taken for the lesser one"
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert same(first, new)


def test_files_of_a_past_under_other_names_are_no_strangers(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    for number, name in enumerate(files_of(folder)):
        folder.files[f"copy {number}"] = folder.files.pop(name)
    new = laptop("new")
    new.join(folder, words)
    assert new.sync(folder).quarantined == ()
    assert first.sync(folder).quarantined == ()
    assert same(first, new)
