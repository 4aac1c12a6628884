"""Operations of another laptop, as they are written into this one's journal: many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.operations import Klass, Operation, Ref
from hubdesk.journal.tables import operation, stream, stream_mark
from hubdesk.storage.prepared import Prepared

COLUMNS = ("type", "version", "actor", "at_ms", "stamp", "subject", "body")

_add_stream = Prepared(insert(stream).on_conflict_do_nothing(), "id", "klass", "device", "own")
_no_of = Prepared(select(stream.c.no).where(stream.c.id == bindparam("id")))
_newest = Prepared(select(func.max(operation.c.position)))
_here = Prepared(
    select(operation.c.seq, *(operation.c[name] for name in COLUMNS)).where(
        operation.c.stream_no == bindparam("no"),
        operation.c.seq >= bindparam("first"),
        operation.c.seq <= bindparam("last"),
    )
)
_unmark = Prepared(delete(stream_mark).where(stream_mark.c.stream_no == bindparam("no")))
_add = Prepared(
    insert(operation).on_conflict_do_nothing(), "position", "stream_no", "seq", *COLUMNS
)


class Whence(NamedTuple):
    """The stream that operations come from, its class, and the device that wrote it."""

    stream: bytes
    klass: Klass
    device: bytes


class Arrived(NamedTuple):
    """One operation as it came, by its number in its stream."""

    seq: int
    type: str
    version: int
    actor: bytes | None
    at_ms: int
    stamp: int
    subject: bytes
    body: bytes


class TakenIn(Struct, frozen=True):
    """What came of it: the new ones with their bytes, and the numbers that clash.

    A number clashes when something else stands under it: that stays.
    """

    new: list[tuple[Operation, bytes]]
    clashing: list[int]


def keep(connection: Connection, whence: Whence, arrived: Sequence[Arrived]) -> TakenIn:
    """Writes those that are not here yet into the journal; applies nothing."""
    if not arrived:
        return TakenIn([], [])
    no = _number(connection, whence)
    seqs = [each.seq for each in arrived]
    among = {"no": no, "first": min(seqs), "last": max(seqs)}
    here = {row[0]: row for row in _here.all(connection, **among)}
    fresh: dict[int, Arrived] = {}
    clashing = []
    for each in arrived:
        known = here.get(each.seq) or fresh.setdefault(each.seq, each)
        if known != each:
            clashing.append(each.seq)
    if fresh:
        # What comes back to a stream of this laptop's own: its mark speaks for it no more.
        _unmark.run(connection, no=no)
    return TakenIn(_written(connection, no, whence.stream, list(fresh.values())), clashing)


def _number(connection: Connection, whence: Whence) -> int:
    """The number of a stream here; one that is heard of for the first time gets one."""
    known = _no_of.one(connection, id=whence.stream)
    if known is None:
        row = {"id": whence.stream, "klass": whence.klass, "device": whence.device, "own": False}
        return int(_add_stream.run(connection, **row).lastrowid)
    return int(known[0])


def _written(
    connection: Connection, no: int, stream_id: bytes, fresh: list[Arrived]
) -> list[tuple[Operation, bytes]]:
    row = _newest.one(connection)
    after = 1 + ((row and row[0]) or 0)
    _add.rows(
        connection,
        [(position, no, *each) for position, each in enumerate(fresh, start=after)],
    )
    return [
        (Operation(position, Ref(stream_id, each[0]), *each[1:7]), each[7])
        for position, each in enumerate(fresh, start=after)
    ]
