"""Finds damage in a hub's file: pages that were altered, rows that do not fit together."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from hubdesk.storage.failures import SENTENCES, result_code

CHECKS = ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check(20)", "PRAGMA foreign_key_check")
SOUND = [("ok",)]


def found(connection: Connection) -> list[str]:
    """What is wrong, in SQLite's words (page numbers, table names), or nothing.

    Reads the whole file once for the seals of its pages and once for its structure.
    """
    said: list[str] = []
    for check in CHECKS:
        try:
            rows = [tuple(row) for row in connection.exec_driver_sql(check)]
        except DBAPIError as error:
            if result_code(error) not in SENTENCES:
                raise
            said.append(str(error.orig))
            continue
        if rows != SOUND:
            said += [" ".join(map(str, row)) for row in rows]
    return said
