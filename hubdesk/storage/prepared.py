"""Core statements compiled once, for the scan and reducer paths.

SQLAlchemy spends about 60 µs on each execution of a statement it has compiled before, five
times what SQLite needs for a lookup; a parcel of 30 lines runs a hundred of them. Declared
tables and Core expressions stay the one way to say what is asked; only the way to the driver
is shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Enum, Executable, Integer, LargeBinary, String
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NullType

PLAIN: Final = (Integer, String, LargeBinary, NullType)
"""Types that go to SQLite and come back as they are: no conversion is skipped."""

Row = tuple[Any, ...]
_DIALECT: Final = sqlite.dialect()


class Prepared:
    """A statement ready to run inside ``writing()`` or ``reading()``, by parameter names.

    For an insert, ``columns`` names the columns that are given; a ``bindparam`` names any other
    value. Rows are plain tuples in the order of the statement's columns. ``sql`` is what SQLite
    is asked, ``names`` its parameters in their order.
    """

    sql: str
    names: tuple[str, ...]
    _fixed: dict[str, Any]

    def __init__(self, statement: Executable, *columns: str) -> None:
        self._statement: Executable | None = statement
        self._columns = columns

    def __getattr__(self, name: str) -> Any:
        """Compiled when it is first run: a start need not wait for all of them."""
        if name not in ("sql", "names", "_fixed"):
            raise AttributeError(name)
        statement = self._statement
        if statement is not None:  # else another thread has just compiled it
            self._compile(statement)
        return self.__dict__[name]

    def _compile(self, statement: Executable) -> None:
        """Keeps the text and what fills it; of all the rest, nothing is wanted again."""
        columns = self._columns or None
        compiled = statement.compile(dialect=_DIALECT, column_keys=columns)  # type: ignore[attr-defined]
        _refuse_conversions(compiled)
        names, binds, values = compiled.positiontup or (), compiled.binds, compiled.params
        self._fixed = {name: values[name] for name in names if not binds[name].required}
        self.names, self.sql = tuple(names), compiled.string
        self._statement = None

    def run(self, connection: Connection, /, **values: object) -> Any:
        """Runs it and hands back the driver's cursor: its rows, ``lastrowid``, ``rowcount``."""
        return _driver(connection).execute(self.sql, self._row(values))

    def one(self, connection: Connection, /, **values: object) -> Row | None:
        """The first row, or None."""
        row: Row | None = _driver(connection).execute(self.sql, self._row(values)).fetchone()
        return row

    def all(self, connection: Connection, /, **values: object) -> list[Row]:
        """All rows."""
        rows: list[Row] = _driver(connection).execute(self.sql, self._row(values)).fetchall()
        return rows

    def many(self, connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Runs it once for each of ``rows``."""
        _driver(connection).executemany(self.sql, map(self._row, rows))

    def rows(self, connection: Connection, rows: Iterable[Row]) -> None:
        """Runs it once for each of ``rows``, which are in the order of ``names`` already."""
        _driver(connection).executemany(self.sql, rows)

    def _row(self, values: Mapping[str, object]) -> Row:
        if self._fixed:
            values = {**self._fixed, **values}
        return self._picked(values)

    @cached_property
    def _picked(self) -> Callable[[Mapping[str, object]], Row]:
        """The values in their order, from values by name."""
        if len(self.names) > 1:
            return itemgetter(*self.names)
        return lambda values: tuple([values[name] for name in self.names])


def _driver(connection: Connection) -> Any:
    driver: Any = connection.connection.dbapi_connection
    if not driver.in_transaction:
        raise RuntimeError("use database.reading() or database.writing()")
    return driver


def _refuse_conversions(compiled: SQLCompiler) -> None:
    """A bug when a type (a date, a boolean) would come back as something else than declared."""
    # The driver writes True as 1 by itself; only on the way back is a boolean converted.
    types = [b.type for b in compiled.bind_names if not isinstance(b.type, Boolean)]
    types += [entry.type for entry in compiled._result_columns or ()]
    odd = {
        type(each).__name__
        for each in types
        if not isinstance(each, PLAIN) or isinstance(each, Enum)
    }
    if odd:
        raise TypeError(f"only whole numbers, text and bytes can be prepared, not {sorted(odd)}")
    if getattr(compiled.statement, "_limit_clause", None) is not None:
        raise TypeError("SQLite compiles a given LIMIT anew at each run: take one() instead")
    if compiled.literal_execute_params or compiled.post_compile_params:
        raise TypeError("a list of changing length cannot be prepared")
