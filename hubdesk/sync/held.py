"""Which numbers of which streams stand in this laptop's journal, in runs.

Looked up once for each operation, in the order of arrival, and kept; never worked out from
what was sent or heard.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, insert, select

from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position
from hubdesk.journal.operations import Klass
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import keyring
from hubdesk.sync.ranges import Range, merged
from hubdesk.sync.tables import held_range

PAGE: Final = 500
NOTED: Final = "noted"

# Numbers of a run differ from their places among what is looked over by the same amount. Not from
# their places in the journal: 1, 2, 9, 4 came in that order when 3 did not come at all.
_page = (
    select(
        operation.c.stream_no,
        operation.c.seq,
        (
            operation.c.seq
            - func.row_number().over(partition_by=operation.c.stream_no, order_by=operation.c.seq)
        ).label("run"),
    )
    .where(operation.c.position > bindparam("after"), operation.c.position <= bindparam("upto"))
    .subquery()
)
_islands = Prepared(
    select(_page.c.stream_no, func.min(_page.c.seq), func.max(_page.c.seq)).group_by(
        _page.c.stream_no, _page.c.run
    )
)
_of_stream = Prepared(
    select(held_range.c.first, held_range.c.last).where(held_range.c.stream_no == bindparam("no"))
)
_drop = Prepared(delete(held_range).where(held_range.c.stream_no == bindparam("no")))
_add = Prepared(insert(held_range), "stream_no", "first", "last")
_held = Prepared(
    select(
        stream.c.no,
        stream.c.id,
        stream.c.klass,
        stream.c.device,
        func.iif(stream.c.own, 1, 0),
        held_range.c.first,
        held_range.c.last,
    )
    .join(held_range, held_range.c.stream_no == stream.c.no)
    .where(stream.c.no > bindparam("after"), stream.c.no <= bindparam("upto"))
    .order_by(stream.c.no, held_range.c.first)
)
_not_noted = (
    select(func.count(), func.min(operation.c.at_ms))
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(operation.c.position > bindparam("after"), stream.c.own)
)
_last_stream = Prepared(select(func.max(stream.c.no)))
STREAMS: Final = 500


class Held(Struct, frozen=True):
    """What this laptop holds of one stream. ``own`` is said of those that it wrote."""

    no: int
    stream: bytes
    klass: Klass
    device: bytes
    own: bool
    ranges: tuple[Range, ...]


def note(act: Act, most: int = PAGE) -> bool:
    """Looks over some more of the journal, ``most`` entries; True while there is more."""
    after = int.from_bytes(keyring.fact(act.connection, NOTED) or b"", "big")
    last = last_position(act.connection)
    upto = min(after + most, last)
    fresh: dict[int, list[Range]] = {}
    for no, first, end in _islands.all(act.connection, after=after, upto=upto):
        fresh.setdefault(no, []).append((first, end))
    for no, some in fresh.items():
        rows = [(row[0], row[1]) for row in _of_stream.all(act.connection, no=no)]
        _drop.run(act.connection, no=no)
        _add.rows(act.connection, [(no, *each) for each in merged([*rows, *some])])
    if upto > after:
        keyring.keep_fact(act.connection, NOTED, upto.to_bytes(8, "big"))
    return upto < last


def noted(act: Act) -> None:
    """All that stands in the journal now was noted, by whoever brought it."""
    last = last_position(act.connection)
    keyring.keep_fact(act.connection, NOTED, last.to_bytes(8, "big"))


def is_behind(view: View) -> bool:
    """Whether the journal holds something that was not looked over yet."""
    after = int.from_bytes(keyring.fact(view.connection, NOTED) or b"", "big")
    return last_position(view.connection) > after


def not_noted(view: View) -> tuple[int, int]:
    """How many of this laptop's operations no pass has looked over, and when the first was."""
    after = int.from_bytes(keyring.fact(view.connection, NOTED) or b"", "big")
    many, since_ms = view.connection.execute(_not_noted, {"after": after}).one()
    return many, since_ms or 0


def streams(view: View, after: int) -> tuple[list[Held], int]:
    """What is held of some hundred streams after a number, and the number to go on from.

    The number is 0 after the last ones.
    """
    found: dict[int, Held] = {}
    upto = after + STREAMS
    for no, id_, klass, device, own, first, last in _held.all(
        view.connection, after=after, upto=upto
    ):
        known = found.get(no)
        ranges = (*(known.ranges if known else ()), (first, last))
        found[no] = Held(no, id_, Klass(klass), device, bool(own), ranges)
    newest = _last_stream.one(view.connection)
    more = newest is not None and newest[0] is not None and newest[0] > upto
    return list(found.values()), upto if more else 0
