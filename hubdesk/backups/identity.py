"""What changes in a copy of a hub before it is used: which device it is, and who is forgotten.

The one it was copied from may still be at work, so the copy is another device, with another
key pair in the shared folder, and writes to none of the streams in it. The former key pair is
kept: whoever gave the hub a new key since the backup gave it to that one. Whoever was erased
since the copy was made is erased in it before anybody opens it.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, delete, select, update

from hubdesk.backups.erased import Again
from hubdesk.journal.tables import stream, stream_mark, subject_key
from hubdesk.storage import derived, meta
from hubdesk.storage.connection import engine_for
from hubdesk.storage.failures import as_trouble
from hubdesk.sync import copied


def renew(file: Path, key: bytes, again: Again) -> int:
    """Makes the copy a device of its own and destroys the keys of the forgotten, in one step.

    Returns how many keys that were. The tables that follow are made anew at the next
    opening when there were any. Raises Trouble when the disk fails.
    """
    with as_trouble(), engine_for(file, key).connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        copied.brought_back(connection)
        connection.execute(update(stream).values(own=False))
        connection.execute(delete(stream_mark))
        erased = _destroy_keys(connection, again)
        connection.commit()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return erased


def _destroy_keys(connection: Connection, again: Again) -> int:
    gone = 0
    held = select(subject_key.c.subject, subject_key.c.matter).distinct()
    for subject, matter in connection.execute(held).all():
        of = delete(subject_key).where(
            subject_key.c.subject == subject, subject_key.c.matter == matter
        )
        if not again.is_erased(subject):
            of = of.where(subject_key.c.stamp <= again.upto(subject, matter))
        gone += connection.execute(of).rowcount
    if gone:
        fact = json.loads(meta.read(connection, derived.FACT) or '{"tables": []}')
        meta.write(connection, derived.FACT, json.dumps(fact | {"shape": "stale"}))
    return gone
