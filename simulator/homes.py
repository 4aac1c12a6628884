"""Where a laptop's hub lies: in memory, for speed, or as SQLCipher in a real file.

Both can be kept as they are at a moment, put back, and copied to another laptop.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from hubdesk.desk import FILE
from hubdesk.storage import database, derived
from hubdesk.storage.database import Database
from hubdesk.storage.dialect import URL
from hubdesk.storage.tables import derived as derived_tables
from hubdesk.storage.tables import derived_searches, kept, meta
from hubdesk.storage.versions import HEAD
from hubdesk.sync.past.making import Beside

KEY: Final = bytes(range(32))
KEPT: Final = {"cached_statements": 2_000}
"""Statements that a connection keeps ready: all there are."""


class Home(Protocol):
    """A laptop's own disk."""

    def opened(self) -> Database:
        """The hub's file, opened; the same one until it is put back."""
        ...

    def as_now(self) -> Any:
        """What the disk holds at this moment: a backup."""
        ...

    def put_back(self, backup: Any) -> None:
        """The disk holds a backup again, and the hub is closed."""
        ...

    def another(self, backup: Any) -> Home:
        """Another laptop's disk that holds the same."""
        ...

    def raw(self) -> bytes:
        """Every byte of the hub's file unencrypted: in memory with its free pages, which nobody
        can have of an encrypted one."""
        ...

    def close(self) -> None: ...


class InMemory:
    """A hub in memory, unencrypted: SQLite as the hub's file has it, without the file."""

    def __init__(self, backup: Any = None) -> None:
        self._driver = _taken()
        if backup is not None:
            backup.backup(self._driver)
        elif self._driver.is_filled:
            _empty(self._driver)
        else:
            _template().backup(self._driver)
        self._driver.is_filled = True
        self._database: Database | None = None

    def opened(self) -> Database:
        if self._database is None:
            _waiting.append(self._driver)
            self._database = Database(lambda _allowed: _engine())
        return self._database

    def as_now(self) -> Any:
        return _copied(self._driver)

    def put_back(self, backup: Any) -> None:
        self.close()
        self._driver = _taken()
        backup.backup(self._driver)

    def another(self, backup: Any) -> InMemory:
        return InMemory(backup)

    def raw(self) -> bytes:
        with tempfile.TemporaryDirectory(dir=_quick()) as named:
            path = Path(named) / "pages"
            to = dbapi2.connect(str(path), isolation_level=None)
            self._driver.backup(to)
            to.close()
            return path.read_bytes()

    def close(self) -> None:
        if self._database is not None:
            self._database.connection.close()
            self._database = None
        else:
            self._driver.close()


def beside() -> Beside:
    """An empty hub in memory, to make a past in."""
    home = InMemory()
    return Beside(home.opened(), home.close)


class _Again(dbapi2.Connection):  # type: ignore[misc]
    """A connection that is emptied and taken again instead of closed.

    What SQLite has worked out of the tables and statements stays with it, which is most of the
    time that a new laptop takes.
    """

    is_filled = False

    def close(self) -> None:
        if self not in _free:
            _free.append(self)


class OnDisk:
    """A hub as it is in real life: SQLCipher in a file of a folder."""

    def __init__(self, folder: Path, backup: Any = None) -> None:
        self._folder, self._copies = folder, 0
        self._database: Database | None = None
        if backup is None:
            _on_disk(folder.parent / "pristine", folder)
        else:
            shutil.copytree(backup, folder)

    def opened(self) -> Database:
        if self._database is None:
            self._database = database.open_(self._folder / FILE, KEY)
        return self._database

    def as_now(self) -> Any:
        self.close()
        self._copies += 1
        to = self._folder.with_name(f"{self._folder.name} backup {self._copies}")
        shutil.copytree(self._folder, to)
        return to

    def put_back(self, backup: Any) -> None:
        self.close()
        shutil.rmtree(self._folder)
        shutil.copytree(backup, self._folder)

    def another(self, backup: Any) -> OnDisk:
        self._copies += 1
        return OnDisk(self._folder.with_name(f"clone {self._copies} of {backup.name}"), backup)

    def raw(self) -> bytes:
        driver: Any = self.opened().connection.connection.dbapi_connection
        plain = self._folder.with_name(self._folder.name + " plain")
        driver.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
        driver.execute("SELECT sqlcipher_export('plain')")
        driver.execute("DETACH DATABASE plain")
        found = plain.read_bytes()
        plain.unlink()
        return found

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


_free: list[_Again] = []
_waiting: list[Any] = []
_kept: list[Any] = []
"""A connection that nobody holds any more is closed, and the template with it."""


@cache
def _quick() -> str | None:
    """A folder in memory, where the system has one."""
    return next((each for each in ("/dev/shm",) if os.access(each, os.W_OK)), None)


@cache
def _engine() -> Engine:
    """One for all of them: what it has compiled once serves every laptop."""
    return create_engine(URL, creator=_waiting.pop, poolclass=NullPool, hide_parameters=True)


def _copied(driver: Any) -> Any:
    made = _made()
    driver.backup(made)
    return made


def _taken() -> _Again:
    driver: _Again = _free.pop() if _free else _made(_Again)
    return driver


def _made(factory: type[dbapi2.Connection] = dbapi2.Connection) -> Any:
    driver = dbapi2.connect(":memory:", isolation_level=None, factory=factory, **KEPT)
    for setting in ("foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF"):
        driver.execute(f"PRAGMA {setting}").close()
    return driver


@cache
def _template() -> Any:
    """An empty hub with every table, made once and copied for each laptop."""
    # It asks this of every start, and the answer is always the same.
    derived.shape = cache(derived.shape)
    driver = _made()
    _waiting.append(driver)
    connection = _engine().connect()
    _kept.append(connection)
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    kept.create_all(connection)
    connection.execute(insert(meta).values(name="schema", value=str(HEAD)))
    derived.drop_and_create(connection)
    connection.commit()
    return driver


@cache
def _beginning() -> tuple[tuple[str, ...], tuple[tuple[str, tuple[Any, ...]], ...]]:
    """What empties a hub's tables, and what then puts the template's rows into them."""
    tables = [*reversed(derived_tables.sorted_tables), *reversed(kept.sorted_tables)]
    names = [table.name for table in tables]
    clear = [f'DELETE FROM "{name}"' for name in [*derived_searches, *names]]
    # What a search has deleted lies in its index until that is made anew.
    clear += [f"INSERT INTO {name} ({name}) VALUES ('rebuild')" for name in derived_searches]
    rows = [
        (f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
        for name in reversed(names)
        for row in _template().execute(f'SELECT * FROM "{name}"')
    ]
    return tuple(clear), tuple(rows)


def _empty(driver: _Again) -> None:
    """A hub in memory is as the template is, whatever it held."""
    clear, rows = _beginning()
    driver.rollback()
    driver.execute("BEGIN IMMEDIATE")
    for statement in clear:
        driver.execute(statement)
    for insertion, row in rows:
        driver.execute(insertion, row)
    driver.execute("COMMIT")


def _on_disk(pristine: Path, folder: Path) -> None:
    if not pristine.exists():
        database.create(pristine / FILE, KEY).close()
    shutil.copytree(pristine, folder)
