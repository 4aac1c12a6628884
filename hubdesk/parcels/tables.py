"""Parcel lists as read from the journal."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table

from hubdesk.storage.tables import derived

parcel_list = Table(
    "parcel_list",
    derived,
    Column("id", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("actor", LargeBinary(16)),
    Column("body", LargeBinary, nullable=False),
)
"""Every version of each list, so that an old collection can show the one it was made with;
the latest is packed by. ``body`` is the whole of it, for a parcel is made of a whole list."""
