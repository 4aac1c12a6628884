"""Merges a laptop's own small segments, so that a year of Saturdays stays a few files.

A merged segment, or a pack of many streams, says the same once more. The small ones go only
when it has lain there for a fortnight and was read again and found sound at that moment: most
data that folders ever lost was lost while somebody tidied up. A clock that was put right by
weeks has nobody taken for having lain there so long (``files.anew``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hubdesk.sync import checking, files, packs, status
from hubdesk.sync.files import Known, Sort
from hubdesk.sync.held import Held
from hubdesk.sync.line import Line
from hubdesk.sync.pace import DAY_MS
from hubdesk.sync.passing import Passing
from hubdesk.sync.publishing import answers_for, send

UNWATCHED_MS: Final = 21 * DAY_MS
"""So long without a pass is as likely a clock that was put right as a closed hub."""


def watch(line: Line, now_ms: int) -> None:
    """Before a pass: after a gap in which nobody watched the folder, or a jump of the clock, all
    files have been there only from now on.

    Nobody can tell the one from the other. A hub that is closed for a fortnight is neither.
    """
    last_ms = line.ask(status.last_ms)
    if last_ms and not -DAY_MS <= now_ms - last_ms <= UNWATCHED_MS:
        line.do(files.anew, now_ms)


def compact(passing: Passing) -> None:
    """Merges and packs own small segments, and takes away those that something stands in for."""
    own = _own(passing)
    tidying = _Tidying(passing, packs.Carrying(packs.of_own(passing, own)))
    loose: list[Known] = []
    for stream, found in _by_stream(passing, own).items():
        left = tidying.without_needless(found)
        merged = _merge(passing, own[stream], left)
        loose += packs.rested(passing, [each for each in left if each.name not in merged])
    left = tidying.without_needless(packs.of_own(passing, own))
    packs.go_together(passing, own, loose, left)


class _Tidying:
    """Takes away what something stands in for; that is read once for all that goes with it."""

    def __init__(self, passing: Passing, carrying: packs.Carrying) -> None:
        self._passing, self._carrying = passing, carrying
        self._sound: set[str] = set()

    def without_needless(self, found: list[Known]) -> list[Known]:
        """Those that nothing stands in for; the others go once it has lain there for long."""
        left = []
        for each in found:
            by = self._carrying.standing_in(each)
            if by is None and each.sort is Sort.SEGMENT:
                by = _standing_in(each, found)
            if by is None:
                left.append(each)
            elif self._may_go(each, by) and self._is_sound(by):
                self._passing.take_away(each)
        return left

    def _may_go(self, small: Known, by: Known) -> bool:
        """Somebody put it there again who cannot read the other: so it stays for long."""
        passing, pace = self._passing, self._passing.pace
        if passing.now_ms - by.since_ms < pace.deleted_after_ms:
            return False
        again = small.since_ms > by.since_ms
        return not again or passing.now_ms - small.since_ms >= pace.put_back_for_ms

    def _is_sound(self, by: Known) -> bool:
        if by.name not in self._sound and checking.is_good(self._passing, by):
            self._sound.add(by.name)
        return by.name in self._sound


def _by_stream(passing: Passing, own: dict[bytes, Held]) -> dict[bytes, list[Known]]:
    found: dict[bytes, list[Known]] = {}
    for each in passing.present():
        if each.sort is Sort.SEGMENT and each.stream in own:
            found.setdefault(each.stream, []).append(each)
    return found


def _own(passing: Passing) -> dict[bytes, Held]:
    return {each.stream: each for each in passing.held() if answers_for(passing, each)}


def _standing_in(small: Known, found: Iterable[Known]) -> Known | None:
    """Another segment that carries all of this one, and is the one to stay."""
    size = small.last - small.first
    for each in found:
        covers = each.first <= small.first and small.last <= each.last
        rank = (each.last - each.first, _plainness(each)), (size, _plainness(small))
        if covers and each.name != small.name and rank[0] > rank[1]:
            return each
    return None


def _plainness(known: Known) -> tuple[int, str]:
    """Of two alike, the one with the shorter name is no conflict copy."""
    return -len(known.name), known.name


def _merge(passing: Passing, stream: Held, found: list[Known]) -> set[str]:
    """Writes each run of many small segments again as one; of few, once the day is over.

    Returns the names of those that were.
    """
    merged: set[str] = set()
    key = passing.keys.newest(stream.klass)
    if key is None or not found:
        return merged
    rested_ms = passing.now_ms - max(each.since_ms for each in found)
    fewest = 2 if rested_ms >= passing.pace.rested_ms else passing.pace.merge_from
    for run in _runs(found, passing.pace.small):
        if len(run) >= fewest:
            merged |= {each.name for each in run}
            send(passing, stream, (run[0].first, max(each.last for each in run)), key)
    return merged


def _runs(found: list[Known], small: int) -> list[list[Known]]:
    """Small segments that follow on each other, run by run."""
    runs: list[list[Known]] = [[]]
    for each in sorted(found, key=lambda known: known.first):
        is_small = each.last - each.first < small
        if is_small and runs[-1] and each.first <= runs[-1][-1].last + 1:
            runs[-1].append(each)
        else:
            runs.append([each] if is_small else [])
    return runs
