"""A parcel packed ahead: a small place of its own, whose goods are neither on a shelf nor given.

The ledger keeps what is inside under the parcel's id, as it keeps a shelf under a place's: to
pack moves goods there, batch by batch, to unpack moves them back, and a collection takes them
from there. So the sum over all places stays what the hub has, a count of the shelf never
touches a parcel, and a batch that is called back is found in its parcels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, delete, exists, insert, select

from hubdesk.binding import BoundKind, keep
from hubdesk.changes import Touched
from hubdesk.journal.act import View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.packing.tables import packed_for, packed_parcel, parcel_left
from hubdesk.stock import ledger
from hubdesk.stock.ledger import Moved
from hubdesk.storage.prepared import Prepared


class Goods(Body, frozen=True, array_like=True):
    """Some of one batch inside a parcel; ``scanned`` False: the book chose it.

    ``pack`` is what one pack is in ``quantity``; see ``hubdesk.stock.weighed``.
    """

    line: bytes | None
    product: bytes
    batch: bytes | None
    quantity: int
    scanned: bool = False
    pack: int = 0


class Packed(Body, frozen=True, array_like=True):
    """The operation's subject, a parcel, was packed at a place for so many people.

    ``empty`` is a list that holds nothing and is not read: what a parcel was packed for is of
    the people's class (``packing.diet``).
    """

    code: str
    people: int
    empty: list[str]
    place: bytes
    goods: list[Goods]
    version: tuple[bytes, int] | None = None


class Unpacked(Body, frozen=True, array_like=True):
    """A parcel was unpacked: what was in it is at a place again."""

    place: bytes
    goods: list[Goods]


class TakenOut(Body, frozen=True, array_like=True):
    """Some goods were taken out of a parcel, to a place, or (None) to waste."""

    place: bytes | None
    goods: list[Goods]


def into(parcel: bytes, place: bytes, goods: Iterable[Goods]) -> list[Moved]:
    """The movements of goods from a place into a parcel."""
    there = [Moved(g.product, parcel, g.quantity, g.batch, g.pack) for g in goods]
    return [*(Moved(m.product, place, -m.quantity, m.batch, m.pack) for m in there), *there]


def out_of(parcel: bytes, place: bytes | None, goods: Iterable[Goods]) -> list[Moved]:
    """The movements of goods out of a parcel, to a place if they are still the hub's."""
    gone = [Moved(g.product, parcel, -g.quantity, g.batch, g.pack) for g in goods]
    if place is None:
        return gone
    return [*gone, *(Moved(m.product, place, -m.quantity, m.batch, m.pack) for m in gone)]


_add = insert(packed_parcel)
_drop = delete(packed_parcel).where(packed_parcel.c.op == bindparam("which"))
_leave = insert(parcel_left)
_come_back = delete(parcel_left).where(
    parcel_left.c.parcel == bindparam("of"), parcel_left.c.op == bindparam("which")
)


def _packed(applying: Applying, op: Operation, body: Packed) -> None:
    row: dict[str, object] = {
        "op": op.position,
        "id": op.subject,
        "stream": op.ref.stream,
        "seq": op.ref.seq,
        "code": body.code,
        "people": body.people,
        "place": body.place,
        "at_ms": op.at_ms,
        "actor": op.actor,
    }
    applying.gather(_keep, row)
    keep(applying, op, body.code, BoundKind.PACKED, op.subject)
    ledger.post(applying, op, into(op.subject, body.place, body.goods))
    changed(applying, op.subject)


def _keep(applying: Applying, rows: list[dict[str, object]]) -> None:
    applying.connection.execute(_add, rows)


def _not_packed(applying: Applying, op: Operation, body: Packed) -> None:
    applying.connection.execute(_drop, {"which": op.position})
    ledger.withdraw(applying, op, into(op.subject, body.place, body.goods))
    changed(applying, op.subject)


def _unpacked(applying: Applying, op: Operation, body: Unpacked) -> None:
    ledger.post(applying, op, out_of(op.subject, body.place, body.goods))
    left(applying, op, op.subject, None)


def _not_unpacked(applying: Applying, op: Operation, body: Unpacked) -> None:
    ledger.withdraw(applying, op, out_of(op.subject, body.place, body.goods))
    not_left(applying, op, op.subject)


def _taken_out(applying: Applying, op: Operation, body: TakenOut) -> None:
    ledger.post(applying, op, out_of(op.subject, body.place, body.goods))
    changed(applying, op.subject)


