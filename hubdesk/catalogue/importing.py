"""Takes a catalogue in, part by part, and out again.

Every part is one operation of a thousand entries, so that other laptops learn of them all;
undoing an import undoes each of its parts. Products that the hub has named are records of
their own and stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.catalogue.packed import rows
from hubdesk.catalogue.tables import entry, part
from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.security.roles import Role, require
from hubdesk.storage.prepared import Prepared


class Imported(Body, frozen=True, array_like=True):
    """Some entries of a catalogue; the subject is the import, of which this is one part.

    ``packed`` is as ``hubdesk.catalogue.packed`` makes it.
    """

    part: int
    parts: int
    entries: int
    packed: bytes


class PastImport(Struct, frozen=True):
    """One import: when it was, how many entries it brought, and whether all of it came."""

    id: bytes
    at_ms: int
    entries: int
    is_whole: bool


class TakenOut(Struct, frozen=True):
    """How many entries went, and whether more of the import are still here."""

    gone: int
    more: bool


_add_part = Prepared(insert(part).on_conflict_do_nothing(), *part.c.keys())
_add_entry = Prepared(insert(entry).on_conflict_do_nothing(), *entry.c.keys())
_drop_part = Prepared(delete(part).where(part.c.op == bindparam("of")))
_drop_entry = Prepared(
    delete(entry).where(entry.c.code == bindparam("which"), entry.c.op == bindparam("of"))
)
_next_part = Prepared(
    select(stream.c.id, operation.c.seq, part.c.entries)
    .select_from(
        part.join(operation, operation.c.position == part.c.op).join(
            stream, stream.c.no == operation.c.stream_no
        )
    )
    .where(part.c["import"] == bindparam("import_id"))
    .order_by(part.c.op.desc())
)
_past = (
    select(
        part.c["import"],
        func.min(part.c.at_ms).label("at_ms"),
        func.sum(part.c.entries).label("entries"),
        (func.count() >= func.max(part.c.parts)).label("whole"),
    )
    .group_by(part.c["import"])
    .order_by(func.min(part.c.at_ms).desc(), part.c["import"])
    .limit(20)
)


def _imported(applying: Applying, op: Operation, body: Imported) -> None:
    row = (op.position, op.subject, op.at_ms, body.part, body.parts, body.entries)
    _add_part.run(applying.connection, **dict(zip(part.c.keys(), row, strict=True)))
    no = op.position
    _add_entry.rows(
        applying.connection,
        [(c, no, name, g or None, told, sort) for c, name, g, told, sort in rows(body.packed)],
    )
    applying.touch(Touched.CATALOGUE)


def _not_imported(applying: Applying, op: Operation, body: Imported) -> None:
    _drop_part.run(applying.connection, of=op.position)
    gone = [{"which": code, "of": op.position} for code, *_ in rows(body.packed)]
    _drop_entry.many(applying.connection, gone)
    applying.touch(Touched.CATALOGUE)


IMPORTED = OperationKind("catalogue.imported", 1, Klass.STOCK, Imported, _imported, _not_imported)


def take_in(act: Act, import_id: bytes, number: int, parts: int, packed: tuple[int, bytes]) -> int:
    """Takes in one part of an import; returns how many entries it held."""
    require(act, Role.LEAD)
    entries, content = packed
    act.record(IMPORTED, Imported(number, parts, entries, content), import_id)
    return entries


def take_in_all(act: Act, import_id: bytes, parts: Sequence[tuple[int, bytes]]) -> int:
    """Takes in all of an import at once, while nobody serves; returns how many entries."""
    return sum(
        take_in(act, import_id, number, len(parts), packed) for number, packed in enumerate(parts)
    )


def past(view: View) -> list[PastImport]:
    """The last imports that hold, the newest first."""
    found = view.connection.execute(_past)
    return [PastImport(id_, at_ms, entries, bool(whole)) for id_, at_ms, entries, whole in found]


def take_out(act: Act, import_id: bytes) -> TakenOut:
    """Takes the newest part of an import out again, all of it or nothing."""
    require(act, Role.LEAD)
    found = _next_part.one(act.connection, import_id=import_id)
    if found is None:
        return TakenOut(0, more=False)
    stream_id, seq, entries = found
    act.undo(Ref(stream_id, seq))
    more = _next_part.one(act.connection, import_id=import_id) is not None
    return TakenOut(entries, more)
