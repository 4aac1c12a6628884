"""Fifteen laptops that are busy for a year, on Saturdays or every day, leave under 5,000 files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from hubdesk.journal.operations import Klass
from hubdesk.sync import bundles, checking, compacting, files, packs, publishing, spacing
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.held import Held
from hubdesk.sync.keyring import EpochKey, Keyring
from hubdesk.sync.pace import DAY_MS, MINUTE_MS, Pace
from hubdesk.sync.passing import Passing
from hubdesk.sync.ranges import Range
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, take_in
from tests.hub.sync.test_two_laptops import pair, segments, settle

Another = Callable[[str], Laptop]
LAPTOPS, WEEKS, HOURS, EVERY_MS = 15, 52, 5, 2 * MINUTE_MS
DAYS_A_WEEK = 6
BUNDLES = bundles.SMALL + 2
"""So many files of keys a laptop has at most, with one that is full and one that is written."""
ME = b"me" * 8
KEYS = {
    bytes([n] * 8): EpochKey(bytes([n] * 8), klass, 1, bytes(32), None)
    for n, klass in enumerate(Klass)
}


class Year:
    """One of fifteen laptops, by the real rules of sending and merging; its files are names."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        nobody: Any = Nobody()
        keys = Keyring(b"hub", ME, b"", KEYS)
        self.passing = Passing(nobody, nobody, 0, Pace(), keys, {}, {}, 1)
        self.passing.tally = Counter()
        self.last: dict[tuple[int, Klass], int] = {}
        self.most = self.files = 0
        for each in range(LAPTOPS):
            self._file(f"card {each}", Sort.CARD, device=bytes([each] * 8))
        monkeypatch.setattr(compacting, "send", self.send)
        monkeypatch.setattr(publishing, "send", self.send)
        monkeypatch.setattr(packs, "_write", self.pack)
        monkeypatch.setattr(checking, "is_good", lambda *_: True)

    def saturday(self, week: int) -> None:
        """Something is recorded before each pass, and somebody tells something at each third."""
        self.open(week, HOURS * 60 * MINUTE_MS // EVERY_MS, EVERY_MS)
        self.passing.now_ms += 7 * DAY_MS - HOURS * 60 * MINUTE_MS

    def open(self, start: int, passes: int, every_ms: int) -> None:
        """The laptop is opened, and shares so many times."""
        for at in range(passes):
            self.record(start, Klass.STOCK)
            if at % 3 == 0:
                self.record(start, Klass.PEOPLE)
            self.pass_(every_ms)

    def record(self, start: int, klass: Klass) -> None:
        """One more operation in this launch's stream."""
        self.last[start, klass] = self.last.get((start, klass), 0) + 1

    def pass_(self, every_ms: int) -> None:
        """As a pass of the real one ends, some minutes later."""
        self.passing.now_ms += every_ms
        self.passing.known_held = [
            Held(no, self._stream(start, klass), klass, ME, True, ((1, last),))
            for no, ((start, klass), last) in enumerate(self.last.items())
        ]
        publishing.publish(self.passing)
        compacting.compact(self.passing)
        self.files = len(self.passing.files)
        self.most = max(self.most, self.files)

    def send(self, passing: Passing, stream: Held, run: Range, key: EpochKey) -> int:
        """A segment is written."""
        first, last = run
        name = f"{stream.stream.hex()} {first}-{last}"
        address = {"stream": stream.stream, "first": first, "last": last}
        self._file(name, Sort.SEGMENT, device=ME[:8], **address)
        return last - first + 1

    def pack(self, passing: Passing, own: packs.Own, group: list[Known], key: EpochKey) -> None:
        """A pack is written."""
        runs = packs._runs(group)
        told = [(stream, *each) for stream, ranges in runs.items() for each in ranges]
        self._file(f"pack {told}", Sort.PACK, device=ME[:8], told=files.told(told))

    def _file(self, name: str, sort: Sort, **address: Any) -> None:
        made = Known(name, 9, 0, sort, State.GOOD, since_ms=self.passing.now_ms, **address)
        self.passing.files[name] = made

    def _stream(self, start: int, klass: Klass) -> bytes:
        return start.to_bytes(7, "big") + klass.encode()


class Nobody:
    """Stands for the desk and the folder: takes what is noted and deleted."""

    def do(self, *_: Any) -> None:
        """Noted."""

    def delete(self, _: str) -> None:
        """Deleted."""


@pytest.mark.slow
def test_a_year_of_fifteen_busy_laptops_stays_under_five_thousand_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    year = Year(monkeypatch)
    for week in range(WEEKS):
        year.saturday(week)
    held = sum(year.last.values())
    sent = year.passing.tally["sent"]
    assert held - sent < 60, "no more waits than an hour's work"
    own = year.most - LAPTOPS
    assert LAPTOPS * own + LAPTOPS < 5_000, own


def days(year: Year, weeks: int) -> int:
    """Opened on six days of each week, for two hours in which it shares every ten minutes.

    Returns how many files fifteen such laptops had in the folder at most.
    """
    before = len({start for start, _ in year.last})
    for start in range(before, before + weeks * DAYS_A_WEEK):
        year.open(start, 12, 10 * MINUTE_MS)
        rest = 2 if (start + 1) % DAYS_A_WEEK == 0 else 1
        year.passing.now_ms += rest * DAY_MS - 120 * MINUTE_MS
    return LAPTOPS * (year.most - LAPTOPS + BUNDLES) + LAPTOPS


@pytest.mark.slow
def test_a_year_of_fifteen_laptops_that_open_every_day_stays_under_five_thousand_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    year = Year(monkeypatch)
    assert days(year, WEEKS) < 5_000
    assert sum(year.last.values()) - year.passing.tally["sent"] <= 8, "an hour's work at most"
    before = year.most
    days(year, WEEKS)
    assert year.most < before + 15, "another year adds packs that are full, and no more"


def test_without_packs_it_would_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two months are enough to see it: each start leaves two files for good."""
    few, many = (Year(monkeypatch) for _ in range(2))
    days(few, 9)
    monkeypatch.setattr(packs, "go_together", lambda *_: None)
    days(many, 9)
    assert many.files > few.files + 40


def test_without_taking_turns_it_would_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above fails if nobody waits: three Saturdays are enough to see it."""
    year = Year(monkeypatch)
    monkeypatch.setattr(spacing, "must_wait", lambda _: False)
    for week in range(3):
        year.saturday(week)
    assert LAPTOPS * (year.most - LAPTOPS) > 5_000


def test_two_laptops_send_at_once_and_many_take_turns(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    for _ in range(6):
        take_in(first, 1)
        assert first.sync(folder).unsent == 0, "of two laptops each has plenty"
    before = len(segments(folder))
    take_in(first, 1)
    first.clock.forward(minutes=1)
    waits = first.sync(folder, live_files=10)
    assert (waits.unsent, len(segments(folder))) == (1, before)
    first.clock.forward(minutes=59)
    assert first.sync(folder, live_files=10).unsent == 0, "never for long"
    take_in(first, 1)
    assert first.sync(folder, live_files=10).unsent == 1
    assert first.sync(folder, live_files=10, at_once=True).unsent == 0, "asked for, or closing"
    settle(folder, second)
    assert on_shelf(second) == 8
