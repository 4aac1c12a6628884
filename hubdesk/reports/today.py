"""Today: everything that happened here on one day, the newest first, each with its way back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, select

from hubdesk import paper
from hubdesk.counter import collection, drafts, packed, reopening
from hubdesk.counter.collection import CAME_BACK, COLLECTED, Collected
from hubdesk.counter.turned_away import TURNED_AWAY, TurnedAway
from hubdesk.errors import Refused
from hubdesk.forgetting import age_sums
from hubdesk.households import groups, merging, visits
from hubdesk.households.ages import Ages
from hubdesk.households.looking import LOOKED
from hubdesk.households.merging import MERGED
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position
from hubdesk.journal.operations import Body, Operation, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.labels import freezing
from hubdesk.packing import pack
from hubdesk.packing.parcel import PACKED, TAKEN_OUT, UNPACKED
from hubdesk.paper import Told
from hubdesk.reports import count_events, drop_offs, import_events
from hubdesk.reports.tellers import TELLERS
from hubdesk.security.roles import Role
from hubdesk.stall.closing import CLOSED
from hubdesk.stall.swap import CLICKED, SWAPPED
from hubdesk.stock import chosen, sending
from hubdesk.stock.chosen import CHOSEN
from hubdesk.stock.counts import COUNTED, DECIDED, SHEET_ENTERED
from hubdesk.stock.dating import REDATED
from hubdesk.stock.freezing import FROZEN
from hubdesk.stock.held_back import HELD, RELEASED
from hubdesk.stock.intake import DISCARDED, TAKEN_IN
from hubdesk.stock.moving import MOVED
from hubdesk.stock.none_left import NONE_LEFT
from hubdesk.stock.sending import RECEIVED, SENT
from hubdesk.stocktake import counting, takes
from hubdesk.stocktake.takes import EXPLAINED, SETTLED
from hubdesk.takein import crates, weighing
from hubdesk.takein.crates import SORTED, WEIGHED
from hubdesk.takein.packs import OPENED
from hubdesk.takein.weighing import ONE_WEIGHS
from hubdesk.volunteers import serving
from hubdesk.wording import Phrase, translate


class Sort(StrEnum):
    """What an event is about, for whoever looks for one."""

    VISITS = "visits"
    TURNED_AWAY = "turned away"
    STOCK = "stock"
    STALL = "stall"
    LOOKS = "looks"
    OTHER = "other"


SORTS: dict[str, Sort] = {
    COLLECTED.name: Sort.VISITS,
    CAME_BACK.name: Sort.VISITS,
    TURNED_AWAY.name: Sort.TURNED_AWAY,
    TAKEN_IN.name: Sort.STOCK,
    DISCARDED.name: Sort.STOCK,
    MOVED.name: Sort.STOCK,
    SENT.name: Sort.STOCK,
    RECEIVED.name: Sort.STOCK,
    REDATED.name: Sort.STOCK,
    NONE_LEFT.name: Sort.STOCK,
    PACKED.name: Sort.STOCK,
    UNPACKED.name: Sort.STOCK,
    TAKEN_OUT.name: Sort.STOCK,
    HELD.name: Sort.STOCK,
    RELEASED.name: Sort.STOCK,
    FROZEN.name: Sort.STOCK,
    SWAPPED.name: Sort.STALL,
    CLICKED.name: Sort.STALL,
    CLOSED.name: Sort.STALL,
    COUNTED.name: Sort.STOCK,
    DECIDED.name: Sort.STOCK,
    SETTLED.name: Sort.STOCK,
    EXPLAINED.name: Sort.STOCK,
    SHEET_ENTERED.name: Sort.STOCK,
    WEIGHED.name: Sort.STOCK,
    SORTED.name: Sort.STOCK,
    OPENED.name: Sort.STOCK,
    ONE_WEIGHS.name: Sort.STOCK,
    LOOKED.name: Sort.LOOKS,
    **dict.fromkeys(import_events.KINDS, Sort.STOCK),
}
"""The sort of each kind of operation; one that is not here is of the other sort."""


class Event(Struct, frozen=True):
    """One thing that happened. ``undone`` is shown struck through; ``can_reopen`` is a parcel.

    ``back`` is a parcel whose goods are on the shelf again: that is undone first. ``who`` are
    the names of the volunteers who did it, as far as they said so. ``entered_ms`` is when it was
    entered from paper, None for what was recorded as it happened. ``inside`` are the events that
    a row stands for, as the swaps of an hour.
    """

    ref: Ref
    at_ms: int
    kind: str
    title: Phrase
    detail: Phrase
    undone: bool
    can_undo: bool
    can_reopen: bool
    back: bool = False
    who: tuple[str, ...] = ()
    entered_ms: int | None = None
    inside: tuple[Event, ...] = ()

    @property
    def sort(self) -> Sort:
        """What it is about."""
        return SORTS.get(self.kind, Sort.OTHER)


class Figures(Struct, frozen=True):
    """The day's sums: visits, the different households among them, people, kilos.

    ``by_other`` parcels were collected by someone else; ``ages`` are the children in each band
    (``households.ages``), of those whose ages were told, and empty when none were.
    """

    visits: int
    households: int
    adults: int
    children: int
    weight_g: int
    turned_away: int
    by_other: int = 0
    ages: tuple[int, ...] = ()


OF_PARCELS = (PACKED.name, UNPACKED.name, TAKEN_OUT.name)
"""What happens to parcels packed ahead, which the counter may have in a visit."""

_WAYS_BACK: dict[str, Callable[[Act, Ref], object]] = {
    COLLECTED.name: reopening.take_back,
    MERGED.name: merging.separate,
    SETTLED.name: takes.unsettle,
    CHOSEN.name: chosen.take_back,
    ONE_WEIGHS.name: weighing.take_back,
}
"""What is undone by a command of its own, rather than by saying that it did not happen."""

PAGE = 50
"""How many operations Ctrl+Z reads at a time on its way back."""

AT_ONCE = 200
"""Rows of a day that are read at a time."""
LONG = 2_000
"""Operations of a day that are held while it is told: more than any Saturday has had."""

_between = (
    select(operation, stream.c.id)
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(
        operation.c.at_ms >= bindparam("first_ms"),
        operation.c.at_ms < bindparam("end_ms"),
        operation.c.type.in_(list(TELLERS)),
    )
    .order_by(operation.c.at_ms.desc(), operation.c.position.desc())
)
_own_latest = (
    select(operation, stream.c.id)
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(
        stream.c.own,
        operation.c.type.in_([each for each in TELLERS if each not in import_events.KINDS]),
        operation.c.position < bindparam("before"),
    )
    .order_by(operation.c.position.desc())
    .limit(PAGE)
)


def events(view: View, day: date | None = None) -> list[Event]:
    """What happened on a day (today if none is named), the newest first."""
    return list(in_turn(view, day))


def in_turn(view: View, day: date | None = None) -> Iterator[Event]:
    """What happened on a day, told one after another, so that nobody has to hold a long one."""
    told = _OfDay(view, day or view.today)
    names = serving.names(view, (op.actor for op, _ in told))
    shelves = count_events.shelf_rows(view, told)
    came = drop_offs.rows(view, told)
    imports = import_events.read(view, told)
    for op, raw in told:
        body = view.journal.body_of(view.connection, op, raw)
        shelf = shelves.get(op.ref)
        if body is None or (op.type == COUNTED.name and shelf is None):
            continue
        drop_off, list_ = came.get(op.ref), imports.rows.get(op.ref)
        if drop_off is None and drop_offs.is_part(body):
            continue
        if op.ref in imports.inside or (list_ is None and op.type in import_events.KINDS):
            continue
        row = shelf or drop_off or list_
        title, detail = TELLERS[op.type](view, op, body) if row is None else row.told
        undone = view.journal.is_undone(view.connection, op.ref) if row is None else row.undone
        can_undo = list_ is not None or _can_undo(view, op) if shelf is None else shelf.can_undo
        is_parcel = op.type == COLLECTED.name
        back = is_parcel and not undone and collection.is_back(view, op.subject)
        yield Event(
            op.ref,
            op.at_ms,
            op.type,
            title,
            detail,
            undone,
            can_undo and not undone and not back,
            is_parcel and not undone and not back,
            back,
            names.get(op.actor, ()) if op.actor else (),
            _entered_ms(body),
        )


class _OfDay:
    """The operations of a day that are told, the newest first, as often as they are gone through.

    Those of a very long day are read again each time: of 100,000 held at once some 15 MiB would
    stay with Python for good.
    """

    def __init__(self, view: View, day: date) -> None:
        self._view, self._day = view, day
        some = list(islice(self._read(), LONG + 1))
        self._held = some if len(some) <= LONG else None

    def __iter__(self) -> Iterator[tuple[Operation, bytes]]:
        return self._read() if self._held is None else iter(self._held)

    def _read(self) -> Iterator[tuple[Operation, bytes]]:
        of_day = _of_day(self._view, self._day)
        return (each for each in of_day if _is_told(self._view, each[0]))


def _is_told(view: View, op: Operation) -> bool:
    """Who looked at whose details is for a lead to see."""
    return op.type != LOOKED.name or view.role.may(Role.LEAD)


def _entered_ms(body: Body | None) -> int | None:
    """When an operation was entered, if that was after it happened."""
    told = getattr(body, "told", None)
    return told.entered_ms if isinstance(told, Told) else None


def _can_undo(view: View, op: Operation) -> bool:
    known = view.journal.can_undo(op) and pack.can_undo(view, op)
    return known and sending.can_undo(view, op) and count_events.can_undo(view, op)


def figures(view: View, day: date | None = None) -> Figures:
    """The day's sums here, without what was undone."""
    visits_ = adults = children = weight_g = by_other = away = 0
    served: set[bytes | None] = set()
    ages: list[tuple[Ref, Ages]] = []
    for op, raw in _of_day(view, day or view.today):
        if view.journal.is_undone(view.connection, op.ref):
            continue
        body = view.journal.body_of(view.connection, op, raw)
        away += isinstance(body, TurnedAway)
        if isinstance(body, Collected):
            visits_ += 1
            served.add(groups.one_of(view, body.household) if body.household else None)
            adults, children = adults + body.adults, children + body.children
            weight_g, by_other = weight_g + body.weight_g, by_other + body.by_other
            ages.append((op.ref, visits.ages_at(view, body.household, op.subject)))
    of_each_age = age_sums.together(age_sums.of_day(view, day or view.today), ages)
    sums = (adults, children, weight_g, away, by_other, of_each_age)
    return Figures(visits_, len(served), *sums)


