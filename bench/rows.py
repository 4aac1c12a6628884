"""Rows on their way into a hub's tables, in plain SQL, many at a time."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hubdesk.storage.tables import derived, kept

MANY = 5_000


class Rows:
    """Collects rows by table and inserts them by thousands."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        tables = {**kept.tables, **derived.tables}
        self._insert = {
            name: f"INSERT INTO {name} ({', '.join(table.c.keys())})"
            f" VALUES ({', '.join('?' * len(table.c))})"
            for name, table in tables.items()
        }
        self._insert["household_words"] = "INSERT INTO household_words (rowid, words) VALUES (?, ?)"

    def add(self, table: str, *values: Any) -> None:
        """One row, in the order of the table's columns."""
        waiting = self._waiting[table]
        waiting.append(values)
        if len(waiting) >= MANY:
            self._write(table)

    def finish(self) -> None:
        """Writes what is still waiting."""
        for table in list(self._waiting):
            self._write(table)

    def _write(self, table: str) -> None:
        self._driver.executemany(self._insert[table], self._waiting.pop(table))
