"""A collection: what a household was given, recorded once, when the parcel is finished."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, delete, func, insert, select, update

from hubdesk import paper
from hubdesk.binding import Bound, BoundKind, keep
from hubdesk.changes import Touched
from hubdesk.counter.tables import came_back, collection
from hubdesk.households import groups
from hubdesk.journal.act import View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.packing import diet
from hubdesk.packing import parcel as packed_parcel
from hubdesk.packing.parcel import Goods
from hubdesk.paper import Told
from hubdesk.stock import batch, ledger
from hubdesk.stock.ledger import Moved
from hubdesk.storage.prepared import Prepared, Row


class GivenLine(Body, frozen=True, array_like=True):
    """Some of one batch. ``day``, ``kind`` and ``lot`` name a batch that was first seen here.

    ``held_by`` is the packed parcel it was in; None for goods from the shelf. ``checked``: past
    its best before, and whoever served looked at it.
    """

    line: bytes | None
    product: bytes
    batch: bytes | None
    quantity: int
    scanned: bool
    day: str | None = None
    kind: str | None = None
    lot: str | None = None
    held_by: bytes | None = None
    checked: bool = False
    pack: int = 0


class Collected(Body, frozen=True, array_like=True):
    """A parcel was handed over. Adults, children and district are copies that outlive the
    household's details; the subject of the operation is the visit. What else was known of the
    household is sealed with it (``households.visits``): ``empty`` and ``none`` hold nothing and
    are not read. ``by_other``: somebody else collected it, nobody says who. ``chosen``: they
    chose. ``together`` is the visit in which several were served. ``packed`` is the parcel packed
    ahead that was handed over, ``put_back`` what went from it to the shelf instead. ``told`` is
    said of a visit that was entered from paper."""

    household: bytes | None
    adults: int
    children: int
    district: str | None
    place: bytes
    parcel: str
    given: list[GivenLine]
    items: int
    weight_g: int
    version: tuple[bytes, int] | None = None
    replaces: str = ""
    empty: dict[bytes, int] = msgspec.field(default_factory=dict)
    none: list[int] = msgspec.field(default_factory=list)
    by_other: bool = False
    chosen: bool = False
    together: bytes | None = None
    packed: bytes | None = None
    put_back: list[Goods] = msgspec.field(default_factory=list)
    told: Told | None = None


class CameBack(Body, frozen=True, array_like=True):
    """A parcel that was handed over came back: its goods are here again, now."""

    place: bytes
    given: list[GivenLine]


class Seen(Struct, frozen=True):
    """When a household was here before this visit, and how often this month."""

    last: date | None
    this_month: int


def _moved(place: bytes, given: Iterable[GivenLine], sign: int) -> list[Moved]:
    return [Moved(g.product, place, sign * g.quantity, g.batch, g.pack) for g in given]


def _handed(body: Collected) -> list[Moved]:
    """What left the shelf, and what left a packed parcel: for good, or back to the shelf."""
    moved = [
        Moved(g.product, g.held_by or body.place, -g.quantity, g.batch, g.pack) for g in body.given
    ]
    if body.packed is not None:
        moved += packed_parcel.out_of(body.packed, body.place, body.put_back)
    return moved


def _collected(applying: Applying, op: Operation, body: Collected) -> None:
    for given in body.given:
        if given.day is not None or given.lot is not None:
            batch.keep(applying, given.product, given.day, given.kind, given.lot)
    ledger.post(applying, op, _handed(body))
    # In the order of the table's columns: a laptop that joins writes a year of them.
    applying.gather(
        _keep,
        (
            op.position,
            op.subject,
            body.household,
            body.adults,
            body.children,
            body.district,
            body.place,
            op.at_ms,
            body.parcel,
            body.items,
            body.weight_g,
            int(body.by_other),
            int(body.chosen),
            body.together,
            0,
            body.packed,
        ),
    )
    if body.packed is not None and body.household is not None:
        applying.gather(_forget_of_the_erased, (body.household, body.packed))
    paper.keep(applying, op, body.told)
    if body.packed is None:
        keep(applying, op, body.parcel, BoundKind.PARCEL, op.subject)
    else:
        packed_parcel.left(applying, op, body.packed, op.subject)
    applying.touch(Touched.COLLECTION, op.subject, *filter(None, [body.household]))


def _keep(applying: Applying, rows: list[Row]) -> None:
    _add.rows(applying.connection, rows)


def _forget_of_the_erased(applying: Applying, handed: list[tuple[bytes, bytes]]) -> None:
    """What a parcel was packed for goes with whoever was given it, also when heard of later."""
    for household, parcel in handed:
        if diet.goes_with(applying, household):
            diet.forget(applying, parcel)


def _uncollected(applying: Applying, op: Operation, body: Collected) -> None:
    ledger.withdraw(applying, op, _handed(body))
    paper.drop(applying, op, body.told)
    applying.connection.execute(_mark_undone, {"which": op.position})
    if body.packed is not None:
        packed_parcel.not_left(applying, op, body.packed)
    applying.touch(Touched.COLLECTION, op.subject)


def _came_back(applying: Applying, op: Operation, body: CameBack) -> None:
    ledger.post(applying, op, _moved(body.place, body.given, 1))
    row = {"visit": op.subject, "op": op.position}
    applying.connection.execute(insert(came_back), row)
    applying.touch(Touched.COLLECTION, op.subject)


def _not_back(applying: Applying, op: Operation, body: CameBack) -> None:
    ledger.withdraw(applying, op, _moved(body.place, body.given, 1))
    applying.connection.execute(
        delete(came_back).where(came_back.c.visit == op.subject, came_back.c.op == op.position)
    )
    applying.touch(Touched.COLLECTION, op.subject)


_add = Prepared(insert(collection), *collection.c.keys())
_mark_undone = update(collection).where(collection.c.op == bindparam("which")).values(undone=True)
COLLECTED = OperationKind(
    "collection", 1, Klass.STOCK, Collected, _collected, _uncollected, together=True
)
CAME_BACK = OperationKind("collection.came_back", 1, Klass.STOCK, CameBack, _came_back, _not_back)

_last = Prepared(
    select(func.max(collection.c.at_ms)).where(
        collection.c.household.in_(groups.ids_of("household")), ~collection.c.undone
    )
)
_times = Prepared(
    select(collection.c.at_ms).where(
        collection.c.household.in_(groups.ids_of("household")),
        ~collection.c.undone,
        collection.c.at_ms > bindparam("since_ms"),
    )
)
_of_parcel = (
    select(
        collection.c.visit, collection.c.at_ms, collection.c.undone, stream.c.id, operation.c.seq
    )
    .join(operation, operation.c.position == collection.c.op)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(collection.c.visit == bindparam("visit"), collection.c.parcel == bindparam("parcel"))
    # A parcel packed ahead keeps its label when it is opened again: the one that stands counts.
    .order_by(collection.c.undone, collection.c.op.desc())
    .limit(1)
)
_DAYS_40_MS = 40 * 86_400_000


def seen(view: View, household: bytes) -> Seen:
    """When a household was last here, and how often in this calendar month."""
    (last_ms,) = _last.all(view.connection, household=household)[0]
    if last_ms is None:
        return Seen(None, 0)
    today = view.today
    if view.day_of(last_ms) > today:
        # What is entered from paper was before visits that are known already.
        last_ms = int(datetime.combine(today, time.max, UTC).timestamp() * 1000)
    recent = {"household": household, "since_ms": last_ms - _DAYS_40_MS}
    seen_on = (view.day_of(at_ms) for (at_ms,) in _times.all(view.connection, **recent))
    days = [day for day in seen_on if day <= today]
    month = sum((d.year, d.month) == (today.year, today.month) for d in days)
    return Seen(max(days, default=None), month)


class OfParcel(Struct, frozen=True):
    """The collection that a parcel label belongs to; ``dead`` when the label was replaced,
    ``back`` when the parcel came back whole."""

    ref: Ref
    visit: bytes
    at_ms: int
    dead: bool
    back: bool


def of_parcel(view: View, visit: bytes, parcel: str) -> OfParcel | None:
    """The collection behind a parcel label."""
    row = view.connection.execute(_of_parcel, {"visit": visit, "parcel": parcel}).first()
    if row is None:
        return None
    ref = Ref(row.id, row.seq)
    return OfParcel(ref, row.visit, row.at_ms, row.undone, is_back(view, row.visit))


_of_visit = (
    select(stream.c.id, operation.c.seq)
    .select_from(collection)
    .join(operation, operation.c.position == collection.c.op)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(
        collection.c.together == bindparam("together"),
        ~collection.c.undone,
        ~select(came_back.c.op).where(came_back.c.visit == collection.c.visit).exists(),
    )
    .order_by(collection.c.op)
)


def of_visit(view: View, together: bytes) -> list[Ref]:
    """The collections of households served together that still stand, in their order."""
    rows = view.connection.execute(_of_visit, {"together": together})
    return [Ref(id_, seq) for id_, seq in rows]


def of_label(view: View, bound: Bound, parcel: str) -> OfParcel | None:
    """The collection behind any parcel label, packed ahead or not; None when there is none."""
    if bound.kind is not BoundKind.PACKED:
        return of_parcel(view, bound.id, parcel)
    left = packed_parcel.why_left(view, bound.id)
    return of_parcel(view, left.visit, parcel) if left and left.visit else None


_back = select(came_back.c.op).where(came_back.c.visit == bindparam("visit")).limit(1)


def is_back(view: View, visit: bytes) -> bool:
    """True when the parcel of a visit was handed over and came back."""
    return view.connection.execute(_back, {"visit": visit}).first() is not None
