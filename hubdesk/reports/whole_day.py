"""One day as the Today screen shows it: its figures, and everything that happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk.binding import BoundKind, bound_to
from hubdesk.codes import own
from hubdesk.counter import collection
from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import operation
from hubdesk.reports import hours, today
from hubdesk.reports.today import Event, Figures
from hubdesk.storage.prepared import Prepared

MOST: Final = 2_000
"""Rows of a day that are shown at a time: more than any Saturday has had."""
_from = Prepared(
    select(func.min(operation.c.at_ms)).where(operation.c.at_ms >= bindparam("begins_ms"))
)


class WholeDay(Struct, frozen=True):
    """A day, the hub's confirmed date of today, the day's sums, and its events newest first.

    ``after`` is the day that comes after it, up to today; beyond that, only what a clock that
    was ahead has dated so. Of a day with more than ``MOST`` rows these are the ones from
    ``first`` on; ``rows`` is how many there are.
    """

    day: date
    today: date
    figures: Figures
    events: tuple[Event, ...]
    after: date | None = None
    first: int = 0
    rows: int = 0


class LabelOf(Struct, frozen=True):
    """The day a parcel label is of, and the collection it stands for."""

    day: date
    ref: Ref


def whole_day(
    view: View, day: date | None = None, first: int = 0, about: Ref | None = None
) -> WholeDay:
    """Everything about a day; of today when none is named.

    Of a very long one, the rows from ``first`` on, or those about an event.
    """
    now = view.today
    wanted = day or now
    begin, shown, rows = _page(hours.by_the_hour(view, today.in_turn(view, wanted)), first, about)
    figures, after = today.figures(view, wanted), _after(view, wanted)
    return WholeDay(wanted, now, figures, tuple(shown), after, begin, rows)


def _page(events: Iterable[Event], first: int, about: Ref | None) -> tuple[int, list[Event], int]:
    """Where the wanted rows begin, these rows, and how many there are in all.

    Those about an event, where it is told; else from ``first`` on, or the last there are.
    """
    begin, page, rows = 0, list[Event](), 0
    wanted: tuple[int, list[Event]] | None = None
    for each in events:
        rows += 1
        if len(page) == MOST:
            begin, page = begin + MOST, []
        page.append(each)
        if each.ref == about or (wanted is None and begin <= first < begin + MOST):
            wanted = begin, page
    return *(wanted or (begin, page)), rows


def _after(view: View, day: date) -> date | None:
    following = day + timedelta(days=1)
    if day < view.today:
        return following
    begins_ms = view.clock.moment_of(following, time())
    found = None if begins_ms is None else _from.one(view.connection, begins_ms=begins_ms)
    return None if found is None or found[0] is None else view.day_of(found[0])


def of_label(view: View, text: str) -> LabelOf | None:
    """Where to look for a scanned parcel label; None for any other code."""
    code = own.read(text)
    if code is None or code.kind is not own.Kind.PARCEL:
        return None
    for bound in bound_to(view, code.text):
        if bound.kind in (BoundKind.PARCEL, BoundKind.PACKED):
            parcel = collection.of_label(view, bound, code.text)
            if parcel is not None:
                return LabelOf(view.day_of(parcel.at_ms), parcel.ref)
    return None
