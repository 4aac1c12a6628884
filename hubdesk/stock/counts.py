"""Counts: what somebody saw on a shelf, and what all of them together make of the book.

A count speaks of a product, or of a line as one figure, on one shelf of a place, within a
*stock take*. A later count that replaces others names them (``instead_of``), as a field's
version names those its writer saw; counts that nobody named are *heads*. One head a shelf is
how it should be. Two mean that laptops which had not heard of one another counted the same
shelf: until somebody decides, the later of the two holds, on every laptop. The heads of the
shelves of one stock take add up, as of the earliest of them: what moved since counts on top.
All of it follows from the set of counts alone, in whatever order they arrive.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import BindParameter, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk import paper
from hubdesk.changes import Touched
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.paper import Told
from hubdesk.stock import checkpoint
from hubdesk.stock.tables import count_entry, count_instead, count_share, product
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
    when that is not its own: counts that were added together speak of the first.
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


def replaced(body: Counted, **values: Any) -> Counted:
    """The same count with other values in it."""
    return msgspec.structs.replace(body, **values)


class Said(NamedTuple):
    """What one count says of one product: ``quantity`` is none for what a line does not name."""

    ref: Ref
    shelf: bytes
    as_of_ms: int
    quantity: int

    @property
    def rank(self) -> tuple[int, int, Ref]:
        """The later one holds; of the same moment the larger, so that nothing goes missing."""
        return self.as_of_ms, self.quantity, self.ref


_add_entry = Prepared(insert(count_entry), *count_entry.c.keys())
_add_share = Prepared(upsert(count_share).on_conflict_do_nothing(), *count_share.c.keys())
_add_instead = Prepared(upsert(count_instead).on_conflict_do_nothing(), *count_instead.c.keys())
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
_joined = count_entry.join(
    count_share,
    (count_share.c.stream == count_entry.c.stream) & (count_share.c.seq == count_entry.c.seq),
)
_naming_it = Prepared(
    select(
        count_entry.c.stream,
        count_entry.c.seq,
        count_entry.c.shelf,
        count_entry.c.as_of_ms,
        count_share.c.quantity,
    )
    .select_from(_joined)
    .where(
        count_share.c.product == bindparam("product"),
        count_entry.c.take == bindparam("take"),
        count_entry.c.place == bindparam("place"),
    )
)
_of_its_line = Prepared(
    select(
        count_entry.c.stream, count_entry.c.seq, count_entry.c.shelf, count_entry.c.as_of_ms
    ).where(
        count_entry.c.take == bindparam("take"),
        count_entry.c.place == bindparam("place"),
        count_entry.c.line == bindparam("line"),
    )
)
_namers = Prepared(
    select(count_instead.c.by_stream, count_instead.c.by_seq, count_entry.c.line)
    .select_from(
        count_instead.join(
            count_entry,
            (count_entry.c.stream == count_instead.c.by_stream)
            & (count_entry.c.seq == count_instead.c.by_seq),
        )
    )
    .where(count_instead.c.stream == _of["stream"], count_instead.c.seq == _of["seq"])
)
_has_share = Prepared(
    select(count_share.c.quantity).where(
        count_share.c.stream == _of["stream"],
        count_share.c.seq == _of["seq"],
        count_share.c.product == bindparam("product"),
    )
)
_line_of = Prepared(select(product.c.line).where(product.c.id == bindparam("product")))
_named_of_line = Prepared(
    select(count_share.c.product)
    .select_from(_joined.join(product, product.c.id == count_share.c.product))
    .where(
        product.c.line == bindparam("line"),
        count_entry.c.take == bindparam("take"),
        count_entry.c.place == bindparam("place"),
    )
    .distinct()
)
_takes_of = Prepared(
    select(count_entry.c.take, count_entry.c.place)
    .select_from(_joined)
    .where(count_share.c.product == bindparam("product"))
    .distinct()
)


def _count(applying: Applying, op: Operation, body: Counted) -> None:
    line = op.subject if body.by_line else None
    row = {
        "stream": op.ref.stream,
        "seq": op.ref.seq,
        "take": body.take,
        "place": body.place,
        "shelf": body.shelf,
        "line": line,
        "product": None if body.by_line else op.subject,
        "quantity": body.quantity,
        "as_of_ms": op.at_ms if body.as_of_ms is None else body.as_of_ms,
        "at_ms": op.at_ms,
        "actor": op.actor,
        "op": op.position,
    }
    _add_entry.run(applying.connection, **row)
    of = {"stream": op.ref.stream, "seq": op.ref.seq}
    shares = body.shares if body.by_line else [Share(op.subject, body.quantity)]
    _add_share.many(
        applying.connection,
        [of | {"product": each.product, "quantity": each.quantity} for each in shares],
    )
    by = {"by_stream": op.ref.stream, "by_seq": op.ref.seq}
    named = [by | {"stream": stream, "seq": seq} for stream, seq in body.instead_of]
    _add_instead.many(applying.connection, named)
    _follow(applying, op, body)


def _uncount(applying: Applying, op: Operation, body: Counted) -> None:
    of = {"stream": op.ref.stream, "seq": op.ref.seq}
    for drop in (_drop_entry, _drop_shares, _drop_instead):
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
            found = _shares.all(applying.connection, stream=stream, seq=seq)
            spoken |= {(take, place, each) for (each,) in found}
            lines |= {(take, place, line)} if line is not None else set()
    for take, place, line in sorted(lines):
        _settle_line(applying, take, place, line)
        found = _named_of_line.all(applying.connection, line=line, take=take, place=place)
        spoken |= {(take, place, each) for (each,) in found}
    for take, place, each in sorted(spoken):
        _settle(applying, take, place, each)
    applying.touch(Touched.COUNT, body.take)


def _settle(applying: Applying, take: bytes, place: bytes, product_id: bytes) -> None:
    """What a stock take found of a product at a place: the heads of its shelves together."""
    named = _naming_it.all(applying.connection, take=take, place=place, product=product_id)
    said = {Ref(*row[:2]): Said(Ref(*row[:2]), *row[2:]) for row in named}
    found = _line_of.one(applying.connection, product=product_id)
    line = None if found is None else found[0]
    if named and line is not None:
        for stream, seq, shelf, as_of_ms in _of_its_line.all(
            applying.connection, take=take, place=place, line=line
        ):
            ref = Ref(stream, seq)
            said.setdefault(ref, Said(ref, shelf, as_of_ms, 0))
    heads = [each for each in said.values() if not _replaced(applying, each.ref, product_id, line)]
    chosen = _by_shelf(heads)
    if chosen:
        at_ms, quantity = min(e.as_of_ms for e in chosen), sum(e.quantity for e in chosen)
        checkpoint.settle_count(applying, product_id, place, take, at_ms, quantity)
    else:
        checkpoint.withdraw_count(applying, product_id, place, take)


def _settle_line(applying: Applying, take: bytes, place: bytes, line: bytes) -> None:
    """As of when a stock take counted a line as one figure; for products it does not name."""
    rows = _of_its_line.all(applying.connection, take=take, place=place, line=line)
    said = [Said(Ref(stream, seq), shelf, at_ms, 0) for stream, seq, shelf, at_ms in rows]
    chosen = _by_shelf(each for each in said if not _replaced(applying, each.ref, None, line))
    at_ms = min((each.as_of_ms for each in chosen), default=None)
    checkpoint.settle_line(applying, line, place, take, at_ms)


def _replaced(applying: Applying, ref: Ref, product_id: bytes | None, line: bytes | None) -> bool:
    """True when a count that speaks of the same product names this one."""
    for stream, seq, of_line in _namers.all(applying.connection, stream=ref.stream, seq=ref.seq):
        if of_line is not None and of_line == line:
            return True
        if product_id is not None and _has_share.one(
            applying.connection, stream=stream, seq=seq, product=product_id
        ):
            return True
    return False


def _by_shelf(heads: Iterable[Said]) -> list[Said]:
    """The head of each shelf that holds."""
    chosen: dict[bytes, Said] = {}
    for each in heads:
        other = chosen.get(each.shelf)
        if other is None or each.rank > other.rank:
            chosen[each.shelf] = each
    return list(chosen.values())


def of_another_line(applying: Applying, product_id: bytes) -> None:
    """A product belongs to another line from now on, and to what was counted of it.

    To be called by the reducer that notes products, so that naming a tin later puts right
    what was counted by line before.
    """
    for take, place in _takes_of.all(applying.connection, product=product_id):
        _settle(applying, take, place, product_id)
    checkpoint.of_another_line(applying, product_id)


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
