"""Who looked at a household's details: the journal keeps it, once a day for each volunteer.

A screen gets a name, an address or a diet by ``told`` alone, so nobody can look without its
being kept. Whoever is opened from what a search found was looked at as well: the name stood
there. What a search only lists is not kept: a queue of slips would bury every look that counts.
It says who, which household and when, and nothing of what was read.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, insert, select

from hubdesk.changes import Touched
from hubdesk.households import groups, seek
from hubdesk.households.household import by_id
from hubdesk.households.seek import Told
from hubdesk.households.tables import look
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.storage.prepared import Prepared

DAY_MS: Final = 86_400_000
MOST_SHOWN: Final = 50


class Looked(Body, frozen=True, array_like=True):
    """Somebody looked; the envelope says who, when and at which household."""


class Look(Struct, frozen=True):
    """One time that a household's details were looked at; ``actor`` as in every operation."""

    at_ms: int
    actor: bytes | None


_add = Prepared(insert(look), "op", "household", "actor", "at_ms")
_latest = Prepared(
    select(look.c.at_ms)
    .where(look.c.household == bindparam("household"), look.c.actor == bindparam("actor"))
    .order_by(look.c.at_ms.desc())
)
_of = (
    select(look.c.at_ms, look.c.actor)
    .where(look.c.household.in_(groups.ids_of("id")))
    .order_by(look.c.at_ms.desc())
    .limit(MOST_SHOWN)
)


def _write(applying: Applying, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        _add.run(applying.connection, **row)


def _looked(applying: Applying, op: Operation, body: Looked) -> None:
    row = {"op": op.position, "household": op.subject, "actor": op.actor or b"", "at_ms": op.at_ms}
    applying.gather(_write, row)
    applying.touch(Touched.HOUSEHOLD, op.subject)


LOOKED = OperationKind("household.looked", 1, Klass.STOCK, Looked, _looked, together=True)


def told(act: Act, subject: bytes) -> Told | None:
    """A household with what it told, and that whoever serves looked; None when not known here.

    The first look of a day by each volunteer is kept; nobody named is somebody as well.
    """
    found = seek.told(act, subject)
    if found is not None:
        _keep(act, found.household.id)
    return found


def opened(act: Act, subject: bytes) -> None:
    """Somebody chose a household by its name among those that a search found."""
    if by_id(act, subject) is not None:
        _keep(act, groups.one_of(act, subject))


def looks(view: View, subject: bytes) -> list[Look]:
    """Who looked at a household's details, and at those merged into it, the latest first."""
    rows = view.connection.execute(_of, {"id": groups.one_of(view, subject)})
    return [Look(at_ms, actor or None) for at_ms, actor in rows]


def _keep(act: Act, subject: bytes) -> None:
    if not _looked_today(act, subject):
        act.record(LOOKED, Looked(), subject)


def _looked_today(act: Act, subject: bytes) -> bool:
    last = _latest.one(act.connection, household=subject, actor=act.actor or b"")
    return last is not None and act.day_of(last[0]) == act.today
