"""Parcel lists: how many of each line a household of each size is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_

from hubdesk.changes import Touched
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref, encode
from hubdesk.journal.tables import operation, stream, undone
from hubdesk.parcels.tables import parcel_line, parcel_list
from hubdesk.stock.tables import line

STANDARD = identity.named("parcel list", "standard")


class ListedLine(msgspec.Struct, frozen=True, array_like=True):
    """One line of a list: how many for 1, 2, ... people (the last holds for more)."""

    line: bytes
    quantities: list[int]
    unit: str = ""
    note: str = ""


class Issued(Body, frozen=True, array_like=True):
    """A list is packed like this from now on; earlier versions stay in the journal."""

    name: str
    lines: list[ListedLine]


@dataclass(frozen=True)
class Wanted:
    """What a parcel for one household should hold of a line."""

    line: bytes
    name: str
    quantity: int
    unit: str
    note: str
    weight_g: int | None


@dataclass(frozen=True)
class Listed:
    """A parcel list for one size of household, and the version it is of."""

    version: Ref
    name: str
    wanted: tuple[Wanted, ...]


_lines = (
    select(parcel_line, line.c.name, line.c.weight_g)
    .select_from(parcel_line.outerjoin(line, parcel_line.c.line == line.c.id))
    .where(parcel_line.c.list == bindparam("list"))
    .order_by(parcel_line.c.n)
)


def _apply(applying: Applying, op: Operation, body: Issued) -> None:
    if _is_newest(applying.connection, op):
        _show(applying, op, body)


def _undo(applying: Applying, op: Operation, body: Issued) -> None:
    shown = applying.connection.execute(
        select(parcel_list.c.stream, parcel_list.c.seq).where(parcel_list.c.id == op.subject)
    ).first()
    if shown is not None and tuple(shown) == tuple(op.ref):
        _clear(applying, op.subject)
        _show_before(applying, op)
    applying.touch(Touched.PARCEL_LIST, op.subject)


def _is_newest(connection: Connection, op: Operation) -> bool:
    newer = select(parcel_list.c.id).where(
        parcel_list.c.id == op.subject,
        tuple_(parcel_list.c.at_ms, parcel_list.c.stream, parcel_list.c.seq)
        > tuple_(op.at_ms, op.ref.stream, op.ref.seq),
    )
    return connection.execute(newer).first() is None


def _show(applying: Applying, op: Operation, body: Issued) -> None:
    _clear(applying, op.subject)
    head = {"id": op.subject, "name": body.name, "at_ms": op.at_ms}
    head |= {"stream": op.ref.stream, "seq": op.ref.seq}
    applying.connection.execute(insert(parcel_list), head)
    rows = [
        {
            "list": op.subject,
            "n": n,
            "line": each.line,
            "quantities": encode(each.quantities),
            "unit": each.unit,
            "note": each.note,
        }
        for n, each in enumerate(body.lines)
    ]
    if rows:
        applying.connection.execute(insert(parcel_line), rows)
    applying.touch(Touched.PARCEL_LIST, op.subject)


def _show_before(applying: Applying, op: Operation) -> None:
    """The version before the one that was taken back speaks again."""
    from_journal = (
        select(operation, stream.c.id)
        .join(stream, operation.c.stream_no == stream.c.no)
        .where(operation.c.type == op.type, operation.c.subject == op.subject)
        .order_by(operation.c.at_ms.desc(), stream.c.id.desc(), operation.c.seq.desc())
    )
    for row in applying.connection.execute(from_journal):
        ref = Ref(row.id, row.seq)
        if ref == op.ref or _taken_back(applying.connection, ref):
            continue
        before = Operation(
            row.position, ref, row.type, row.version, row.actor, row.at_ms, row.stamp, row.subject
        )
        _show(applying, before, msgspec.msgpack.decode(row.body, type=Issued))
        return


def _taken_back(connection: Connection, ref: Ref) -> bool:
    found = select(undone.c.op).where(undone.c.stream == ref.stream, undone.c.seq == ref.seq)
    return connection.execute(found).first() is not None


def _clear(applying: Applying, list_id: bytes) -> None:
    applying.connection.execute(delete(parcel_line).where(parcel_line.c.list == list_id))
    applying.connection.execute(delete(parcel_list).where(parcel_list.c.id == list_id))


ISSUED = OperationKind("parcel_list.issued", 1, Klass.STOCK, Issued, _apply, _undo)


def issue(act: Act, list_id: bytes, name: str, lines: Sequence[ListedLine]) -> None:
    """From now on the parcel is packed by this list."""
    act.record(ISSUED, Issued(name, list(lines)), list_id)


def for_people(view: View, people: int, list_id: bytes = STANDARD) -> Listed | None:
    """The list as it is packed now for a household of this size; None when there is none."""
    head = view.connection.execute(select(parcel_list).where(parcel_list.c.id == list_id)).first()
    if head is None:
        return None
    rows = view.connection.execute(_lines, {"list": list_id})
    wanted = (
        Wanted(
            row.line,
            row.name or "",
            _for_size(msgspec.msgpack.decode(row.quantities), people),
            row.unit,
            row.note,
            row.weight_g,
        )
        for row in rows
    )
    return Listed(Ref(head.stream, head.seq), head.name, tuple(w for w in wanted if w.quantity))


def _for_size(quantities: list[int], people: int) -> int:
    return quantities[min(people, len(quantities)) - 1] if quantities and people > 0 else 0
