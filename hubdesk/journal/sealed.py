"""Bodies as they stand in the journal: what people told, sealed by matter, a key for each.

The body of such an entry is a list of matters, each with what it tells of that one, sealed
under a key of its own. Without its key a matter says nothing, and the others say what they did.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk import sealing
from hubdesk.errors import Refused
from hubdesk.journal import forgotten
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import (
    Body,
    Kinds,
    Klass,
    Operation,
    OperationKind,
    Ref,
    encode,
)
from hubdesk.journal.tables import subject_key
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

WHOLE: Final = "whole"
"""The matter of a body that is not split."""


class EntryKey(Struct, frozen=True, array_like=True):
    """The key of one matter of one entry, as laptops hand it on to each other."""

    stream: bytes
    seq: int
    matter: str
    subject: bytes
    stamp: int
    key: bytes

    @property
    def ref(self) -> Ref:
        """The entry that it opens a part of."""
        return Ref(self.stream, self.seq)


_key_of = Prepared(
    select(subject_key.c.key).where(
        subject_key.c.stream == bindparam("stream"),
        subject_key.c.seq == bindparam("seq"),
        subject_key.c.matter == bindparam("matter"),
    )
)
_add_key = Prepared(
    insert(subject_key).on_conflict_do_nothing(),
    "stream",
    "seq",
    "matter",
    "subject",
    "stamp",
    "key",
)
_here = Prepared(
    select(subject_key.c.seq, subject_key.c.matter).where(
        subject_key.c.stream == bindparam("stream"),
        subject_key.c.seq >= bindparam("first"),
        subject_key.c.seq <= bindparam("last"),
    )
)
_all_keys = select(
    *(subject_key.c[name] for name in ("stream", "seq", "matter", "subject", "stamp", "key"))
)
_stored = msgspec.msgpack.Decoder(list[tuple[str, bytes]])


def sealed(connection: Connection, kind: OperationKind[Any], body: Body, op: Operation) -> bytes:
    """A body as it is written; each matter of people's details under a fresh key.

    Raises Refused for somebody who was erased: nothing can be told of them again.
    """
    if kind.klass is Klass.STOCK:
        return encode(body)
    if forgotten.is_erased(connection, op.subject):
        raise Refused(
            translate("hub", "This household was erased. Type 2+3 to give them a new number.")
        )
    stored = []
    for matter, said in split(kind, body):
        key = sealing.new_key()
        told = EntryKey(*op.ref, matter, op.subject, op.stamp, key)
        _add_key.run(connection, **msgspec.structs.asdict(told))
        stored.append((matter, sealing.seal(key, encode(said), bound(op.ref, op.type, matter))))
    return encode(stored)


def opened(
    connection: Connection, kinds: Kinds, kind: OperationKind[Any], op: Operation, raw: bytes
) -> Body | None:
    """A body as far as it can be read; None when all of it was forgotten or has no key here."""
    if kind.klass is Klass.STOCK:
        whole: Body = kinds.decode(kind, raw)
        return whole
    said: list[Any] = []
    for matter, part in _stored.decode(raw):
        known = _key_of.one(connection, stream=op.ref.stream, seq=op.ref.seq, matter=matter)
        if known is not None:
            plain = sealing.unseal(known[0], part, bound(op.ref, op.type, matter))
            said.append(kinds.decode(kind, plain))
    if len(said) < 2:
        return next(iter(said), None)
    return FieldsNoted([setting for each in said for setting in each.settings])


def keep(connection: Connection, keys: Iterable[EntryKey]) -> list[EntryKey]:
    """Keeps keys that another laptop handed on; those of what was forgotten are refused.

    Returns the ones that were not here.
    """
    by_stream: dict[bytes, dict[tuple[int, str], EntryKey]] = {}
    for each in keys:
        by_stream.setdefault(each.stream, {}).setdefault((each.seq, each.matter), each)
    kept = []
    for stream, told in by_stream.items():
        first, last = min(told)[0], max(told)[0]
        here = set(_here.all(connection, stream=stream, first=first, last=last))
        kept += [each for place, each in told.items() if place not in here]
    limits = {each: forgotten.limits(connection, each) for each in {k.subject for k in kept}}
    kept = [k for k in kept if not forgotten.is_past(limits[k.subject], k.matter, k.stamp)]
    _add_key.rows(connection, [msgspec.structs.astuple(each) for each in kept])
    return kept


def keys_of(connection: Connection, stream: bytes | None = None) -> list[EntryKey]:
    """The keys that are here, of the entries of one stream or of all."""
    chosen = _all_keys if stream is None else _all_keys.where(subject_key.c.stream == stream)
    ordered = chosen.order_by(subject_key.c.stream, subject_key.c.seq, subject_key.c.matter)
    return [EntryKey(*row) for row in connection.execute(ordered)]


def bound(ref: Ref, type_: str, matter: str) -> bytes:
    """What a sealed matter is tied to, so that it cannot be moved to another entry."""
    return ref.stream + ref.seq.to_bytes(8, "big") + f"{type_}/{matter}".encode()


def split(kind: OperationKind[Any], body: Body) -> Iterable[tuple[str, Body]]:
    """What a body says, by matter."""
    if kind.matter_of is None or not isinstance(body, FieldsNoted):
        return [(WHOLE, body)]
    by_matter: dict[str, list[Any]] = {}
    for setting in body.settings:
        by_matter.setdefault(kind.matter_of(setting.field), []).append(setting)
    return [(matter, FieldsNoted(settings)) for matter, settings in by_matter.items()]
