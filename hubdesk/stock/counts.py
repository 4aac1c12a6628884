"""Counts: what somebody saw on a shelf, and what all of them together make of the book.

A count speaks of a product, or of a line as one figure, on one shelf of a place, within a
*stock take*. A later count that replaces others names them (``instead_of``), as a field's
version names those its writer saw; counts that nobody named are *heads*. One head a shelf is
how it should be. Two mean that laptops which had not heard of one another counted the same
shelf: until somebody decides, the later of the two holds, on every laptop. See ``count_sums``.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import BindParameter, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk import paper
from hubdesk.changes import Touched
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.paper import Told
from hubdesk.stock import count_sums, weighed
from hubdesk.stock.tables import count_entry, count_instead, count_knew, count_share
from hubdesk.storage.prepared import Prepared

WHOLE = b""
"""The shelf of a place that is counted as a whole, and of goods that stand on no shelf."""


class Share(Body, frozen=True, array_like=True):
    """How many of a line's figure are taken to be of one product."""

    product: bytes
    quantity: int


class Counted(Body, frozen=True, array_like=True):
    """So many of the subject, a product or (``by_line``) a line, stood on a shelf of a place.

    ``shares`` says what a line's figure means for its products; the command works it out.
    ``instead_of`` are counts that this one replaces. ``as_of_ms`` is the moment it speaks of
    when that is not its own: counts that were added together speak of the first. ``knew`` are
    the counts of the same thing there, of other stock takes, that this laptop had heard of.
    ``pack`` is what one pack is in its numbers; see ``hubdesk.stock.weighed``.
    """

    take: bytes
    place: bytes
    shelf: bytes
    quantity: int
    by_line: bool = False
    shares: list[Share] = msgspec.field(default_factory=list)
    instead_of: list[tuple[bytes, int]] = msgspec.field(default_factory=list)
    as_of_ms: int | None = None
    told: Told | None = None
    knew: list[tuple[bytes, int]] = msgspec.field(default_factory=list)
    pack: int = 0


def replaced(body: Counted, **values: Any) -> Counted:
    """The same count with other values in it."""
    return msgspec.structs.replace(body, **values)


_add_entry = Prepared(insert(count_entry), *count_entry.c.keys())
_add_share = Prepared(upsert(count_share).on_conflict_do_nothing(), *count_share.c.keys())
_add_instead = Prepared(upsert(count_instead).on_conflict_do_nothing(), *count_instead.c.keys())
_add_knew = Prepared(upsert(count_knew).on_conflict_do_nothing(), *count_knew.c.keys())
_of: dict[str, BindParameter[Any]] = {"stream": bindparam("stream"), "seq": bindparam("seq")}
_drop_entry = Prepared(
    delete(count_entry).where(
        count_entry.c.stream == _of["stream"], count_entry.c.seq == _of["seq"]
    )
)
_drop_shares = Prepared(
    delete(count_share).where(
        count_share.c.stream == _of["stream"], count_share.c.seq == _of["seq"]
    )
)
_drop_instead = Prepared(
    delete(count_instead).where(
        count_instead.c.by_stream == _of["stream"], count_instead.c.by_seq == _of["seq"]
    )
)
_drop_knew = Prepared(
    delete(count_knew).where(
        count_knew.c.by_stream == _of["stream"], count_knew.c.by_seq == _of["seq"]
    )
)
_entry = Prepared(
    select(count_entry.c.take, count_entry.c.place, count_entry.c.line).where(
        count_entry.c.stream == _of["stream"], count_entry.c.seq == _of["seq"]
    )
)
_shares = Prepared(
    select(count_share.c.product).where(
        count_share.c.stream == _of["stream"], count_share.c.seq == _of["seq"]
    )
)


