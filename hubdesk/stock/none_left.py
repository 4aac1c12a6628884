"""Somebody stood before an empty shelf: the line is left out here for the rest of the day."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, insert, select

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stock.tables import none_left
from hubdesk.storage.prepared import Prepared

DAY_MS = 86_400_000

_since = Prepared(
    select(none_left.c.line, none_left.c.at_ms).where(
        none_left.c.place == bindparam("place"), none_left.c.at_ms > bindparam("after_ms")
    )
)


class NoneLeft(Body, frozen=True, array_like=True):
    """There was none of the operation's subject, a line, at this place."""

    place: bytes


def _apply(applying: Applying, op: Operation, body: NoneLeft) -> None:
    row = {"place": body.place, "line": op.subject, "at_ms": op.at_ms, "op": op.position}
    applying.connection.execute(insert(none_left), row)
    applying.touch(Touched.STOCK, op.subject)


def _undo(applying: Applying, op: Operation, body: NoneLeft) -> None:
    applying.connection.execute(
        delete(none_left).where(
            none_left.c.place == body.place,
            none_left.c.line == op.subject,
            none_left.c.op == op.position,
        )
    )
    applying.touch(Touched.STOCK, op.subject)


NONE_LEFT = OperationKind("line.none_left", 1, Klass.STOCK, NoneLeft, _apply, _undo)


def say_none_left(act: Act, line_id: bytes) -> Operation:
    """Nobody finds any of a line here today."""
    return act.record(NONE_LEFT, NoneLeft(act.here), line_id)


def out_today(view: View) -> frozenset[bytes]:
    """The lines that somebody found empty here today."""
    today = view.today
    midnight_ms = int(datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp() * 1000)
    rows = _since.all(view.connection, place=view.here, after_ms=midnight_ms - DAY_MS)
    return frozenset(line for line, at_ms in rows if view.day_of(at_ms) == today)
