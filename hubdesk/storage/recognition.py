"""Tells whether a file is a hub this version can open, and says in plain words why not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from hubdesk.errors import Refused
from hubdesk.storage.failures import as_trouble, result_code
from hubdesk.storage.folder_lock import FolderLock
from hubdesk.storage.tables import meta
from hubdesk.storage.versions import HEAD
from hubdesk.wording import translate

PLAIN_SQLITE: Final = b"SQLite format 3\x00"
SMALLEST_BYTES: Final = 512

SCHEMA_NOW = select(meta.c.value).where(meta.c.name == "schema")


def refuse_missing(path: Path) -> None:
    """Raises Refused when there is no file to open, or the folder cannot be looked into."""
    try:
        there = path.is_file()
    except OSError as error:
        raise _no_rights() from error
    if not there:
        raise Refused(
            translate(
                "hub",
                "There is no hub in this folder. Choose the folder that holds {file}, "
                "or restore a backup into it.",
            ),
            file=path.name,
        )


def take(folder: Path) -> FolderLock:
    """Locks the hub's folder. Raises Refused when it is taken or cannot be written to."""
    try:
        return FolderLock(folder)
    except OSError as error:
        raise _no_rights() from error


def refuse_foreign(path: Path) -> None:
    """Raises Refused for an empty file, a text, or a database of another program.

    Only under the folder's lock: closing a file that SQLite has open in the same process
    would drop SQLite's own locks (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    try:
        with path.open("rb") as file:
            start = file.read(SMALLEST_BYTES)
    except OSError as error:
        raise Refused(
            translate(
                "hub",
                "The hub's file {file} cannot be read. Ask whoever looks after this computer "
                "to allow it, or restore the newest backup into another folder.",
            ),
            file=path.name,
        ) from error
    if len(start) < SMALLEST_BYTES or start.startswith(PLAIN_SQLITE):
        raise _not_a_hub(path.name)


def schema_of(engine: Engine, name: str) -> int:
    """Which schema the file ``name`` has. Raises Refused for a wrong key or a newer schema."""
    with as_trouble():
        try:
            with engine.connect() as connection:
                found = connection.execute(SCHEMA_NOW).scalar_one_or_none()
        except (DBAPIError, dbapi2.Error) as error:
            if result_code(error) == dbapi2.SQLITE_NOTADB:
                raise _wrong_key(name) from error
            if "no such table" in str(error):
                raise _not_a_hub(name) from error
            raise
    if found is None or not found.isdigit():
        raise _not_a_hub(name)
    if int(found) > HEAD:
        raise Refused(
            translate(
                "hub",
                "This hub was last used with a newer Hubdesk, and this one would not understand "
                "all of it. Update Hubdesk on this computer; nothing was changed.",
            )
        )
    return int(found)


def _no_rights() -> Refused:
    return Refused(
        translate(
            "hub",
            "The hub's folder cannot be written to. Ask whoever looks after this computer "
            "to allow changes in that folder, or copy the folder to a disk that allows them.",
        )
    )


def _wrong_key(name: str) -> Refused:
    return Refused(
        translate(
            "hub",
            "The hub's file does not open with this key: it belongs to another hub, or its "
            "beginning is damaged. Check that {file} and its key file come from the same "
            "folder, or restore the newest backup.",
        ),
        file=name,
    )


def _not_a_hub(name: str) -> Refused:
    return Refused(
        translate(
            "hub",
            "{file} is not a hub's file: it is empty, or was made by another program. Nothing "
            "was changed. Choose another folder, or move it away and restore a backup.",
        ),
        file=name,
    )
