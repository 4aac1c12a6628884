"""The catalogue as read from the journal; it can be dropped and rebuilt."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from hubdesk.storage.tables import derived

entry = Table(
    "catalogue_entry",
    derived,
    Column("code", Integer, primary_key=True),
    Column("op", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("weight_g", Integer),
    Column("allergens", Integer, nullable=False),
    Column("sort", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""One row for each import that tells of a code. ``code`` is its number without zeros in front,
``allergens`` bits as ``hubdesk.catalogue.bits`` reads them, ``sort`` what kind of goods it is,
in the list's own words."""

part = Table(
    "catalogue_part",
    derived,
    Column("op", Integer, primary_key=True),
    Column("import", LargeBinary(16), nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The parts of imports that hold; an import may lack some, if it was cut off."""
Index("ix_catalogue_part_import", part.c["import"])
