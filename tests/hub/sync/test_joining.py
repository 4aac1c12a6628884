"""Making a hub and joining it where something goes wrong on the way."""

from __future__ import annotations

import errno
from collections.abc import Callable

import msgspec
import pytest

from hubdesk.errors import Refused, Trouble
from hubdesk.security.key_file import Cost
from hubdesk.sync import hub_code, joining, key_sheet, news
from hubdesk.sync.hub_code import HubCode
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import name_of, open_home, take_in
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]


@pytest.mark.parametrize("written", [1, 2, 3])
@pytest.mark.parametrize("what", [OSError(errno.EIO, "pulled out"), SystemExit()])
def test_a_hub_whose_making_was_cut_off_is_made_again(
    laptop: Another, folder: MemoryFolder, written: int, what: BaseException
) -> None:
    first = laptop("first")
    left = [written]

    def failing(call: str) -> None:
        left[0] -= call == "written"
        if call == "written" and left[0] == 0:
            raise what

    folder.failing = failing
    with pytest.raises((Trouble, SystemExit)):
        first.make(folder)
    folder.failing = lambda _call: None
    first.restart()
    codes = first.make(folder)
    assert len(joining.hubs_in(folder)) == 1
    early, late = laptop("early"), laptop("late")
    early.join(folder, codes.with_names.words)
    home = open_home(first)
    settle(folder, first, early)
    assert late.join(folder, codes.with_names.words).people
    settle(folder, first, early, late)
    assert name_of(early, home) == name_of(late, home) == "Amina Example"
    assert same(first, early, late)
    assert first.sync(folder).quarantined == ()


def test_a_hub_is_never_made_in_anothers_folder(laptop: Another, folder: MemoryFolder) -> None:
    laptop("first").make(folder)
    before, second = dict(folder.files), laptop("second")
    for _ in range(2):
        with pytest.raises(Refused, match="another hub"):
            second.make(folder)
    assert folder.files == before


def test_a_damaged_copy_of_a_key_sheet_keeps_nobody_out(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    codes = first.shut_out(folder)
    sheets = {name: raw for name, raw in folder.files.items() if name.startswith("keys/epoch")}
    for name, raw in sheets.items():
        sheet = key_sheet.read(raw)
        bad = raw[:5] + msgspec.msgpack.encode(
            msgspec.structs.replace(sheet, epoch=sheet.epoch ^ 4)
        )
        assert sum((a ^ b).bit_count() for a, b in zip(raw, bad, strict=True)) == 1
        folder.files[name.replace(".hdk", " (conflicted copy).hdk")] = bad
    settle(folder, first, second)
    friend = laptop("friend")
    assert friend.join(folder, codes.with_names.words).people
    settle(folder, first, second, friend)
    assert same(first, second, friend)


def test_what_a_laptop_without_names_may_not_read_it_looks_at_once(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, stall = laptop("first"), laptop("stall")
    codes = first.make(folder)
    stall.join(folder, codes.without_names.words)
    homes = []
    for number in range(6):
        homes.append(open_home(first, f"Home {number}"))
        first.sync(folder)
    settle(folder, first, stall)
    folder.opened.clear()
    stall.sync(folder)
    assert [name for name, _ in folder.opened if name.endswith(".p.hds")] == []
    stall.join(folder, codes.with_names.words)
    stall.sync(folder)
    assert [name_of(stall, home) for home in homes] == [f"Home {number}" for number in range(6)]
    assert same(first, stall)


def test_own_work_that_comes_back_after_an_old_disk_was_put_back_is_no_news(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    first.desk.do(news.read)
    backup = first.home.with_name("backup")
    first.backup(backup)
    for number in (1, 2):
        take_in(first, number)
    settle(folder, first, second)
    first.restore(backup)
    settle(folder, first, second)
    assert first.desk.ask(news.since)[0].all == 0
    take_in(second, 3)
    settle(folder, second, first)
    assert first.desk.ask(news.since)[0].all == 1


def forge_costs(folder: MemoryFolder, *costs: tuple[int, int, int]) -> None:
    """Somebody who may write into the folder lays key sheets beside that ask for other costs."""
    name = next(each for each in folder.files if each.startswith("keys/epoch") and "-s-" in each)
    sheet = key_sheet.read(folder.files[name])
    for number, cost in enumerate(costs):
        forged = msgspec.structs.replace(sheet, cost=cost)
        raw = folder.files[name][:5] + msgspec.msgpack.encode(forged)
        folder.files[f"keys/0{number}.hdk"] = raw


TOO_MUCH = [(1 << 18, 8, 1), (1 << 17, 8, 16), (1 << 10, 1 << 20, 1), (2, 1, 1 << 30)]


def test_sheets_that_ask_for_much_work_do_not_keep_a_laptop_from_joining(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, new = laptop("first"), laptop("new")
    words = first.make(folder).with_names.words
    forge_costs(folder, *TOO_MUCH, *((1 << 15, r, 1) for r in range(9, 32)))
    tried, real = [], HubCode.stretched

    def stretched(self: HubCode, hub: bytes, cost: Cost) -> bytes:
        tried.append(cost)
        return real(self, hub, cost)

    monkeypatch.setattr(HubCode, "stretched", stretched)
    assert new.join(folder, words).people
    assert len(tried) == joining.MOST_COSTS
    assert not any(map(key_sheet.is_too_much, tried))


@pytest.mark.parametrize("costs", [TOO_MUCH, [(4 << n, 1, 1) for n in range(9)]])
def test_that_sheets_ask_for_too_much_is_told_to_whom_no_code_lets_in(
    laptop: Another, folder: MemoryFolder, costs: list[tuple[int, int, int]]
) -> None:
    first, new = laptop("first"), laptop("new")
    first.make(folder)
    forge_costs(folder, *costs)
    with pytest.raises(Refused, match="far more work"):
        new.join(folder, hub_code.draw().words)
    with pytest.raises(Refused, match="does not open"):
        new.join(_only(folder, "hub-", "keys/epoch"), hub_code.draw().words)


def _only(folder: MemoryFolder, *beginnings: str) -> MemoryFolder:
    """A folder with some of the files."""
    some = MemoryFolder()
    some.files = {n: raw for n, raw in folder.files.items() if n.startswith(beginnings)}
    return some


def test_what_hubs_are_made_with_is_tried_before_anything_else(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, new = laptop("first"), laptop("new")
    codes = joining.make(first.desk, folder, first.clock.now_ms(), hub_code.USUAL_COST)
    forge_costs(folder, *((2 << n, 1, 1) for n in range(9)))
    assert new.join(folder, codes.without_names.words).hub
