"""Parcel lists: how many of each line a household of each size is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select

from hubdesk.changes import Touched
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref, encode
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
    .where(
        parcel_line.c.stream == bindparam("stream"),
        parcel_line.c.seq == bindparam("seq"),
    )
    .order_by(parcel_line.c.n)
)
_latest = (
    select(parcel_list)
    .where(parcel_list.c.id == bindparam("list"))
    .order_by(parcel_list.c.at_ms.desc(), parcel_list.c.stream.desc(), parcel_list.c.seq.desc())
    .limit(1)
)
_version = select(parcel_list).where(
    parcel_list.c.stream == bindparam("stream"), parcel_list.c.seq == bindparam("seq")
)


def _apply(applying: Applying, op: Operation, body: Issued) -> None:
    version = {"stream": op.ref.stream, "seq": op.ref.seq}
    head = version | {"id": op.subject, "at_ms": op.at_ms, "name": body.name}
    applying.connection.execute(insert(parcel_list), head)
    rows = [
        version
        | {
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


def _undo(applying: Applying, op: Operation, body: Issued) -> None:
    for table in (parcel_line, parcel_list):
        applying.connection.execute(
            delete(table).where(table.c.stream == op.ref.stream, table.c.seq == op.ref.seq)
        )
    applying.touch(Touched.PARCEL_LIST, op.subject)


ISSUED = OperationKind("parcel_list.issued", 1, Klass.STOCK, Issued, _apply, _undo)


def issue(act: Act, list_id: bytes, name: str, lines: Sequence[ListedLine]) -> None:
    """From now on the parcel is packed by this list."""
    act.record(ISSUED, Issued(name, list(lines)), list_id)


def for_people(view: View, people: int, list_id: bytes = STANDARD) -> Listed | None:
    """The list as it is packed now for a household of this size; None when there is none."""
    head = view.connection.execute(_latest, {"list": list_id}).first()
    return None if head is None else _listed(view, head, people)


def of_version(view: View, version: Ref, people: int) -> Listed | None:
    """A list as it was when an earlier parcel was made; None when it is not here."""
    named = {"stream": version.stream, "seq": version.seq}
    head = view.connection.execute(_version, named).first()
    return None if head is None else _listed(view, head, people)


def _listed(view: View, head: Any, people: int) -> Listed:
    rows = view.connection.execute(_lines, {"stream": head.stream, "seq": head.seq})
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
