"""Crates that were weighed, as read from the journal; each table can be dropped and rebuilt."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

crate = Table(
    "crate",
    derived,
    Column("op", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False),
    Column("stream", LargeBinary(8), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("place", LargeBinary(16), nullable=False),
    Column("drop_off", LargeBinary(16), nullable=False),
    Column("weight_g", Integer, nullable=False),
    Column("at_ms", Integer, nullable=False),
)
"""A crate that came in by its weight alone, with a label of ours."""
Index("ix_crate_code", crate.c.code)
Index("ix_crate_drop_off", crate.c.drop_off, crate.c.at_ms)

crate_sorted = Table(
    "crate_sorted",
    derived,
    Column("op", Integer, primary_key=True),
    Column("crate", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
)
"""A crate was opened, and its kilos become items from here on."""
Index("ix_crate_sorted", crate_sorted.c.crate)
