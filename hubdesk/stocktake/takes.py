"""Stock takes: which one goes on at a place, settling it, and reasons for what differs.

A stock take begins with its first count and goes on, over as many sittings as it needs, until
somebody settles it. Laptops that have not heard of one another begin the same one on the same
day, because its id is made of the place and the day.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, insert, select

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.stock.tables import count_entry
from hubdesk.stocktake.tables import take_reason, take_settled
from hubdesk.storage.prepared import Prepared
from hubdesk.told import one_line
from hubdesk.wording import translate

DAY_MS = 86_400_000
RESTS_MS = 60 * DAY_MS
"""A stock take that is this much older than the last count of its place is over."""
UNDO_DAYS = 7
"""How long settling can be taken back."""
LONGEST_REASON = 80


class Take(Struct, frozen=True):
    """A stock take of a place: from its first count to its last, settled or going on."""

    id: bytes
    place: bytes
    began_ms: int
    latest_ms: int
    settled_ms: int | None = None

    @property
    def is_open(self) -> bool:
        """True until somebody settles it."""
        return self.settled_ms is None


class Settled(Body, frozen=True, array_like=True):
    """The subject, a stock take of this place, is closed."""

    place: bytes


class Explained(Body, frozen=True, array_like=True):
    """Why the subject, a line or a product of no line, was not what the book said."""

    take: bytes
    reason: str


def _settle(applying: Applying, op: Operation, body: Settled) -> None:
    row = {"take": op.subject, "stream": op.ref.stream, "seq": op.ref.seq}
    row |= {"place": body.place, "at_ms": op.at_ms}
    applying.connection.execute(insert(take_settled), row)
    applying.touch(Touched.COUNT, op.subject)


def _unsettle(applying: Applying, op: Operation, body: Settled) -> None:
    applying.connection.execute(
        delete(take_settled).where(
            take_settled.c.stream == op.ref.stream, take_settled.c.seq == op.ref.seq
        )
    )
    applying.touch(Touched.COUNT, op.subject)


def _explain(applying: Applying, op: Operation, body: Explained) -> None:
    row = {"take": body.take, "subject": op.subject, "at_ms": op.at_ms, "reason": body.reason}
    applying.connection.execute(
        insert(take_reason), row | {"stream": op.ref.stream, "seq": op.ref.seq}
    )
    applying.touch(Touched.COUNT, body.take)


def _unexplain(applying: Applying, op: Operation, body: Explained) -> None:
    applying.connection.execute(
        delete(take_reason).where(
            take_reason.c.take == body.take,
            take_reason.c.subject == op.subject,
            take_reason.c.stream == op.ref.stream,
            take_reason.c.seq == op.ref.seq,
        )
    )
    applying.touch(Touched.COUNT, body.take)


SETTLED = OperationKind("stocktake.settled", 1, Klass.STOCK, Settled, _settle, _unsettle)
EXPLAINED = OperationKind("stocktake.explained", 1, Klass.STOCK, Explained, _explain, _unexplain)

_settled_ms = (
    select(func.min(take_settled.c.at_ms))
    .where(take_settled.c.take == count_entry.c.take)
    .correlate(count_entry)
    .scalar_subquery()
)
_other = count_entry.alias()
_recent = Prepared(
    select(
        count_entry.c.take,
        func.min(count_entry.c.as_of_ms),
        func.max(count_entry.c.at_ms),
        _settled_ms,
    )
    .where(
        count_entry.c.place == bindparam("place"),
        count_entry.c.as_of_ms
        > select(func.max(_other.c.as_of_ms) - RESTS_MS)
        .where(_other.c.place == bindparam("place"))
        .scalar_subquery(),
    )
    .group_by(count_entry.c.take)
    .order_by(func.min(count_entry.c.as_of_ms), count_entry.c.take)
)
_is_settled = Prepared(select(take_settled.c.at_ms).where(take_settled.c.take == bindparam("take")))
_all = (
    select(
        count_entry.c.take,
        count_entry.c.place,
        func.min(count_entry.c.as_of_ms),
        func.max(count_entry.c.at_ms),
        _settled_ms,
    )
    .group_by(count_entry.c.take, count_entry.c.place)
    .order_by(func.max(count_entry.c.at_ms).desc(), count_entry.c.take)
)
_reasons = select(take_reason.c.subject, take_reason.c.reason).order_by(
    take_reason.c.at_ms, take_reason.c.stream, take_reason.c.seq
)


def going_on(view: View, place: bytes) -> Take | None:
    """The stock take of a place that is not settled; the one that began first."""
    rows = _recent.all(view.connection, place=place)
    found = [Take(row[0], place, *row[1:]) for row in rows]
    return next((each for each in found if each.is_open), None)


def here_and_now(act: Act, place: bytes) -> bytes:
    """The id of the stock take that a count at a place belongs to: the open one, or a new one.

    Raises Refused while nobody has confirmed what day it is.
    """
    today = act.today
    found = going_on(act, place)
    if found is not None:
        return found.id
    turn = 1
    while is_settled(act, _named(place, today.isoformat(), turn)):
        turn += 1
    return _named(place, today.isoformat(), turn)


def _named(place: bytes, day: str, turn: int) -> bytes:
    return identity.named("stock take", f"{place.hex()} {day} {turn}")


def is_settled(view: View, take: bytes) -> bool:
    """True once somebody closed a stock take."""
    return _is_settled.one(view.connection, take=take) is not None


def all_(view: View) -> list[Take]:
    """Every stock take of every place, the one that was counted in last first."""
    return [Take(*row) for row in view.connection.execute(_all)]


def latest(view: View) -> Take | None:
    """The stock take to look at: the one that goes on here, else the last of any place."""
    known = all_(view)
    here = going_on(view, view.here)
    return here or (known[0] if known else None)


def by_id(view: View, take: bytes) -> Take:
    """A stock take; raises Refused when all that was counted in it was taken back."""
    found = view.connection.execute(_all.where(count_entry.c.take == take)).first()
    if found is None:
        raise Refused(translate("stocktake", "Nothing is counted yet. Scan a shelf to begin."))
    return Take(*found)


def settle(act: Act, take: bytes) -> Operation:
    """Closes a stock take: the next count of the place begins a new one."""
    found = by_id(act, take)
    if not found.is_open:
        raise Refused(
            translate(
                "stocktake", "This stock count is settled already. Scan a shelf to begin a new one."
            )
        )
    return act.record(SETTLED, Settled(found.place), take)


def can_unsettle(view: View, op: Operation) -> bool:
    """Settling can be taken back for seven days."""
    return (view.today - view.day_of(op.at_ms)).days <= UNDO_DAYS


def unsettle(act: Act, ref: Ref) -> None:
    """The stock take goes on. Raises Refused when it was settled more than seven days ago."""
    found = act.journal.read(act.connection, ref)
    if found is not None and not can_unsettle(act, found[0]):
        raise Refused(
            translate("stocktake", "It was settled more than 7 days ago. Count what is wrong anew.")
        )
    act.undo(ref)


def explain(act: Act, take: bytes, subject: bytes, reason: str) -> Operation | None:
    """Notes why a line is not what the book said; an empty reason takes the old one away."""
    told = one_line(reason)
    if len(told) > LONGEST_REASON:
        raise Refused(translate("stocktake", "Type a short reason, such as: mice, or given out."))
    if reasons(act, take).get(subject, "") == told:
        return None
    return act.record(EXPLAINED, Explained(take, told), subject)


def reasons(view: View, take: bytes) -> dict[bytes, str]:
    """The reasons that were given in a stock take, by line or product."""
    rows = view.connection.execute(_reasons.where(take_reason.c.take == take))
    latest = {row.subject: row.reason for row in rows}
    return {subject: reason for subject, reason in latest.items() if reason}
