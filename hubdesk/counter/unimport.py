"""Undoes an import of households: those who came to the counter since then stay."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import select

from hubdesk.counter import drafts
from hubdesk.counter.tables import collection
from hubdesk.households import importing
from hubdesk.households.tables import imported
from hubdesk.journal.act import Act

AT_ONCE = 500
"""Households taken out in one transaction."""


_may_go = importing.untouched.where(
    ~select(collection.c.op).where(collection.c.household == imported.c.household).exists()
).limit(AT_ONCE)


class TakenOut(Struct, frozen=True):
    """How many went, and whether some that may go are still here: then it is done again."""

    gone: int
    more: bool


def undo_some(act: Act, import_id: bytes) -> TakenOut:
    """Takes out the next ``AT_ONCE`` households of an import that nobody has served since."""
    found = act.connection.execute(_may_go, {"import_id": import_id}).scalars().all()
    waiting = drafts.households(act)
    wanted = [each for each in found if each not in waiting]
    importing.withdraw(act, import_id, wanted)
    return TakenOut(len(wanted), bool(wanted) and len(found) == AT_ONCE)
