"""Schema 3: people's details are sealed by matter, with a key for each entry.

Until here a household had one key for all it told, so that its diet could not be forgotten
while its name stayed. What stands in the journal is sealed anew. No operation had left a laptop
before this schema, so that no other laptop holds the bytes that are replaced.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import Column, Connection, Integer, LargeBinary, PrimaryKeyConstraint, Text, text

from hubdesk.sealing import seal, unseal

if TYPE_CHECKING:
    from alembic.operations import Operations

_MATTERS: Final = {
    "household.noted": {
        **dict.fromkeys(("name", "phone", "ages"), "name"),
        **dict.fromkeys(("street", "postcode"), "address"),
        **dict.fromkeys(("diet", "allergies"), "diet"),
    },
    "volunteer.noted": {"pin": "pin"},
}
_OTHERWISE: Final = {"household.settled": "diet"}
_people = text(
    "SELECT operation.position, stream.id, operation.seq, operation.type, operation.stamp,"
    " operation.subject, operation.body FROM operation"
    " JOIN stream ON stream.no = operation.stream_no"
    " WHERE stream.klass = 'p' AND operation.position > :after"
    " ORDER BY operation.position LIMIT 1000"
)
_put = text("UPDATE operation SET body = :body WHERE position = :position")
_add = text(
    "INSERT INTO subject_key (stream, seq, matter, subject, stamp, key)"
    " VALUES (:stream, :seq, :matter, :subject, :stamp, :key)"
)


def upgrade(op: Operations) -> None:
    """Makes the table of keys anew and seals every entry again."""
    connection = op.get_bind()
    old = text("SELECT subject, key FROM subject_key")
    keys = {bytes(subject): bytes(key) for subject, key in connection.execute(old)}
    op.drop_table("subject_key")
    op.create_table(
        "subject_key",
        Column("stream", LargeBinary(8), nullable=False),
        Column("seq", Integer, nullable=False),
        Column("matter", Text, nullable=False),
        Column("subject", LargeBinary(16), nullable=False),
        Column("stamp", Integer, nullable=False),
        Column("key", LargeBinary(32), nullable=False),
        PrimaryKeyConstraint("stream", "seq", "matter", name="pk_subject_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_subject_key_subject", "subject_key", ["subject"])
    for page in _pages(connection):
        for row in page:
            _seal_anew(connection, row, keys.get(bytes(row.subject)))


def _pages(connection: Connection) -> Iterator[list[Any]]:
    after = 0
    while page := list(connection.execute(_people, {"after": after})):
        yield page
        after = page[-1].position


def _seal_anew(connection: Connection, row: Any, key: bytes | None) -> None:
    """One entry: what nobody can read any more, because its key is gone, stays unread."""
    place = row.id + row.seq.to_bytes(8, "big") + row.type.encode()
    stored = []
    if key is not None:
        (settings,) = msgspec.msgpack.decode(unseal(key, row.body, place), type=tuple[list[Any]])
        for matter, said in _by_matter(row.type, settings).items():
            fresh = secrets.token_bytes(32)
            plain = msgspec.msgpack.encode([said])
            stored.append((matter, seal(fresh, plain, place + b"/" + matter.encode())))
            told = {"stream": row.id, "seq": row.seq, "subject": row.subject, "stamp": row.stamp}
            connection.execute(_add, told | {"matter": matter, "key": fresh})
    body = msgspec.msgpack.encode(stored)
    connection.execute(_put, {"body": body, "position": row.position})


def _by_matter(type_: str, settings: list[Any]) -> dict[str, list[Any]]:
    known, otherwise = _MATTERS.get(type_, {}), _OTHERWISE.get(type_, "name")
    found: dict[str, list[Any]] = {}
    for setting in settings:
        found.setdefault(known.get(setting[0], otherwise), []).append(setting)
    return found
