"""Reads whatever lies in the folder, by its bytes: names only say what to look at first."""

from __future__ import annotations

import time

from hubdesk.changes import Touched
from hubdesk.journal.act import Act
from hubdesk.journal.arriving import Arrived, Whence
from hubdesk.journal.operations import Klass
from hubdesk.sync import bundles, cards, envelope, files, hub_file, key_sheet, segment, sheets
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import Listed
from hubdesk.sync.passing import Passing
from hubdesk.sync.segment import HEAD_MOST, MOST_BYTES, Segment
from hubdesk.sync.unreadable import Unreadable, Why

SUFFIXES = (".hds", ".hdk", ".hdb", ".ack")
LEAST = 20
"""Operations applied together, however slow the laptop is."""
ORDER = {"keys": 0, "seen": 1}


def read_all(passing: Passing) -> None:
    """Reads every file that is new, that changed, or that waited for a key it has now."""
    for listed in sorted(passing.listed.values(), key=_first_keys):
        known = passing.files.get(listed.name)
        if known is None or not known.is_same(listed) or _may_open(passing, known):
            read(passing, listed)


def read(passing: Passing, listed: Listed) -> Known | None:
    """Reads one file, and keeps what came of it. Raises OSError only for the whole folder."""
    try:
        known = _taken(passing, listed)
    except Unreadable as refusal:
        known = _set_aside(passing, listed, refusal.why)
    except FileNotFoundError:
        return None
    passing.touched.add(listed.name)
    if passing.files.get(listed.name) != known:
        passing.note(known)
    return known


def verify(passing: Passing, listed: Listed) -> None:
    """Reads a file and looks at its seal; applies nothing. Raises Unreadable."""
    raw = _bytes_of(passing, listed)
    hub, keys = passing.keys.hub, passing.keys.plain
    match raw[:3]:
        case segment.MAGIC:
            segment.read(raw, hub, keys)
        case key_sheet.MAGIC:
            sheet = key_sheet.read(raw)
            known = passing.keys.keys.get(sheet.key_id)
            if known is None or key_sheet.with_key(sheet, known.key) is None:
                raise Unreadable(Why.DAMAGED)
        case envelope.Sort.CARD.value:
            envelope.read(envelope.Sort.CARD, raw, hub, keys)
        case envelope.Sort.BUNDLE.value:
            envelope.read(envelope.Sort.BUNDLE, raw, hub, keys)
        case _:
            if hub_file.read(raw) != hub:
                raise Unreadable(Why.DAMAGED)


def verifies(passing: Passing, listed: Listed) -> bool:
    """Whether a sealed file of this hub is there and sound. Raises Unreadable."""
    if hub_file.NAME.fullmatch(listed.name):
        return False
    verify(passing, listed)
    return True


def is_named_ours(name: str) -> bool:
    """Whether a file is called as ours are: others are no concern of a hub's."""
    return any(suffix in name for suffix in SUFFIXES)


def good(listed: Listed, sort: Sort, now_ms: int) -> Known:
    """A file whose bytes verified."""
    return Known(
        *(listed.name, listed.size, listed.mark, sort, State.GOOD),
        since_ms=now_ms,
        verified_ms=now_ms,
    )


def _first_keys(listed: Listed) -> tuple[int, str]:
    return ORDER.get(listed.name.split("/", 1)[0], 2), listed.name


def _may_open(passing: Passing, known: Known) -> bool:
    """Whether a file that waits may be readable now."""
    if known.state is not State.ASIDE:
        return False
    if known.why == Why.AWAY:
        return not passing.listed[known.name].away
    if known.why == Why.NO_KEY:
        return known.sort is Sort.SHEET or known.key is None or known.key in passing.keys.keys
    return False


