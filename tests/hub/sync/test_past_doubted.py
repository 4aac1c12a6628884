"""Pasts that are not what they say, folders that fail, and what is left over: nobody is harmed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import text

from hubdesk.desk import FILE
from hubdesk.forgetting import erasing
from hubdesk.households import household
from hubdesk.households.record import Details
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Klass
from hubdesk.storage import indexes
from hubdesk.sync import coming, joining, keyring
from hubdesk.sync.past import file, lying, rows, taking
from hubdesk.sync.past.file import Contents, Head
from hubdesk.sync.past.making import FOLDER, Making
from hubdesk.sync.past.rows import Column, Rows
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.pasts import (
    a_hub,
    files_of,
    first_file,
    heads_of,
    made,
    making,
    opened_whole,
    took,
)
from tests.hub.sync.shelf import name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_erased_and_merged import held_of
from tests.hub.sync.test_two_laptops import same, settle

Another = Callable[[str], Laptop]


class Told(msgspec.Struct):
    """A whole past, to be told otherwise by somebody who has the key of today."""

    head: Head
    ranges: list[tuple[bytes, int, int]]
    parts: list[Rows]

    def of(self, table: str) -> int:
        """Where the rows of a table are."""
        return next(at for at, each in enumerate(self.parts) if each.table == table)

    def with_column(self, table: str, at: int, column: Column) -> None:
        """A column of a table holds something else."""
        where = self.of(table)
        columns = list(self.parts[where].columns)
        columns[at] = column
        self.parts[where] = replace(self.parts[where], columns=columns)


def told_otherwise(
    laptop: Laptop, folder: MemoryFolder, other: Callable[[Told], object] | None
) -> None:
    """The past in the folder says something else, properly sealed."""
    keys, names = laptop.desk.ask(keyring.asked), files_of(folder)
    raws = {file.head_of(folder.files[n], keys.hub).index: folder.files[n] for n in names}
    head, held = (f(raws[0], keys.hub, *more) for f, more in _firsts(keys.plain))
    whole = [file.rows(raws[at], keys.hub, keys.plain) for at in range(1, len(raws))]
    told = Told(head, list(held.ranges), whole)
    if other is not None:
        other(told)
    for name in names:
        del folder.files[name]
    key, marks = keys.plain[head.key], []
    for at, each in enumerate(told.parts, start=1):
        raw = file.written(replace(told.head, index=at, parts=at), keys.hub, key, each)
        folder.files[f"past/other-{at}-x.hdp"] = raw
        marks.append(file.mark(raw))
    first = replace(told.head, parts=len(marks))
    raw = file.written(first, keys.hub, key, Contents(marks, told.ranges))
    folder.files["past/other-0-x.hdp"] = raw


def _firsts(plain: dict[bytes, bytes]) -> tuple[tuple[Any, tuple[Any, ...]], ...]:
    return (file.head_of, ()), (file.contents, (plain,))


def one_more(told: Told) -> None:
    told.head = replace(told.head, operations=told.head.operations + 1)


def a_longer_range(told: Told) -> None:
    stream, first, last = told.ranges[0]
    told.ranges[0] = stream, first, last + 5


def an_unknown_stream(told: Told) -> None:
    told.ranges.append((b"nowhere!", 1, 1))


def a_range_twice(told: Told) -> None:
    told.ranges.append(told.ranges[0])


def a_stream_of_ones_own(told: Told) -> None:
    told.with_column("stream", 4, Column(0, b"1"))


def a_stream_of_people(told: Told) -> None:
    told.with_column("stream", 2, Column(0, b"p"))


def an_entry_twice(told: Told) -> None:
    told.parts.append(told.parts[told.of("operation")])


def entries_in_a_stream_of_the_taker(told: Told) -> None:
    told.with_column("operation", 1, Column(0, b"0"))


def entries_before_the_first(told: Told) -> None:
    many = told.parts[told.of("operation")].many
    said = b"".join(b"%-6d" % -at for at in range(1, many + 1))
    told.with_column("operation", 0, Column(6, said))


def numbers_beyond_all(told: Told) -> None:
    told.with_column("movement", 3, Column(0, b"9223372036854775807"))


def nothing_where_something_must_be(told: Told) -> None:
    told.with_column("operation", 3, Column(0, b"", rows.NOTHING))


def a_table_that_is_none_of_it(told: Told) -> None:
    told.parts.append(Rows("meta", 1, [Column(0, b"device"), Column(0, b"00")]))


def rows_of_another_table(told: Told) -> None:
    where = told.of("operation")
    told.parts[where] = replace(told.parts[where], table="movement")


def entries_left_out(told: Told) -> None:
    del told.parts[told.of("operation")]


ODD = [
    one_more,
    a_longer_range,
    an_unknown_stream,
    a_range_twice,
    a_stream_of_ones_own,
    a_stream_of_people,
    an_entry_twice,
    entries_in_a_stream_of_the_taker,
    entries_before_the_first,
    nothing_where_something_must_be,
    a_table_that_is_none_of_it,
    rows_of_another_table,
    entries_left_out,
]


def test_a_past_that_is_only_sealed_again_is_taken(laptop: Another, folder: MemoryFolder) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    told_otherwise(first, folder, None)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert same(first, new)


@pytest.mark.parametrize("other", ODD, ids=lambda each: each.__name__)
def test_a_past_that_is_not_what_it_says_leaves_nothing(
    laptop: Another, folder: MemoryFolder, other: Callable[[Told], object]
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    told_otherwise(first, folder, other)
    new = laptop("new")
    new.clock.forward(minutes=1)
    take_in(new, 5)
    new.join(folder, words)
    assert new.sync(folder).stopped is None
    assert not took(new)
    settle(folder, new, first)
    assert on_shelf(new) == 83
    assert same(first, new)


def test_a_first_file_exchanged_for_one_under_a_former_key_is_not_taken(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is another file when it is read whole than when its head was looked at."""
    lost, words = a_hub(laptop, folder)
    other = laptop("other")
    other.join(folder, words)
    settle(folder, other, lost)
    made(lost, folder)
    new_codes = other.shut_out(folder, lost)
    settle(folder, other)
    key = other.desk.ask(keyring.asked).newest(Klass.STOCK)
    assert key is not None
    real, looked = lying._head, list[Head]()

    def looked_at(*args: Any) -> Head | None:
        head = real(*args)
        looked.extend([] if head is None else [head])
        return head and replace(head, key=key.id)

    whole = lying.whole

    def under_todays(passing: Any) -> Any:
        return [[replace(each, key=key.id) for each in files] for files in whole(passing)]

    friend = laptop("friend")
    friend.join(folder, new_codes.with_names.words)
    with monkeypatch.context() as patched:
        patched.setattr(lying, "_head", looked_at)
        patched.setattr(lying, "whole", under_todays)
        friend.sync(folder)
    assert looked
    assert not took(friend)
    assert same(other, friend)


