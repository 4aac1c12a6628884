"""A hub whose file is not encrypted, so that a test can read each of its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from hubdesk.desk import FILE, Desk
from hubdesk.storage.connection import SETTINGS
from hubdesk.storage.database import Database
from hubdesk.storage.dialect import URL
from tests.world import KEY, World, open_world


def _connect(path: Path) -> object:
    driver = dbapi2.connect(str(path), isolation_level=None)
    for setting in SETTINGS:
        driver.execute(setting).close()
    return driver


def _engine(path: Path, _allowed: object = None) -> Engine:
    return create_engine(URL, creator=partial(_connect, path), poolclass=NullPool)


def bare(world: World) -> World:
    """The same hub with its file in the clear, all else as ever; the encrypted one is gone."""
    world.desk.close()
    encrypted, plain = world.folder / FILE, world.folder / "bare"
    driver = dbapi2.connect(str(encrypted))
    driver.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    driver.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''").close()
    driver.execute("SELECT sqlcipher_export('plain')").fetchall()
    driver.close()
    plain.replace(encrypted)
    desk = Desk(Database(partial(_engine, encrypted)), world.clock)
    return World(desk, world.clock, world.folder)


@pytest.fixture
def bare_world(tmp_path: Path) -> Iterator[World]:
    """A new hub of which every byte on the disk can be read."""
    made = bare(open_world(tmp_path / "hub"))
    yield made
    made.desk.close()


def bytes_of(folder: Path) -> bytes:
    """All that lies in the hub's folder: the file with its free pages, and the write-ahead file."""
    return b"".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())
