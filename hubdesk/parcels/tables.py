"""Parcel lists as read from the journal."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

parcel_list = Table(
    "parcel_list",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("stream", LargeBinary(8), nullable=False),
    Column("seq", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The version of each list that is packed by now: the latest one issued."""

parcel_line = Table(
    "parcel_line",
    derived,
    Column("list", LargeBinary(16), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("line", LargeBinary(16), nullable=False),
    Column("quantities", LargeBinary, nullable=False),
    Column("unit", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""``quantities`` is msgpack: how many for 1, 2, ... people; the last holds for more."""
