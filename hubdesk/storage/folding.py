"""Folding the write-ahead file into the hub's file beside the commands, while much is written.

SQLite folds within whichever commit makes that file long: then some volunteer waits for tens of
milliseconds of copying and for the disk, twice. On a connection of its own, in the thread of
whoever writes so much, the same is done while commands go on
(https://www.sqlite.org/wal.html#ckpt). It reads and changes no row.
"""

from __future__ import annotations

from contextlib import closing
from typing import Final

from sqlalchemy import Connection, Engine

from hubdesk.storage.connection import FOLDED_BY_ITSELF
from hubdesk.storage.failures import as_trouble

AT_LAST: Final = 50_000
"""Pages (200 MB) after which a commit folds all the same."""
PASSIVE: Final = "PRAGMA wal_checkpoint(PASSIVE)"
TIMES: Final = 3
"""A command that is saved meanwhile leaves some pages over, and only an empty file begins anew."""


def begin(connection: Connection) -> Engine:
    """From now on somebody folds beside this connection: what makes theirs, in any thread."""
    connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {AT_LAST}")
    return connection.engine


def end(connection: Connection) -> None:
    """SQLite folds by itself again."""
    connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {FOLDED_BY_ITSELF}")


def fold(engine: Engine) -> None:
    """Folds in what it can without waiting for anybody. Raises Trouble when the disk fails."""
    with as_trouble(), closing(engine.raw_connection()) as beside:
        for _ in range(TIMES):
            busy, pages, folded = beside.cursor().execute(PASSIVE).fetchone()
            if busy or pages == folded:
                return
