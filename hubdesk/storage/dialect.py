"""SQLAlchemy's SQLite, spoken through SQLCipher, which runs nothing outside our transactions.

The driver begins none by itself (``isolation_level=None``), and SQLAlchemy leaves that to the
driver; ``hubdesk.storage.database`` begins and ends them. An event listener could watch over
that too, but then every statement pays for events: 13 µs on a lookup of 65.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any, Final

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlcipher3 import dbapi2

URL: Final = "hubfile://"
MAY_BEGIN: Final = "hub may begin"
"""Where a connection's ``info`` says False while no transaction stands open on it."""


class HubFileDialect(SQLiteDialect_pysqlite):
    """Joins the transaction that stands open; refuses while the hub's file has none."""

    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        return dbapi2  # type: ignore[no-any-return]

    def do_begin(self, dbapi_connection: Any) -> None:
        if not dbapi_connection.info.get(MAY_BEGIN, True):
            raise RuntimeError("use database.reading() or database.writing()")


registry.register("hubfile", __name__, HubFileDialect.__name__)
