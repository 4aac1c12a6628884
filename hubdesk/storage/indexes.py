"""Indexes that are left out while a journal is filled from nothing, and made again at once.

An index that stands takes each row by itself, at another page every time; one that is made
afterwards is sorted and written once, which is a third of the work. Without it every question
still has its answer, only later: so a hub whose filling was cut off needs no more than to have
them made when it is opened next.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Index
from sqlalchemy.schema import CreateIndex, DropIndex

from hubdesk.storage.tables import derived, kept

AFTERWARDS: Final[dict[Any, Any]] = {"afterwards": True}
"""The ``info`` of an index by which no reducer looks anything up."""
_STANDING = "SELECT name FROM sqlite_master WHERE type = 'index'"


def afterwards() -> list[Index]:
    """Those that a laptop which joins makes at the end."""
    tables = (*kept.tables.values(), *derived.tables.values())
    found = [each for table in tables for each in table.indexes if "afterwards" in each.info]
    return sorted(found, key=lambda index: str(index.name))


def leave_out(connection: Connection) -> None:
    """Drops them; the tables stay as they are."""
    for each in afterwards():
        connection.execute(DropIndex(each, if_exists=True))


def make(connection: Connection) -> None:
    """Makes those of them that do not stand."""
    standing = set(connection.exec_driver_sql(_STANDING).scalars())
    for each in afterwards():
        if each.name not in standing:
            connection.execute(CreateIndex(each))
