"""Bodies as they stand in the journal: of people sealed under their household's key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from hubdesk import sealing
from hubdesk.journal.operations import Klass, Operation, OperationKind, Ref
from hubdesk.journal.tables import subject_key
from hubdesk.storage.prepared import Prepared

_key_of = Prepared(select(subject_key.c.key).where(subject_key.c.subject == bindparam("subject")))
_add_key = Prepared(insert(subject_key), "subject", "key")


def sealed(
    connection: Connection, kind: OperationKind[Any], subject: bytes, ref: Ref, raw: bytes
) -> bytes:
    """A body as it is written; a household's first one draws its key."""
    if kind.klass is Klass.STOCK:
        return raw
    known = _key_of.one(connection, subject=subject)
    key: bytes = sealing.new_key() if known is None else known[0]
    if known is None:
        _add_key.run(connection, subject=subject, key=key)
    return sealing.seal(key, raw, bound(ref, kind.name))


def opened(
    connection: Connection, kind: OperationKind[Any], op: Operation, raw: bytes
) -> bytes | None:
    """A body as it was before; None when its household was forgotten."""
    if kind.klass is Klass.STOCK:
        return raw
    known = _key_of.one(connection, subject=op.subject)
    return None if known is None else sealing.unseal(known[0], raw, bound(op.ref, op.type))


def bound(ref: Ref, type_: str) -> bytes:
    """What a sealed body is tied to, so that it cannot be moved to another operation."""
    return ref.stream + ref.seq.to_bytes(8, "big") + type_.encode()
