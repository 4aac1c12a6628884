"""What parcels were packed for, which tells something of whoever was given one.

It goes with them when they are erased (``erased``) or take their consent back, and else by
itself: some time after the parcel was handed over or unpacked, as long as a diet is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam, func, select

from hubdesk.counter.tables import collection
from hubdesk.forgetting.limits import Limit
from hubdesk.journal import forgotten
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation
from hubdesk.packing import diet
from hubdesk.packing.parcel import STANDS
from hubdesk.packing.tables import packed_for, packed_parcel, parcel_left
from hubdesk.storage.prepared import Prepared

AT_ONCE: Final = 200

Item = tuple[bytes, str, int]
"""What a ``Forgot`` says of one: whose, which matter, and up to which stamp."""

_given_to = Prepared(
    select(packed_for.c.parcel)
    .join(collection, collection.c.packed == packed_for.c.parcel)
    .where(collection.c.household == bindparam("id"))
    .distinct()
)
_is_packed = (
    select(packed_parcel.c.op).where(packed_parcel.c.id == packed_for.c.parcel, STANDS).exists()
)
_told_ms = (
    select(func.max(operation.c.at_ms))
    .where(operation.c.subject == packed_for.c.parcel)
    .scalar_subquery()
)
_left_ms = (
    select(func.max(parcel_left.c.at_ms))
    .where(parcel_left.c.parcel == packed_for.c.parcel)
    .scalar_subquery()
)
_gone = Prepared(
    select(packed_for.c.parcel, _told_ms, _left_ms).where(~_is_packed).order_by(packed_for.c.parcel)
)


def given_to(view: View, ids: Iterable[bytes]) -> list[Item]:
    """Of the parcels that some were given: all that is known here of what they were packed for."""
    rows = [row for each in ids for row in _given_to.all(view.connection, id=each)]
    return _items(view, [bytes(parcel) for (parcel,) in rows])


def over(view: View, limit: Limit) -> list[Item]:
    """Of the parcels that left longer ago than a diet is kept."""
    rows = _gone.all(view.connection)
    last = [(bytes(id_), view.day_of(max(told or 0, left or 0))) for id_, told, left in rows]
    stale = [id_ for id_, day in last if limit.over_on(day) <= view.today]
    return _items(view, stale[:AT_ONCE])


def _items(view: View, parcels: Iterable[bytes]) -> list[Item]:
    stamps = [(each, forgotten.newest(view.connection, each, diet.CHIPS)) for each in parcels]
    return [(each, diet.CHIPS, stamp) for each, stamp in stamps if stamp is not None]
