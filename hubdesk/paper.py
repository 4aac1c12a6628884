"""What was written on paper while no laptop could be used, and is entered afterwards.

It counts at the time at which it happened: ``at`` gives a command that time in place of now,
for its rules on dates and for all that it records. A sheet of paper carries a printed code;
whatever is recorded from it says so (``Told``), and so a sheet that was entered twice, here or
on two laptops that never met, is found and asked about. Nothing in here knows what was on the
sheet: a visit, a swap tally or a gift.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.day_answers import Doubt
from hubdesk.journal import identity
from hubdesk.journal.act import Act, Day, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.journal.tables import operation
from hubdesk.storage.tables import derived


class Told(Body, frozen=True, array_like=True):
    """Said of an operation that was told afterwards: when it was entered, and from which sheet.

    ``sheet`` is the sheet's printed code, "" for none. ``again``: somebody knew that the sheet
    was entered before, and said that this is another visit.
    """

    entered_ms: int
    sheet: str = ""
    again: bool = False


class BothRight(Body, frozen=True, array_like=True):
    """Somebody looked at all that was entered from a sheet: each of these did happen."""

    sheet: str
    entries: list[tuple[bytes, int]]


sheet_entry = Table(
    "sheet_entry",
    derived,
    Column("sheet", Text, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("entered_ms", Integer, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("again", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Every operation that was entered from a sheet of paper and still stands."""

sheet_agreed = Table(
    "sheet_agreed",
    derived,
    Column("sheet", Text, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("op", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Entries of one sheet that somebody looked at and said to be different things."""
Index("ix_sheet_agreed_op", sheet_agreed.c.op)


class Entry(Struct, frozen=True):
    """One operation that was entered from a sheet: when, and when it had happened."""

    sheet: str
    ref: Ref
    entered_ms: int
    at_ms: int


class _TrueDay(Struct, frozen=True):
    """The hub's date for what happened earlier. Whether today is known is asked all the same."""

    real: Day
    day: date

    def today(self) -> date:
        self.real.today()
        return self.day

    def confirm(self, connection: Connection, day: date) -> None:
        self.real.confirm(connection, day)

    def heard(self, at_ms: int) -> bool:
        return self.real.heard(at_ms)

    def doubt(self) -> Doubt | None:
        return self.real.doubt()

    def to_put_right(self) -> Doubt:
        return self.real.to_put_right()


def at(act: Act, when_ms: int) -> Act:
    """A command's act at the time at which something had happened."""
    real = act.hub_day.real if isinstance(act.hub_day, _TrueDay) else act.hub_day
    told = _TrueDay(real, act.day_of(when_ms))
    return replace(act, at_ms=when_ms, entered_ms=act.now_ms, hub_day=told)


def now(act: Act) -> Act:
    """The act of what happens now, in the midst of entering what happened earlier."""
    if act.entered_ms is None or not isinstance(act.hub_day, _TrueDay):
        return act
    return replace(act, at_ms=act.entered_ms, entered_ms=None, hub_day=act.hub_day.real)


def seen_at(view: View, when_ms: int) -> View:
    """A question's view on the day of something that had happened."""
    if isinstance(view.hub_day, _TrueDay):
        return view
    return replace(view, hub_day=_TrueDay(view.hub_day, view.day_of(when_ms)))


def keep(applying: Applying, op: Operation, told: Told | None) -> None:
    """Notes what was entered from a sheet: called by reducers."""
    if told is None or not told.sheet:
        return
    row = _name(op, told) | {
        "entered_ms": told.entered_ms,
        "at_ms": op.at_ms,
        "again": told.again,
    }
    applying.gather(_keep, row)


def _keep(applying: Applying, rows: list[dict[str, object]]) -> None:
    applying.connection.execute(insert(sheet_entry).on_conflict_do_nothing(), rows)


def drop(applying: Applying, op: Operation, told: Told | None) -> None:
    """What was entered from a sheet did not happen: called by the undoing of reducers."""
    if told is not None and told.sheet:
        applying.connection.execute(_drop_entry, {f"of_{n}": v for n, v in _name(op, told).items()})


def _name(op: Operation, told: Told) -> dict[str, object]:
    return {"sheet": told.sheet, "stream": op.ref.stream, "seq": op.ref.seq}


_drop_entry = delete(sheet_entry).where(
    sheet_entry.c.sheet == bindparam("of_sheet"),
    sheet_entry.c.stream == bindparam("of_stream"),
    sheet_entry.c.seq == bindparam("of_seq"),
)
# The same on every laptop, in whatever order it heard of them.
_order = (sheet_entry.c.entered_ms, sheet_entry.c.stream, sheet_entry.c.seq)
_of_sheet = select(sheet_entry).where(sheet_entry.c.sheet == bindparam("sheet")).order_by(*_order)
_agreed = select(sheet_agreed.c.op).where(
    sheet_agreed.c.sheet == sheet_entry.c.sheet,
    sheet_agreed.c.stream == sheet_entry.c.stream,
    sheet_agreed.c.seq == sheet_entry.c.seq,
)
_more_than_once = select(sheet_entry.c.sheet).group_by(sheet_entry.c.sheet).having(func.count() > 1)
_unsettled = (
    select(sheet_entry, (sheet_entry.c.again | _agreed.exists()).label("agreed"))
    .where(sheet_entry.c.sheet.in_(_more_than_once))
    .order_by(sheet_entry.c.sheet, *_order)
)


def entries(view: View, sheet: str) -> list[Entry]:
    """What was entered from a sheet and stands, the first entered first."""
    rows = view.connection.execute(_of_sheet, {"sheet": sheet})
    return [_entry(row) for row in rows]


def doubles(view: View) -> list[tuple[Entry, Entry]]:
    """Sheets that were entered twice, unknown to whoever did: the first entry, and the other.

    Which is the first is the same on every laptop, in whatever order they heard of them.
    """
    found = []
    first: Entry | None = None
    for row in view.connection.execute(_unsettled):
        if first is None or first.sheet != row.sheet:
            first = _entry(row)
        elif not row.agreed:
            found.append((first, _entry(row)))
    return found


def _entry(row: Any) -> Entry:
    return Entry(row.sheet, Ref(row.stream, row.seq), row.entered_ms, row.at_ms)


def _agree(applying: Applying, op: Operation, body: BothRight) -> None:
    for stream, seq in body.entries:
        row = {"sheet": body.sheet, "stream": stream, "seq": seq, "op": op.position}
        applying.connection.execute(insert(sheet_agreed).on_conflict_do_nothing(), row)
    applying.touch(Touched.COLLECTION)


def _disagree(applying: Applying, op: Operation, body: BothRight) -> None:
    applying.connection.execute(delete(sheet_agreed).where(sheet_agreed.c.op == op.position))
    applying.touch(Touched.COLLECTION)


BOTH_RIGHT = OperationKind("sheet.both_right", 1, Klass.STOCK, BothRight, _agree, _disagree)


def both_right(act: Act, sheet: str) -> Operation:
    """All that was entered from a sheet did happen: it is asked about no more."""
    told = [(each.ref.stream, each.ref.seq) for each in entries(act, sheet)]
    return act.record(BOTH_RIGHT, BothRight(sheet, told), identity.named("sheet", sheet))


_first_ms = select(func.min(operation.c.at_ms))


def first_day(view: View) -> date:
    """The day on which the hub began, as its journal knows it; today for an empty one."""
    first_ms = view.connection.execute(_first_ms).scalar()
    return view.today if first_ms is None else view.day_of(first_ms)
