"""What is over its time is forgotten by itself, at every start and each day after.

Time runs from the last contact: the latest collection, edit or visit of a household, or of any
that was merged with it, on any laptop that was heard of. A laptop that was off for a year makes
up for it. The households are gone through some at a time, so that no scan waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from hubdesk.counter import drafts
from hubdesk.counter.tables import collection
from hubdesk.forgetting import age_sums, erasing, limits, parcels
from hubdesk.forgetting.forgot import FORGOT, Why, forget
from hubdesk.forgetting.limits import Limit
from hubdesk.households import groups
from hubdesk.households.matters import Matter
from hubdesk.households.tables import at_visit, household, settled
from hubdesk.journal import forgotten
from hubdesk.journal.act import Act, View
from hubdesk.journal.tables import operation
from hubdesk.labels import queue
from hubdesk.storage.prepared import Prepared

AT_ONCE: Final = 25
"""Households forgotten in one transaction: in a large hub a few hundredths of a second."""
COUNTED: Final = 200
"""Households counted at a time, in about as long."""
LOOKED_AT: Final = 2_000
"""Households looked at for it: most were here lately, and told by one query."""
DAY_MS: Final = 86_400_000

_TELLS: Final = {
    Matter.NAME: (household.c.name, household.c.phone, household.c.ages),
    Matter.ADDRESS: (household.c.street, household.c.postcode),
    Matter.DIET: (household.c.diet, household.c.allergies),
}
_SETTLED = select(settled.c.about).where(settled.c.household == household.c.id).exists()
_AT_VISIT = {
    Matter.NAME: at_visit.c.ages.is_not(None),
    Matter.DIET: at_visit.c.asked.is_not(None),
}
"""What was known at visits is forgotten with the rest of its matter."""
_some = (
    select(household.c.no, household.c.id)
    .where(
        household.c.no > bindparam("after"),
        household.c.no <= bindparam("upto"),
        household.c.merged_into.is_(None),
    )
    .order_by(household.c.no)
)
_last_no = select(func.max(household.c.no))
_last_edit = Prepared(
    select(func.max(operation.c.at_ms)).where(
        operation.c.subject == bindparam("id"), operation.c.type != FORGOT.name
    )
)
_last_visit = Prepared(
    select(func.max(collection.c.at_ms)).where(collection.c.household == bindparam("id"))
)


class Piece(Struct, frozen=True):
    """Some households were gone through: how many lost something, and where to go on; 0: done."""

    forgotten: int
    more: int


class Kept(Struct, frozen=True):
    """One household that told something: its members, and the day of the last contact."""

    ids: tuple[bytes, ...]
    last: date


def piece(act: Act, after: int = 0) -> Piece:
    """Forgets what is over its time of the next households. ``after`` is where to go on."""
    if after == 0:
        _begin(act)
    chosen = limits.limits(act)
    ids, more = _stale(act, chosen, after, AT_ONCE)
    lost = [over for kept in _kept(act, ids) if (over := _over(act, kept, chosen))]
    found = [each for over in lost for each in over]
    age_sums.keep(act, {who for who, matter, _ in found if matter == Matter.NAME.value})
    forget(act, found, Why.TIME)
    return Piece(len(lost), more)


def _begin(act: Act) -> None:
    """What is forgotten of labels, of parcels, and with those who were erased elsewhere."""
    queue.forget_addresses(act)
    erasing.follow_merges(act)
    (of_diet,) = (each for each in limits.limits(act) if each.matter is Matter.DIET)
    forget(act, parcels.over(act, of_diet), Why.TIME)


def _over(act: Act, kept: Kept, chosen: Sequence[Limit]) -> list[tuple[bytes, str, int]]:
    """What is over its time of one household: whose, which matter, and up to which stamp."""
    over = [each.matter.value for each in chosen if each.over_on(kept.last) <= act.today]
    return [each for matter in over for each in _told(act, kept, matter)]


def coming(view: View, after: int = 0, days: int = 30) -> tuple[dict[Matter, int], int]:
    """Of how many of the next households each matter is forgotten within some days.

    Returns where to go on as well; 0 at the end.
    """
    chosen = limits.limits(view)
    ids, more = _stale(view, chosen, after, COUNTED, days)
    counted = dict.fromkeys(Matter, 0)
    for kept in _kept(view, ids):
        for limit in chosen:
            left = (limit.over_on(kept.last) - view.today).days
            if left <= days and _tells_of(view, kept, limit):
                counted[limit.matter] += 1
    return counted, more


def _stale(
    view: View, chosen: Sequence[Limit], after: int, most: int, days: int = 0
) -> tuple[list[bytes], int]:
    """Of the next households those that may be over a time within some days; where to go on."""
    upto = after + LOOKED_AT
    over = [_may_be_over(each, view.today + timedelta(days=days)) for each in chosen]
    some = _some.where(or_(*over)).limit(most)
    rows = view.connection.execute(some, {"after": after, "upto": upto}).all()
    if len(rows) == most:
        return [bytes(id_) for _, id_ in rows], rows[-1][0]
    last = view.connection.execute(_last_no).scalar() or 0
    return [bytes(id_) for _, id_ in rows], upto if upto < last else 0


def _may_be_over(limit: Limit, today: date) -> ColumnElement[bool]:
    """Told this, and was not here since. A day or three are left to the exact look after it."""
    kept_days = (limit.over_on(today) - today).days
    first = datetime(today.year, today.month, today.day, tzinfo=UTC)
    since_ms = int(first.timestamp() * 1000) - (kept_days - 5) * DAY_MS
    told = or_(*(column.is_not(None) for column in _TELLS[limit.matter]))
    if limit.matter is Matter.DIET:
        told = or_(told, _SETTLED)
    if limit.matter in _AT_VISIT:
        of_visit = select(at_visit.c.visit).where(at_visit.c.household == household.c.id)
        told = or_(told, of_visit.where(_AT_VISIT[limit.matter]).exists())
    return and_(told, ~_here_since(since_ms))


def _here_since(since_ms: int) -> ColumnElement[bool]:
    """The condition that somebody was in contact after a moment."""
    edited = select(operation.c.position).where(
        operation.c.subject == household.c.id,
        operation.c.type != FORGOT.name,
        operation.c.at_ms > since_ms,
    )
    visited = select(collection.c.op).where(
        collection.c.household == household.c.id, collection.c.at_ms > since_ms
    )
    return or_(edited.exists(), visited.exists())


def _tells_of(view: View, kept: Kept, limit: Limit) -> bool:
    return bool(_told(view, kept, limit.matter.value))


def _told(view: View, kept: Kept, matter: str) -> list[tuple[bytes, str, int]]:
    """What the members of a household told of a matter: whose, which, and up to which stamp."""
    stamps = [(each, forgotten.newest(view.connection, each, matter)) for each in kept.ids]
    return [(each, matter, stamp) for each, stamp in stamps if stamp is not None]


def _kept(view: View, ids: list[bytes]) -> Iterator[Kept]:
    """Those of some households that are not at a counter now."""
    here = {groups.one_of(view, each) for each in drafts.households(view)} if ids else set()
    for id_ in ids:
        if id_ not in here:
            parts = groups.parts(view, id_)
            yield Kept(tuple(parts), view.day_of(max(_last_ms(view, each) for each in parts)))


def _last_ms(view: View, subject: bytes) -> int:
    """The moment of the last contact with one household under this id."""
    found = (each.one(view.connection, id=subject) for each in (_last_edit, _last_visit))
    return max((row[0] for row in found if row is not None and row[0] is not None), default=0)
