"""What a parcel was packed for ("No pork", "Kettle only"): people's class, as every diet.

A collection names both a parcel and the household that was given it. What stood with the parcel
would be told of the household on every laptop, so it is sealed by itself: a laptop without names
holds none of it, and it is forgotten with the household, or some time after the parcel has left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal import details, fields, forgotten
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Klass, Operation, OperationKind
from hubdesk.labels import queue
from hubdesk.packing.tables import packed_for, packed_parcel
from hubdesk.storage.prepared import Prepared

CHIPS: Final = "packed for"
"""The field, and the matter that it is."""
FOR_EVER: Final = 1 << 62
"""Later than any stamp: what is forgotten up to here stays so whatever arrives."""

_put = Prepared(insert(packed_for), "parcel", "chips")
_drop = Prepared(delete(packed_for).where(packed_for.c.parcel == bindparam("of")))

_code = Prepared(select(packed_parcel.c.code).where(packed_parcel.c.id == bindparam("of")))
_of = Prepared(select(packed_for.c.chips).where(packed_for.c.parcel == bindparam("parcel")))


def matter_of(name: str) -> str:
    """All that is told of a parcel is one matter."""
    return CHIPS


def _told(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    show(applying, op.subject, fields.apply(applying, op, body))


def _untold(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    show(applying, op.subject, fields.undo(applying, op, body))


def show(applying: Applying, parcel: bytes, shown: dict[str, Any]) -> None:
    """Makes the table say what the fields show: called by reducers."""
    _drop.run(applying.connection, of=parcel)
    if shown.get(CHIPS):
        _put.run(applying.connection, parcel=parcel, chips=shown[CHIPS])
    applying.touch(Touched.PACKED, parcel)


PACKED_FOR = OperationKind(
    *("parcel.packed_for", 1, Klass.PEOPLE, FieldsNoted, _told, _untold), matter_of=matter_of
)


def note(act: Act, parcel: bytes, chips: Sequence[str]) -> Operation | None:
    """Keeps what a parcel was packed for; nothing for one that is for everybody.

    On a laptop that holds no names it stands on the label alone.
    """
    if not details.are_known(act.connection):
        return None
    return act.note(PACKED_FOR, parcel, {CHIPS: ",".join(chips) or None})


def of(view: View, parcel: bytes) -> tuple[str, ...]:
    """What a parcel was packed for, as far as it is known here."""
    row = _of.one(view.connection, parcel=parcel)
    return () if row is None else tuple(row[0].split(","))


def forget(applying: Applying, parcel: bytes, upto: int = FOR_EVER) -> None:
    """Destroys what a parcel was packed for, told up to a stamp: called by reducers.

    Its label said it too, and is not kept either.
    """
    if forgotten.forget(applying, parcel, CHIPS, upto, matter_of):
        show(applying, parcel, {CHIPS: fields.shown(applying.connection, parcel, CHIPS)})
    queue.forget(applying, {code for (code,) in _code.all(applying.connection, of=parcel)})


def forget_all_of(applying: Applying, household: bytes) -> None:
    """Notes of one that is erased that what its parcels were packed for goes with it."""
    forgotten.forget(applying, household, CHIPS, FOR_EVER, matter_of)


def goes_with(applying: Applying, household: bytes) -> bool:
    """True of a household that was erased, whenever it is heard what parcel it was given.

    One that an import brought and took out again is not meant: it may have been served apart.
    """
    return CHIPS in forgotten.limits(applying.connection, household)
