"""What was forgotten of somebody, and that it stays so whatever arrives later.

A *matter* is a kind of detail that is kept for a time of its own: a name, an address, a diet.
Of a matter everything is forgotten that was told up to a stamp; of somebody who was erased,
everything for ever. An entry that this holds for has no key here and takes none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal import fields
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Operation, OperationKind, Ref
from hubdesk.journal.tables import forgotten, subject_key
from hubdesk.storage import meta
from hubdesk.storage.prepared import Prepared

ERASED: Final = "*"
"""In place of a matter: all of them, and for ever."""
SWEEP: Final = "sweep"
"""The fact of the file that says whether bytes of what was forgotten may still lie in it."""

_upto = Prepared(
    select(forgotten.c.matter, forgotten.c.upto).where(forgotten.c.subject == bindparam("subject"))
)
_is_erased = Prepared(
    select(forgotten.c.upto).where(
        forgotten.c.subject == bindparam("subject"), forgotten.c.matter == bindparam("matter")
    )
)
_add = insert(forgotten)
_mark = Prepared(
    _add.on_conflict_do_update(
        index_elements=["subject", "matter"],
        set_={"upto": _add.excluded.upto},
        where=_add.excluded.upto > forgotten.c.upto,
    ),
    "subject",
    "matter",
    "upto",
)
_sweep = Prepared(meta.WRITE, "name", "value")
_drop_keys = Prepared(delete(subject_key).where(subject_key.c.subject == bindparam("of")))
_of_matter = (
    subject_key.c.subject == bindparam("of"),
    subject_key.c.matter == bindparam("told"),
)
_up_to = (*_of_matter, subject_key.c.stamp <= bindparam("upto"))
_drop_all_keys = Prepared(
    delete(subject_key).where(
        select(forgotten.c.upto)
        .where(
            forgotten.c.subject == subject_key.c.subject,
            or_(
                forgotten.c.matter == ERASED,
                (forgotten.c.matter == subject_key.c.matter)
                & (forgotten.c.upto >= subject_key.c.stamp),
            ),
        )
        .exists()
    )
)
_some_keys = Prepared(select(subject_key.c.stream, subject_key.c.seq).where(*_up_to))
_drop_some_keys = Prepared(delete(subject_key).where(*_up_to))
_erased = Prepared(select(forgotten.c.subject).where(forgotten.c.matter == bindparam("matter")))
_newest = Prepared(select(func.max(subject_key.c.stamp)).where(*_of_matter))


def is_erased(connection: Connection, subject: bytes) -> bool:
    """True for somebody of whom everything is forgotten, also what is still to arrive."""
    return _is_erased.one(connection, subject=subject, matter=ERASED) is not None


def erased(connection: Connection) -> set[bytes]:
    """All who were erased."""
    return {row[0] for row in _erased.all(connection, matter=ERASED)}


def upto(connection: Connection, subject: bytes, matters: Collection[str]) -> int:
    """The latest stamp up to which any of these matters is forgotten; 0 when none is."""
    rows = _upto.all(connection, subject=subject)
    return max((stamp for matter, stamp in rows if matter in matters), default=0)


def limits(connection: Connection, subject: bytes) -> dict[str, int]:
    """Up to which stamp each matter of somebody is forgotten."""
    return dict(_upto.all(connection, subject=subject))


def is_past(limits: Mapping[str, int], matter: str, stamp: int) -> bool:
    """True for an entry whose key must not be here any more."""
    return ERASED in limits or stamp <= limits.get(matter, 0)


def left_of(
    connection: Connection, kind: OperationKind[Any], op: Operation, body: FieldsNoted
) -> FieldsNoted:
    """What an entry still says: it may have been read before what forgets it was applied."""
    if kind.matter_of is None:
        return body
    upto = limits(connection, op.subject)
    if not upto:
        return body
    left = [s for s in body.settings if op.stamp > upto.get(kind.matter_of(s.field), 0)]
    return msgspec.structs.replace(body, settings=left)


def erase(applying: Applying, subject: bytes) -> None:
    """Destroys every key of somebody and all that the fields say: called by reducers."""
    _mark.run(applying.connection, subject=subject, matter=ERASED, upto=0)
    _drop_keys.run(applying.connection, of=subject)
    _sweep.run(applying.connection, name=SWEEP, value="due")
    fields.drop(applying.connection, subject, fields.entries(applying.connection, subject))


def forget(
    applying: Applying, subject: bytes, matter: str, upto: int, matter_of: Callable[[str], str]
) -> set[str]:
    """Destroys the keys of a matter up to a stamp, and what they opened: called by reducers.

    ``matter_of`` says which fields tell of it. Returns the fields that said something.
    """
    of = {"of": subject, "told": matter, "upto": upto}
    entries = {Ref(*row) for row in _some_keys.all(applying.connection, **of)}
    gone = [
        (name, ref)
        for name, ref in fields.entries(applying.connection, subject)
        if ref in entries and matter_of(name) == matter
    ]
    fields.drop(applying.connection, subject, gone)
    _mark.run(applying.connection, subject=subject, matter=matter, upto=upto)
    _drop_some_keys.run(applying.connection, **of)
    _sweep.run(applying.connection, name=SWEEP, value="due")
    return {name for name, _ in gone}


def drop_keys(connection: Connection) -> None:
    """Destroys the keys of what is forgotten that came before it was known to be."""
    if _drop_all_keys.run(connection).rowcount:
        _sweep.run(connection, name=SWEEP, value="due")


def newest(connection: Connection, subject: bytes, matter: str) -> int | None:
    """The stamp of the latest that is known here of a matter; None when nothing is."""
    found = _newest.one(connection, of=subject, told=matter)
    return None if found is None else found[0]
