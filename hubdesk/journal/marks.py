"""A running mark of each stream that this laptop writes: what was altered or deleted is found.

Each mark is a digest of the one before and of an operation as it stands in the journal, so the
last one speaks for all of them. It is kept beside the stream, in the transaction that appends.
Altering or deleting any operation, the last ones too, leaves rows from which another mark
follows. The same figure comes out on every laptop that holds the same operations of a stream,
so what one laptop tells of a stream up to a number, another can compare.

It is not keyed: whoever can write this file holds the hub's key, and could use it.
"""

from __future__ import annotations

from hashlib import blake2b
from operator import itemgetter
from struct import Struct as Packing
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, LargeBinary, bindparam, cast, func, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.tables import operation, stream, stream_mark
from hubdesk.storage.prepared import Prepared, Row

FIRST: Final = b""
"""The mark of a stream in which nothing stands yet."""
SIZE: Final = 16
PARTS: Final = ("seq", "type", "version", "actor", "at_ms", "stamp", "subject", "body")
"""What a mark speaks for."""
_numbers: Final = Packing(">8q").pack
_told: Final = itemgetter(*PARTS)

_put = insert(stream_mark)
_keep = Prepared(
    _put.on_conflict_do_update(
        index_elements=["stream_no"], set_={"seq": _put.excluded.seq, "mark": _put.excluded.mark}
    ),
    "stream_no",
    "seq",
    "mark",
)
_rows = Prepared(
    select(
        operation.c.seq,
        operation.c.type,
        operation.c.version,
        operation.c.actor,
        operation.c.at_ms,
        operation.c.stamp,
        cast(operation.c.subject, LargeBinary).label("subject"),
        # Whoever meddled may have left words where bytes belong.
        cast(operation.c.body, LargeBinary).label("body"),
    )
    .where(
        operation.c.stream_no == bindparam("no"),
        operation.c.seq > bindparam("after"),
        operation.c.seq <= bindparam("upto"),
    )
    .order_by(operation.c.seq)
)
_own = (
    select(stream.c.no, stream.c.id, stream_mark.c.seq, stream_mark.c.mark)
    .outerjoin(stream_mark, stream_mark.c.stream_no == stream.c.no)
    .where(stream.c.own)
    .order_by(stream.c.no)
)
_counted = select(func.count(), func.max(operation.c.seq)).where(
    operation.c.stream_no == bindparam("no")
)


class Broken(Struct, frozen=True):
    """A stream of this laptop that is not as it was written; ``lost`` operations are missing."""

    stream: bytes
    lost: int


def after(before: bytes, row: dict[str, Any]) -> bytes:
    """The mark once one more operation stands in its stream."""
    return _after(before, _told(row))


def _after(before: bytes, row: Row) -> bytes:
    """As ``after``, of an operation in the order of ``PARTS``: joining, of a hundred thousand."""
    seq, type_, version, actor, at_ms, stamp, subject, body = row
    type_, actor = type_.encode(), actor or b""
    # Lengths as well: no byte of one part can be taken for another's.
    numbers = _numbers(seq, version, at_ms, stamp, len(type_), len(actor), len(subject), len(body))
    whole = b"".join((before, numbers, type_, actor, subject, body))
    return blake2b(whole, digest_size=SIZE).digest()


def keep(connection: Connection, stream_no: int, seq: int, mark: bytes) -> None:
    """Keeps the mark that a stream has come to."""
    _keep.run(connection, stream_no=stream_no, seq=seq, mark=mark)


def further(
    connection: Connection, stream_no: int, mark: bytes, after_seq: int, upto: int
) -> bytes:
    """What a mark comes to with the operations after a number, as they stand in the rows.

    From ``FIRST`` and 0 on it is the mark that other laptops compare. Operations that are
    missing make it another.
    """
    among = {"no": stream_no, "after": after_seq, "upto": upto}
    for row in _rows.all(connection, **among):
        mark = _after(mark, row)
    return mark


def broken(connection: Connection) -> list[Broken]:
    """The streams of this laptop that are not as they were written.

    One from before marks were kept is only looked at for gaps.
    """
    return [
        Broken(id_, lost)
        for no, id_, seq, mark in connection.execute(_own).all()
        if (lost := _lost(connection, no, seq or 0)) or not _is_whole(connection, no, seq, mark)
    ]


def _lost(connection: Connection, no: int, marked: int) -> int:
    many, last = connection.execute(_counted, {"no": no}).one()
    return int(max(last or 0, marked) - many)


def _is_whole(connection: Connection, no: int, seq: int | None, mark: bytes | None) -> bool:
    if seq is None:
        return True
    # Beyond its mark nothing was written by a desk.
    last = connection.execute(_counted, {"no": no}).one()[1] or 0
    return last == seq and further(connection, no, FIRST, 0, seq) == mark
