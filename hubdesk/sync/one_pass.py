"""One pass: what lies in the folder is read, what it lacks is written. It may stop anywhere.

Whatever stops it (a stick pulled out, a full disk, a power cut), all that was read is applied
and marked so, all that was written is there and read back, and the next pass goes on.
"""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import Final

from hubdesk.errors import Refused
from hubdesk.forgetting import erasing
from hubdesk.journal.operations import Klass
from hubdesk.sync import (
    alike_apart,
    bundles,
    checking,
    compacting,
    compared,
    epochs,
    healing,
    hub_file,
    keyring,
    names,
    own_card,
    passing,
    publishing,
    reading,
    room,
    sheets,
    status,
)
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import Folder, put
from hubdesk.sync.line import Line
from hubdesk.sync.pace import USUAL, Pace
from hubdesk.sync.passing import Passing, Tell
from hubdesk.sync.past.making import Making
from hubdesk.sync.reading import FAILURES
from hubdesk.sync.report import PassReport, SetAside, Words
from hubdesk.sync.stops import FULL, NO_HUB, NOT_HERE, OTHER_HUB, READ_ONLY
from hubdesk.sync.unreadable import Unreadable, Why

_BY_NUMBER: Final = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}
MAY_COME: Final = frozenset({Why.NO_KEY, Why.NEWER, Why.AWAY, Why.UNREAD})


def sync_once(
    line: Line,
    folder: Folder,
    now_ms: int,
    pace: Pace = USUAL,
    tell: Tell | None = None,
    making: Making | None = None,
) -> PassReport:
    """Reads what is new in the folder and writes what it lacks; always returns a report.

    ``line`` is the desk, or a way to it from another thread; ``now_ms`` any clock. A folder
    that is not this hub's is not touched. ``tell`` is told how far reading is. ``making`` goes on
    with the past of a large hub, for who joins it later.
    Raises Trouble when this laptop's own disk fails.
    """
    keys = line.ask(keyring.asked)
    if not keys.hub:
        return PassReport(now_ms, stopped=Words(NO_HUB))
    with room.made(line, pace.cache_kib):
        compacting.watch(line, now_ms)
        try:
            under_way = passing.begin(line, folder, now_ms, pace, tell)
            _recognise(under_way)
        except OSError:
            return line.do(status.finished, PassReport(now_ms, stopped=Words(NOT_HERE)))
        except Refused as refusal:
            return line.do(status.finished, PassReport(now_ms, stopped=Words(refusal.text)))
        return _passed(under_way, making)


def _passed(under_way: Passing, making: Making | None) -> PassReport:
    stopped: Words | None = None
    try:
        reading.read_all(under_way)
        checking.recheck(under_way)
    except OSError:
        # A file that cannot be read is set aside: it is the folder that is gone.
        stopped = Words(NOT_HERE)
    _follow(under_way)
    compared.compare(under_way)
    if stopped is None:
        stopped = _write(under_way, making)
    under_way.tally["alike"] += alike_apart.look(under_way.line)
    return under_way.line.do(status.finished, _report(under_way, stopped))


def _follow(under_way: Passing) -> None:
    """Erases whoever is one with somebody of whose erasure was read now, and tells the others."""
    if under_way.tally["read"]:
        # While nobody has said what day it is, it waits for the run of the day.
        with suppress(Refused):
            under_way.line.do(erasing.follow_merges)


def _write(under_way: Passing, making: Making | None) -> Words | None:
    """Writes what the folder lacks; what stopped that, if something did."""
    try:
        _put_back(under_way)
        epochs.settle(under_way)
        publishing.publish(under_way)
        bundles.publish(under_way)
        healing.heal(under_way)
        own_card.publish(under_way, compared.marked)
        compacting.compact(under_way)
        if making is not None:
            making.go_on(under_way)
        under_way.folder.sweep(under_way.now_ms)
    except OSError as error:
        return Words(_BY_NUMBER.get(error.errno or 0, NOT_HERE))
    return None


def _recognise(under_way: Passing) -> None:
    """Makes sure that the folder is this hub's. Raises Refused when it is not.

    Its own file may have been lost, or be one that cannot be read: any other file that verifies
    proves it as well. Raises OSError when nothing can be read.
    """
    hub, found, failure = under_way.keys.hub, dict[bytes | None, str](), None
    for name, listed in under_way.listed.items():
        if hub_file.NAME.fullmatch(name) and listed.size <= hub_file.MOST_BYTES:
            try:
                found[hub_file.read(under_way.folder.read(name, hub_file.MOST_BYTES))] = name
            except OSError as error:
                failure = error
    if hub not in found:
        if found.keys() - {None}:
            raise Refused(OTHER_HUB)
        if not _verifies(under_way):
            raise failure or Refused(NO_HUB)
        found[hub] = put(under_way.folder, hub_file.name_of(hub), hub_file.written(hub))
    under_way.was_read(found[hub])


def _verifies(under_way: Passing) -> bool:
    """Whether any file that was good before is still there and good. Raises OSError."""
    failed = 0
    for each in under_way.present()[:200]:
        try:
            if reading.verifies(under_way, under_way.listed[each.name]):
                return True
        except (Unreadable, FileNotFoundError):
            continue
        except OSError:
            failed += 1
            if failed == FAILURES:
                # Where the folder is gone, its list is too.
                under_way.folder.names()
    return False


def _put_back(under_way: Passing) -> None:
    """Writes key sheets again that the folder has lost."""
    good = {each.key for each in under_way.present() if each.sort is Sort.SHEET}
    for name, raw in under_way.line.ask(sheets.copies).items():
        if sheets.key_of(raw) not in good:
            under_way.touched.add(put(under_way.folder, name, raw))


def _report(under_way: Passing, stopped: Words | None) -> PassReport:
    aside = [each for each in under_way.files.values() if each.state is State.ASIDE]
    told = _of_concern(under_way, aside)
    tally = under_way.tally
    return PassReport(
        under_way.now_ms,
        sent=tally["sent"],
        healed=tally["healed"],
        read=tally["read"],
        unsent=_unsent(under_way),
        clashing=sum(each.why == Why.CLASHING for each in aside),
        quarantined=tuple(_set_aside(each) for each in told if each.why not in MAY_COME),
        waiting=tuple(_set_aside(each) for each in told if each.why in MAY_COME),
        files=len(under_way.files),
        differing=len(under_way.line.ask(compared.differences)),
        alike=tally["alike"],
        stopped=stopped,
    )


def _of_concern(under_way: Passing, aside: list[Known]) -> list[Known]:
    """What is told of: on a laptop that holds no names, not what only others may read."""
    told = [each for each in aside if reading.is_of_concern(each)]
    if under_way.keys.newest(Klass.PEOPLE) is not None:
        return told
    closed = [each for each in told if each.why == Why.NO_KEY]
    theirs = [each for each in closed if each.sort is Sort.BUNDLE or names.is_of_people(each.name)]
    keys = {each.key for each in theirs} - {None}
    theirs += [each for each in closed if each.key in keys]
    of_others = {each.name for each in theirs}
    return [each for each in told if each.name not in of_others]


def _set_aside(each: Known) -> SetAside:
    return SetAside(each.name, each.sort.value, each.why, each.words, each.since_ms)


def _unsent(under_way: Passing) -> int:
    return publishing.unsent(under_way)
