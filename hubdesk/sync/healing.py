"""Puts back what the folder lost of other laptops' operations, once they had time to do it."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.act import Act
from hubdesk.storage.prepared import Prepared
from hubdesk.sync.held import Held
from hubdesk.sync.passing import Passing
from hubdesk.sync.publishing import send
from hubdesk.sync.ranges import Range, without
from hubdesk.sync.tables import share_missing

Place = tuple[bytes, int]
"""A stream and the first number of a run that is missing."""

_noted = Prepared(select(share_missing.c.stream, share_missing.c.first, share_missing.c.since_ms))
_add = Prepared(insert(share_missing).on_conflict_do_nothing(), "stream", "first", "since_ms")
_drop = Prepared(
    delete(share_missing).where(
        share_missing.c.stream == bindparam("of"), share_missing.c.first == bindparam("at")
    )
)


def heal(passing: Passing) -> None:
    """Puts back what the folder lacks of other laptops' streams, after a while."""
    covered, wait_ms = passing.covered(), passing.grace_ms()
    missing = _missing_of_others(passing, covered)
    since = passing.line.do(missing_since, set(missing), passing.now_ms)
    for (stream_id, first), (held, run) in missing.items():
        key = passing.keys.newest(held.klass)
        if key is not None and abs(passing.now_ms - since[stream_id, first]) >= wait_ms:
            passing.tally["healed"] += send(passing, held, run, key)


def _missing_of_others(
    passing: Passing, covered: dict[bytes, list[Range]]
) -> dict[tuple[bytes, int], tuple[Held, Range]]:
    return {
        (each.stream, run[0]): (each, run)
        for each in passing.held()
        if not each.own
        for run in without(each.ranges, covered.get(each.stream, []))
    }


def missing_since(act: Act, places: set[Place], now_ms: int) -> dict[Place, int]:
    """Since when each of these is missing, as this laptop's clock goes; others are forgotten."""
    before = {(row[0], row[1]): row[2] for row in _noted.all(act.connection)}
    for stream_id, first in before.keys() - places:
        _drop.run(act.connection, of=stream_id, at=first)
    new = [(*place, now_ms) for place in sorted(places - before.keys())]
    _add.rows(act.connection, new)
    return {place: before.get(place, now_ms) for place in places}
