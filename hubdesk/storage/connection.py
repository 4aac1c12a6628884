"""How one connection to a hub's file is made: its key, its settings, the SQLite it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from hubdesk.errors import Refused
from hubdesk.storage.dialect import URL
from hubdesk.storage.guard import Allowed, guarded
from hubdesk.wording import translate

T = TypeVar("T")

OLDEST_SQLITE: Final = (3, 51, 3)
"""Older ones may corrupt a WAL file that two connections use (fixed in 3.51.3)."""
BUSY_WAIT_S: Final = 5.0
CACHE_KIB: Final = 4_000
FOLDED_BY_ITSELF: Final = 10_000
"""Pages of the write-ahead file after which a commit folds them in, whoever waits."""
KEY_BYTES: Final = 32
SETTINGS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    f"PRAGMA cache_size = -{CACHE_KIB}",
    "PRAGMA trusted_schema = OFF",
    # A checkpoint inside a commit makes one volunteer wait, and is the one moment a lying disk
    # can hurt. The desk makes them when idle; this is for a day without an idle minute (40 MB).
    f"PRAGMA wal_autocheckpoint = {FOLDED_BY_ITSELF}",
)


def _as_it_is(value: T) -> T:
    """Bytes, or nothing, as the driver takes them anyway."""
    return value


# The driver looks at each value for a method that would turn it into something else. It asks
# bytes, True and None again at each row (numbers and words never), a microsecond and a half for
# each: a third of what a row costs. Told once, it does not ask.
dbapi2.register_adapter(bytes, _as_it_is)
dbapi2.register_adapter(bool, _as_it_is)
dbapi2.register_adapter(type(None), _as_it_is)


def connect(path: Path, key: bytes, **options: int) -> Any:
    """A driver connection with its key and settings; nothing has been read or checked yet."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a database key has {KEY_BYTES} bytes")
    driver = dbapi2.connect(str(path), timeout=BUSY_WAIT_S, isolation_level=None, **options)
    try:
        # SQLCipher writes to stderr by itself; what matters comes back as an error code.
        driver.execute("PRAGMA cipher_log_level = NONE")
        driver.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in SETTINGS:
            driver.execute(setting).close()
    except BaseException:
        driver.close()
        raise
    return driver


def engine_for(path: Path, key: bytes, allowed: Allowed | None = None) -> Engine:
    """The engine of a hub's file: every ``connect`` is a new connection, none is pooled.

    With ``allowed``, writes to derived tables are guarded.
    """

    def connection() -> Any:
        if allowed is None:
            return connect(path, key)
        # SQLite asks its authorizer when a statement is prepared: none may be kept.
        return guarded(connect(path, key, cached_statements=0), allowed)

    return create_engine(
        URL,
        creator=connection,
        poolclass=NullPool,
        hide_parameters=True,
    )


def refuse_old_sqlite(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Raises Refused when the SQLite in use could damage a hub's file."""
    if version < OLDEST_SQLITE:
        raise Refused(
            translate(
                "hub",
                "A part of this computer is too old to keep a hub safe (SQLCipher "
                "{found}; {needed} or newer is needed). Run the set-up again to update it.",
            ),
            found=".".join(map(str, version)),
            needed=".".join(map(str, OLDEST_SQLITE)),
        )
