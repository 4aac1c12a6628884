"""Swaps: what left and what came in, of nobody by name; and all of them counted by somebody."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, delete, func, insert, select

from hubdesk import paper
from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.paper import Told
from hubdesk.stall.session import Session
from hubdesk.stall.tables import stall_clicker, stall_swap
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

MOST_OUT = 999
MOST_PEOPLE = 2000
MOST_OF_A_TALLY = 9999
"""More than this in one entry is a slip of the keyboard."""


class Swapped(Body, frozen=True, array_like=True):
    """Somebody swapped, or (a tally) several did; the subject is the session.

    ``tins`` came in and nobody scanned them; ``scanned`` were taken in before, by operations of
    their own. ``nothing`` of the ``people`` brought none. ``counted`` are those items out that
    have a key of their own, by line. Nothing says who.
    """

    place: bytes
    day: str
    out: int
    tins: int
    scanned: int = 0
    people: int = 1
    nothing: int = 0
    counted: dict[bytes, int] = msgspec.field(default_factory=dict)
    told: Told | None = None


class Clicked(Body, frozen=True, array_like=True):
    """Somebody's clicker says how many came to a stall in all; the subject is the session."""

    place: bytes
    day: str
    people: int


def _swapped(applying: Applying, op: Operation, body: Swapped) -> None:
    row = {
        "op": op.position,
        "session": op.subject,
        "at_ms": op.at_ms,
        "people": body.people,
        "out": body.out,
        "tins": body.tins,
        "scanned": body.scanned,
        "brought_none": body.nothing,
        "counted": msgspec.msgpack.encode(body.counted) if body.counted else None,
    }
    _add.run(applying.connection, **row)
    paper.keep(applying, op, body.told)
    applying.touch(Touched.STALL, op.subject)


def _not_swapped(applying: Applying, op: Operation, body: Swapped) -> None:
    applying.connection.execute(_drop, {"which": op.position})
    paper.drop(applying, op, body.told)
    applying.touch(Touched.STALL, op.subject)


def _clicked(applying: Applying, op: Operation, body: Clicked) -> None:
    row = {"op": op.position, "session": op.subject, "people": body.people}
    applying.connection.execute(insert(stall_clicker), row)
    applying.touch(Touched.STALL, op.subject)


def _not_clicked(applying: Applying, op: Operation, _: Clicked) -> None:
    applying.connection.execute(delete(stall_clicker).where(stall_clicker.c.op == op.position))
    applying.touch(Touched.STALL, op.subject)


_add = Prepared(insert(stall_swap), *stall_swap.c.keys())
_drop = delete(stall_swap).where(stall_swap.c.op == bindparam("which"))
SWAPPED = OperationKind("stall.swapped", 1, Klass.STOCK, Swapped, _swapped, _not_swapped)
CLICKED = OperationKind("stall.clicked", 1, Klass.STOCK, Clicked, _clicked, _not_clicked)


class Sums(Struct, frozen=True):
    """A session's swaps added up. ``tins`` that nobody scanned; ``nothing``: brought none.

    ``keyed`` are the people of all swaps and tallies, ``clicker`` what a clicker said, 0 for
    none: a clicker counts everybody, so the larger of the two came.
    """

    keyed: int = 0
    out: int = 0
    tins: int = 0
    nothing: int = 0
    clicker: int = 0
    counted: tuple[tuple[bytes, int], ...] = ()

    @property
    def people(self) -> int:
        """How many came."""
        return max(self.keyed, self.clicker)


_sums = Prepared(
    select(
        func.total(stall_swap.c.people),
        func.total(stall_swap.c.out),
        func.total(stall_swap.c.tins),
        func.total(stall_swap.c.brought_none),
    ).where(stall_swap.c.session == bindparam("session"))
)
_most_clicked = Prepared(
    select(func.max(stall_clicker.c.people)).where(stall_clicker.c.session == bindparam("session"))
)
_counted = Prepared(
    select(stall_swap.c.counted).where(
        stall_swap.c.session == bindparam("session"), stall_swap.c.counted.is_not(None)
    )
)


def sums(view: View, session: Session) -> Sums:
    """All that was swapped on a stall's day, as far as this laptop has heard."""
    named = {"session": session.id}
    keyed, out, tins, nothing = map(int, _sums.all(view.connection, **named)[0])
    (clicker,) = _most_clicked.all(view.connection, **named)[0]
    bodies = (raw for (raw,) in _counted.all(view.connection, **named))
    return Sums(keyed, out, tins, nothing, clicker or 0, _added(bodies))


def _added(bodies: Iterable[bytes]) -> tuple[tuple[bytes, int], ...]:
    added: dict[bytes, int] = {}
    for raw in bodies:
        for line, many in msgspec.msgpack.decode(raw, type=dict[bytes, int]).items():
            added[line] = added.get(line, 0) + many
    return tuple(sorted(added.items()))


def swap(
    act: Act,
    session: Session,
    out: int,
    tins: int,
    *,
    scanned: int = 0,
    counted: dict[bytes, int] | None = None,
) -> Operation:
    """One swap. Brought nothing: no tins, scanned or not. It is never refused for what it is."""
    if not (0 <= out <= MOST_OUT and 0 <= tins <= MOST_OUT):
        raise Refused(translate("stall", "Type a number up to {most}."), most=MOST_OUT)
    nothing = int(not tins and not scanned)
    body = Swapped(
        session.place, session.day.isoformat(), out, tins, scanned, 1, nothing, counted or {}
    )
    return act.record(SWAPPED, body, session.id)


def clicked(act: Act, session: Session, people: int) -> Operation:
    """A clicker's total, typed when the day is over. The larger of several is the day's."""
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(translate("stall", "Type a number from 1 to {most}."), most=MOST_PEOPLE)
    body = Clicked(session.place, session.day.isoformat(), people)
    return act.record(CLICKED, body, session.id)
