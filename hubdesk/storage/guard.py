"""Holds rule 1 in tests: only the journal's reducers write to derived tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlcipher3 import dbapi2

from hubdesk.storage.tables import derived, derived_searches

WRITES: Final = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})


class Guard:
    """Asks before each statement that writes to a derived table.

    SQLite asks its authorizer when a statement is prepared, not when it runs, and the driver
    keeps prepared statements. Setting the authorizer anew makes SQLite prepare every one
    again, so that is done before each statement: slow, and only meant for tests.
    """

    def __init__(self, connection: Connection, driver: Any, allowed: Callable[[], bool]) -> None:
        self._driver = driver
        self._allowed = allowed
        event.listen(connection, "before_cursor_execute", self._before)

    def _before(self, *_event: object) -> None:
        self._driver.set_authorizer(self._may)

    def _may(self, action: int, table: str | None, *_rest: str | None) -> int:
        if action in WRITES and (table in derived.tables or table in derived_searches):
            return int(dbapi2.SQLITE_OK if self._allowed() else dbapi2.SQLITE_DENY)
        return int(dbapi2.SQLITE_OK)
