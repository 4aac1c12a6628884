"""Trading: where this laptop stands, what the screen shows of the day, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from sqlalchemy import Integer, bindparam, literal, select

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position
from hubdesk.journal.operations import Body, Operation, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import closing, lines, swap, tins
from hubdesk.stall.closing import CLOSED, Closed
from hubdesk.stall.lines import KeyedLine
from hubdesk.stall.outcome import Outcome
from hubdesk.stall.session import Session
from hubdesk.stall.swap import CLICKED, SWAPPED, Clicked, Sums, Swapped
from hubdesk.stall.tables import stall_swap
from hubdesk.stock import places
from hubdesk.stock.intake import DISCARDED, TAKEN_IN, Discarded, TakenIn
from hubdesk.stock.moving import MOVED, MovedTo
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

LAST = 5
"""How many of the last swaps stay in view."""
OWN = (SWAPPED, CLICKED, CLOSED, TAKEN_IN, DISCARDED, MOVED)
PAGE = 50


class LastSwap(Struct, frozen=True):
    """One of the last swaps of this laptop, as the strip shows it."""

    ref: Ref
    at_ms: int
    out: int
    came: int
    people: int


class Trade(Struct, frozen=True):
    """What the trading screen shows. ``waiting`` tins were scanned for the next swap.

    ``here`` is True while this laptop stands at the stall; ``closed`` once the day is.
    """

    session: Session
    sums: Sums
    tins: int
    waiting: int
    last: tuple[LastSwap, ...]
    keyed: tuple[KeyedLine, ...]
    here: bool
    closed: bool


def of_today(view: View) -> Session:
    """The stall's session of today."""
    return Session(places.STALL, view.today)


def start(act: Act) -> Session:
    """This laptop stands at the stall until the day is over: what it serves comes from there."""
    session = Session(places.stall(act), act.today)
    if closing.closed_ms(act, session) is not None:
        raise Refused(translate("stall", "Today is closed already. Undo that in Today (F9) first."))
    settings.change(act, stands=session.place, stands_on=session.day.isoformat())
    return session


def leave(act: Act) -> None:
    """This laptop serves from its own place again."""
    settings.change(act, stands_on="")


def close(act: Act, session: Session) -> Operation:
    """Closes a day, and takes this laptop back to its own place."""
    op = closing.close(act, session)
    if is_here(act):
        leave(act)
    return op


def is_here(view: View) -> bool:
    """True while this laptop stands at the stall."""
    return view.here == places.STALL


def shown(view: View, day: date | None = None) -> Trade:
    """The day as the trading screen shows it; today's if none is named."""
    session = Session(places.STALL, day or view.today)
    sums = swap.sums(view, session)
    return Trade(
        session,
        sums,
        sums.tins + tins.came(view, session),
        tins.waiting(view, session),
        tuple(_last(view, session)),
        tuple(lines.keyed_lines(view)),
        is_here(view),
        closing.closed_ms(view, session) is not None,
    )


def swapped(
    act: Act, session: Session, out: int, tins_in: int, letters: dict[str, int] | None = None
) -> Operation:
    """One swap as it was keyed, for the tins that were scanned before it as well."""
    by_letter = {each.letter: each.id for each in lines.keyed_lines(act)} if letters else {}
    counted = {by_letter[a]: many for a, many in (letters or {}).items() if a in by_letter}
    scanned = tins.waiting(act, session)
    return swap.swap(act, session, out, tins_in, scanned=scanned, counted=counted)


def swapped_shown(
    act: Act, session: Session, out: int, tins_in: int, letters: dict[str, int] | None = None
) -> Trade:
    """One swap, and the day as it is with it: a key crosses to the desk and back once."""
    swapped(act, session, out, tins_in, letters)
    return shown(act, session.day)


def brought_shown(
    act: Act, session: Session, text: str, sender: ScannerSetup | None = None
) -> tuple[Outcome, Trade]:
    """A scan while trading, and the day with it: the next key must know of the tin at once."""
    return tins.scanned(act, session, text, sender), shown(act, session.day)


_latest = (
    select(operation, stream.c.id.label("stream_id"))
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(
        stream.c.own,
        operation.c.type.in_([kind.name for kind in OWN]),
        operation.c.position < bindparam("before"),
    )
    .order_by(operation.c.position.desc())
    .limit(PAGE)
)


def undo_last(act: Act, session: Session) -> Body | None:
    """Takes back what this laptop did last at the stall today; None when nothing is left.

    Any number of times. A parcel that was served is opened again from Today, not from here.
    """
    for op, body in _own(act, session):
        act.undo(op.ref)
        return body
    return None


def _own(view: View, session: Session) -> Iterator[tuple[Operation, Body]]:
    """What this laptop recorded at the stall on the session's day and still stands, last first."""
    before = last_position(view.connection) + 1
    while rows := view.connection.execute(_latest, {"before": before}).all():
        for row in rows:
            op = Operation(
                row.position,
                Ref(row.stream_id, row.seq),
                row.type,
                row.version,
                row.actor,
                row.at_ms,
                row.stamp,
                row.subject,
            )
            if view.day_of(op.at_ms) < session.day:
                return
            body = view.journal.body_of(view.connection, op, row.body)
            if _is_of(body, session) and not view.journal.is_undone(view.connection, op.ref):
                assert body is not None
                yield op, body
        before = rows[-1].position


def _is_of(body: Body | None, session: Session) -> bool:
    match body:
        case Swapped() | Clicked() | Closed():
            return body.place == session.place and body.day == session.day.isoformat()
        case TakenIn() | Discarded():
            return body.place == session.place
        case MovedTo():
            return session.place in (body.from_place, body.to_place)
        case _:
            return False


_own_swaps = Prepared(
    select(
        stream.c.id,
        operation.c.seq,
        stall_swap.c.at_ms,
        stall_swap.c.out,
        stall_swap.c.tins + stall_swap.c.scanned,
        stall_swap.c.people,
    )
    .select_from(
        stall_swap.join(operation, operation.c.position == stall_swap.c.op).join(
            stream, stream.c.no == operation.c.stream_no
        )
    )
    .where(stall_swap.c.session == bindparam("session"), stream.c.own == literal(1, Integer))
    .order_by(stall_swap.c.op.desc())
)


def _last(view: View, session: Session) -> Iterator[LastSwap]:
    rows = _own_swaps.run(view.connection, session=session.id).fetchmany(LAST)
    for stream_id, seq, at_ms, out, came, people in rows:
        yield LastSwap(Ref(stream_id, seq), at_ms, out, came, people)
