"""What all the counts of a stock take together make of the book.

Counts that nobody replaced are *heads*. One head a shelf is how it should be; of two the later
holds, until somebody decides. The heads of the shelves of one stock take add up, as of the
earliest of them. All of it follows from the set of counts alone, in whatever order they arrive.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, select

from hubdesk.journal.operations import Applying, Ref
from hubdesk.stock import checkpoint
from hubdesk.stock.tables import count_entry, count_instead, count_share, product
from hubdesk.storage.prepared import Prepared


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
    .where(count_instead.c.stream == bindparam("stream"), count_instead.c.seq == bindparam("seq"))
)
_has_share = Prepared(
    select(count_share.c.quantity).where(
        count_share.c.stream == bindparam("stream"),
        count_share.c.seq == bindparam("seq"),
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


def settle(applying: Applying, take: bytes, place: bytes, product_id: bytes) -> None:
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


def settle_line(applying: Applying, take: bytes, place: bytes, line: bytes) -> None:
    """As of when a stock take counted a line as one figure; for products it does not name."""
    rows = _of_its_line.all(applying.connection, take=take, place=place, line=line)
    said = [Said(Ref(stream, seq), shelf, at_ms, 0) for stream, seq, shelf, at_ms in rows]
    chosen = _by_shelf(each for each in said if not _replaced(applying, each.ref, None, line))
    at_ms = min((each.as_of_ms for each in chosen), default=None)
    checkpoint.settle_line(applying, line, place, take, at_ms)


def named_of_line(applying: Applying, take: bytes, place: bytes, line: bytes) -> list[bytes]:
    """The products of a line that a count of a stock take names."""
    found = _named_of_line.all(applying.connection, line=line, take=take, place=place)
    return [each for (each,) in found]


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
        settle(applying, take, place, product_id)
    checkpoint.of_another_line(applying, product_id)
