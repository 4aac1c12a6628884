"""Packs a laptop's own small segments of days that are over, so that years of starts stay few.

Each start of Hubdesk begins a stream of its own for each class, which nothing can be merged
with. As many small segments and small packs as ``pack_from`` are written again as one pack;
what a pack stands in for goes as what a merged segment does (``compacting``).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from operator import add
from typing import Final

from msgspec.structs import replace

from hubdesk.journal.operations import Klass
from hubdesk.sync import files, pack, publishing
from hubdesk.sync.applying import Queue
from hubdesk.sync.columns import MOST_PLAIN_BYTES
from hubdesk.sync.envelope import short
from hubdesk.sync.files import Known, Run, Sort, State
from hubdesk.sync.folder import Listed, put
from hubdesk.sync.held import Held
from hubdesk.sync.keyring import SHORT, EpochKey
from hubdesk.sync.pack import MOST_OPERATIONS, PackHead
from hubdesk.sync.passing import Passing
from hubdesk.sync.ranges import Range, merged
from hubdesk.sync.segment import Segment

ROOM: Final = (128, MOST_OPERATIONS, 1 << 20)
"""So many runs, operations and bytes fill a pack."""

Own = dict[bytes, Held]


def taken(passing: Passing, listed: Listed, raw: bytes, queue: Queue) -> None:
    """A pack was read: its segments wait to be applied, and with the last one it is known."""
    head, segments = pack.read(raw, passing.keys.hub, passing.keys.plain)
    known = _known(passing, listed, head, runs_of(segments))
    for each in segments[:-1]:
        queue.add(each, None)
    queue.add(segments[-1], known)


def runs_of(segments: Iterable[Segment]) -> list[Run]:
    """What the segments of a pack carry."""
    return [(each.head.stream, each.head.first, each.head.last) for each in segments]


def of_own(passing: Passing, own: Own) -> list[Known]:
    """The good packs in the folder that carry this laptop's own streams alone."""
    found = [each for each in passing.present() if each.sort is Sort.PACK]
    return [each for each in found if all(stream in own for stream, _, _ in each.runs)]


class Carrying:
    """Which packs carry which runs."""

    def __init__(self, packed: Iterable[Known]) -> None:
        self._ranges: dict[bytes, dict[str, list[Range]]] = {}
        self._packs = {each.name: each for each in packed}
        for each in self._packs.values():
            for stream, ranges in _runs([each]).items():
                self._ranges.setdefault(stream, {})[each.name] = ranges

    def standing_in(self, known: Known) -> Known | None:
        """A pack that carries all of a segment, or of another pack: of two alike, one of them."""
        for name in self._ranges.get(known.runs[0][0], {}):
            each = self._packs[name]
            is_more = known.sort is not Sort.PACK or _size(each) > _size(known)
            if name != known.name and is_more and self._carries(name, known.runs):
                return each
        return None

    def _carries(self, name: str, runs: list[Run]) -> bool:
        return all(
            any(begin <= first and last <= end for begin, end in self._of(stream, name))
            for stream, first, last in runs
        )

    def _of(self, stream: bytes, name: str) -> list[Range]:
        return self._ranges.get(stream, {}).get(name, [])


def go_together(passing: Passing, own: Own, loose: list[Known], packed: list[Known]) -> None:
    """Packs small segments and small packs that nothing stands in for, where they are many."""
    for klass in Klass:
        key = passing.keys.newest(klass)
        some = [each for each in loose if own[each.runs[0][0]].klass is klass]
        some += [each for each in packed if own[each.runs[0][0]].klass is klass and _is_small(each)]
        if key is not None and len(some) >= passing.pace.pack_from:
            for group in _groups(some):
                _write(passing, own, group, key)


def rested(passing: Passing, found: list[Known]) -> list[Known]:
    """The small segments of a stream that nothing was added to for a while."""
    newest_ms = max((each.since_ms for each in found), default=passing.now_ms)
    if passing.now_ms - newest_ms < passing.pace.rested_ms:
        return []
    return [each for each in found if each.last - each.first < passing.pace.small]


def _size(known: Known) -> tuple[int, int, str]:
    """Of two alike, the one with the shorter name is no conflict copy."""
    many = sum(last - first + 1 for _, first, last in known.runs)
    return many, -len(known.name), known.name


def _is_small(known: Known) -> bool:
    """Less than half full."""
    return all(2 * part < most for part, most in zip(_measures(known), ROOM, strict=True))


def _measures(known: Known) -> tuple[int, int, int]:
    return len(known.runs), _size(known)[0], known.size


def _groups(found: Iterable[Known]) -> list[list[Known]]:
    """What goes into one pack, whole: else nothing would stand in for what was cut in two."""
    groups: list[list[Known]] = []
    filled = ROOM
    for each in found:
        measures = _measures(each)
        sums = tuple(map(add, filled, measures))
        if groups and all(part <= most for part, most in zip(sums, ROOM, strict=True)):
            groups[-1].append(each)
            filled = sums
        else:
            groups.append([each])
            filled = measures
    return groups


def _runs(found: Iterable[Known]) -> dict[bytes, list[Range]]:
    """What these carry of each stream, in as few runs as can be."""
    runs: dict[bytes, list[Range]] = {}
    for each in found:
        for stream, first, last in each.runs:
            runs.setdefault(stream, []).append((first, last))
    return {stream: merged(some) for stream, some in runs.items()}


def _write(passing: Passing, own: Own, group: list[Known], key: EpochKey) -> None:
    """Writes what some files carry as one, and marks it as there once it was read back."""
    parts: list[bytes] = []
    runs: list[Run] = []
    plain_bytes = 0
    for stream, ranges in sorted(_runs(group).items(), key=lambda each: own[each[0]].no):
        for first, carried in chain(*(publishing.cut(passing, own[stream], r) for r in ranges)):
            parts.append(publishing.sealed(passing, own[stream], first, carried, key))
            runs.append((stream, first, first + len(carried) - 1))
            plain_bytes += sum(len(each.body) for each in carried)
    if plain_bytes > MOST_PLAIN_BYTES:
        return  # pressed it is small, and no reader takes so much at once: it stays as it is
    head = PackHead(key.klass, key.id)
    raw = pack.written(head, passing.keys.hub, key.key, parts)
    device = passing.keys.device[:SHORT].hex()
    name = f"streams/{device}/{len(runs)}-{short(raw)}.{key.klass.value}.hdm"
    listed = Listed(put(passing.folder, name, raw), len(raw))
    passing.note(_known(passing, listed, head, runs))
    passing.tally["files sent"] += 1


def _known(passing: Passing, listed: Listed, head: PackHead, runs: list[Run]) -> Known:
    name, size, mark, _ = listed
    now_ms = passing.now_ms
    known = Known(name, size, mark, Sort.PACK, State.GOOD, since_ms=now_ms, verified_ms=now_ms)
    return replace(known, key=head.key, told=files.told(runs))
