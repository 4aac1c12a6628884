"""Records of stock whose fields people edit: places, lines and products."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Table, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from hubdesk.changes import Touched
from hubdesk.journal import fields
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Klass, Operation, OperationKind
from hubdesk.stock import count_sums, remeasured
from hubdesk.stock.tables import drop_off, line, place, product
from hubdesk.storage.prepared import Prepared

Read = Callable[[Any], Any]
After = Callable[[Applying, bytes, dict[str, Any]], None]


def record_kind(
    name: str, table: Table, touched: Touched, read: dict[str, Read], after: After | None = None
) -> OperationKind[FieldsNoted]:
    """The kind of operation that sets fields of the rows of one table.

    ``after`` is told of each row and of the columns that were set in it.
    """

    def show(applying: Applying, subject: bytes, shown: dict[str, Any]) -> None:
        known = {
            column: None if value is None else read.get(column, _same)(value)
            for column, value in shown.items()
            if column in table.c and column != "id"
        }
        values = {c: _unset(table, c) if v is None else v for c, v in known.items()}
        row = {"id": subject, **_usual(table), **values}
        _put(table, tuple(sorted(values))).run(applying.connection, **row)
        applying.touch(touched, subject)
        if after is not None:
            after(applying, subject, values)

    def note(applying: Applying, noted: list[tuple[Operation, FieldsNoted]]) -> None:
        for subject, shown in fields.apply_all(applying, noted).items():
            show(applying, subject, shown)

    def apply(applying: Applying, op: Operation, body: FieldsNoted) -> None:
        applying.gather(note, (op, body))

    def undo(applying: Applying, op: Operation, body: FieldsNoted) -> None:
        show(applying, op.subject, fields.undo(applying, op, body))

    return OperationKind(name, 1, Klass.STOCK, FieldsNoted, apply, undo, together=True)


@cache
def _put(table: Table, columns: tuple[str, ...]) -> Prepared:
    """Sets some columns of a row that is there or not; compiled once for each set of them."""
    put = insert(table)
    shown = {name: put.excluded[name] for name in ("id", *columns)}
    given = dict.fromkeys(("id", *_usual(table), *columns))
    return Prepared(put.on_conflict_do_update(index_elements=["id"], set_=shown), *given)


@cache
def _usual(table: Table) -> dict[str, Any]:
    """What the columns of a new row hold that nobody has said anything about."""
    usual = {column.name: _unset(table, column.name) for column in table.c if column.name != "id"}
    return {name: value for name, value in usual.items() if value is not None}


def _unset(table: Table, column: str) -> Any:
    """What a column holds when nobody has said anything about it, or took it back."""
    usual = table.c[column].default
    return usual.arg if isinstance(usual, ScalarElementColumnDefault) else None


def _same(value: Any) -> Any:
    return value


def _told_line(applying: Applying, product_id: bytes, values: dict[str, Any]) -> None:
    if "line" in values:
        count_sums.of_another_line(applying, product_id)
    if "line" in values or "weight_g" in values:
        remeasured.settle(applying, product_id)


def _told_measure(applying: Applying, line_id: bytes, values: dict[str, Any]) -> None:
    if "measure" in values or "weight_g" in values:
        remeasured.settle_line(applying, line_id)


PLACE = record_kind("place.noted", place, Touched.SETTING, {})
LINE = record_kind(
    "line.noted",
    line,
    Touched.PRODUCT,
    {"substitutes": msgspec.msgpack.Encoder().encode},
    _told_measure,
)
PRODUCT = record_kind("product.noted", product, Touched.PRODUCT, {}, _told_line)
DROP_OFF = record_kind("drop_off.noted", drop_off, Touched.STOCK, {})


def name_place(act: Act, place_id: bytes, name: str) -> None:
    """Opens a place (a counter, a store, a stall), or gives it another name."""
    act.note(PLACE, place_id, {"name": name})


def place_name(view: View, place_id: bytes) -> str:
    """What a place is called; empty while nobody has named it."""
    named = select(place.c.name).where(place.c.id == place_id)
    return view.connection.execute(named).scalar() or ""
