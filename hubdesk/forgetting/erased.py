"""A household is erased: what follows on every laptop that hears of it, whenever it does.

Destroyed are the keys of all that it told, and of what parcels were packed for that it was given;
emptied are its row, the words it is found by, what was settled with it, its visit in progress
and its labels. What stays names nobody: its collections with how many people they were for, and
the code of its card, which is dead.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from hubdesk.changes import Touched
from hubdesk.counter import drafts
from hubdesk.counter.tables import collection
from hubdesk.households import cards, groups, rows
from hubdesk.households.tables import at_visit, household, settled
from hubdesk.journal import forgotten
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.labels import queue
from hubdesk.packing import diet
from hubdesk.storage.prepared import Prepared

_no = Prepared(select(household.c.no).where(household.c.id == bindparam("id")))
_drops = [
    Prepared(delete(household).where(household.c.id == bindparam("id"))),
    Prepared(delete(settled).where(settled.c.household == bindparam("id"))),
    Prepared(delete(at_visit).where(at_visit.c.household == bindparam("id"))),
]
_of_it = collection.c.household == bindparam("id")
_parcels = Prepared(select(collection.c.parcel, collection.c.packed).where(_of_it))


class Erased(Body, frozen=True, array_like=True):
    """The operation's subject is forgotten, and those that were merged with it.

    ``why`` is "asked", "" when a restored copy of the hub is brought up to date, "merged" when
    a laptop heard of an erasure that did not know of a merge.
    """

    also: list[bytes]
    why: str = ""


def _erased(applying: Applying, op: Operation, body: Erased) -> None:
    ids = [op.subject, *body.also]
    near = {other for each in ids for other in groups.near(applying, each)} - set(ids)
    for each in ids:
        _erase(applying, each)
    drafts.without(applying, ids)
    groups.settle(applying, near)
    applying.touch(Touched.HOUSEHOLD, *ids)
    applying.touch(Touched.FORGOTTEN, *ids)


def _erase(applying: Applying, subject: bytes) -> None:
    forgotten.erase(applying, subject)
    connection = applying.connection
    found = _no.one(connection, id=subject)
    if found is not None:
        rows.forget_words(connection, found[0])
    for drop in _drops:
        drop.run(connection, id=subject)
    handed = _parcels.all(connection, id=subject)
    for _, packed in handed:
        if packed is not None:
            diet.forget(applying, packed)
    diet.forget_all_of(applying, subject)
    queue.forget(applying, {text for text, _ in handed} | set(cards.codes(connection, subject)))


ERASED = OperationKind("household.erased", 1, Klass.STOCK, Erased, _erased)
"""There is no way back: the keys are gone."""
