"""Merges a laptop's own small segments, so that a year of Saturdays stays a few files.

A merged segment says the same once more. The small ones go only when it has lain there for a
fortnight and was read again and found sound at that moment: most data that folders ever lost
was lost while somebody tidied up. A clock that was put right by weeks has nobody taken for
having lain there so long (``files.anew``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hubdesk.sync import checking, files, status
from hubdesk.sync.files import Known, Sort
from hubdesk.sync.held import Held
from hubdesk.sync.line import Line
from hubdesk.sync.pace import DAY_MS
from hubdesk.sync.passing import Passing
from hubdesk.sync.publishing import send

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
    """Merges own small segments, and takes away those that a merged one has stood in for."""
    own = _own(passing)
    by_stream: dict[bytes, list[Known]] = {}
    for each in passing.present():
        if each.sort is Sort.SEGMENT and each.stream in own:
            by_stream.setdefault(each.stream, []).append(each)
    for stream, found in by_stream.items():
        needless = {small.name: by for small in found if (by := _standing_in(small, found))}
        _merge(passing, own[stream], [each for each in found if each.name not in needless])
        for each in found:
            if each.name in needless:
                _take_away(passing, each, needless[each.name])


def _own(passing: Passing) -> dict[bytes, Held]:
    return {each.stream: each for each in passing.held() if each.own}


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


def _merge(passing: Passing, stream: Held, found: list[Known]) -> None:
    """Writes each run of many small segments again as one; of few, once the day is over."""
    key = passing.keys.newest(stream.klass)
    if key is None or not found:
        return
    rested_ms = passing.now_ms - max(each.since_ms for each in found)
    fewest = 2 if rested_ms >= DAY_MS else passing.pace.merge_from
    for run in _runs(found, passing.pace.small):
        if len(run) >= fewest:
            passing.tally["merged"] += len(run)
            send(passing, stream, (run[0].first, max(each.last for each in run)), key)


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


def _take_away(passing: Passing, small: Known, by: Known) -> None:
    old = passing.now_ms - by.since_ms >= passing.pace.deleted_after_ms
    if not old or not checking.is_good(passing, by):
        return
    passing.take_away(small)
    passing.tally["deleted"] += 1
