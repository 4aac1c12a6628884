"""Two households that are the same people: said so, taken back, or said to be different."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import bindparam, delete, insert, or_, select

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.households import groups
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.households.record import number_of
from hubdesk.households.tables import apart, household, merged
from hubdesk.journal import fields
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate


class Part(StrEnum):
    """What two households may differ in, of which one value wins."""

    SIZE = "size"
    NAME = "name"
    STREET = "street"
    POSTCODE = "postcode"
    PHONE = "phone"


_SIZED = {Part.SIZE: ("adults", "children"), Part.POSTCODE: ("district",)}
_NOTED = {each: (each.value,) for each in (Part.NAME, Part.STREET, Part.POSTCODE, Part.PHONE)}


class Merged(Body, frozen=True, array_like=True):
    """The operation's subject is the same household as this one, which goes on for both.

    ``sized`` and ``noted`` are the operations that wrote what the subject told better: they go
    with it when it is taken back.
    """

    into: bytes
    sized: tuple[bytes, int] | None = None
    noted: tuple[bytes, int] | None = None


class Apart(Body, frozen=True, array_like=True):
    """The operation's subject and this household look alike and are not the same."""

    other: bytes


class Merge(Struct, frozen=True):
    """One merge that stands: which household into which, by the numbers they had, and when."""

    ref: Ref
    number: str
    into: str
    at_ms: int


def _merged(applying: Applying, op: Operation, body: Merged) -> None:
    stream_id, seq = body.noted or (None, None)
    row = {"op": op.position, "household": op.subject, "into": body.into}
    row |= {"noted_stream": stream_id, "noted_seq": seq}
    applying.connection.execute(insert(merged), row)
    groups.settle(applying, (op.subject, body.into))


def _unmerged(applying: Applying, op: Operation, body: Merged) -> None:
    applying.connection.execute(delete(merged).where(merged.c.op == op.position))
    groups.settle(applying, (op.subject, body.into))


def _apart(applying: Applying, op: Operation, body: Apart) -> None:
    one, other = sorted((op.subject, body.other))
    row = {"one": one, "other": other, "op": op.position}
    applying.connection.execute(insert(apart), row)
    applying.touch(Touched.HOUSEHOLD, one, other)


def _not_apart(applying: Applying, op: Operation, body: Apart) -> None:
    applying.connection.execute(delete(apart).where(apart.c.op == op.position))
    applying.touch(Touched.HOUSEHOLD, op.subject, body.other)


MERGED = OperationKind("household.merged", 1, Klass.STOCK, Merged, _merged, _unmerged)
APART = OperationKind("household.apart", 1, Klass.STOCK, Apart, _apart, _not_apart)


def merge(act: Act, one: bytes, into: bytes, theirs: Collection[Part] | None = None) -> bytes:
    """One household is the same as another, which goes on for both; returns its id.

    ``theirs`` are the parts in which the first is right; without them the latest wins. Diets
    and allergies of both hold. Raises Refused when they are one household already, or one
    is not known here.
    """
    one, into = groups.one_of(act, one), groups.one_of(act, into)
    if any(act.connection.execute(_row, {"id": e}).first() is None for e in (one, into)):
        raise Refused(translate("hub", "This household is not known here. Find it by name."))
    if one == into:
        raise Refused(translate("hub", "These are one household already. Choose another."))
    won = later(act, one, into) if theirs is None else theirs
    sized, noted = _note(act, SIZED, one, into, won), _note(act, NOTED, one, into, won)
    act.record(MERGED, Merged(into, sized, noted), one)
    act.touch(Touched.VISIT)
    act.touch(Touched.COLLECTION, one, into)
    return into


def later(view: View, one: bytes, other: bytes) -> frozenset[Part]:
    """The parts that the first household told later than the other; never an empty one."""
    found = set()
    for part in Part:
        mine, yours = (_told_at(view, each, part) for each in (one, other))
        if mine > yours:
            found.add(part)
    return frozenset(found)


