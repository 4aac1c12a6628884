"""Any label of ours, made once more from its scan: it is smudged, or hangs where it cannot stay.

The code stays what it was, so both labels stand for the same thing. A card is not made again
but replaced (``counter.lost_card``): it may be in somebody's hands.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from hubdesk.binding import Bound, BoundKind, bound_code, bound_to
from hubdesk.codes import own
from hubdesk.counter import reprinting
from hubdesk.counter.reprinting import Labelled
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation
from hubdesk.labels.contents import BatchLabel, Content, FrozenLabel, ProductLabel, ShelfLabel
from hubdesk.stock import batch, places, products, shelves
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.takein import crate_label

_said = (
    select(operation.c.at_ms)
    .join(bound_code, bound_code.c.op == operation.c.position)
    .where(bound_code.c.text == bindparam("text"), bound_code.c.id == bindparam("id"))
    .order_by(operation.c.at_ms)
    .limit(1)
)


def by_code(view: View, text: str) -> Labelled | None:
    """The label that bears a code, as it prints again; None for a code that none does."""
    code = own.read(text)
    if code is None:
        return None
    parcel = reprinting.by_code(view, code.text)
    if parcel is not None:
        return parcel
    for bound in bound_to(view, code.text):
        at_ms = _said_at(view, code.text, bound)
        label = _label(view, code.text, bound, at_ms)
        if label is not None:
            return Labelled(at_ms, label)
    return None


def _said_at(view: View, code: str, bound: Bound) -> int:
    """When a code first stood for a thing."""
    return int(view.connection.execute(_said, {"text": code, "id": bound.id}).scalar() or 0)


def _label(view: View, code: str, bound: Bound, at_ms: int) -> Content | None:
    match bound.kind:
        case BoundKind.SHELF:
            return _of_shelf(view, bound.id)
        case BoundKind.CRATE:
            return crate_label.of(view, bound.id)
        case BoundKind.PRODUCT:
            name = products.product_by_id(view, bound.id).name
            return ProductLabel(code, name, reprint=True) if name else None
        case BoundKind.BATCH:
            return _of_batch(view, code, bound.id, at_ms)
        case _:
            return None


def _of_shelf(view: View, shelf: bytes) -> ShelfLabel | None:
    found = shelves.by_id(view, shelf)
    if found is None:
        return None
    place = places.named(view, found.place)
    return ShelfLabel(found.code, found.name, place.name if place else "", reprint=True)


def _of_batch(view: View, code: str, batch_id: bytes, at_ms: int) -> Content | None:
    known = batch.known(view, batch_id)
    if known is None:
        return None
    product = products.product_by_id(view, known.product)
    dated = known.dated
    if dated is not None and dated.kind is DateKind.FROZEN:
        stated = tuple(sorted(each.value for each in product.stated.allergens)) or None
        frozen_on = view.day_of(at_ms)
        return FrozenLabel(product.name, frozen_on, dated.day, stated, code, reprint=True)
    return _dated_label(code, product.name, dated)


def _dated_label(code: str, name: str, dated: Dated | None) -> BatchLabel:
    if dated is None:
        return BatchLabel(code, name, reprint=True)
    kind = (dated.kind or DateKind.USE_BY).value
    return BatchLabel(code, name, dated.day, kind, dated.month_only, reprint=True)
