"""Writes into the folder what it lacks: this laptop's own operations at once, others' later.

The folder is a cache of what laptops hold. Nothing is remembered of what was sent: a run of
numbers is sent because no good copy of it is there, whether it never was or is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.journal.act import View
from hubdesk.journal.arriving import COLUMNS
from hubdesk.journal.tables import operation
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import segment, spacing
from hubdesk.sync.columns import Carried
from hubdesk.sync.envelope import short
from hubdesk.sync.files import Known, Sort, State
from hubdesk.sync.folder import put
from hubdesk.sync.held import Held
from hubdesk.sync.keyring import SHORT, EpochKey
from hubdesk.sync.passing import Passing
from hubdesk.sync.ranges import Range, count, without
from hubdesk.sync.segment import Address

_carried = Prepared(
    select(*(operation.c[name] for name in COLUMNS))
    .where(
        operation.c.stream_no == bindparam("no"),
        operation.c.seq >= bindparam("first"),
        operation.c.seq <= bindparam("last"),
    )
    .order_by(operation.c.seq)
)


def publish(passing: Passing) -> None:
    """Sends what the folder lacks of this laptop's own streams, and of those it wrote before.

    What is a few operations waits a while where many laptops leave many files (``spacing``).
    """
    waits = spacing.must_wait(passing)
    covered = passing.covered()
    for each in passing.held():
        if not answers_for(passing, each):
            continue
        missing = without(each.ranges, covered.get(each.stream, []))
        key = passing.keys.newest(each.klass)
        if key is None:
            continue
        if waits and count(missing) < passing.pace.small:
            continue
        for run in missing:
            passing.tally["sent"] += send(passing, each, run, key)


def unsent(passing: Passing) -> int:
    """How many of this laptop's own operations, and former ones, have no good copy there."""
    covered = passing.covered()
    own = [each for each in passing.held_now() if answers_for(passing, each)]
    return sum(count(without(each.ranges, covered.get(each.stream, []))) for each in own)


def answers_for(passing: Passing, stream: Held) -> bool:
    """Whether nobody else is to send or tidy a stream.

    A hub that was brought back wrote none of its streams, and may be the only one with them.
    """
    return stream.own or stream.device[:SHORT] in passing.keys.former


def send(passing: Passing, stream: Held, run: Range, key: EpochKey) -> int:
    """Writes a run of a stream as one or more segments; how many operations they carry."""
    for first, carried in cut(passing, stream, run):
        write(passing, stream, first, carried, key)
    return run[1] - run[0] + 1


def cut(passing: Passing, stream: Held, run: Range) -> Iterator[tuple[int, list[Carried]]]:
    """A run as segments of it travel: the first number of each, and what it carries."""
    first, last = run
    while first <= last:
        upto = min(last, first + passing.pace.segment - 1)
        carried = _fitting(passing.line.ask(carried_of, stream.no, first, upto), passing)
        if not carried:
            raise RuntimeError("the journal lacks what it is said to hold")
        yield first, carried
        first += len(carried)


def sealed(
    passing: Passing, stream: Held, first: int, carried: list[Carried], key: EpochKey
) -> bytes:
    """A segment's bytes."""
    address = Address(passing.keys.hub, stream.klass, stream.stream, stream.device, first)
    return segment.written(address, key.id, key.key, carried)


def write(
    passing: Passing, stream: Held, first: int, carried: list[Carried], key: EpochKey
) -> Known:
    """Writes one segment, and marks it as there only once it was read back."""
    raw = sealed(passing, stream, first, carried, key)
    last = first + len(carried) - 1
    month = _month(carried[0].at_ms)
    name = (
        f"streams/{month}/{stream.stream.hex()}/{first}-{last}-{short(raw)}."
        f"{stream.klass.value}.hds"
    )
    name = put(passing.folder, name, raw)
    known = Known(
        name,
        len(raw),
        0,
        Sort.SEGMENT,
        State.GOOD,
        stream.stream,
        first,
        last,
        stream.device[:8],
        key.id,
        passing.now_ms,
        passing.now_ms,
    )
    passing.note(known)
    passing.tally["files sent"] += 1
    return known


def carried_of(view: View, no: int, first: int, last: int) -> list[Carried]:
    """A run of a stream as it travels."""
    rows: list[tuple[Any, ...]] = _carried.all(view.connection, no=no, first=first, last=last)
    return [Carried(*row) for row in rows]


def _fitting(carried: list[Carried], passing: Passing) -> list[Carried]:
    """As many as one segment may hold."""
    size = 0
    for at, each in enumerate(carried):
        size += len(each.body)
        if at and size > passing.pace.segment_bytes:
            return carried[:at]
    return carried


def _month(at_ms: int) -> str:
    """The folder it lies in, by the month it tells of: nothing depends on it."""
    try:
        return f"{datetime.fromtimestamp(at_ms / 1000, tz=UTC):%Y-%m}"
    except (ValueError, OverflowError, OSError):
        return "0000-00"
