"""Reads whatever lies in the folder, by its bytes: names only say what to look at first."""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.journal.operations import Klass
from hubdesk.sync import (
    bundles,
    cards,
    envelope,
    files,
    hub_file,
    key_sheet,
    names,
    pack,
    packs,
    segment,
    sheets,
)
from hubdesk.sync.applying import Queue
from hubdesk.sync.files import Known, Run, Sort, State
from hubdesk.sync.folder import Listed
from hubdesk.sync.passing import Passing
from hubdesk.sync.past import file, lying, taking
from hubdesk.sync.ranges import without
from hubdesk.sync.segment import HEAD_MOST, MOST_BYTES, Head
from hubdesk.sync.unreadable import Unreadable, Why

FAILURES = 3
"""So many of those that could not be read are tried again in one pass, if they fail again: a
stick may take long over each."""
NOT_LOOKED_INTO = frozenset({Why.OVERSIZED, Why.AWAY, Why.UNREAD})
ORDER = {"keys": 0, "seen": 1, "past": 2}
LAST = 3
OF_PEOPLE = (".p.hds", ".p.hdm")
SORTS = (Sort.SEGMENT, Sort.PACK, Sort.SHEET, Sort.BUNDLE, Sort.CARD, Sort.PAST)
"""What files with each of ``names.SUFFIXES`` are likely to be."""


def read_all(passing: Passing) -> None:
    """Reads every file that is new, that changed, or that waited for a key it has now."""
    queue = Queue(passing, [])
    try:
        is_due = True
        for listed in sorted(passing.listed.values(), key=_first_keys):
            if is_due and _first_keys(listed)[0] == LAST:
                is_due = False
                taking.take(passing)
            known = passing.files.get(listed.name)
            if known is None or not known.is_same(listed) or _may_open(passing, known):
                read(passing, listed, queue)
        _try_again(passing, queue)
    except OSError:
        # The folder is gone; what was read of it counts.
        queue.apply()
        passing.keep_notes()
        raise
    else:
        queue.apply()
        passing.keep_notes()
    finally:
        queue.finish()


def read(passing: Passing, listed: Listed, queue: Queue) -> bool:
    """Reads one file, and keeps what came of it; whether it could be read.

    One that cannot be read now (somebody writes it, a sector is bad, it is somebody else's) keeps
    nobody from the others. Raises OSError when what could be read before cannot either: then it is
    the folder that is gone.
    """
    known: Known | None
    try:
        known = _taken(passing, listed, queue)
        passing.was_read(listed.name)
    except Unreadable as refusal:
        known = _set_aside(passing, listed, refusal.why, refusal.key)
    except FileNotFoundError:
        if not passing.is_there():
            raise
        return True
    except OSError:
        if not passing.is_there():
            raise
        known = _set_aside(passing, listed, Why.UNREAD)
    passing.touched.add(listed.name)
    if known is not None and passing.files.get(listed.name) != known:
        passing.note_soon(known)
    return known is None or not _is_unread(known)


def verify(passing: Passing, listed: Listed) -> list[Run] | None:
    """Reads a file and looks at its seal; applies nothing. Raises Unreadable.

    Returns the operations that a segment or a pack carries; None for any other file.
    """
    raw = _bytes_of(passing, listed)
    hub, keys = passing.keys.hub, passing.keys.plain
    match raw[:3]:
        case segment.MAGIC:
            return packs.runs_of([segment.read(raw, hub, keys)])
        case pack.MAGIC:
            return packs.runs_of(pack.read(raw, hub, keys)[1])
        case key_sheet.MAGIC:
            sheet = key_sheet.read(raw)
            known = passing.keys.keys.get(sheet.key_id)
            if known is None or key_sheet.with_key(sheet, known.key) is None:
                raise Unreadable(Why.DAMAGED)
        case envelope.Sort.CARD.value:
            envelope.read(envelope.Sort.CARD, raw, hub, keys)
        case envelope.Sort.BUNDLE.value:
            envelope.read(envelope.Sort.BUNDLE, raw, hub, keys)
        case file.MAGIC:
            file.verify(raw, hub, keys)
        case _:
            if hub_file.read(raw) != hub:
                raise Unreadable(Why.DAMAGED)
    return None


def verifies(passing: Passing, listed: Listed) -> bool:
    """Whether a sealed file of this hub is there and sound. Raises Unreadable."""
    if hub_file.NAME.fullmatch(listed.name):
        return False
    verify(passing, listed)
    return True


def is_of_concern(known: Known) -> bool:
    """Whether a file that is set aside is told of: not what a stick holds besides.

    Called otherwise than ours are, only one that was found to begin as ours do is.
    """
    if names.is_ours(known.name):
        return True
    is_known = known.sort is not Sort.OTHER or known.why not in NOT_LOOKED_INTO
    return is_known and known.why != Why.FOREIGN


