"""Knows when the derived tables no longer fit this version, and makes them anew, empty.

The journal fills them again with its reducers. A changed column, index or reducer is
therefore a rebuild and never a migration.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Final

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from hubdesk.storage import meta
from hubdesk.storage.tables import derived, derived_searches, kept

REDUCER_VERSION: Final = 1
"""Count up when a reducer comes to write something else from the same operations."""

FACT: Final = "derived"

_DIALECT: Final = sqlite.dialect()


def shape() -> str:
    """A fingerprint of all derived tables, their columns and indexes, and the reducers."""
    words = [f"reducers {REDUCER_VERSION}", *_statements()]
    words += [derived_searches[name] for name in sorted(derived_searches)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _statements() -> list[str]:
    """What makes the tables and their indexes."""
    tables = derived.sorted_tables
    return [each for table in tables for each in _making(table, len(table.indexes))]


@cache
def _making(table: Table, indexes: int) -> tuple[str, ...]:
    """What makes a table and so many indexes: SQLAlchemy says it slower than SQLite does it."""
    found = sorted(table.indexes, key=lambda index: str(index.name))
    made: list[CreateTable | CreateIndex] = [
        CreateTable(table),
        *(CreateIndex(index) for index in found),
    ]
    return tuple(str(each.compile(dialect=_DIALECT)) for each in made)


def rebuild_needed(connection: Connection) -> bool:
    """True when the derived tables in the file are not those of this version."""
    return _remembered(connection)[0] != shape()


def drop_and_create(connection: Connection) -> None:
    """Drops the derived tables, of whatever version, and makes this version's, empty.

    To be called inside ``database.writing()``, together with filling them from the journal:
    then a crash leaves either the old tables or the new ones, filled.
    """
    old = _remembered(connection)[1]
    gone = [name for name in old if name not in kept.tables]
    quote = connection.dialect.identifier_preparer.quote
    for name in reversed(gone):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {quote(name)}")
    for statement in (*_statements(), *derived_searches.values()):
        connection.exec_driver_sql(statement)
    names = [table.name for table in derived.sorted_tables] + list(derived_searches)
    meta.write(connection, FACT, json.dumps({"shape": shape(), "tables": names}))


def _remembered(connection: Connection) -> tuple[str, list[str]]:
    found = meta.read(connection, FACT)
    if found is None:
        return "", []
    fact = json.loads(found)
    return fact["shape"], fact["tables"]
