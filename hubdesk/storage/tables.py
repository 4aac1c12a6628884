"""The two kinds of table: kept ones, which migrate, and derived ones, which are rebuilt.

A feature declares its tables beside its code, on one of the two ``MetaData``:

- ``kept``: the journal, this laptop's settings. Nobody else has them, so a changed shape
  needs a step in ``hubdesk.storage.versions``.
- ``derived``: what follows from the journal. They are dropped and made again whenever their
  shape or the reducers change, and only the reducers write to them.
"""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String, Table

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

kept = MetaData(naming_convention=CONSTRAINT_NAMES)
derived = MetaData(naming_convention=CONSTRAINT_NAMES)
derived_searches: dict[str, str] = {}
"""Derived tables that only SQLite's own words can make (full-text search): name to statement."""


def derived_search(name: str, statement: str) -> None:
    """Declares a derived full-text table by its whole CREATE VIRTUAL TABLE statement."""
    derived_searches[name] = statement


meta = Table(
    "meta",
    kept,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""Facts about this file: which schema it has, whose hub it is, what the derived tables are."""
