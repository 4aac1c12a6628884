"""Makes a new hub's file: whole under its name, or not there at all."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import insert

from hubdesk.errors import Refused, Trouble
from hubdesk.storage import derived, recognition
from hubdesk.storage.connection import engine_for
from hubdesk.storage.failures import as_trouble
from hubdesk.storage.folder import make as make_folder
from hubdesk.storage.folder_lock import FolderLock
from hubdesk.storage.tables import kept, meta
from hubdesk.storage.versions import HEAD, TABLES
from hubdesk.storage.whole_file import sync_folder
from hubdesk.wording import translate


def folder(path: Path) -> FolderLock:
    """Makes the hub's folder, for this person's eyes only, and locks it."""
    make_folder(path)
    return recognition.take(path)


def make(path: Path, key: bytes) -> None:
    """Writes a new hub file with every kept and derived table, empty.

    It grows under another name and takes its own only when it is whole, so that a power cut
    in the first minute leaves nothing half made. Raises Refused when a file is there.
    """
    _refuse_forgotten_tables()
    if path.exists():
        raise Refused(
            translate(
                "hub",
                "There is a hub in this folder already, and it stays as it is. "
                "Open it, or choose another folder for the new one.",
            )
        )
    part = path.with_name(path.name + ".part")
    try:
        _clear(part)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _fill(part, key)
        part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise Trouble(
            translate(
                "hub",
                "The new hub could not be saved here, and nothing was left behind. Check that "
                "the disk has room and allows changes, then try again.",
            )
        ) from error
    finally:
        _clear(part)


def _fill(part: Path, key: bytes) -> None:
    with as_trouble(), engine_for(part, key).connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        kept.create_all(connection)
        connection.execute(insert(meta).values(name="schema", value=str(HEAD)))
        derived.drop_and_create(connection)
        connection.commit()


def _clear(part: Path) -> None:
    for name in (part.name, part.name + "-wal", part.name + "-shm"):
        part.with_name(name).unlink(missing_ok=True)


def _refuse_forgotten_tables() -> None:
    """A bug when a kept table's module was not imported: its table would be missing for ever."""
    forgotten = TABLES - kept.tables.keys()
    if forgotten:
        raise RuntimeError(f"import the modules that declare {sorted(forgotten)} first")
