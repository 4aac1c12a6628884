"""Parcel lists as read from the journal."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

parcel_list = Table(
    "parcel_list",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Every version of each list, so that an old collection can show the one it was made with;
the latest is packed by."""

parcel_line = Table(
    "parcel_line",
    derived,
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("line", LargeBinary(16), nullable=False),
    Column("quantities", LargeBinary, nullable=False),
    Column("unit", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The lines of one version; ``quantities`` is msgpack: how many for 1, 2, ... people, the
last for more."""