def _of_day(view: View, day: date) -> Iterator[tuple[Operation, bytes]]:
    """The operations of a calendar day; read a little wider, because days begin locally."""
    first = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1)
    span = {
        "first_ms": int(first.timestamp() * 1000),
        "end_ms": int((first + timedelta(days=3)).timestamp() * 1000),
    }
    streams: dict[bytes, bytes] = {}
    for row in view.connection.execute(_between, span).yield_per(AT_ONCE):
        if view.day_of(row.at_ms) == day:
            yield _operation(row, streams.setdefault(row.id, row.id)), row.body


def _operation(row: Any, stream_id: bytes) -> Operation:
    """A row as the operation it is; of what all rows of a day repeat, one is kept."""
    ref, kind = Ref(stream_id, row.seq), sys.intern(row.type)
    return Operation(
        row.position, ref, kind, row.version, row.actor, row.at_ms, row.stamp, row.subject
    )


def undo(act: Act, ref: Ref) -> None:
    """It did not happen: reversed at its own time, so that a later count absorbs it."""
    found = act.journal.read(act.connection, ref)
    if found is None:
        raise Refused(
            translate("hub", "This is not known on this laptop. Undo it where it was done.")
        )
    if found[0].type in _WAYS_BACK:
        _WAYS_BACK[found[0].type](act, ref)
    elif found[0].type == FROZEN.name:
        freezing.undo(act, found[0])
    elif found[0].type in OF_PARCELS:
        packed.undo(act, found[0])
    elif found[0].type == SENT.name:
        sending.undo(act, found[0])
    elif found[0].type == COUNTED.name:
        count_events.undo_shelf(act, ref, _of_day(act, act.day_of(found[0].at_ms)))
    elif found[0].type in import_events.KINDS:
        import_events.undo(act, found[0])
    elif found[0].type == WEIGHED.name:
        crates.not_weighed(act, found[0])
    elif found[0].type == TAKEN_IN.name:
        drop_offs.undo(act, act.journal.body_of(act.connection, *found), ref)
    else:
        act.undo(ref)


