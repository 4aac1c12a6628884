"""Goods that turn out to be weighed: what came before anybody said so, in their measure.

A bare code is counted in ones, for nobody knows yet what it is. Once it is named into a line in
grams or millilitres, each of its scans was a pack of that line.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from hubdesk.journal.act import Act
from hubdesk.journal.operations import Ref
from hubdesk.stock import measures
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.measures import Measure
from hubdesk.stock.tables import balance, taken_in
from hubdesk.storage.prepared import Prepared

_scans = Prepared(
    select(
        taken_in.c.stream,
        taken_in.c.seq,
        taken_in.c.at_ms,
        taken_in.c.place,
        taken_in.c.quantity,
        taken_in.c.day,
        taken_in.c.kind,
        taken_in.c.lot,
        taken_in.c.drop_off,
        taken_in.c.no_date,
        taken_in.c.code,
        taken_in.c.crate,
    ).where(taken_in.c.product == bindparam("product"))
)
_in_book = Prepared(
    select(func.coalesce(func.sum(balance.c.quantity), 0)).where(
        balance.c.product == bindparam("product")
    )
)


def since(act: Act, product_id: bytes, before: Measure) -> bool:
    """What came of a product was counted as ``before``; each scan becomes what its line says now.

    True when some of it was moved, given or counted as well: those stay as they were, and it
    wants a count.
    """
    now = measures.of_product(act, product_id)
    if now.of == before.of:
        return False
    came = 0
    for stream, seq, at_ms, place, quantity, day, kind, lot, *rest in _scans.all(
        act.connection, product=product_id
    ):
        drop_off, no_date, code, crate = rest
        many = now.of_packs(before.packs(quantity))
        act.undo(Ref(stream, seq))
        body = TakenIn(place, many, day, kind, lot, None, drop_off, bool(no_date), code, crate)
        act.record(TAKEN_IN, body, product_id, at_ms=at_ms)
        came += many
    ((there,),) = _in_book.all(act.connection, product=product_id)
    return bool(there != came)
