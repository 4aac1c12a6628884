"""The pasts that lie in the folder: which are whole, which one to take, when to make another."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from hubdesk.journal.operations import Klass
from hubdesk.sync import names
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import Listed
from hubdesk.sync.pace import DAY_MS
from hubdesk.sync.passing import Passing
from hubdesk.sync.past import file
from hubdesk.sync.past.file import Head
from hubdesk.sync.ranges import count
from hubdesk.sync.unreadable import Unreadable

SUFFIX: Final = ".hdp"
WORTH: Final = 0.95
"""A past that holds less than this share of what is held is not made use of for long."""


class Past(Struct, frozen=True):
    """A past of which every file lies in the folder: what it says of itself, and the files."""

    head: Head
    files: tuple[Known, ...]


def read(passing: Passing, listed: Listed) -> Known | None:
    """A file of a past by its head; who takes it looks at the rest. None for another file.

    Raises Unreadable, OSError.
    """
    raw = passing.folder.read(listed.name, file.HEAD_MOST)
    if not raw.startswith(file.MAGIC):
        return None
    head = file.head_of(raw, passing.keys.hub)
    place = head.past, head.index, head.parts, head.device, head.key
    known = listed.name, listed.size, listed.mark, Sort.PAST, State.GOOD
    return Known(*known, *place, passing.now_ms, passing.now_ms)


def whole(passing: Passing) -> list[list[Known]]:
    """The files of each past that has them all, in order."""
    by_past: dict[tuple[bytes | None, ...], dict[int, Known]] = {}
    for each in passing.present():
        if each.sort is Sort.PAST:
            by_past.setdefault((each.stream, each.device, each.key), {})[each.first] = each
    return [
        [found[index] for index in sorted(found)]
        for found in by_past.values()
        if 0 in found and len(found) == found[0].last + 1
    ]


def usable(passing: Passing, fit: bytes) -> list[Past]:
    """Those that this version can take, under the key of today; the fullest first.

    Of two alike every laptop puts the same one first, or each would keep, or leave, its own.
    Whoever is shut out knows a former key, and may have written what it likes under it.
    """
    newest = passing.keys.newest(Klass.STOCK)
    found = []
    for known in whole(passing):
        if newest is None or known[0].key != newest.id:
            continue
        head = _head(passing, known[0])
        if head is not None and head.fit == fit:
            found.append(Past(head, tuple(known)))
    return sorted(found, key=lambda past: (-past.head.operations, past.head.past))


def is_large(passing: Passing) -> bool:
    """Whether the hub is so large that a past is worth its while."""
    return _held(passing) >= passing.pace.past_from


def is_wanted(passing: Passing, fit: bytes) -> bool:
    """Whether the hub is large, no past holds nearly all of it, and nobody is making one."""
    if not is_large(passing) or _is_being_made(passing):
        return False
    enough = WORTH * _held(passing)
    return all(each.head.operations < enough for each in usable(passing, fit))


def tidy(passing: Passing, fit: bytes, making: bytes) -> None:
    """Takes this laptop's own pasts away that nobody needs: cut off, or better ones are there.

    ``making`` is the one that is being made. Of what is set aside only that goes which this
    laptop knew as its own while it was sound: a name says nothing of whose a file is.
    """
    found = usable(passing, fit)
    best = found[0].head.past if found else b""
    device = passing.keys.device[: file.ID_BYTES]
    for each in passing.present():
        mine = each.sort is Sort.PAST and each.device == device
        if mine and each.stream not in (making, best) and (best or not _is_whole(passing, each)):
            passing.take_away(each)
    for each in list(passing.files.values()):
        # A better one says all that it held: nobody need wait for a good copy of it.
        spoiled = each.sort is Sort.PAST and each.state is State.ASIDE
        if spoiled and best and each.device == device and _is_called_own(each, device):
            passing.take_away(each)


def _is_called_own(known: Known, device: bytes) -> bool:
    """Whether a file bears just the name that this laptop gives to those of its pasts."""
    return known.name.startswith(f"past/{device.hex()}/") and names.is_written(known.name)


def _held(passing: Passing) -> int:
    return sum(count(each.ranges) for each in passing.held() if each.klass is Klass.STOCK)


def _is_whole(passing: Passing, known: Known) -> bool:
    return any(each[0].stream == known.stream for each in whole(passing))


def _is_being_made(passing: Passing) -> bool:
    """Whether another laptop has begun one within a day, and it is not whole yet."""
    newest = passing.keys.newest(Klass.STOCK)
    complete = {each[0].stream for each in whole(passing)}
    return any(
        each.sort is Sort.PAST
        and each.stream not in complete
        and each.device != passing.keys.device[: file.ID_BYTES]
        and newest is not None
        and each.key == newest.id
        and abs(passing.now_ms - each.since_ms) < DAY_MS
        for each in passing.present()
    )


def _head(passing: Passing, known: Known) -> Head | None:
    """What a first file says, if its seal holds: else whoever can write there could say all."""
    try:
        raw = passing.folder.read(known.name, file.MOST_BYTES)
        return file.verify(raw, passing.keys.hub, passing.keys.plain)
    except (Unreadable, OSError):
        return None
