"""The hub's one encrypted file, and the only two ways into it: ``writing`` and ``reading``.

SQLCipher through SQLAlchemy Core. The key is raw (32 bytes), so opening costs milliseconds;
``hubdesk.security.keys`` keeps it behind passphrases. WAL with synchronous FULL: what was
committed survives a power cut on an honest disk (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from hubdesk.storage import birth, recognition, remembered, upgrade
from hubdesk.storage.connection import engine_for, refuse_old_sqlite
from hubdesk.storage.dialect import MAY_BEGIN
from hubdesk.storage.failures import as_trouble
from hubdesk.storage.folder_lock import FolderLock
from hubdesk.storage.guard import Allowed
from hubdesk.storage.transaction import IN_DOUBT, Transaction

EngineOf = Callable[[Allowed | None], Engine]


class Database:
    """An open hub file, for the one thread that opened it."""

    def __init__(self, engine_of: EngineOf, lock: FolderLock | None = None) -> None:
        self._engine_of = engine_of
        self._lock = lock
        self._connect(engine_of(None))

    def writing(self, *, lasting: bool = True) -> Transaction:
        """One transaction that is wholly saved when the block ends, or not at all.

        With ``lasting`` False nobody waits for the disk: a power cut soon after may undo it.

        The lock is taken at the start (BEGIN IMMEDIATE), so the work never finds out at the
        end that somebody else was faster. Raises Trouble when the disk fails.
        """
        if IN_DOUBT in self._info:
            self._connect_anew()
        return self._writing if lasting else self._repeatable

    def reading(self) -> Transaction:
        """One unchanging view of the hub for as long as the block lasts."""
        if IN_DOUBT in self._info:
            self._connect_anew()
        return self._reading

    def another(self) -> Database:
        """A second connection to the same file, for a background job in the calling thread."""
        with as_trouble():
            return Database(lambda _allowed: self._engine)

    def guard_derived(self, allowed: Allowed) -> None:
        """From now on, a write to a derived table fails unless ``allowed()`` says yes.

        For tests. It opens the file anew, so it is to be called right after opening.
        """
        self.connection.close()
        self._connect(self._engine_of(allowed))

    def checkpoint(self, empty: bool = False) -> bool:
        """Folds the write-ahead file into the hub's file: when idle, after erasing, at close.

        True when all of it was folded in. With ``empty`` it waits for readers on other
        connections and leaves nothing in the write-ahead file; without, it never waits.
        """
        mode = "TRUNCATE" if empty else "PASSIVE"
        with as_trouble():
            row = self._driver.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        busy, frames, folded = row
        return not busy and bool(frames == folded)

    def close(self) -> None:
        """Folds the write-ahead file in, closes the file and frees the folder."""
        if self.connection.closed:
            return
        try:
            self.checkpoint(empty=True)
        finally:
            self.connection.close()
            if self._lock is not None:
                self._lock.release()

    def _connect_anew(self) -> None:
        """Leaves a connection that the disk failed. Raises Trouble while the disk still does.

        One page that could not be read is enough for SQLCipher to call every later one
        damaged on that connection, long after the disk is well again.
        """
        failed = self.connection
        with as_trouble():
            self._connect(self._engine)
        failed.close()

    def _connect(self, engine: Engine) -> None:
        self._engine = engine
        self.connection: Connection = engine.connect()
        self._driver: Any = self.connection.connection.dbapi_connection
        self._info = self.connection.info
        self._info[MAY_BEGIN] = False
        known = remembered.begin(self.connection, self._driver)
        self._writing = Transaction(self.connection, self._driver, known, "BEGIN IMMEDIATE")
        self._repeatable = Transaction(
            self.connection, self._driver, known, "BEGIN IMMEDIATE", lasting=False
        )
        self._reading = Transaction(self.connection, self._driver, known, "BEGIN")


def create(path: Path, key: bytes) -> Database:
    """Makes a new, empty hub file and opens it.

    ``key`` is the raw database key, 32 bytes. Every module that declares kept tables must
    have been imported. Raises Refused when a file is already there or the folder cannot be
    written to, Trouble when the disk fails; then no file is left behind.
    """
    refuse_old_sqlite()
    lock = birth.folder(path.parent)
    try:
        birth.make(path, key)
        with as_trouble():
            return Database(partial(engine_for, path, key), lock)
    except BaseException:
        lock.release()
        raise


def open_(path: Path, key: bytes) -> Database:
    """Opens a hub's file, after bringing an older one up to this version's schema.

    Raises Refused, with what to do, for a file that is missing, not a hub's, of another key,
    of a newer Hubdesk or in use; Trouble when it is damaged or the disk fails. Nothing is
    overwritten: before an upgrade a verified copy is left beside the file.
    """
    refuse_old_sqlite()
    recognition.refuse_missing(path)
    lock = recognition.take(path.parent)
    try:
        recognition.refuse_foreign(path)
        engine = engine_for(path, key)
        schema = recognition.schema_of(engine, path.name)
        if schema < upgrade.HEAD:
            upgrade.upgrade(engine, path, key, schema)
        with as_trouble():
            return Database(partial(engine_for, path, key), lock)
    except BaseException:
        lock.release()
        raise
