"""Thrown that come in, and goods that are thrown away."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, delete, insert

from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stock import batch, ledger, measures, weighed
from hubdesk.stock.dates import Dated
from hubdesk.stock.ledger import Moved, Posted
from hubdesk.stock.tables import taken_in
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

MOST_AT_ONCE = 9999


class TakenIn(Body, frozen=True, array_like=True):
    """Goods of one product and date came to a place; ``day`` as 2027-03-31.

    ``drop_off`` is what they came with. ``no_date``: the pack was looked at and bears none.
    ``code`` is the bare code of goods that nobody had named; ``crate`` the weighed crate that
    they were sorted from, whose kilos are counted already. ``pack``, here and below, is what one
    pack is in ``quantity``; see ``hubdesk.stock.weighed``.
    """

    place: bytes
    quantity: int
    day: str | None = None
    kind: str | None = None
    lot: str | None = None
    source: str | None = None
    drop_off: bytes | None = None
    no_date: bool = False
    code: str = ""
    crate: bytes | None = None
    pack: int = 0


class Thrown(Body, frozen=True, array_like=True):
    """Some of one batch that went to waste; ``batch`` None is "batch unknown"."""

    product: bytes
    batch: bytes | None
    quantity: int
    pack: int = 0


class Discarded(Body, frozen=True, array_like=True):
    """Thrown went to waste, with the reason in one word; ``weight_g`` is of all of them.

    ``also`` is what else went in the same go: other batches, or other makes of a line.
    """

    place: bytes
    quantity: int
    batch: bytes | None
    reason: str
    weight_g: int | None = None
    also: list[Thrown] = msgspec.field(default_factory=list)
    pack: int = 0


_add_entry = Prepared(insert(taken_in), *taken_in.c.keys())
_drop_entry = Prepared(delete(taken_in).where(taken_in.c.op == bindparam("which")))


def _taken_in(applying: Applying, op: Operation, body: TakenIn) -> None:
    which = batch.keep(applying, op.subject, body.day, body.kind, body.lot)
    ledger.post(applying, op, _came(op, body, which))
    if body.drop_off is not None:
        _add_entry.run(applying.connection, **_entry(applying, op, body, body.drop_off))


def _all_taken_in(applying: Applying, taken: list[tuple[Operation, TakenIn]]) -> None:
    """As ``_taken_in`` of each: most of what a hub records in a year."""
    posted: list[Posted] = []
    for op, body in taken:
        product, day, lot, which = op.subject, body.day, body.lot, None
        if day is not None or lot is not None:
            which = batch.keep(applying, product, day, body.kind, lot)
        posted.append(
            (product, body.place, op.at_ms, op.position, 0, which, body.quantity, body.pack)
        )
        if body.drop_off is not None:
            _add_entry.run(applying.connection, **_entry(applying, op, body, body.drop_off))
    ledger.post_all(applying, posted)


def _not_taken_in(applying: Applying, op: Operation, body: TakenIn) -> None:
    which = batch.keep(applying, op.subject, body.day, body.kind, body.lot)
    ledger.withdraw(applying, op, _came(op, body, which))
    if body.drop_off is not None:
        _drop_entry.run(applying.connection, which=op.position)


def _came(op: Operation, body: TakenIn, which: bytes | None) -> list[Moved]:
    return [Moved(op.subject, body.place, body.quantity, which, body.pack)]


def _entry(applying: Applying, op: Operation, body: TakenIn, drop_off: bytes) -> dict[str, object]:
    """A scan of a drop-off as its row."""
    many = weighed.in_book(applying.connection, op.subject, body.quantity, body.pack)
    return {
        "op": op.position,
        "stream": op.ref.stream,
        "seq": op.ref.seq,
        "drop_off": drop_off,
        "product": op.subject,
        "place": body.place,
        "at_ms": op.at_ms,
        "quantity": many,
        "told": body.quantity,
        "pack": body.pack,
        "day": body.day,
        "kind": body.kind,
        "lot": body.lot,
        "no_date": int(body.no_date),
        "crate": body.crate,
        "code": body.code,
    }


def _thrown(op: Operation, body: Discarded) -> list[Moved]:
    first = Thrown(op.subject, body.batch, body.quantity, body.pack)
    return [Moved(e.product, body.place, -e.quantity, e.batch, e.pack) for e in (first, *body.also)]


def _discarded(applying: Applying, op: Operation, body: Discarded) -> None:
    ledger.post(applying, op, _thrown(op, body))


def _not_discarded(applying: Applying, op: Operation, body: Discarded) -> None:
    ledger.withdraw(applying, op, _thrown(op, body))


TAKEN_IN = OperationKind(
    "stock.taken_in",
    1,
    Klass.STOCK,
    TakenIn,
    _taken_in,
    _not_taken_in,
    together=True,
    apply_all=_all_taken_in,
)
DISCARDED = OperationKind(
    "stock.discarded", 1, Klass.STOCK, Discarded, _discarded, _not_discarded, together=True
)


def take_in(
    act: Act,
    product: bytes,
    quantity: int,
    *,
    dated: Dated | None = None,
    lot: str | None = None,
    place: bytes | None = None,
    source: str | None = None,
    at_ms: int | None = None,
) -> None:
    """Goods came in, with their date where there is one; ``at_ms`` for what is told later."""
    measures.refuse_beyond(act, product, quantity, MOST_AT_ONCE)
    kind = None if dated is None else dated.kind
    pack = measures.of_product(act, product).one
    day = batch.day_text(dated)
    body = TakenIn(place or act.here, quantity, day, kind, lot, source, pack=pack)
    act.record(TAKEN_IN, body, product, at_ms=at_ms)


def discard(
    act: Act,
    product: bytes,
    quantity: int,
    batch_id: bytes | None,
    reason: str,
    *,
    place: bytes | None = None,
    weight_g: int | None = None,
) -> Operation:
    """Thrown go to waste, from the place this laptop serves from unless another is named.

    ``weight_g`` is what all of it weighs, where somebody knows.
    """
    measures.refuse_beyond(act, product, quantity, MOST_AT_ONCE)
    pack = measures.of_product(act, product).one
    body = Discarded(place or act.here, quantity, batch_id, reason, weight_g, pack=pack)
    return act.record(DISCARDED, body, product)


def discard_all(act: Act, goods: Sequence[Thrown], reason: str) -> Operation:
    """Goods of several batches go to waste in one go, so that one undo takes all of it back.

    Raises Refused when it is nothing, or more than can be meant.
    """
    if not goods:
        raise Refused(translate("hub", "Type a number from 1 to {most}."), most=MOST_AT_ONCE)
    for each in goods:
        measures.refuse_beyond(act, each.product, each.quantity, MOST_AT_ONCE)
    first, *also = measures.marked(act, goods)
    body = Discarded(act.here, first.quantity, first.batch, reason, also=also, pack=first.pack)
    return act.record(DISCARDED, body, first.product)