def _count(applying: Applying, op: Operation, body: Counted) -> None:
    line = op.subject if body.by_line else None
    shares = _shares_of(op, body)
    counted = {
        product: weighed.in_book(applying.connection, product, many, body.pack)
        for product, many in shares.items()
    }
    row = {
        "stream": op.ref.stream,
        "seq": op.ref.seq,
        "take": body.take,
        "place": body.place,
        "shelf": body.shelf,
        "line": line,
        "product": None if body.by_line else op.subject,
        # What a line's figure gives to a product turns with it, and the figure by as much.
        "quantity": body.quantity + sum(counted.values()) - sum(shares.values()),
        "told": body.quantity,
        "pack": body.pack,
        "as_of_ms": op.at_ms if body.as_of_ms is None else body.as_of_ms,
        "at_ms": op.at_ms,
        "actor": op.actor,
        "op": op.position,
    }
    _add_entry.run(applying.connection, **row)
    of = {"stream": op.ref.stream, "seq": op.ref.seq}
    _add_share.many(
        applying.connection,
        [of | {"product": p, "quantity": counted[p], "told": many} for p, many in shares.items()],
    )
    by = {"by_stream": op.ref.stream, "by_seq": op.ref.seq}
    named = [by | {"stream": stream, "seq": seq} for stream, seq in body.instead_of]
    _add_instead.many(applying.connection, named)
    knew = [by | {"stream": stream, "seq": seq} for stream, seq in body.knew]
    _add_knew.many(applying.connection, knew)
    _follow(applying, op, body)


def _shares_of(op: Operation, body: Counted) -> dict[bytes, int]:
    """What a count says of each product that it names, as it was told."""
    if not body.by_line:
        return {op.subject: body.quantity}
    return {each.product: each.quantity for each in reversed(body.shares)}


def _uncount(applying: Applying, op: Operation, body: Counted) -> None:
    of = {"stream": op.ref.stream, "seq": op.ref.seq}
    for drop in (_drop_entry, _drop_shares, _drop_instead, _drop_knew):
        drop.run(applying.connection, **of)
    _follow(applying, op, body)


COUNTED = OperationKind("stock.counted", 1, Klass.STOCK, Counted, _count, _uncount)
DECIDED = OperationKind("count.decided", 1, Klass.STOCK, Counted, _count, _uncount)
"""Somebody looked at counts that differ, and said which holds or that they add up."""


def _follow(applying: Applying, op: Operation, body: Counted) -> None:
    """Works out anew all that a count speaks of, and what the counts it names spoke of."""
    shares = [each.product for each in body.shares] if body.by_line else [op.subject]
    lines = {(body.take, body.place, op.subject)} if body.by_line else set()
    spoken = {(body.take, body.place, each) for each in shares}
    for stream, seq in body.instead_of:
        named = _entry.one(applying.connection, stream=stream, seq=seq)
        if named is not None:
            take, place, line = named
            shared = _shares.all(applying.connection, stream=stream, seq=seq)
            spoken |= {(take, place, each) for (each,) in shared}
            lines |= {(take, place, line)} if line is not None else set()
    for take, place, line in sorted(lines):
        count_sums.settle_line(applying, take, place, line)
        found = count_sums.named_of_line(applying, take, place, line)
        spoken |= {(take, place, each) for each in found}
    for take, place, each in sorted(spoken):
        count_sums.settle(applying, take, place, each)
    applying.touch(Touched.COUNT, body.take)


class SheetEntered(Body, frozen=True, array_like=True):
    """Somebody begins to enter a count sheet of the subject, a shelf or a place, from paper."""

    take: bytes
    place: bytes
    told: Told


def _entered(applying: Applying, op: Operation, body: SheetEntered) -> None:
    paper.keep(applying, op, body.told)
    applying.touch(Touched.COUNT, body.take)


def _not_entered(applying: Applying, op: Operation, body: SheetEntered) -> None:
    paper.drop(applying, op, body.told)
    applying.touch(Touched.COUNT, body.take)


SHEET_ENTERED = OperationKind(
    "count.sheet_entered", 1, Klass.STOCK, SheetEntered, _entered, _not_entered
)
