"""The label of a parcel, made once more: it was smudged or lost, or never came out."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk.binding import bound_to
from hubdesk.counter import collection as collections
from hubdesk.counter.tables import came_back, collection
from hubdesk.errors import Refused
from hubdesk.households.record import number_of
from hubdesk.households.tables import household
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.labels import queue
from hubdesk.labels.contents import Content, ParcelLabel
from hubdesk.packing import pack
from hubdesk.wording import translate

MOST: Final = 60
"""Parcels that are offered to choose from: whoever wants an older one scans or finds it."""
_TWO_DAYS_MS: Final = 2 * 86_400_000


class Labelled(Struct, frozen=True):
    """A thing's label as it prints again, and since when: a parcel's, when it was handed over."""

    at_ms: int
    label: Content


_one = household.alias("as_one")
_columns: tuple[Any, ...] = (
    collection.c.at_ms,
    collection.c.parcel,
    func.coalesce(_one.c.card, household.c.card, ""),
    collection.c.adults,
    collection.c.children,
    collection.c["items"],
    collection.c.weight_g,
)
_whose = collection.outerjoin(household, household.c.id == collection.c.household).outerjoin(
    _one, _one.c.id == household.c.merged_into
)
_stands = (
    ~collection.c.undone,
    ~select(came_back.c.op).where(came_back.c.visit == collection.c.visit).exists(),
)
_latest = (
    select(*_columns)
    .select_from(_whose)
    .where(collection.c.at_ms > bindparam("after_ms"), *_stands)
    .order_by(collection.c.at_ms.desc())
    .limit(MOST)
)
_of_ref = (
    select(*_columns)
    .select_from(
        _whose.join(operation, operation.c.position == collection.c.op).join(
            stream, stream.c.no == operation.c.stream_no
        )
    )
    .where(stream.c.id == bindparam("stream"), operation.c.seq == bindparam("seq"), *_stands)
)


def of_today(view: View) -> tuple[Labelled, ...]:
    """Parcels that were handed over today, and those that are packed; the newest first."""
    begin_ms = view.clock.now_ms() - _TWO_DAYS_MS
    rows = view.connection.execute(_latest, {"after_ms": begin_ms})
    handed = [_labelled(view, row) for row in rows if view.day_of(row[0]) == view.today]
    packed = [Labelled(at_ms, label) for at_ms, label in pack.labels(view, MOST)]
    found = sorted((*handed, *packed), key=lambda each: each.at_ms, reverse=True)
    return tuple(found[:MOST])


def by_code(view: View, text: str) -> Labelled | None:
    """The parcel that a label stands for, whenever it was; None for any other code."""
    for bound in bound_to(view, text):
        packed = pack.label_of(view, bound.id)
        if packed is not None:
            return Labelled(*packed)
        found = collections.of_label(view, bound, text)
        if found is not None and not found.dead and not found.back:
            return _by_ref(view, found.ref)
    return None


def again(act: Act, ref: Ref) -> None:
    """The label of a parcel that was handed over prints once more, and says so.

    Raises Refused when the parcel is open again or came back: its label is dead.
    """
    found = _by_ref(act, ref)
    if found is None:
        raise Refused(
            translate(
                "counter",
                "This parcel has no label any more: it was opened again or came "
                "back. Finish it again for a new one.",
            )
        )
    queue.kill(act, found.label.code)
    queue.queue(act, found.label)


def _by_ref(view: View, ref: Ref) -> Labelled | None:
    row = view.connection.execute(_of_ref, {"stream": ref.stream, "seq": ref.seq}).first()
    return None if row is None else _labelled(view, row)


def _labelled(view: View, row: Any) -> Labelled:
    at_ms, code, card, adults, children, items, weight_g = row
    day = view.day_of(at_ms)
    number = number_of(card)
    label = ParcelLabel(code, number, adults, children, day, items, weight_g, reprint=True)
    return Labelled(at_ms, label)
