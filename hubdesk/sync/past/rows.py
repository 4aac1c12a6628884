"""Rows of a table by columns, and how SQLite takes them apart again by itself.

Python hands a row to SQLite in some microseconds, and a hub of a million operations has three
million rows. Here a column is one run of bytes, out of which SQLite cuts each value. The
statement is made from this version's own tables: of what was read only values, widths and
counts go into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final

from msgspec import Meta, Struct
from sqlalchemy import Boolean, Connection, Integer, LargeBinary, Table

from hubdesk.journal.tables import operation, stream
from hubdesk.storage.tables import derived, derived_searches

MOST: Final = 20_000
"""Rows that are written together, fewer where they are long."""
MOST_DATA_BYTES: Final = 3 << 20
MOST_SAID_BYTES: Final = 64 << 20
"""What all rows of a piece say alike comes to no more: else a small file could fill a disk."""
WIDEST: Final = 1 << 20
BEGINS: Final = 10
LASTS: Final = 7
SPOT: Final = BEGINS + LASTS
"""Digits that say where a value begins in its column, counted from 1, and how long it is."""
NOTHING: Final = b"-"
"""The ``spots`` of a column in which no row says anything."""
NUMBER, BYTES, TEXT = "number", "bytes", "text"


class Column(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The values of a column one after the other, numbers as decimals.

    Each is ``width`` bytes long. With a width of 0 ``spots`` say where each one stands, nothing
    at 0; with no spots either, ``data`` is what every row says.
    """

    width: Annotated[int, Meta(ge=0, le=WIDEST)]
    data: bytes
    spots: bytes = b""


