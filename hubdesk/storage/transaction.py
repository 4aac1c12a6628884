"""One transaction on a hub's connection, begun and ended by the driver itself.

SQLAlchemy's own transaction, events and context managers are a tenth of a whole scan. It
joins the one that stands open when a Core statement runs (see ``dialect``), and not before.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Final

from sqlalchemy import Connection

from hubdesk.errors import Trouble
from hubdesk.storage.dialect import MAY_BEGIN
from hubdesk.storage.failures import raise_as_trouble
from hubdesk.storage.remembered import Remembered

IN_DOUBT: Final = "hub in doubt"
"""Where a connection's ``info`` says True once the disk failed it."""


class Transaction:
    """Saved whole when the block ends, or not at all. Raises Trouble when the disk fails.

    With ``lasting`` False it does not wait until the disk has it for good.
    """

    def __init__(
        self,
        connection: Connection,
        driver: Any,
        remembered: Remembered,
        begin: str,
        *,
        lasting: bool = True,
    ) -> None:
        self._connection = connection
        self._info = connection.info
        self._driver = driver
        self._remembered = remembered
        self._begin = begin
        self._lasting = lasting

    def __enter__(self) -> Connection:
        if self._driver.in_transaction:
            raise RuntimeError("a transaction is already open: pass its connection on instead")
        try:
            if not self._lasting:
                self._driver.execute("PRAGMA synchronous = NORMAL")
            self._driver.execute(self._begin)
        except Exception as error:
            self._raise(error)
            raise
        self._info[MAY_BEGIN] = True
        self._remembered.doubt()
        return self._connection

    def __exit__(
        self, kind: object, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        is_saved = False
        try:
            if error is None:
                self._driver.execute("COMMIT")
                is_saved = True
        except Exception as failed:
            self._raise(failed)
            raise
        finally:
            if not is_saved:
                self._remembered.forget()
            self._let_go()
        if error is not None:
            self._raise(error)

    def _raise(self, error: BaseException) -> None:
        """As ``raise_as_trouble``; a connection that the disk failed is not used again."""
        try:
            raise_as_trouble(error)
        except Trouble:
            self._info[IN_DOUBT] = True
            raise

    def _let_go(self) -> None:
        connection = self._connection
        self._info[MAY_BEGIN] = False
        # A COMMIT that failed (a full disk) may leave SQLite inside the transaction.
        if self._driver.in_transaction:
            self._driver.rollback()
        if not self._lasting:
            self._driver.execute("PRAGMA synchronous = FULL")
        # Over by now, but not yet in the eyes of SQLAlchemy, if it ran a statement.
        if connection.in_transaction():
            connection.rollback()
