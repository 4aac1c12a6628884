"""Looks into a hub's file that lies still, such as a backup, and leaves nothing beside it.

Read only and taken for unchanging: a stick may be locked against writing, and a look must not
leave a write-ahead file on it. Never for the file of an open hub.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from hubdesk.storage.dialect import URL
from hubdesk.storage.failures import as_trouble


@contextmanager
def looking(path: Path, key: bytes) -> Iterator[Connection]:
    """A connection that can only read. Raises Trouble for a damaged file or a failing disk."""
    engine = create_engine(
        URL, creator=partial(_read_only, path, key), poolclass=NullPool, hide_parameters=True
    )
    with as_trouble(), engine.connect() as connection:
        yield connection


def _read_only(path: Path, key: bytes) -> Any:
    whole = path.absolute().as_posix()
    # Three slashes, or four for a share of a Windows network (https://www.sqlite.org/uri.html).
    uri = ("file://" if whole.startswith("/") else "file:///") + quote(whole, safe="/:")
    # The desk's thread is another, and ``interrupt`` may come from a third.
    driver = dbapi2.connect(
        f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        driver.execute("PRAGMA cipher_log_level = NONE")
        driver.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        driver.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        driver.close()
        raise
    return driver
