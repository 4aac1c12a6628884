"""What this laptop keeps of sharing: keys, what it holds, and what it found in the folder."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from hubdesk.storage.tables import kept

share_fact = Table(
    "share_fact",
    kept,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""Facts by name: the hub's id, this device's secret key, how far the journal was looked over."""

epoch_key = Table(
    "epoch_key",
    kept,
    Column("id", LargeBinary(8), primary_key=True),
    Column("klass", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("key", LargeBinary(32), nullable=False),
    Column("sheet", LargeBinary, nullable=False),
)
"""A key under which a class travels, and what its key sheet says beside it (see ``epochs``)."""

held_range = Table(
    "held_range",
    kept,
    Column("stream_no", Integer, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The numbers of each stream that stand in the journal, in runs, as far as it was looked over."""

shared_file = Table(
    "shared_file",
    kept,
    Column("no", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("mark", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("stream", LargeBinary(8)),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("device", LargeBinary(8)),
    Column("key", LargeBinary(8)),
    Column("since_ms", Integer, nullable=False),
    Column("verified_ms", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("runs", LargeBinary),
    UniqueConstraint("name"),
    Index("ix_shared_file_verified_ms", "verified_ms"),
)
"""Every file found in the folder and what became of it: a cache, and the quarantine.

``name`` only finds it again; what it holds was read from bytes that verified. ``runs`` is said
of a pack: which numbers of which streams it carries, as ``files`` has them."""

share_missing = Table(
    "share_missing",
    kept,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("since_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Since when the folder lacks a run of another laptop's operations that this one holds."""

share_device = Table(
    "share_device",
    kept,
    Column("device", LargeBinary(8), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("card", LargeBinary, nullable=False),
)
"""The newest card of each laptop of the hub, as it travelled (see ``cards``)."""

share_copy = Table(
    "share_copy",
    kept,
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""Key sheets and the hub's own file, byte for byte, to be put back when they are gone."""

bundled_key = Table(
    "bundled_key",
    kept,
    Column("file", Text, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("matter", Text, primary_key=True),
    Column("subject", LargeBinary(16)),
    Index("ix_bundled_key_stream_seq_matter", "stream", "seq", "matter"),
    sqlite_with_rowid=False,
)
"""Which bundle in the folder carries the key of which matter of which entry, and whose it is:
the entry may have been lost before anybody else had it."""
