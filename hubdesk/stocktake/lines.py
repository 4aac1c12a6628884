"""What one figure for a line means for its products, which the book keeps one by one.

One crate holds eight brands, and nobody counts each. The sum is what somebody saw and is
always right; which make it was is an estimate. As many as the book has keep their makes, and
what is more than that is of no particular make; what is missing is missing from all of them
alike. A product of the line that nobody here has heard of is part of the figure as well
(``hubdesk.stock.checkpoint``).
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import checkpoint
from hubdesk.stock.counts import Share
from hubdesk.stock.tables import balance, product
from hubdesk.storage.prepared import Prepared

_known = Prepared(
    select(balance.c.product)
    .select_from(balance.join(product, product.c.id == balance.c.product))
    .where(product.c.line == bindparam("line"), balance.c.place == bindparam("place"))
    .order_by(balance.c.product)
)


def shared_out(view: View, place: bytes, line: bytes, quantity: int, take: bytes) -> list[Share]:
    """A line's figure as figures of its products, which add up to it.

    By the book as it would be without this stock take, so that counting again changes nothing.
    """
    known = _known.all(view.connection, line=line, place=place)
    book = {
        id_: checkpoint.standing(view.connection, id_, place, without=take)[1] for (id_,) in known
    }
    loose = identity.unspecified_product(line)
    book.setdefault(loose, 0)
    sums = scaled(book, quantity)
    sums[loose] += quantity - sum(sums.values())
    return [Share(id_, many) for id_, many in sums.items()]


def scaled(book: dict[bytes, int], quantity: int) -> dict[bytes, int]:
    """The book's figures, or as many of each as its part of ``quantity``, largest rest first."""
    there = {id_: max(many, 0) for id_, many in book.items()}
    total = sum(there.values())
    if quantity >= total:
        return there
    shares = {id_: many * quantity // total for id_, many in there.items()}
    left = quantity - sum(shares.values())
    rests = sorted(there, key=lambda id_: (-(there[id_] * quantity % total), id_))
    for id_ in rests[:left]:
        shares[id_] += 1
    return shares
