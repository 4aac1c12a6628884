"""Goods that come in, and goods that are thrown away."""

from __future__ import annotations

from datetime import date

from sqlalchemy.dialects.sqlite import insert

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stock import ledger
from hubdesk.stock.ledger import Moved
from hubdesk.stock.tables import batch
from hubdesk.wording import translate

MOST_AT_ONCE = 9999


class TakenIn(Body, frozen=True, array_like=True):
    """Goods of one product and date came to a place; ``day`` as 2027-03-31."""

    place: bytes
    quantity: int
    day: str | None = None
    kind: str | None = None
    lot: str | None = None
    source: str | None = None


class Discarded(Body, frozen=True, array_like=True):
    """Goods went to waste, with the reason in one word."""

    place: bytes
    quantity: int
    batch: bytes | None
    reason: str


def keep_batch(
    applying: Applying, product: bytes, day: str | None, kind: str | None, lot: str | None
) -> bytes | None:
    """Makes sure that a batch is known, and returns its id; None for goods with no date."""
    if day is None and lot is None:
        return None
    id_ = identity.batch_of(product, date.fromisoformat(day) if day else None, kind, lot)
    row = {"id": id_, "product": product, "day": day, "kind": kind, "lot": lot}
    applying.connection.execute(insert(batch).on_conflict_do_nothing(), row)
    return id_


def _taken_in(applying: Applying, op: Operation, body: TakenIn) -> None:
    which = keep_batch(applying, op.subject, body.day, body.kind, body.lot)
    ledger.post(applying, op, [Moved(op.subject, body.place, body.quantity, which)])


def _not_taken_in(applying: Applying, op: Operation, body: TakenIn) -> None:
    which = keep_batch(applying, op.subject, body.day, body.kind, body.lot)
    ledger.withdraw(applying, op, [Moved(op.subject, body.place, body.quantity, which)])


def _thrown(op: Operation, body: Discarded) -> list[Moved]:
    return [Moved(op.subject, body.place, -body.quantity, body.batch)]


def _discarded(applying: Applying, op: Operation, body: Discarded) -> None:
    ledger.post(applying, op, _thrown(op, body))


def _not_discarded(applying: Applying, op: Operation, body: Discarded) -> None:
    ledger.withdraw(applying, op, _thrown(op, body))


TAKEN_IN = OperationKind("stock.taken_in", 1, Klass.STOCK, TakenIn, _taken_in, _not_taken_in)
DISCARDED = OperationKind("stock.discarded", 1, Klass.STOCK, Discarded, _discarded, _not_discarded)


def take_in(
    act: Act,
    product: bytes,
    quantity: int,
    *,
    day: date | None = None,
    kind: str | None = None,
    lot: str | None = None,
    place: bytes | None = None,
    source: str | None = None,
) -> None:
    """Goods came in; with a date and its kind (use by, best before) where there is one."""
    if not 1 <= quantity <= MOST_AT_ONCE:
        raise Refused(translate("hub", "Type a number from 1 to {most}."), most=MOST_AT_ONCE)
    body = TakenIn(place or act.here, quantity, day.isoformat() if day else None, kind, lot, source)
    act.record(TAKEN_IN, body, product)


def discard(act: Act, product: bytes, quantity: int, batch_id: bytes | None, reason: str) -> None:
    """Goods go to waste from the place this laptop serves from."""
    act.record(DISCARDED, Discarded(act.here, quantity, batch_id, reason), product)
