"""Looks at all of a backup: its bytes without a key, and everything in it with one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from hubdesk.backups.places import Backup
from hubdesk.errors import Trouble
from hubdesk.storage import damage
from hubdesk.storage.failures import SENTENCES
from hubdesk.storage.looking import looking
from hubdesk.wording import translate

CHUNK: Final = 1 << 20
NOT_WHOLE: Final = translate(
    "hub",
    "This backup is not whole: it was not finished, or the disk or stick it lies on has damaged "
    "it. Use another one.",
)
UNREADABLE: Final = translate(
    "hub",
    "The stick or folder with the backups cannot be read. Put it in again, then try again.",
)


def look(backup: Backup, go_on: Callable[[], bool] = lambda: True) -> None:
    """Reads all its bytes and compares them with what was written. Needs no passphrase.

    Raises Trouble when it is not whole or cannot be read. ``go_on`` is asked between pieces;
    when it says no, the look ends early.
    """
    try:
        if summed(backup.keys) != backup.about.keys_sum:
            raise Trouble(NOT_WHOLE)
        found = summed(backup.file, go_on)
    except OSError as error:
        raise Trouble(UNREADABLE) from error
    if go_on() and found != backup.about.file_sum:
        raise Trouble(NOT_WHOLE)


def look_inside(file: Path, key: bytes, operations: int | None = None) -> None:
    """Opens a hub's file that lies still and looks at every page of it.

    Raises Trouble when its pages or tables are damaged, or when it does not hold so many
    operations.
    """
    try:
        with looking(file, key) as connection:
            wrong = damage.found(connection)
            counted = None if wrong else how_many(connection, "operation")
    except Trouble as error:
        if error.text in DISK_WORDS:
            raise
        raise Trouble(NOT_WHOLE) from error
    if wrong or operations not in (None, counted):
        raise Trouble(NOT_WHOLE)


def how_many(connection: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def summed(path: Path, go_on: Callable[[], bool] = lambda: True) -> str:
    """SHA-256 of a file, read from its disk where the system can be asked to. Raises OSError."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        _forget_cached(file.fileno())
        while go_on() and (piece := file.read(CHUNK)):
            total.update(piece)
    return total.hexdigest()


def _forget_cached(opened: int) -> None:
    """A stick that lies about what it wrote shows only when it is asked again."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(opened, 0, 0, os.POSIX_FADV_DONTNEED)


DISK_WORDS: Final = frozenset((SENTENCES[dbapi2.SQLITE_IOERR], SENTENCES[dbapi2.SQLITE_BUSY]))
