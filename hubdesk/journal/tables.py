"""The journal's tables: kept ones that hold the truth, derived ones that follow from it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from hubdesk.storage.indexes import AFTERWARDS
from hubdesk.storage.tables import derived, kept

stream = Table(
    "stream",
    kept,
    Column("no", Integer, primary_key=True),
    Column("id", LargeBinary(8), nullable=False),
    Column("klass", Text, nullable=False),
    Column("device", LargeBinary(16), nullable=False),
    Column("own", Boolean, nullable=False),
    UniqueConstraint("id"),
)

operation = Table(
    "operation",
    kept,
    Column("position", Integer, primary_key=True),
    Column("stream_no", Integer, ForeignKey("stream.no"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("actor", LargeBinary(16)),
    Column("at_ms", Integer, nullable=False),
    Column("stamp", Integer, nullable=False),
    Column("subject", LargeBinary(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("stream_no", "seq"),
    Index("ix_operation_at_ms", "at_ms", info=AFTERWARDS),
    Index("ix_operation_subject", "subject", info=AFTERWARDS),
)
"""Every operation, made here or read from another laptop; ``position`` is the order of
arrival on this laptop and never leaves it."""

stream_mark = Table(
    "stream_mark",
    kept,
    Column("stream_no", Integer, ForeignKey("stream.no"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("mark", LargeBinary, nullable=False),
)
"""How far each stream of this laptop has come, and the mark it came to (``journal/marks.py``)."""

subject_key = Table(
    "subject_key",
    kept,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("matter", Text, primary_key=True),
    Column("subject", LargeBinary(16), nullable=False),
    Column("stamp", Integer, nullable=False),
    Column("key", LargeBinary(32), nullable=False),
    Index("ix_subject_key_subject", "subject"),
    sqlite_with_rowid=False,
)
"""The keys under which people's details are sealed: one for each entry and each matter that it
tells of, with whose it is and the stamp of the entry. Forgetting destroys them."""

forgotten = Table(
    "forgotten",
    derived,
    Column("subject", LargeBinary(16), primary_key=True),
    Column("matter", Text, primary_key=True),
    Column("upto", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Up to which stamp all that was told of a matter is forgotten: ``hubdesk.journal.forgotten``."""

undone = Table(
    "undone",
    derived,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("op", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Operations that did not happen after all; they may arrive after their undoing."""


def _versions(name: str) -> Table:
    """A table of versions of fields, each as one operation wrote it."""
    return Table(
        name,
        derived,
        Column("subject", LargeBinary(16), primary_key=True),
        Column("field", Text, primary_key=True),
        Column("stream", LargeBinary(8), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("stamp", Integer, nullable=False),
        Column("value", LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


field_value = _versions("field_value")
"""Every version of every field of a record."""

field_head = _versions("field_head")
"""The versions that nobody has replaced, so that what a field shows costs the same after years."""

field_base = Table(
    "field_base",
    derived,
    Column("subject", LargeBinary(16), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("by_stream", LargeBinary(8), primary_key=True),
    Column("by_seq", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Versions that a later writer saw and replaced, known perhaps before they arrive."""

field_clash = Table(
    "field_clash",
    derived,
    Column("subject", LargeBinary(16), primary_key=True),
    Column("field", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Fields with more than one head: two laptops wrote them without seeing each other."""