def undo_last(act: Act) -> bool:
    """Ctrl+Z: takes back the last change of the visit on the counter, else the last event.

    The last event that was recorded on this laptop today and still stands, whatever launch it
    is of; a finished parcel comes back to the counter. What happened on earlier days is
    undone from Today, where one can see what one does. False when nothing is left to undo.
    """
    act = paper.now(act)
    visit_id = drafts.open_visit(act)
    if visit_id is not None:
        return drafts.step_back(act, visit_id)
    for op in _own_of_today(act):
        if act.journal.is_undone(act.connection, op.ref) or not _can_undo(act, op):
            continue
        if op.type == COUNTED.name:
            counting.take_back(act, op.ref)
        elif op.type == TAKEN_IN.name:
            act.undo(op.ref)
        elif op.type != COLLECTED.name:
            undo(act, op.ref)
        elif collection.is_back(act, op.subject):
            continue
        else:
            reopening.reopen_together(act, op.ref)
        return True
    return False


def _recorded_on(act: Act, op: Operation, raw: bytes) -> date:
    """The day on which something was recorded: for what is from paper, not the day it was."""
    day = act.day_of(op.at_ms)
    if day >= act.today:
        return day
    entered_ms = _entered_ms(act.journal.body_of(act.connection, op, raw))
    return day if entered_ms is None else act.day_of(entered_ms)


def _own_of_today(act: Act) -> Iterator[Operation]:
    """What was recorded here today, the last first, read in small pages."""
    before = last_position(act.connection) + 1
    while rows := act.connection.execute(_own_latest, {"before": before}).all():
        for row in rows:
            op = _operation(row, row.id)
            if _recorded_on(act, op, row.body) < act.today:
                return
            yield op
        before = rows[-1].position
