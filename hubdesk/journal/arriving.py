"""Operations of another laptop, as they are written into this one's journal: many at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.journal.operations import Klass, Operation, Ref
from hubdesk.journal.tables import operation, stream, stream_mark
from hubdesk.storage.made_of import made_of
from hubdesk.storage.prepared import Prepared, Row

COLUMNS = ("type", "version", "actor", "at_ms", "stamp", "subject", "body")

_add_stream = Prepared(upsert(stream).on_conflict_do_nothing(), "id", "klass", "device", "own")
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
_add = Prepared(insert(operation), "position", "stream_no", "seq", *COLUMNS)


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
    clashing: list[int] = []
    if here or len(set(seqs)) < len(seqs):
        arrived = _not_here(arrived, here, clashing)
    if arrived:
        # What comes back to a stream of this laptop's own: its mark speaks for it no more.
        _unmark.run(connection, no=no)
    return TakenIn(_written(connection, no, whence.stream, arrived), clashing)


def _not_here(
    arrived: Sequence[Arrived], here: dict[int, Row], clashing: list[int]
) -> list[Arrived]:
    """Those whose number is not here, each once; numbers that clash are added to the others."""
    fresh: dict[int, Arrived] = {}
    for each in arrived:
        known = here.get(each.seq) or fresh.setdefault(each.seq, each)
        if known != each:
            clashing.append(each.seq)
    return list(fresh.values())


def _number(connection: Connection, whence: Whence) -> int:
    """The number of a stream here; one that is heard of for the first time gets one."""
    known = _no_of.one(connection, id=whence.stream)
    if known is None:
        row = {"id": whence.stream, "klass": whence.klass, "device": whence.device, "own": False}
        return int(_add_stream.run(connection, **row).lastrowid)
    return int(known[0])


def _written(
    connection: Connection, no: int, stream_id: bytes, fresh: Sequence[Arrived]
) -> list[tuple[Operation, bytes]]:
    if not fresh:
        return []
    row = _newest.one(connection)
    after = 1 + ((row and row[0]) or 0)
    positions = range(after, after + len(fresh))
    columns = list(zip(*fresh, strict=True))
    seqs, envelope, bodies = columns[0], columns[1:-1], columns[-1]
    _add.rows(connection, zip(positions, repeat(no), *columns, strict=False))
    refs = made_of(Ref, zip(repeat(stream_id), seqs, strict=False))
    return list(zip(map(Operation, positions, refs, *envelope), bodies, strict=True))
