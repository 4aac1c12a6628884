"""Looks at the open hub's file on a connection of its own: at a start, and whole once a day.

Both run inside SQLite, where the desk's thread goes on. At a start there are two seconds: the
key, the schema, the newest 20,000 operations, and then the seals of all pages of a small file
and as much of the structure as time allows. The full check reads the seal of every page, the
whole structure and every index.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from hubdesk.backups import state
from hubdesk.folders import FILE
from hubdesk.storage import damage
from hubdesk.storage.connection import connect, engine_for
from hubdesk.storage.failures import SENTENCES, as_trouble, result_code

QUICK_S: Final = 1.5
SMALL_BYTES: Final = 100_000_000
"""Up to this size the seals of all pages are read at a start: 0.3 s for each 50 MB."""
STEPS: Final = 2_000
_NEWEST: Final = """
SELECT sum(length(body)) FROM (SELECT body FROM operation ORDER BY position DESC LIMIT 20000)
"""
"""Reads the pages that were written last, which a power cut may have torn."""
_DAMAGED: Final = frozenset((dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB))


def quick(hub: Path, key: bytes) -> bool:
    """False when the file is damaged, as far as two seconds tell. Raises Trouble otherwise."""
    with as_trouble():
        try:
            return _looked(hub / FILE, key)
        except dbapi2.DatabaseError as error:
            code = result_code(error)
            if code in _DAMAGED:
                return False
            if code not in SENTENCES and code != dbapi2.SQLITE_INTERRUPT:
                raise
            return True


def full(hub: Path, key: bytes, now_ms: int) -> bool:
    """False when anything at all is wrong with the file. What was sound is remembered."""
    with as_trouble(), engine_for(hub / FILE, key).connect() as connection:
        is_sound = not damage.found(connection)
    if is_sound:
        state.keep(hub, checked_ms=now_ms)
    return is_sound


def _looked(file: Path, key: bytes) -> bool:
    until_s = time.monotonic() + QUICK_S
    driver = connect(file, key)
    try:
        if driver.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            return False
        driver.execute(_NEWEST).fetchone()
        if file.stat().st_size <= SMALL_BYTES and not _sealed(driver):
            return False
        driver.set_progress_handler(partial(_is_late, until_s), STEPS)
        return bool(driver.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    finally:
        driver.close()


def _sealed(driver: Any) -> bool:
    return not driver.execute("PRAGMA cipher_integrity_check").fetchall()


def _is_late(until_s: float) -> int:
    return int(time.monotonic() > until_s)
