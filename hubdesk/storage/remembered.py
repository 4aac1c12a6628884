"""What was read from the hub's file and certainly still stands there, between commands.

SQLite itself says when it does not: ``data_version`` moves when another connection saved
something (https://www.sqlite.org/pragma.html#pragma_data_version), ``total_changes`` with each
row that this one wrote. Whatever moves them, and every transaction that was not saved, makes
all of it forgotten; nobody has to remember to say so.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection

_HERE: Final = "hub remembers"


class Remembered:
    """What one connection remembers, by name."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._values: dict[str, Any] = {}
        self._version, self._changes = -1, -1
        self._is_sure = False

    def doubt(self) -> None:
        """A transaction begins: others may have saved something since the last one."""
        self._is_sure = False

    def forget(self) -> None:
        """A transaction was not saved: what it read and wrote never stood in the file."""
        self._values.clear()
        self._is_sure = False

    def get(self, name: str) -> Any:
        """What is remembered and still stands, else None; only inside a transaction."""
        if not self._is_sure or self._driver.total_changes != self._changes:
            self._look()
        return self._values.get(name)

    def put(self, name: str, value: object) -> None:
        """Remembers what was read since ``get`` said that it is not known."""
        self._values[name] = value

    def wrote(self, name: str, value: object) -> None:
        """Remembers what was written; since ``get``, nothing else was that is remembered."""
        self._values[name] = value
        self._changes = self._driver.total_changes

    def _look(self) -> None:
        (version,) = self._driver.execute("PRAGMA data_version").fetchone()
        changes = self._driver.total_changes
        if (version, changes) != (self._version, self._changes):
            self._values.clear()
            self._version, self._changes = version, changes
        self._is_sure = True


def begin(connection: Connection, driver: Any) -> Remembered:
    """A connection that was opened begins to remember."""
    remembered = Remembered(driver)
    connection.info[_HERE] = remembered
    return remembered


def of(connection: Connection) -> Remembered:
    """What this connection remembers."""
    remembered: Remembered = connection.info[_HERE]
    return remembered