def _taken(passing: Passing, listed: Listed) -> Known:
    if listed.size > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    if listed.away:
        raise Unreadable(Why.AWAY)
    raw = _bytes_of(passing, listed)
    match raw[:3]:
        case segment.MAGIC:
            return _segment(
                passing, listed, segment.read(raw, passing.keys.hub, passing.keys.plain)
            )
        case key_sheet.MAGIC:
            return sheets.taken(passing, good(listed, Sort.SHEET, passing.now_ms), raw)
        case envelope.Sort.CARD.value:
            return cards.taken(passing, good(listed, Sort.CARD, passing.now_ms), raw)
        case envelope.Sort.BUNDLE.value:
            return bundles.taken(passing, good(listed, Sort.BUNDLE, passing.now_ms), raw)
        case _:
            if hub_file.read(raw) == passing.keys.hub:
                return good(listed, Sort.HUB, passing.now_ms)
            raise Unreadable(Why.FOREIGN if raw.strip(b"\0") else Why.DAMAGED)


def _bytes_of(passing: Passing, listed: Listed) -> bytes:
    """A file's bytes; of what this laptop may not read anyway, the head alone."""
    if listed.name.endswith(".p.hds") and passing.keys.newest(Klass.PEOPLE) is None:
        head = segment.head_of(passing.folder.read(listed.name, HEAD_MOST), passing.keys.hub)
        if head.klass is Klass.PEOPLE:
            raise Unreadable(Why.NO_KEY)
    raw = passing.folder.read(listed.name, MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    return raw


def _set_aside(passing: Passing, listed: Listed, why: Why) -> Known:
    """A file that is not applied: kept where it is, told in words, tried again if it changes."""
    known = passing.files.get(listed.name)
    sort = known.sort if known else _sort_by_name(listed.name)
    since_ms = known.since_ms if known and known.state is State.ASIDE else passing.now_ms
    return files.aside(listed, sort, why, since_ms)


def _sort_by_name(name: str) -> Sort:
    for suffix, sort in zip(
        SUFFIXES, (Sort.SEGMENT, Sort.SHEET, Sort.BUNDLE, Sort.CARD), strict=True
    ):
        if suffix in name:
            return sort
    return Sort.OTHER


def _segment(passing: Passing, listed: Listed, found: Segment) -> Known:
    """Applies a segment page by page; with the last one goes the mark that it was read."""
    head = found.head
    known = Known(
        *(listed.name, listed.size, listed.mark, Sort.SEGMENT, State.GOOD),
        *(head.stream, head.first, head.last, head.device, head.key),
        *(passing.now_ms, passing.now_ms),
    )
    whence = Whence(head.stream, head.klass, head.device.ljust(16, b"\0"))
    arrived = [Arrived(seq, *each) for seq, each in enumerate(found.operations, start=head.first)]
    done, clashes = 0, 0
    while done < len(arrived):
        page = arrived[done : done + passing.fitting]
        done += len(page)
        began = time.perf_counter()
        new, clashing = passing.line.do(
            take_page, whence, page, known if done >= len(arrived) else None
        )
        took_ms = (time.perf_counter() - began) * 1000
        _fit(passing, took_ms)
        passing.tally["read"] += new
        clashes += clashing
    if clashes:
        raise Unreadable(Why.CLASHING)
    passing.tally["files read"] += 1
    return known


def _fit(passing: Passing, took_ms: float) -> None:
    """Fewer at a time where that took too long, so that nobody at the counter waits."""
    size, pace = passing.fitting, passing.pace
    by_time = int(size * pace.page_ms / max(took_ms, 0.1))
    passing.fitting = max(LEAST, min(pace.page, size + size // 4 + 1, by_time))


def take_page(
    act: Act, whence: Whence, page: list[Arrived], known: Known | None
) -> tuple[int, int]:
    """Keeps and applies some operations; how many were new, and how many clash."""
    taken = act.journal.accept_all(act.applying, whence, page)
    if known is not None:
        files.keep(act.connection, known)
        act.touch(Touched.SHARED)
    return len(taken.new), len(taken.clashing)
