"""What changes in a copy of a hub before it is used: which device it is, and who is forgotten.

The one it was copied from may still be at work, so the copy is another device, with another
key pair in the shared folder, and wrote none of the streams in it. Whoever was erased since the
copy was made is erased in it before anybody opens it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, delete, select, update

from hubdesk.journal.tables import stream, stream_mark, subject_key
from hubdesk.storage import derived, meta
from hubdesk.storage.connection import engine_for
from hubdesk.storage.failures import as_trouble
from hubdesk.sync import copied, keyring


def renew(file: Path, key: bytes, was_erased: Callable[[bytes], bool]) -> int:
    """Makes the copy a device of its own and destroys the keys of the erased, in one step.

    Returns how many subjects that were. The tables that follow are made anew at the next
    opening when there were any. Raises Trouble when the disk fails.
    """
    with as_trouble(), engine_for(file, key).connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        keyring.become_another(connection)
        # It was put here on purpose: that the other lives on is nothing to be told.
        for fact in (copied.LIVES, copied.COPIED):
            keyring.keep_fact(connection, fact, b"")
        connection.execute(update(stream).values(own=False))
        connection.execute(delete(stream_mark))
        erased = _destroy_keys(connection, was_erased)
        connection.commit()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return erased


def _destroy_keys(connection: Connection, was_erased: Callable[[bytes], bool]) -> int:
    held = connection.execute(select(subject_key.c.subject).distinct()).scalars()
    again = [subject for subject in held if was_erased(subject)]
    for subject in again:
        connection.execute(delete(subject_key).where(subject_key.c.subject == subject))
    if again:
        fact = json.loads(meta.read(connection, derived.FACT) or '{"tables": []}')
        meta.write(connection, derived.FACT, json.dumps(fact | {"shape": "stale"}))
    return len(again)
