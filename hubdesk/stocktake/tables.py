"""What is known of stock takes beside their counts: that one is settled, and why lines differ."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

take_settled = Table(
    "take_settled",
    derived,
    Column("take", LargeBinary(16), primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("place", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""A stock take that somebody closed; two laptops may have done so."""

take_reason = Table(
    "take_reason",
    derived,
    Column("take", LargeBinary(16), primary_key=True),
    Column("subject", LargeBinary(16), primary_key=True),
    Column("at_ms", Integer, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Why a line, or a product of no line, was not what the book said; the latest is shown."""
