"""The hubs of one run: built once, and copied for each way of doing the same work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from bench import generator
from bench.hub_key import KEY, NOW
from bench.opened import opened
from bench.sizes import Size
from hubdesk.clock import SetClock
from hubdesk.desk import FILE, Desk
from hubdesk.storage.connection import SETTINGS, connect
from hubdesk.storage.database import Database
from hubdesk.storage.dialect import URL


class Hubs(Struct, frozen=True):
    """Where the hubs of this run are, and how large they are."""

    folder: Path
    small: Size
    large: Size
    picard: Path | None = None
    """A Python that has Picard installed, to be measured beside us."""

    def copy(self, size: Size, name: str) -> Path:
        """A hub of this size for one way of doing the work."""
        return generator.copied(generator.build(self.folder, size), name)

    def desk(self, size: Size, name: str) -> Desk:
        """The desk of a copy."""
        return opened(self.copy(size, name))

    def opened_again(self, size: Size, name: str) -> Desk:
        """The desk of a copy that was made already, and perhaps changed since."""
        hub = generator.build(self.folder, size)
        return opened(hub.with_name(f"{hub.name}-{name}"))

    def plain(self, size: Size, name: str) -> Path:
        """The same hub without encryption, as one SQLite file."""
        hub = self.copy(size, name)
        encrypted, plain = hub / FILE, hub / "plain"
        driver = connect(encrypted, KEY)
        driver.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''").close()
        driver.execute("SELECT sqlcipher_export('plain')").fetchall()
        driver.close()
        plain.replace(encrypted)
        return hub


def plain_desk(hub: Path) -> Desk:
    """The desk on a hub without encryption, through the same driver with no key."""
    return Desk(Database(partial(_plain_engine, hub / FILE)), SetClock(NOW))


def _plain_engine(path: Path, _allowed: object = None) -> Engine:
    def connection() -> Any:
        driver = dbapi2.connect(str(path), isolation_level=None)
        for setting in SETTINGS:
            driver.execute(setting).close()
        return driver

    return create_engine(URL, creator=connection, poolclass=NullPool)
