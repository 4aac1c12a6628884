"""Goods that are held back: they stay where they are and leave by no route until released.

A batch is held, or a whole product in every batch of it: a tin smells wrong, a maker calls
something back. Two laptops may hold the same thing apart; releasing ends the holds that the
one who releases could see, and no other, so that the careful one is never overruled unseen.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import and_, bindparam, delete, exists, func, insert, select

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.stock.batch import dated_of
from hubdesk.stock.dates import Dated
from hubdesk.stock.tables import batch, hold_ended, line, product
from hubdesk.stock.tables import held as held_table
from hubdesk.storage import remembered
from hubdesk.storage.prepared import Prepared
from hubdesk.told import one_line
from hubdesk.wording import translate

LONGEST_REASON = 200

_HELD = "what is held back"


class HeldBack(Body, frozen=True, array_like=True):
    """The operation's subject, a batch or a product, is given to nobody, and why."""

    reason: str


class Released(Body, frozen=True, array_like=True):
    """Holds of the subject ended: those that were seen, by their operations."""

    holds: list[tuple[bytes, int]]


class Hold(Struct, frozen=True):
    """One batch or product that is held back. ``id`` is the batch's, or the product's."""

    id: bytes
    product: bytes
    is_batch: bool
    name: str
    reason: str
    at_ms: int
    actor: bytes | None
    ref: Ref
    dated: Dated | None = None


_add = insert(held_table)
_drop = delete(held_table).where(held_table.c.op == bindparam("which"))
_end = insert(hold_ended)
_go_on = delete(hold_ended).where(hold_ended.c.op == bindparam("which"))
_STANDS = ~exists().where(
    and_(hold_ended.c.stream == held_table.c.stream, hold_ended.c.seq == held_table.c.seq)
)
_ids = Prepared(select(held_table.c.id).where(_STANDS).distinct())
_refs_of = Prepared(
    select(held_table.c.stream, held_table.c.seq).where(held_table.c.id == bindparam("id"), _STANDS)
)
_all = (
    select(
        held_table.c.id,
        func.coalesce(batch.c.product, held_table.c.id),
        batch.c.id.is_not(None),
        func.coalesce(func.nullif(product.c.name, ""), line.c.name, ""),
        held_table.c.reason,
        held_table.c.at_ms,
        held_table.c.actor,
        held_table.c.stream,
        held_table.c.seq,
        batch.c.day,
        batch.c.kind,
    )
    .select_from(
        held_table.outerjoin(batch, batch.c.id == held_table.c.id)
        .outerjoin(product, product.c.id == func.coalesce(batch.c.product, held_table.c.id))
        .outerjoin(line, line.c.id == product.c.line)
    )
    .where(_STANDS)
    .order_by(held_table.c.at_ms, held_table.c.stream, held_table.c.seq)
)


def _held_back(applying: Applying, op: Operation, body: HeldBack) -> None:
    row = {
        "stream": op.ref.stream,
        "seq": op.ref.seq,
        "op": op.position,
        "id": op.subject,
        "reason": body.reason,
        "at_ms": op.at_ms,
        "actor": op.actor,
    }
    applying.connection.execute(_add, row)
    applying.touch(Touched.STOCK, op.subject)


def _not_held_back(applying: Applying, op: Operation, body: HeldBack) -> None:
    applying.connection.execute(_drop, {"which": op.position})
    applying.touch(Touched.STOCK, op.subject)


def _released(applying: Applying, op: Operation, body: Released) -> None:
    rows = [{"stream": s, "seq": q, "op": op.position} for s, q in body.holds]
    if rows:
        applying.connection.execute(_end, rows)
    applying.touch(Touched.STOCK, op.subject)


def _not_released(applying: Applying, op: Operation, body: Released) -> None:
    applying.connection.execute(_go_on, {"which": op.position})
    applying.touch(Touched.STOCK, op.subject)


HELD = OperationKind("stock.held", 1, Klass.STOCK, HeldBack, _held_back, _not_held_back)
RELEASED = OperationKind("stock.released", 1, Klass.STOCK, Released, _released, _not_released)


def hold(act: Act, id_: bytes, reason: str) -> Operation:
    """A batch, or a whole product, is given to nobody from now on. Refused with no reason."""
    told = one_line(reason)
    if not told or len(told) > LONGEST_REASON:
        raise Refused(translate("hub", "Type why it is held back, in a few words."))
    return act.record(HELD, HeldBack(told), id_)


def release(act: Act, id_: bytes) -> Operation:
    """A batch or product may be given again: somebody looked and says that it is sound."""
    refs = [(stream, seq) for stream, seq in _refs_of.all(act.connection, id=id_)]
    if not refs:
        raise Refused(translate("hub", "This is not held back any more. Look at the list."))
    return act.record(RELEASED, Released(refs), id_)


def held(view: View) -> frozenset[bytes]:
    """The batches and products that are held back now; remembered while nothing changes."""
    known = remembered.of(view.connection)
    found: frozenset[bytes] | None = known.get(_HELD)
    if found is None:
        found = frozenset(id_ for (id_,) in _ids.all(view.connection))
        known.put(_HELD, found)
    return found


def all_(view: View) -> list[Hold]:
    """Everything that is held back, the longest held first; a thing held twice is told twice."""
    rows = view.connection.execute(_all)
    return [
        Hold(id_, of, is_batch, name, why, at_ms, who, Ref(stream, seq), dated_of(day, kind))
        for id_, of, is_batch, name, why, at_ms, who, stream, seq, day, kind in rows
    ]


def why(view: View, *ids: bytes | None) -> Hold | None:
    """The latest hold of one of these batches or products; None when none is held."""
    if not held(view).intersection(filter(None, ids)):
        return None
    return next((each for each in reversed(all_(view)) if each.id in ids), None)


def refuse_pack(
    view: View, product_id: bytes, batch_id: bytes | None, there: Iterable[bytes | None]
) -> None:
    """Raises Refused for a pack in the hand whose batch is held back.

    A pack that tells no batch may be of any that is there: it is refused when all are held.
    """
    known = held(view)
    if not known:
        return
    may_be = [batch_id] if batch_id is not None else list(there)
    if product_id in known or (may_be and all(each in known for each in may_be)):
        refuse(view, [(product_id, each) for each in may_be or [None]])


def refuse(view: View, goods: Iterable[tuple[bytes, bytes | None]]) -> None:
    """Raises Refused when goods that are to leave, by product and batch, are held back."""
    known = held(view)
    if not known:
        return
    for product_id, batch_id in goods:
        found = why(view, product_id, batch_id)
        if found is not None:
            raise Refused(
                translate("hub", "{name} is held back: {reason}. Release it first, or leave it."),
                name=found.name,
                reason=found.reason,
            )