def good(listed: Listed, sort: Sort, now_ms: int) -> Known:
    """A file whose bytes verified."""
    return Known(
        listed.name,
        listed.size,
        listed.mark,
        sort,
        State.GOOD,
        since_ms=now_ms,
        verified_ms=now_ms,
    )


def _try_again(passing: Passing, queue: Queue) -> None:
    """Reads what could not be read before, whichever nobody tried for the longest time first."""
    unread = [
        each
        for each in passing.files.values()
        if _is_unread(each) and each.name not in passing.touched
    ]
    failed = 0
    for each in sorted(unread, key=lambda known: (known.verified_ms, known.name)):
        failed += not read(passing, passing.listed[each.name], queue)
        if failed >= FAILURES:
            return


def _is_unread(known: Known) -> bool:
    return known.state is State.ASIDE and known.why == Why.UNREAD


def _first_keys(listed: Listed) -> tuple[int, str]:
    return ORDER.get(listed.name.split("/", 1)[0], LAST), listed.name


def _may_open(passing: Passing, known: Known) -> bool:
    """Whether a file that waits may be readable now."""
    if known.state is not State.ASIDE:
        return False
    if known.why == Why.AWAY:
        return not passing.listed[known.name].away
    if known.why == Why.NO_KEY:
        return known.sort is Sort.SHEET or known.key is None or known.key in passing.keys.keys
    return False


def _taken(passing: Passing, listed: Listed, queue: Queue) -> Known | None:
    """What a file is; None for a segment or a pack, which is known once it is applied."""
    if listed.size > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    if listed.away:
        raise Unreadable(Why.AWAY)
    if lying.SUFFIX in listed.name and (past := lying.read(passing, listed)) is not None:
        return past
    if passing.here and (known := _is_here(passing, listed)) is not None:
        return known
    raw = _bytes_of(passing, listed)
    match raw[:3]:
        case segment.MAGIC:
            found = segment.read(raw, passing.keys.hub, passing.keys.plain)
            queue.add(found, _place(listed, found.head, passing.now_ms))
            return None
        case pack.MAGIC:
            packs.taken(passing, listed, raw, queue)
            return None
        case file.MAGIC:
            return lying.read(passing, listed)
        case key_sheet.MAGIC:
            return sheets.taken(passing, good(listed, Sort.SHEET, passing.now_ms), raw)
        case envelope.Sort.CARD.value:
            return cards.taken(passing, good(listed, Sort.CARD, passing.now_ms), raw)
        case envelope.Sort.BUNDLE.value:
            return bundles.taken(passing, good(listed, Sort.BUNDLE, passing.now_ms), raw)
        case _:
            if hub_file.read(raw) == passing.keys.hub:
                return good(listed, Sort.HUB, passing.now_ms)
            lost = names.is_ours(listed.name) and not raw.strip(b"\0")
            raise Unreadable(Why.DAMAGED if lost else Why.FOREIGN)


def _is_here(passing: Passing, listed: Listed) -> Known | None:
    """A segment of which all came with a past, by its head alone; it is read when rechecked."""
    raw = passing.folder.read(listed.name, HEAD_MOST)
    if not raw.startswith(segment.MAGIC):
        return None
    head = segment.head_of(raw, passing.keys.hub)
    if without([(head.first, head.last)], passing.here.get(head.stream, ())):
        return None
    return replace(_place(listed, head, passing.now_ms), verified_ms=0)


def _bytes_of(passing: Passing, listed: Listed) -> bytes:
    """A file's bytes; of what this laptop may not read anyway, the head alone."""
    if listed.name.endswith(OF_PEOPLE) and passing.keys.newest(Klass.PEOPLE) is None:
        raw = passing.folder.read(listed.name, HEAD_MOST)
        kind = pack if raw.startswith(pack.MAGIC) else segment
        head = kind.head_of(raw, passing.keys.hub)
        if head.klass is Klass.PEOPLE:
            raise Unreadable(Why.NO_KEY, head.key)
    raw = passing.folder.read(listed.name, MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    return raw


def _set_aside(passing: Passing, listed: Listed, why: Why, key: bytes | None = None) -> Known:
    """A file that is not applied: kept where it is, told in words, tried again if it changes."""
    known = passing.files.get(listed.name)
    sort = known.sort if known else _sort_by_name(listed.name)
    since_ms = known.since_ms if known and known.state is State.ASIDE else passing.now_ms
    aside = files.aside(listed, sort, why, since_ms, key)
    return files.still_own(replace(aside, verified_ms=passing.now_ms), known)


def _sort_by_name(name: str) -> Sort:
    for suffix, sort in zip(names.SUFFIXES, SORTS, strict=True):
        if suffix in name.casefold():
            return sort
    return Sort.OTHER


def _place(listed: Listed, head: Head, now_ms: int) -> Known:
    """What a segment is known as once it is applied."""
    return Known(
        listed.name,
        listed.size,
        listed.mark,
        Sort.SEGMENT,
        State.GOOD,
        head.stream,
        head.first,
        head.last,
        head.device,
        head.key,
        now_ms,
        now_ms,
    )
