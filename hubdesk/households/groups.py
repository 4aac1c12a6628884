"""Which households are one: all that were merged with each other, whoever said so and when.

Facts keep the household they were made with. Here is worked out, from what stands of who was
merged into whom, which one of them all now stands for the rest. The answer depends only on
the set of what was said, so that laptops which said it apart agree: A into B here and B into
A there is one household, and a loop has no end to look for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Select, and_, bindparam, or_, select, union_all

from hubdesk.changes import Touched
from hubdesk.households import rows
from hubdesk.households.tables import household, merged
from hubdesk.journal import fields
from hubdesk.journal.act import View
from hubdesk.journal.operations import Applying
from hubdesk.journal.tables import field_base, field_value
from hubdesk.storage.prepared import Prepared

TOGETHER: Final = ("diet", "allergies")
"""Of these, all words of all of them hold: none is lost by a merge."""
FILLED: Final = ("district", "name", "street", "postcode", "phone")
"""Of these, one that stands for others shows theirs where it has none of its own."""

_into = Prepared(select(household.c.merged_into).where(household.c.id == bindparam("id")))
_members = Prepared(
    select(household.c.id)
    .where(household.c.merged_into == bindparam("id"))
    .order_by(household.c.id)
)
_edges = Prepared(
    select(merged.c.household, merged.c["into"]).where(
        or_(merged.c.household == bindparam("id"), merged.c["into"] == bindparam("id"))
    )
)

_replaced = Prepared(
    select(field_value.c.value)
    .select_from(merged)
    .join(
        field_base,
        and_(
            field_base.c.subject == merged.c["into"],
            field_base.c.field == "name",
            field_base.c.by_stream == merged.c.noted_stream,
            field_base.c.by_seq == merged.c.noted_seq,
        ),
    )
    .join(
        field_value,
        and_(
            field_value.c.subject == field_base.c.subject,
            field_value.c.field == field_base.c.field,
            field_value.c.stream == field_base.c.stream,
            field_value.c.seq == field_base.c.seq,
        ),
    )
    .where(merged.c["into"] == bindparam("id"))
)


def one_of(view: View, subject: bytes) -> bytes:
    """The household that stands for this one: itself, unless it was merged."""
    found = _into.one(view.connection, id=subject)
    return subject if found is None or found[0] is None else bytes(found[0])


def parts(view: View, subject: bytes) -> list[bytes]:
    """A household that stands for itself, and all that were merged with it."""
    return [subject, *_others(view.connection, subject)]


def ids_of(name: str) -> Select[tuple[bytes]] | Any:
    """For a ``where``: the ids that the facts of a household may have been made with."""
    return union_all(
        select(bindparam(name)),
        select(household.c.id).where(household.c.merged_into == bindparam(name)),
    )


def settle(applying: Applying, ids: Iterable[bytes]) -> None:
    """Works out anew who stands for whom, after a merge was said or taken back.

    First for all of them, then what each of them shows: one that is parted from another must not
    stand among its rows any more when those are shown.
    """
    found = {}
    for subject in ids:
        if rows.is_gone(applying, subject):
            continue
        said = _component(applying, subject)
        members = sorted({subject, *(each for edge in said for each in edge)})
        first = found[tuple(members)] = standing_for(members, said)
        for each in members:
            rows.begin(applying, each)
            rows.put(applying, each, {"merged_into": None if each == first else first})
    for members_, first in found.items():
        for each in members_:
            _show_own(applying, each)
        show_together(applying, first)
        applying.touch(Touched.HOUSEHOLD, *members_)


def standing_for(members: Sequence[bytes], said: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Who stands for all of them: the one that was merged into no other, else the smallest id.

    Two that were merged into no other (one household was merged into both, on laptops apart)
    are decided by the smaller id as well.
    """
    merged_away = {each for each, _ in said}
    return min([each for each in members if each not in merged_away] or members)


def near(applying: Applying, subject: bytes) -> set[bytes]:
    """The households with which this one was merged outright."""
    ends = {bytes(end) for row in _edges.all(applying.connection, id=subject) for end in row}
    return ends - {subject}


def show_together(applying: Applying, subject: bytes) -> None:
    """Makes the row of whoever stands for a household say what all of them together told."""
    found = _into.one(applying.connection, id=subject)
    first = subject if found is None or found[0] is None else bytes(found[0])
    others = _others(applying.connection, first)
    if not others:
        return
    told = [_own(applying.connection, each) for each in (first, *others)]
    values: dict[str, Any] = {
        name: fields.together([each[name] for each in told]) for name in TOGETHER
    }
    values |= {name: next(filter(None, (e[name] for e in told)), None) for name in FILLED}
    values["also"] = _also(applying.connection, first) if values["name"] else None
    rows.put(applying, first, values)
    applying.touch(Touched.HOUSEHOLD, first)


def _others(connection: Connection, first: bytes) -> list[bytes]:
    return [bytes(id_) for (id_,) in _members.all(connection, id=first)]


def _component(applying: Applying, subject: bytes) -> set[tuple[bytes, bytes]]:
    """All that was said about a household and those it is merged with, however far."""
    said: set[tuple[bytes, bytes]] = set()
    known, open_ = {subject}, [subject]
    while open_:
        for one, into in _edges.all(applying.connection, id=open_.pop()):
            ends = {bytes(one), bytes(into)}
            if any(rows.is_gone(applying, each) for each in ends):
                continue
            said.add((bytes(one), bytes(into)))
            open_ += ends - known
            known |= ends
    return said


def _also(connection: Connection, first: bytes) -> str | None:
    """The names of whoever stands for others, in whose place another's was put by a merge."""
    raw = {msgspec.msgpack.decode(row[0]) for row in _replaced.all(connection, id=first)}
    return "; ".join(sorted(filter(None, raw))) or None


def _show_own(applying: Applying, subject: bytes) -> None:
    """A household that stands by itself, or for nobody, says only what it told itself."""
    rows.put(applying, subject, _own(applying.connection, subject) | {"also": None})


def _own(connection: Connection, subject: bytes) -> dict[str, Any]:
    return {name: fields.shown(connection, subject, name) for name in (*TOGETHER, *FILLED)}
