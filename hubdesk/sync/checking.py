"""Reads files again, a few in each pass: a stick may lose what it took, and a cloud mend it."""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.sync import files, reading
from hubdesk.sync.applying import Queue
from hubdesk.sync.files import Known, State
from hubdesk.sync.passing import Passing
from hubdesk.sync.unreadable import Unreadable, Why


def recheck(passing: Passing) -> None:
    """Reads again those that nobody looked at for the longest time, the set aside among them.

    What could not be read is tried again elsewhere, in each pass.

    Segments of which all came with a past are now read for the first time, some in each pass.
    """
    old = [
        each
        for each in passing.files.values()
        if each.why != Why.UNREAD
        and each.name not in passing.touched
        and abs(passing.now_ms - each.verified_ms) >= passing.pace.rechecked_after_ms
        and not passing.listed[each.name].away
    ]
    unread = [each for each in old if not each.verified_ms]
    again = sorted((each for each in old if each.verified_ms), key=lambda each: each.verified_ms)
    _look_at(passing, [*unread[: passing.pace.unread], *again[: passing.pace.rechecked]])


def _look_at(passing: Passing, found: list[Known]) -> None:
    """Reads files again. Raises OSError when the folder is gone; what was read of it counts."""
    queue, failure = Queue(passing, []), None
    try:
        for each in found:
            if each.state is State.GOOD and each.verified_ms:
                is_good(passing, each)
            else:
                reading.read(passing, passing.listed[each.name], queue)
    except OSError as error:
        failure = error
    queue.apply()
    passing.keep_notes()
    if failure is not None:
        raise failure


def is_good(passing: Passing, known: Known) -> bool:
    """Whether a file still verifies; what is found is kept. Raises OSError: the folder is gone."""
    listed = passing.listed.get(known.name)
    if listed is None:
        return False
    try:
        carries = reading.verify(passing, listed)
        if carries is not None and carries != known.runs:
            raise Unreadable(Why.DAMAGED)
    except Unreadable as refusal:
        passing.note_soon(_aside(passing, known, refusal.why))
        return False
    except FileNotFoundError:
        if not passing.is_there():
            raise
        passing.line.do(files.gone, [known.name])
        passing.files.pop(known.name, None)
        return False
    except OSError:
        if not passing.is_there():
            raise
        passing.note(_aside(passing, known, Why.UNREAD))
        return False
    passing.was_read(known.name)
    passing.note_soon(replace(known, verified_ms=passing.now_ms))
    return True


def _aside(passing: Passing, known: Known, why: Why) -> Known:
    listed = passing.listed[known.name]
    aside = files.aside(listed, known.sort, why, passing.now_ms, known.key)
    return files.still_own(aside, known)
