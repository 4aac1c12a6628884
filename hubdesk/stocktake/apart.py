"""Counts of different stock takes: which of them are one job that two laptops did apart.

Laptops that begin on one day begin one stock take. On different days they begin two, and then
it is asked of each count what its laptop had heard of: a count made by somebody who knew the
other one comes after it and is the newer truth. Where neither knew of the other, they were two
people at one job, and what they found is compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, or_, select

from hubdesk.journal.act import View
from hubdesk.stock.tables import count_entry, movement, product
from hubdesk.stocktake.entries import Entry
from hubdesk.storage.prepared import Prepared

RECENT_MS = 60 * 86_400_000
"""What was counted this long before the last count anywhere is the book's by now."""

_latest_ms = select(func.max(count_entry.c.as_of_ms)).scalar_subquery()
_line = select(product.c.line).where(product.c.id == bindparam("subject")).scalar_subquery()
_its_line = func.coalesce(_line, bindparam("subject"))
_inside = select(product.c.id).where(product.c.line == _its_line)
_known = Prepared(
    select(count_entry.c.stream, count_entry.c.seq)
    .where(
        count_entry.c.place == bindparam("place"),
        count_entry.c.shelf == bindparam("shelf"),
        count_entry.c.take != bindparam("take"),
        count_entry.c.as_of_ms > _latest_ms - RECENT_MS,
        or_(
            count_entry.c.product == bindparam("subject"),
            count_entry.c.line == _its_line,
            count_entry.c.product.in_(_inside),
        ),
    )
    .order_by(count_entry.c.stream, count_entry.c.seq)
)
_moved = Prepared(
    select(func.coalesce(func.sum(movement.c.quantity), 0))
    .select_from(movement.outerjoin(product, product.c.id == movement.c.product))
    .where(
        movement.c.place == bindparam("place"),
        movement.c.at_ms > bindparam("since_ms"),
        movement.c.at_ms <= bindparam("until_ms"),
        or_(movement.c.product == bindparam("subject"), product.c.line == bindparam("subject")),
    )
)


def known(
    view: View, take: bytes, place: bytes, shelf: bytes, subject: bytes
) -> list[tuple[bytes, int]]:
    """The counts of other stock takes of a product or line on a shelf that are known here."""
    rows = _known.all(view.connection, take=take, place=place, shelf=shelf, subject=subject)
    return [(stream, seq) for stream, seq in rows]


def unheard(heads: Sequence[Entry]) -> list[Entry]:
    """Those of the counts that none of the others had heard of."""
    heard = {ref for each in heads for ref in each.knew}
    return [each for each in heads if each.ref not in heard]


def differ(view: View, heads: Sequence[Entry], subject: bytes, *, by_line: bool) -> bool:
    """True for counts that cannot all be right.

    Of several days they are compared as of the last of them: what came and went between is no
    difference.
    """
    figures = [each.quantity if by_line else each.of(subject) for each in heads]
    if len(set(figures)) < 2:
        return False
    if len({each.take for each in heads}) < 2:
        return True
    until_ms = max(each.as_of_ms for each in heads)
    then = {
        many + _moved_since(view, each, subject, until_ms)
        for each, many in zip(heads, figures, strict=True)
    }
    return len(then) > 1


def _moved_since(view: View, each: Entry, subject: bytes, until_ms: int) -> int:
    row = _moved.one(
        view.connection,
        place=each.place,
        subject=subject,
        since_ms=each.as_of_ms,
        until_ms=until_ms,
    )
    assert row is not None
    return int(row[0])
