"""Visits in progress (kept on this laptop) and collections (derived from the journal)."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text

from hubdesk.storage.indexes import AFTERWARDS
from hubdesk.storage.tables import derived, kept

visit = Table(
    "visit",
    kept,
    Column("id", LargeBinary(16), primary_key=True),
    Column("opened_ms", Integer, nullable=False),
    Column("held_ms", Integer),
    Column("body", LargeBinary, nullable=False),
)
"""Visits not finished yet, saved at every scan: at most one is open, the others on hold."""

visit_step = Table(
    "visit_step",
    kept,
    Column("no", Integer, primary_key=True),
    Column("visit", LargeBinary(16), nullable=False),
    Column("before", LargeBinary, nullable=False),
    Column("stream", LargeBinary(8)),
    Column("seq", Integer),
    Index("ix_visit_step_visit", "visit"),
)
"""What each change of a visit replaced, for Ctrl+Z, and the operation the change recorded."""

collection = Table(
    "collection",
    derived,
    Column("op", Integer, primary_key=True),
    Column("visit", LargeBinary(16), nullable=False),
    Column("household", LargeBinary(16)),
    Column("adults", Integer, nullable=False),
    Column("children", Integer, nullable=False),
    Column("district", Text),
    Column("place", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("parcel", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("weight_g", Integer, nullable=False),
    Column("by_other", Boolean, nullable=False, default=False),
    Column("chosen", Boolean, nullable=False, default=False),
    Column("together", LargeBinary(16)),
    Column("undone", Boolean, nullable=False, default=False),
    Column("packed", LargeBinary(16)),
)
"""A parcel that was handed over. Adults, children and district are copies: they outlive the
household's details. ``together`` is the visit in which several were served,
``packed`` the parcel packed ahead that it was."""
Index("ix_collection_household", collection.c.household, collection.c.at_ms)
Index("ix_collection_visit", collection.c.visit, info=AFTERWARDS)
Index("ix_collection_together", collection.c.together, info=AFTERWARDS)

came_back = Table(
    "came_back",
    derived,
    Column("visit", LargeBinary(16), primary_key=True),
    Column("op", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Parcels that came back after they were handed over. A visit has one parcel at a time."""
