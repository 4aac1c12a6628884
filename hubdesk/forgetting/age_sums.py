"""A day's children by age, summed before somebody of whom they are told is forgotten.

The ages at a visit are sealed with the household and go with it; the day's figure stays. So
whoever forgets first writes down the sum of all whose ages are known of that day, which says of
nobody how old their children are. A sum of fewer than five households would: it is not written,
and the ages of those who are forgotten are then missing from the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Column, Integer, LargeBinary, Table, Text, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.counter.tables import collection
from hubdesk.households import groups
from hubdesk.households.ages import FEWEST, Ages, recalled
from hubdesk.households.tables import at_visit
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref, encode
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.tables import derived

HUB: Final = identity.named("hub", "ages")
"""What the sums are noted of."""

age_sum = Table(
    "age_sum",
    derived,
    Column("day", Text, primary_key=True),
    Column("stream", LargeBinary(8), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("households", Integer, nullable=False),
    Column("ages", Text, nullable=False),
    Column("upto", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Sums of a day, by the entry that told them; ``upto``: see ``DaySum``."""


class DaySum(Body, frozen=True, array_like=True):
    """The children of each age of so many households on a day: of all collections in these
    streams up to these numbers."""

    day: str
    households: int
    ages: list[int]
    upto: dict[bytes, int]


class Summed(Body, frozen=True, array_like=True):
    """What was known of some days."""

    days: list[DaySum]


class _Served(Struct, frozen=True):
    """A collection of a day whose children's ages are known."""

    household: bytes
    ages: Ages
    ref: Ref


_put = Prepared(insert(age_sum).on_conflict_do_nothing(), *age_sum.c.keys())
_of_day = Prepared(
    select(age_sum.c.households, age_sum.c.ages, age_sum.c.upto)
    .where(age_sum.c.day == bindparam("day"))
    .order_by(age_sum.c.households.desc(), age_sum.c.stream, age_sum.c.seq)
)
_visits = Prepared(
    select(collection.c.at_ms)
    .join(
        at_visit,
        (at_visit.c.visit == collection.c.visit) & (at_visit.c.household == collection.c.household),
    )
    .where(
        collection.c.household == bindparam("household"),
        collection.c.undone == 0,
        at_visit.c.ages.is_not(None),
    )
)
_collected = Prepared(
    select(operation.c.at_ms, stream.c.id, operation.c.seq, collection.c.household, at_visit.c.ages)
    .select_from(operation)
    .join(stream, stream.c.no == operation.c.stream_no)
    .join(collection, collection.c.op == operation.c.position)
    .outerjoin(
        at_visit,
        (at_visit.c.visit == collection.c.visit) & (at_visit.c.household == collection.c.household),
    )
    .where(
        operation.c.at_ms >= bindparam("first_ms"),
        operation.c.at_ms < bindparam("end_ms"),
        collection.c.undone == 0,
    )
)
_upto = msgspec.msgpack.Decoder(dict[bytes, int])


def _summed(applying: Applying, op: Operation, body: Summed) -> None:
    for each in body.days:
        kept = (each.households, ",".join(map(str, each.ages)), encode(each.upto))
        _put.rows(applying.connection, [(each.day, *op.ref, *kept)])


SUMMED = OperationKind("ages.summed", 1, Klass.STOCK, Summed, _summed)
"""There is no way back: what was summed may be forgotten by then."""


def of_day(view: View, day: date) -> DaySum:
    """The sum that stands for a day: that of the most households; of nobody where none does."""
    row = _of_day.one(view.connection, day=day.isoformat())
    if row is None:
        return DaySum(day.isoformat(), 0, [], {})
    return DaySum(day.isoformat(), row[0], list(recalled(row[1])), _upto.decode(row[2]))


def together(summed: DaySum, others: Iterable[tuple[Ref, Ages]]) -> Ages:
    """A day's children by age: the sum, and those that were collected for since."""
    told = [ages for ref, ages in others if ages and not _is_in(summed, ref)]
    known = [*told, summed.ages] if summed.ages else told
    return tuple(sum(band) for band in zip(*known, strict=True))


def keep(act: Act, households: Iterable[bytes]) -> Operation | None:
    """Writes the sums of the days on which some were served who are about to be forgotten."""
    moments = {ms for each in households for (ms,) in _visits.all(act.connection, household=each)}
    days = sorted({act.day_of(ms) for ms in moments})
    sums = [found for day in days if (found := _sum(act, day)) is not None]
    return act.record(SUMMED, Summed(sums), HUB) if sums else None


def _sum(view: View, day: date) -> DaySum | None:
    """All that is known of a day; None for what would add fewer than five households."""
    before, upto = of_day(view, day), dict[bytes, int]()
    fresh = []
    for each in _served(view, day):
        upto[each.ref.stream] = max(upto.get(each.ref.stream, 0), each.ref.seq)
        if each.ages and not _is_in(before, each.ref):
            fresh.append(each)
    new = {groups.one_of(view, each.household) for each in fresh}
    if len(new) < FEWEST:
        return None
    ages = together(before, [(each.ref, each.ages) for each in fresh])
    known = before.upto | {s: max(q, before.upto.get(s, 0)) for s, q in upto.items()}
    return DaySum(before.day, before.households + len(new), list(ages), known)


def _served(view: View, day: date) -> Sequence[_Served]:
    """The collections of a calendar day; read a little wider, because days begin locally."""
    first = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1)
    first_ms = int(first.timestamp() * 1000)
    rows = _collected.all(view.connection, first_ms=first_ms, end_ms=first_ms + 3 * 86_400_000)
    return [
        _Served(home or b"", recalled(ages), Ref(stream_id, seq))
        for at_ms, stream_id, seq, home, ages in rows
        if view.day_of(at_ms) == day
    ]


def _is_in(summed: DaySum, ref: Ref) -> bool:
    covered: Mapping[bytes, int] = summed.upto
    return ref.seq <= covered.get(ref.stream, 0)