# --- what fails half way


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.6, 0.9, 0.99, 1.0])
def test_what_a_power_cut_takes_back_of_a_past_comes_by_segments(
    laptop: Another, folder: MemoryFolder, tmp_path: Path, kept: float
) -> None:
    """The write-ahead file is cut anywhere after what the disk had promised to keep."""
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    take_in(new, 2)
    new.join(folder, words)
    cut: list[Path] = []
    real = new.desk.do

    def do(command: Callable[..., object], *args: object, **more: object) -> object:
        wal = new.home / (FILE + "-wal")
        promised = wal.stat().st_size
        found = real(command, *args, **more)
        if command is taking.load:
            written = wal.stat().st_size
            after = tmp_path / "after the cut"
            shutil.copytree(new.home, after)
            with (after / wal.name).open("r+b") as open_:
                open_.truncate(promised + int((written - promised) * kept))
            cut.append(after)
        return found

    new.desk.do = do  # type: ignore[method-assign,assignment]
    new.sync(folder)
    again = Laptop.at(cut[0], new.clock)
    assert took(again) == (kept == 1.0)
    settle(folder, again, first)
    assert on_shelf(again) == 80
    assert same(first, again)
    again.desk.close()


def test_a_pass_cut_off_after_the_past_still_opens_no_segment_of_it(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    new.join(folder, words)

    def failing(call: str) -> None:
        if call == "read" and took(new):
            raise OSError(5, "gone")

    folder.failing = failing
    assert new.sync(folder).stopped is not None
    folder.failing = lambda _call: None
    folder.opened.clear()
    new.restart()
    new.sync(folder)
    assert opened_whole(folder, ".s.hds") == set()
    assert not new.desk.ask(coming.is_under_way)
    assert same(first, new)


def test_a_file_of_a_past_that_cannot_be_read_now_stops_nobody(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    name, real = first_file(folder), MemoryFolder.read
    new = laptop("new")
    new.join(folder, words)

    def read(self: MemoryFolder, called: str, at_most: int) -> bytes:
        if called == name:
            raise OSError(5, "a bad sector")
        return real(self, called, at_most)

    monkeypatch.setattr(MemoryFolder, "read", read)
    take_in(first, 1)
    assert made(first, folder).stopped is None
    assert new.sync(folder).stopped is None
    assert same(first, new)


# --- what is left, and what others see


def standing(view: View) -> set[str]:
    found = view.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'index'"))
    return set(found.scalars())


def test_indexes_that_were_left_out_are_there_after_any_pass(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder, cache_kib=0)
    assert took(new)
    assert {str(each.name) for each in indexes.afterwards()} <= new.desk.ask(standing)


def test_streams_of_the_maker_come_as_segments_tell_of_them(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    first.restart()
    take_in(first, 1)
    settle(folder, first, new)

    def devices(view: View) -> set[bytes]:
        found = view.connection.execute(text("SELECT DISTINCT device FROM stream WHERE NOT own"))
        return set(found.scalars())

    assert took(new)
    assert new.desk.ask(devices) == {first.desk.ask(keyring.asked).device[:8] + bytes(8)}


def test_a_bundle_that_comes_back_brings_no_key_of_somebody_whom_a_past_forgets(
    laptop: Another, folder: MemoryFolder
) -> None:
    """It is read before the past is taken, which says that they were erased."""
    first, words = a_hub(laptop, folder)
    home = open_home(first, "Gone Now")
    first.sync(folder)
    old = {name: raw for name, raw in folder.files.items() if name.endswith(".hdb")}
    first.desk.do(erasing.erase, home)
    first.sync(folder)
    made(first, folder)
    assert old
    folder.files |= old
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder)
    assert took(new)
    assert home not in held_of(new)
    assert name_of(new, home) is None
    assert same(first, new)


def test_a_past_that_forgets_somebody_of_whom_something_was_entered_here_is_left(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    home = open_home(first, "Gone Now")
    first.desk.do(erasing.erase, home)
    first.sync(folder)
    made(first, folder)
    new = laptop("new")
    new.desk.do(told_of, home)
    new.join(folder, words)
    settle(folder, new, first)
    assert not took(new)
    assert home not in held_of(new)
    assert same(first, new)


def told_of(act: Act, home: bytes) -> None:
    """Somebody says something of a household here, as before this laptop was brought back."""
    household.note_details(act, home, Details(name="Gone Now"))


def altered(act: Act) -> None:
    """Somebody changes the hub's file behind its desk's back."""
    act.connection.execute(text("UPDATE operation SET at_ms = at_ms + 1"))


def test_a_segment_that_says_otherwise_than_the_past_is_told_when_it_is_read(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, words = a_hub(laptop, folder)
    made(first, folder)
    new = laptop("new")
    new.join(folder, words)
    new.sync(folder, unread=0)
    assert took(new)
    new.desk.do(altered)
    assert new.sync(folder, unread=100).clashing > 0


class _Clock:
    """Each time somebody asks, a second has gone by."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        self.now_s += 1
        return self.now_s


def test_of_two_that_replay_unseen_the_first_to_write_goes_on(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, words = a_hub(laptop, folder)
    second = laptop("second")
    second.join(folder, words)
    settle(folder, second, first)
    one, other = Making(), Making()
    with monkeypatch.context() as patched:
        patched.setattr(time, "perf_counter", _Clock())
        making(second, folder, other, past_ms=1_500)
        assert (second.home / FOLDER).exists()
        while not files_of(folder):
            making(first, folder, one, past_ms=1_500)
        making(second, folder, other, past_ms=1_500)
    assert not (second.home / FOLDER).exists()
    making(second, folder, other)
    making(first, folder, one)
    device = first.desk.ask(keyring.asked).device[:8]
    assert {each.device for each in heads_of(folder)} == {device}


def test_what_was_cut_off_goes_although_another_has_made_it_since(
    laptop: Another, folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, words = a_hub(laptop, folder)
    second = laptop("second")
    second.join(folder, words)
    settle(folder, second, first)
    cut = Making()
    with monkeypatch.context() as patched:
        patched.setattr(time, "perf_counter", _Clock())
        making(second, folder, cut, past_ms=1_500)
    second.restart()
    made(first, folder)
    assert (second.home / FOLDER).exists()
    made(second, folder)
    assert not (second.home / FOLDER).exists()
    assert len({each.past for each in heads_of(folder)}) == 1
    cut._under_way = None


def test_a_damaged_part_goes_with_the_past_that_it_belonged_to(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, _ = a_hub(laptop, folder)
    made(first, folder)
    old = files_of(folder)
    raw = folder.files[old[-1]]
    folder.damage(old[-1], raw[:-9] + bytes(9))
    made(first, folder)
    first.clock.forward(days=30)
    assert made(first, folder, rechecked=100).quarantined
    for _ in range(2):
        report = made(first, folder)
    assert report.quarantined == ()
    assert set(files_of(folder)).isdisjoint(old)
    assert joining.hubs_in(folder)


def test_one_long_value_for_each_of_many_rows_does_not_swell() -> None:
    shape = rows.Shape("told", (rows.Kind("b", rows.BYTES),), ("b",))
    given: list[Any] = [rows.MOST]
    with pytest.raises(ValueError, match="too long"):
        rows._cut(shape.columns[0].holds, Column(0, bytes(1 << 20)), rows.MOST, given)