def _not_taken_out(applying: Applying, op: Operation, body: TakenOut) -> None:
    ledger.withdraw(applying, op, out_of(op.subject, body.place, body.goods))
    changed(applying, op.subject)


PACKED = OperationKind("parcel.packed", 1, Klass.STOCK, Packed, _packed, _not_packed, together=True)
UNPACKED = OperationKind("parcel.unpacked", 1, Klass.STOCK, Unpacked, _unpacked, _not_unpacked)
TAKEN_OUT = OperationKind("parcel.taken_out", 1, Klass.STOCK, TakenOut, _taken_out, _not_taken_out)


def left(applying: Applying, op: Operation, parcel: bytes, visit: bytes | None) -> None:
    """A parcel is packed no more: called by reducers, after its goods have moved."""
    row: dict[str, object] = {"parcel": parcel, "op": op.position, "visit": visit}
    row["at_ms"] = op.at_ms
    applying.gather(_leave_all, row)
    changed(applying, parcel)


def _leave_all(applying: Applying, rows: list[dict[str, object]]) -> None:
    applying.connection.execute(_leave, rows)


def not_left(applying: Applying, op: Operation, parcel: bytes) -> None:
    """What ended a parcel did not happen: it is packed as before."""
    applying.connection.execute(_come_back, {"of": parcel, "which": op.position})
    changed(applying, parcel)


def changed(applying: Applying, parcel: bytes) -> None:
    """What is in a parcel changed; one that holds nothing leaves no trace in the balances."""
    applying.gather(_forget_empty, parcel)
    applying.touch(Touched.PACKED, parcel)


def _forget_empty(applying: Applying, parcels: list[bytes]) -> None:
    for parcel in parcels:
        ledger.forget_empty(applying.connection, parcel)


class Standing(Struct, frozen=True):
    """A parcel that is packed and waits. ``ref`` names its packing; ``chips`` are what it was
    packed for, as far as that is known here."""

    id: bytes
    ref: Ref
    code: str
    people: int
    chips: tuple[str, ...]
    at_ms: int
    actor: bytes | None

    @property
    def number(self) -> str:
        """Its last four, as people say it."""
        return self.code[-4:]


class Left(Struct, frozen=True):
    """When a parcel was unpacked, or (with its visit) handed over."""

    at_ms: int
    visit: bytes | None


COLUMNS = (
    packed_parcel.c.id,
    packed_parcel.c.stream,
    packed_parcel.c.seq,
    packed_parcel.c.code,
    packed_parcel.c.people,
    packed_for.c.chips,
    packed_parcel.c.at_ms,
    packed_parcel.c.actor,
)
PARCELS = packed_parcel.outerjoin(packed_for, packed_for.c.parcel == packed_parcel.c.id)
"""Where ``COLUMNS`` are read from."""
STANDS = ~exists().where(parcel_left.c.parcel == packed_parcel.c.id)
"""The condition that a parcel was neither handed over nor unpacked."""

_standing = Prepared(
    select(*COLUMNS).select_from(PARCELS).where(packed_parcel.c.id == bindparam("id"), STANDS)
)
_left = Prepared(
    select(parcel_left.c.at_ms, parcel_left.c.visit)
    .where(parcel_left.c.parcel == bindparam("id"))
    .order_by(parcel_left.c.at_ms.desc())
)


def standing(view: View, parcel: bytes) -> Standing | None:
    """A parcel that is packed; None when it was handed over, unpacked, or never packed."""
    row = _standing.one(view.connection, id=parcel)
    return None if row is None else as_standing(row)


_code = Prepared(select(packed_parcel.c.code).where(packed_parcel.c.id == bindparam("id")))


def number_of(view: View, parcel: bytes) -> str:
    """The last four of a parcel, packed still or not; nothing when it is not known here."""
    row = _code.one(view.connection, id=parcel)
    return "" if row is None else str(row[0])[-4:]


def as_standing(row: Any) -> Standing:
    """A row of ``COLUMNS``."""
    id_, stream, seq, code, people, chips, at_ms, actor = row
    words = tuple(chips.split(",")) if chips else ()
    return Standing(id_, Ref(stream, seq), code, people, words, at_ms, actor)


def why_left(view: View, parcel: bytes) -> Left | None:
    """What became of a parcel that is packed no more; None when it never was."""
    row = _left.one(view.connection, id=parcel)
    return None if row is None else Left(*row)
