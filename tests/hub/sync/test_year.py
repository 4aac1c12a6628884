"""Fifteen laptops that are busy every Saturday of a year leave fewer than 5,000 files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from hubdesk.journal.operations import Klass
from hubdesk.sync import checking, compacting, publishing, spacing
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
        monkeypatch.setattr(checking, "is_good", lambda *_: True)

    def saturday(self, week: int) -> None:
        """Something is recorded before each pass, and somebody tells something at each third."""
        for at in range(HOURS * 60 * MINUTE_MS // EVERY_MS):
            self.record(week, Klass.STOCK)
            if at % 3 == 0:
                self.record(week, Klass.PEOPLE)
            self.pass_()
        self.passing.now_ms += 7 * DAY_MS - HOURS * 60 * MINUTE_MS

    def record(self, week: int, klass: Klass) -> None:
        """One more operation in this launch's stream."""
        self.last[week, klass] = self.last.get((week, klass), 0) + 1

    def pass_(self) -> None:
        """As a pass of the real one ends, two minutes later."""
        self.passing.now_ms += EVERY_MS
        self.passing.known_held = [
            Held(no, self._stream(week, klass), klass, ME, True, ((1, last),))
            for no, ((week, klass), last) in enumerate(self.last.items())
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

    def _file(self, name: str, sort: Sort, **address: Any) -> None:
        made = Known(name, 9, 0, sort, State.GOOD, since_ms=self.passing.now_ms, **address)
        self.passing.files[name] = made

    def _stream(self, week: int, klass: Klass) -> bytes:
        return week.to_bytes(7, "big") + klass.encode()


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