def separate(act: Act, ref: Ref) -> None:
    """They are two households after all: each as it was, with what was given to it.

    Raises Refused when it was said already, or is not known here.
    """
    found = act.journal.read(act.connection, ref)
    body = act.journal.body_of(act.connection, *found) if found else None
    if found is None or not isinstance(body, Merged):
        raise Refused(translate("hub", "These two were not merged. Look at them again."))
    act.undo(ref)
    for told in (Ref(*note) for note in (body.sized, body.noted) if note is not None):
        if act.journal.read(act.connection, told) is not None and not act.journal.is_undone(
            act.connection, told
        ):
            act.undo(told)
    act.touch(Touched.VISIT)
    act.touch(Touched.COLLECTION, found[0].subject, body.into)


def say_apart(act: Act, one: bytes, other: bytes) -> Operation | None:
    """Two that look alike are not the same: nobody is asked again. None if that was said."""
    one, other = groups.one_of(act, one), groups.one_of(act, other)
    if one == other:
        raise Refused(translate("hub", "These are one household. Separate them first."))
    return None if are_apart(act, one, other) else act.record(APART, Apart(other), one)


def are_apart(view: View, one: bytes, other: bytes) -> bool:
    """True when somebody said that these two are not the same."""
    others = set(groups.parts(view, other))
    return any(
        others & {bytes(end) for row in _apart_from.all(view.connection, id=each) for end in row}
        for each in groups.parts(view, one)
    )


def merges_of(view: View, subject: bytes) -> list[Merge]:
    """The merges by which a household is one with others, the latest first."""
    found = [
        Merge(Ref(stream_id, seq), number_of(card), number_of(into_card), at_ms)
        for each in groups.parts(view, groups.one_of(view, subject))
        for stream_id, seq, card, into_card, at_ms in _merges.all(view.connection, id=each)
    ]
    return sorted(found, key=lambda merge: (merge.at_ms, merge.ref), reverse=True)


def between(view: View, one: bytes, other: bytes) -> Ref | None:
    """The merge that stands of these two outright, the latest of several."""
    found = [
        (at_ms, Ref(stream_id, seq))
        for each, into in ((one, other), (other, one))
        for stream_id, seq, at_ms in _between.all(view.connection, id=each, into_id=into)
    ]
    return max(found)[1] if found else None


def number_as_given(view: View, subject: bytes) -> str:
    """The number of a household by its own newest card, whoever it was merged into."""
    row = view.connection.execute(_row, {"id": subject}).first()
    return "" if row is None else number_of(row.card)


def _told_at(view: View, subject: bytes, part: Part) -> int:
    """The stamp of the latest that was told of a part; 0 when nothing was."""
    stamps = [
        head.stamp
        for each in groups.parts(view, subject)
        for name in (*_SIZED.get(part, ()), *_NOTED.get(part, ()))
        for head in fields.heads(view.connection, each, name)
        if head.value is not None
    ]
    return max(stamps, default=0)


def _note(
    act: Act, kind: OperationKind[FieldsNoted], one: bytes, into: bytes, won: Collection[Part]
) -> tuple[bytes, int] | None:
    """Writes what the first household told better into the other; an empty part never wins."""
    row = act.connection.execute(_row, {"id": one}).one()._mapping
    names = _SIZED if kind is SIZED else _NOTED
    values = {n: row[n] for part in won for n in names.get(part, ()) if row[n] is not None}
    op = act.note(kind, into, values)
    return None if op is None else (op.ref.stream, op.ref.seq)


_row = select(household).where(household.c.id == bindparam("id"))
_apart_from = Prepared(
    select(apart.c.one, apart.c.other).where(
        or_(apart.c.one == bindparam("id"), apart.c.other == bindparam("id"))
    )
)
_other = household.alias("other")
_between = Prepared(
    select(stream.c.id, operation.c.seq, operation.c.at_ms)
    .select_from(merged)
    .join(operation, operation.c.position == merged.c.op)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(merged.c.household == bindparam("id"), merged.c["into"] == bindparam("into_id"))
)
_merges = Prepared(
    select(stream.c.id, operation.c.seq, household.c.card, _other.c.card, operation.c.at_ms)
    .select_from(merged)
    .join(operation, operation.c.position == merged.c.op)
    .join(stream, stream.c.no == operation.c.stream_no)
    .join(household, household.c.id == merged.c.household)
    .join(_other, _other.c.id == merged.c["into"])
    .where(merged.c.household == bindparam("id"))
)
