"""Holds rule 1 in tests: only the journal's reducers write to derived tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlcipher3 import dbapi2

from hubdesk.storage.tables import derived, derived_searches

Allowed = Callable[[], bool]

WRITES: Final = frozenset({dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE})


def guarded(driver: Any, allowed: Allowed) -> Any:
    """The driver's connection, on which a write to a derived table fails unless allowed.

    It must keep no prepared statements, for SQLite asks only when one is prepared. That is
    slow, and only meant for tests.
    """

    def may(action: int, table: str | None, *_rest: str | None) -> int:
        if action in WRITES and (table in derived.tables or table in derived_searches):
            return int(dbapi2.SQLITE_OK if allowed() else dbapi2.SQLITE_DENY)
        return int(dbapi2.SQLITE_OK)

    driver.set_authorizer(may)
    return driver
