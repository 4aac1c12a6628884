"""Turns what SQLite says about the world into Trouble; what it says about us stays a bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from hubdesk.errors import Trouble
from hubdesk.wording import translate

FULL = translate(
    "hub",
    "The disk is full, so this was not saved. Free some space on this computer, then do it again.",
)
DAMAGED = translate(
    "hub",
    "The hub's file is damaged. Close Hubdesk, keep the file, and restore the newest backup.",
)
DISK = translate(
    "hub",
    "The disk did not take this, so it was not saved. Check the disk, then do it again; "
    "if it happens twice, close Hubdesk and use another computer with the newest backup.",
)
UNWRITABLE = translate(
    "hub",
    "The hub's folder cannot be written to, so this was not saved. "
    "Ask whoever looks after this computer to allow changes in that folder.",
)
BUSY = translate(
    "hub",
    "Another job was using the hub's file for too long, so this was not saved. Do it again.",
)

# Primary result codes, https://www.sqlite.org/rescode.html
SENTENCES: Final[dict[int, str]] = {
    dbapi2.SQLITE_FULL: FULL,
    dbapi2.SQLITE_CORRUPT: DAMAGED,
    dbapi2.SQLITE_NOTADB: DAMAGED,
    dbapi2.SQLITE_IOERR: DISK,
    dbapi2.SQLITE_CANTOPEN: UNWRITABLE,
    dbapi2.SQLITE_PERM: UNWRITABLE,
    dbapi2.SQLITE_READONLY: UNWRITABLE,
    dbapi2.SQLITE_BUSY: BUSY,
    dbapi2.SQLITE_LOCKED: BUSY,
}


def result_code(error: BaseException) -> int | None:
    """SQLite's primary result code behind an exception, or None when it has none."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(inner, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


@contextmanager
def as_trouble() -> Iterator[None]:
    """Raises Trouble, with what to do, for a failing disk; lets every other error through."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        raise_as_trouble(error)
        raise


def raise_as_trouble(error: BaseException) -> None:
    """Raises Trouble when an error is of a failing disk; returns for every other."""
    if isinstance(error, DBAPIError | dbapi2.Error):
        sentence = SENTENCES.get(result_code(error) or 0)
        if sentence is not None:
            raise Trouble(sentence) from error
