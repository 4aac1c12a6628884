"""Parcel lists: how many of each line a household of each size is given, and every version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, delete, insert, select

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.households.diet import Chip
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Klass, Operation, OperationKind, Ref, encode
from hubdesk.parcels import editing, packing
from hubdesk.parcels.contents import Issued, ListedLine, Variant
from hubdesk.parcels.packing import Wanted
from hubdesk.parcels.tables import parcel_list
from hubdesk.stock import measures, products
from hubdesk.storage.prepared import Prepared, Row
from hubdesk.wording import translate

STANDARD = identity.named("parcel list", "standard")
MOST_VERSIONS: Final = 100


class Listed(Struct, frozen=True):
    """What a parcel list asks for one household, and the version it is of."""

    version: Ref
    name: str
    wanted: tuple[Wanted, ...]


class Version(Struct, frozen=True):
    """A list as it was kept once: when, by whom (see ``volunteers.serving``), and all of it.

    ``after`` are the versions it was made from; None where nobody said.
    """

    ref: Ref
    at_ms: int
    by: bytes | None
    contents: Issued
    after: tuple[Ref, ...] | None = None


_columns = (parcel_list.c.stream, parcel_list.c.seq, parcel_list.c.body)
_all_columns = (*_columns, parcel_list.c.at_ms, parcel_list.c.actor)
_newest = (
    parcel_list.c.at_ms.desc(),
    parcel_list.c.stream.desc(),
    parcel_list.c.seq.desc(),
)
_latest = Prepared(
    select(*_columns).where(parcel_list.c.id == bindparam("list")).order_by(*_newest)
)
_version = Prepared(
    select(*_all_columns).where(
        parcel_list.c.stream == bindparam("stream"), parcel_list.c.seq == bindparam("seq")
    )
)
_versions = Prepared(
    select(*_all_columns).where(parcel_list.c.id == bindparam("list")).order_by(*_newest)
)
_decode = msgspec.msgpack.Decoder(Issued).decode


def _apply(applying: Applying, op: Operation, body: Issued) -> None:
    row = {"stream": op.ref.stream, "seq": op.ref.seq, "id": op.subject, "at_ms": op.at_ms}
    row |= {"actor": op.actor, "body": encode(body)}
    applying.connection.execute(insert(parcel_list), row)
    applying.touch(Touched.PARCEL_LIST, op.subject)


def _undo(applying: Applying, op: Operation, body: Issued) -> None:
    applying.connection.execute(
        delete(parcel_list).where(
            parcel_list.c.stream == op.ref.stream, parcel_list.c.seq == op.ref.seq
        )
    )
    applying.touch(Touched.PARCEL_LIST, op.subject)


ISSUED = OperationKind("parcel_list.issued", 1, Klass.STOCK, Issued, _apply, _undo)


def issue(
    act: Act,
    list_id: bytes,
    name: str,
    lines: Sequence[ListedLine],
    variants: Sequence[Variant] = (),
) -> None:
    """From now on the parcel is packed by this list."""
    _record(act, Issued(name, list(lines), list(variants)), list_id)


def for_people(
    view: View, people: int, chips: Iterable[str] = (), list_id: bytes = STANDARD
) -> Listed | None:
    """What is packed now for so many people with these chips; None when there is no list."""
    row = _latest.one(view.connection, list=list_id)
    return None if row is None else _listed(row, people, chips)


def of_version(view: View, version: Ref, people: int, chips: Iterable[str] = ()) -> Listed | None:
    """A list as it was when an earlier parcel was made; None when it is not here."""
    row = _version.one(view.connection, stream=version.stream, seq=version.seq)
    return None if row is None else _listed(row, people, chips)


def left_out(view: View, version: Ref, chips: Iterable[str]) -> dict[bytes, Chip]:
    """The lines that a version does not pack for these chips, and which chip says so."""
    row = _version.one(view.connection, stream=version.stream, seq=version.seq)
    return {} if row is None else packing.left_out(_decode(row[2]), chips)


def versions(view: View, list_id: bytes = STANDARD) -> tuple[Version, ...]:
    """A list as it is and as it was, the newest first."""
    return tuple(map(_kept, _versions.all(view.connection, list=list_id)[:MOST_VERSIONS]))


def version(view: View, ref: Ref) -> Version | None:
    """One version of a list; None when it is not here."""
    row = _version.one(view.connection, stream=ref.stream, seq=ref.seq)
    return None if row is None else _kept(row)


def go_back(act: Act, version: Ref, list_id: bytes = STANDARD) -> None:
    """Packs by an earlier version again, from now on. Raises Refused when it is not here."""
    row = _version.one(act.connection, stream=version.stream, seq=version.seq)
    if row is None:
        raise Refused(
            translate("parcels", "That version was taken back meanwhile. Choose another.")
        )
    _record(act, _as_counted(act, _decode(row[2])), list_id)


def _record(act: Act, contents: Issued, list_id: bytes) -> None:
    """Keeps a version made from the one that is packed by, and later than it by any clock."""
    row = next(iter(_versions.all(act.connection, list=list_id)), None)
    now = None if row is None else _kept(row)
    after = [] if now is None else [(now.ref.stream, now.ref.seq)]
    at_ms = act.at_ms if now is None else max(act.at_ms, now.at_ms + 1)
    act.record(ISSUED, replace(contents, after=after), list_id, at_ms=at_ms)


def _as_counted(view: View, contents: Issued) -> Issued:
    """An old version in the measures that its lines are counted in now."""
    for line in products.lines_named(view, contents.named()):
        contents = editing.measured(contents, line.id, measures.of_line(line))
    return contents


def _listed(row: Row, people: int, chips: Iterable[str]) -> Listed:
    stream, seq, body = row[:3]
    contents = _decode(body)
    return Listed(Ref(stream, seq), contents.name, packing.packed(contents, people, chips))


def _kept(row: Row) -> Version:
    stream, seq, body, at_ms, actor = row
    contents = _decode(body)
    after = None if contents.after is None else tuple(Ref(*each) for each in contents.after)
    return Version(Ref(stream, seq), at_ms, actor, replace(contents, after=None), after)