class Rows(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Some rows of a table, by its columns."""

    table: Annotated[str, Meta(max_length=64)]
    many: Annotated[int, Meta(ge=1, le=MOST)]
    columns: Annotated[list[Column], Meta(max_length=64)]


class Kind(Struct, frozen=True):
    """A column of a table: its name, what it holds, and the table whose numbers it speaks of.

    Where a row stands in the journal, and which number its stream has, is each laptop's own.
    """

    name: str
    holds: str
    numbers: str = ""


class Shape(Struct, frozen=True):
    """A table as its rows travel."""

    table: str
    columns: tuple[Kind, ...]
    order: tuple[str, ...]


def shapes(connection: Connection) -> list[Shape]:
    """Every table of a past: the journal, and all that follows from it."""
    tables = [stream, operation, *derived.sorted_tables]
    return [_shape(each) for each in tables] + [
        _search(connection, each) for each in sorted(derived_searches)
    ]


def taken(connection: Connection, shape: Shape) -> Iterator[Rows]:
    """A table's rows, some thousands at a time."""
    names = ", ".join(f'"{each.name}"' for each in shape.columns)
    order = ", ".join(f'"{each}"' for each in shape.order)
    found = connection.exec_driver_sql(f'SELECT {names} FROM "{shape.table}" ORDER BY {order}')
    while some := found.fetchmany(MOST):
        yield from _packed(shape, some)


def put(connection: Connection, shape: Shape, rows: Rows, after: dict[str, int]) -> None:
    """Writes rows into a table. ``after`` is what is added to numbers of this laptop's own.

    Raises ValueError when they are not rows of such a table.
    """
    if len(rows.columns) != len(shape.columns):
        raise ValueError(f"{len(rows.columns)} columns for {shape.table}")
    given: list[Any] = [rows.many]
    cut = []
    for kind, column in zip(shape.columns, rows.columns, strict=True):
        value = _cut(kind.holds, column, rows.many, given)
        if kind.numbers:
            given.append(after[kind.numbers])
            value = f"{value} + ?{len(given)}"
        cut.append(value)
    names = ", ".join(f'"{each.name}"' for each in shape.columns)
    connection.exec_driver_sql(
        "WITH RECURSIVE row(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM row WHERE i + 1 < ?1) "
        f'INSERT INTO "{shape.table}" ({names}) SELECT {", ".join(cut)} FROM row',
        tuple(given),
    )


def _packed(shape: Shape, some: Sequence[Sequence[Any]]) -> Iterator[Rows]:
    """Some rows, in as many pieces as a file has room for."""
    columns = zip(shape.columns, zip(*some, strict=True), strict=True)
    made = Rows(shape.table, len(some), [_column(kind.holds, each) for kind, each in columns])
    if len(some) == 1 or sum(len(each.data) for each in made.columns) <= MOST_DATA_BYTES:
        yield made
        return
    half = len(some) // 2
    yield from _packed(shape, some[:half])
    yield from _packed(shape, some[half:])


def _shape(table: Table) -> Shape:
    kinds = tuple(
        Kind(str(column.name), _holds(column.type), _numbers(table.name, column.name))
        for column in table.columns
    )
    return Shape(str(table.name), kinds, tuple(str(each.name) for each in table.primary_key))


def _search(connection: Connection, name: str) -> Shape:
    told = connection.exec_driver_sql(f"PRAGMA table_info({name})").all()
    words = tuple(Kind(row[1], TEXT) for row in told)
    return Shape(name, (Kind("rowid", NUMBER), *words), ("rowid",))


def _holds(type_: object) -> str:
    if isinstance(type_, Integer | Boolean):
        return NUMBER
    return BYTES if isinstance(type_, LargeBinary) else TEXT


def _numbers(table: str, column: str) -> str:
    """The table whose own numbers a column speaks of."""
    if (table, column) in ((stream.name, "no"), (operation.name, "stream_no")):
        return stream.name
    if column == "op" or (table, column) == (operation.name, "position"):
        return operation.name
    return ""


def _column(holds: str, values: Sequence[Any]) -> Column:
    said = [_bytes(holds, each) for each in values]
    first = said[0]
    if all(each == first for each in said):
        return Column(0, first or b"", NOTHING if first is None else b"")
    lengths = {None if each is None else len(each) for each in said}
    if holds == NUMBER and None not in lengths:
        width = max(map(len, filter(None, said)))
        return Column(width, b"".join([each.ljust(width) for each in said if each is not None]))
    if len(lengths) == 1:
        return Column(lengths.pop() or 0, b"".join(filter(None, said)))
    return _spread(said)


def _spread(said: Sequence[bytes | None]) -> Column:
    spots, begins = [], 1
    for each in said:
        if each is None:
            spots.append(b"0" * SPOT)
            continue
        spots.append(b"%0*d%0*d" % (BEGINS, begins, LASTS, len(each)))
        begins += len(each)
    # Out of no bytes at all SQLite cuts NULL, where rows say "" and nothing by turns.
    return Column(0, b"".join(filter(None, said)) or b" ", b"".join(spots))


def _bytes(holds: str, value: Any) -> bytes | None:
    """A value as it stands in a column. Raises TypeError for another kind than is declared."""
    if value is None:
        return None
    if holds == NUMBER and isinstance(value, int):
        return b"%d" % value
    if holds == TEXT and isinstance(value, str):
        return value.encode()
    if holds == BYTES and isinstance(value, bytes):
        return value
    raise TypeError(f"a {holds} column holds a {type(value).__name__}")


def _cut(holds: str, column: Column, many: int, given: list[Any]) -> str:
    """How SQLite takes the i-th value out of a column; what it is given comes to ``given``."""
    if not column.width and column.spots in (b"", NOTHING):
        if many * len(column.data) > MOST_SAID_BYTES:
            raise ValueError("much too long for as many rows")
        given.append(None if column.spots else column.data)
        return _as(holds, f"?{len(given)}")
    given.append(column.data)
    data = f"?{len(given)}"
    if column.width:
        if column.spots or len(column.data) != many * column.width:
            raise ValueError("a column is longer or shorter than its rows")
        return _as(holds, f"substr({data}, i * {column.width} + 1, {column.width})")
    if len(column.spots) != many * SPOT:
        raise ValueError("a column has not a spot for each row")
    given.append(column.spots)
    begins = _digits(f"?{len(given)}", 1, BEGINS)
    lasts = _digits(f"?{len(given)}", BEGINS + 1, LASTS)
    value = _as(holds, f"substr({data}, {begins}, {lasts})")
    return f"CASE WHEN {begins} > 0 THEN {value} END"


def _digits(spots: str, at: int, many: int) -> str:
    return _as(NUMBER, f"substr({spots}, i * {SPOT} + {at}, {many})")


def _as(holds: str, value: str) -> str:
    if holds == NUMBER:
        return f"CAST(CAST({value} AS TEXT) AS INTEGER)"
    return f"CAST({value} AS TEXT)" if holds == TEXT else value
