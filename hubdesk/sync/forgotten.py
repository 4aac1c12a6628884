"""Households that were forgotten: their keys are not taken from anybody again."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, delete, select

from hubdesk.households.tables import withdrawn
from hubdesk.journal.tables import operation, subject_key
from hubdesk.storage.prepared import Prepared

ERASED: Final = "household.erased"

_erased = Prepared(
    select(operation.c.position).where(
        operation.c.subject == bindparam("subject"), operation.c.type == ERASED
    )
)
_withdrawn = Prepared(
    select(withdrawn.c.household).where(withdrawn.c.household == bindparam("subject"))
)
_drop_withdrawn = Prepared(
    delete(subject_key).where(subject_key.c.subject.in_(select(withdrawn.c.household)))
)


def is_forgotten(connection: Connection, subject: bytes) -> bool:
    """Whether a household was erased, or taken out again with the list it came in."""
    found = _erased.one(connection, subject=subject) or _withdrawn.one(connection, subject=subject)
    return found is not None


def drop_withdrawn(connection: Connection) -> int:
    """Destroys the keys of households that another laptop took out again; how many."""
    return int(_drop_withdrawn.run(connection).rowcount)
