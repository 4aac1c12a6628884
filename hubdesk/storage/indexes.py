"""Indexes that are left out while a journal is filled from nothing, and made again at once.

An index that stands takes each row by itself, at another page every time; one that is made
afterwards is sorted and written once, which is a third of the work. Without it every question
still has its answer, only later: so a hub whose filling was cut off needs no more than to have
them made when it is opened next.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Index
from sqlalchemy.schema import CreateIndex, DropIndex

_STANDING = "SELECT name FROM sqlite_master WHERE type = 'index'"


def leave_out(connection: Connection, indexes: Iterable[Index]) -> None:
    """Drops indexes; the tables stay as they are."""
    for each in indexes:
        connection.execute(DropIndex(each, if_exists=True))


def make(connection: Connection, indexes: Iterable[Index]) -> None:
    """Makes those of these that do not stand."""
    standing = set(connection.exec_driver_sql(_STANDING).scalars())
    for each in indexes:
        if each.name not in standing:
            connection.execute(CreateIndex(each))
