"""Packed parcels as read from the journal. What is inside them stands in the ledger."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

packed_parcel = Table(
    "packed_parcel",
    derived,
    Column("op", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False),
    Column("stream", LargeBinary(8), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("place", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("actor", LargeBinary(16)),
)
"""A parcel that was packed ahead. Its id is also the place in the ledger where its goods are."""
Index("ix_packed_parcel_id", packed_parcel.c.id)

packed_for = Table(
    "packed_for",
    derived,
    Column("parcel", LargeBinary(16), primary_key=True),
    Column("chips", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What parcels were packed for, as far as it is known here (``packing.diet``), with commas."""

parcel_left = Table(
    "parcel_left",
    derived,
    Column("parcel", LargeBinary(16), primary_key=True),
    Column("op", Integer, primary_key=True),
    Column("visit", LargeBinary(16)),
    Column("at_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Why a parcel is packed no more: it was handed over in a visit, or (no visit) unpacked."""
