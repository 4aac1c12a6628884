"""Bodies as they stand in the journal: of people sealed under their household's key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from hubdesk import sealing
from hubdesk.journal.operations import Klass, Operation, OperationKind, Ref
from hubdesk.journal.tables import subject_key
from hubdesk.storage.prepared import Prepared

_keys_of = Prepared(
    select(subject_key.c.key)
    .where(subject_key.c.subject == bindparam("subject"))
    .order_by(subject_key.c.key)
)
_add_key = Prepared(insert(subject_key), "subject", "key")


def sealed(
    connection: Connection, kind: OperationKind[Any], subject: bytes, ref: Ref, raw: bytes
) -> bytes:
    """A body as it is written; a household's first one draws its key."""
    if kind.klass is Klass.STOCK:
        return raw
    known = _keys_of.one(connection, subject=subject)
    key: bytes = sealing.new_key() if known is None else known[0]
    if known is None:
        _add_key.run(connection, subject=subject, key=key)
    return sealing.seal(key, raw, bound(ref, kind.name))


def opened(
    connection: Connection, kind: OperationKind[Any], op: Operation, raw: bytes
) -> bytes | None:
    """A body as it was before; None when its household was forgotten or its key is not here."""
    if kind.klass is Klass.STOCK:
        return raw
    keys = [row[0] for row in _keys_of.all(connection, subject=op.subject)]
    return by_any(keys, op.ref, op.type, raw)


def by_any(keys: list[bytes], ref: Ref, type_: str, raw: bytes) -> bytes | None:
    """A sealed body by the one of these keys that opens it; None when none does.

    Two laptops that had not met may have drawn a key each, and one of them may not be here
    yet. Raises Trouble for bytes that no key would open.
    """
    if len(raw) < sealing.OVERHEAD_BYTES:
        raise sealing.damaged()
    for key in keys:
        plain = sealing.opened(key, raw, bound(ref, type_))
        if plain is not None:
            return plain
    return None


def bound(ref: Ref, type_: str) -> bytes:
    """What a sealed body is tied to, so that it cannot be moved to another operation."""
    return ref.stream + ref.seq.to_bytes(8, "big") + type_.encode()
