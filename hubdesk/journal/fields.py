"""Fields of records: every version is kept, the latest shows, clashes stay visible.

A writer names the versions it saw (its *bases*). A version that nobody has replaced is a
*head*. One head is the usual case; two mean that two laptops wrote without seeing each
other, and a person decides. The result depends only on which operations have arrived, not
on their order. Of what people must not eat, every head shows: the words of all of them
together, until a person has looked at both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, delete, exists, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.operations import Applying, Body, Operation, Ref
from hubdesk.journal.tables import field_base, field_value
from hubdesk.storage.prepared import Prepared


class Setting(msgspec.Struct, frozen=True, array_like=True):
    """One field's new value (msgpack bytes) and the versions it replaces."""

    field: str
    value: msgspec.Raw
    bases: list[tuple[bytes, int]] = []


class FieldsNoted(Body, frozen=True, array_like=True):
    """New values for some fields of one record."""

    settings: list[Setting]


class Head(NamedTuple):
    """A version of a field that nobody has replaced."""

    ref: Ref
    stamp: int
    value: Any


ALL_HEADS = frozenset({"allergens", "allergies", "diet"})
"""Fields of words with commas of which no version may hide another."""

_heads = Prepared(
    select(field_value.c.stream, field_value.c.seq, field_value.c.stamp, field_value.c.value)
    .where(
        field_value.c.subject == bindparam("subject"),
        field_value.c.field == bindparam("name"),
        ~exists().where(
            and_(
                field_base.c.subject == field_value.c.subject,
                field_base.c.field == field_value.c.field,
                field_base.c.stream == field_value.c.stream,
                field_base.c.seq == field_value.c.seq,
            )
        ),
    )
    .order_by(field_value.c.stamp.desc(), field_value.c.stream.desc(), field_value.c.seq.desc())
)
_add_value = Prepared(
    insert(field_value).on_conflict_do_nothing(),
    *("subject", "field", "stream", "seq", "stamp", "value"),
)
_add_base = Prepared(
    insert(field_base).on_conflict_do_nothing(),
    *("subject", "field", "stream", "seq", "by_stream", "by_seq"),
)
_drop_value = delete(field_value).where(
    field_value.c.subject == bindparam("of"),
    field_value.c.stream == bindparam("in_stream"),
    field_value.c.seq == bindparam("at_seq"),
)
_drop_base = delete(field_base).where(
    field_base.c.subject == bindparam("of"),
    field_base.c.by_stream == bindparam("in_stream"),
    field_base.c.by_seq == bindparam("at_seq"),
)


_entries = Prepared(
    select(field_value.c.field, field_value.c.stream, field_value.c.seq).where(
        field_value.c.subject == bindparam("subject")
    )
)
_drop_one = Prepared(
    delete(field_value).where(
        field_value.c.subject == bindparam("subject"),
        field_value.c.field == bindparam("field"),
        field_value.c.stream == bindparam("stream"),
        field_value.c.seq == bindparam("seq"),
    )
)
_drop_its_bases = Prepared(
    delete(field_base).where(
        field_base.c.subject == bindparam("subject"),
        field_base.c.field == bindparam("field"),
        field_base.c.by_stream == bindparam("stream"),
        field_base.c.by_seq == bindparam("seq"),
    )
)


def entries(connection: Any, subject: bytes) -> list[tuple[str, Ref]]:
    """Every version of every field of a record: the field, and the entry that said it."""
    rows = _entries.all(connection, subject=subject)
    return [(name, Ref(stream, seq)) for name, stream, seq in rows]


def drop(connection: Any, subject: bytes, versions: Sequence[tuple[str, Ref]]) -> None:
    """Takes versions away as if their entries had never been read: called by reducers."""
    gone = [
        {"subject": subject, "field": name, "stream": ref.stream, "seq": ref.seq}
        for name, ref in versions
    ]
    _drop_one.many(connection, gone)
    _drop_its_bases.many(connection, gone)


def heads(connection: Any, subject: bytes, name: str) -> list[Head]:
    """The unreplaced versions of a field, the one that shows first."""
    rows = _heads.all(connection, subject=subject, name=name)
    return [Head(Ref(s, q), stamp, msgspec.msgpack.decode(v)) for s, q, stamp, v in rows]


def apply(applying: Applying, op: Operation, body: FieldsNoted) -> dict[str, Any]:
    """Adds the versions and returns, for each field touched, the value that now shows."""
    return apply_all(applying, [(op, body)])[op.subject]


def apply_all(
    applying: Applying, noted: Sequence[tuple[Operation, FieldsNoted]]
) -> dict[bytes, dict[str, Any]]:
    """As ``apply`` for many operations: by record, what its fields touched now show."""
    values = [
        (op.subject, setting.field, *op.ref, op.stamp, bytes(setting.value))
        for op, body in noted
        for setting in body.settings
    ]
    bases = [
        (op.subject, setting.field, stream, seq, *op.ref)
        for op, body in noted
        for setting in body.settings
        for stream, seq in setting.bases
    ]
    _add_value.rows(applying.connection, values)
    _add_base.rows(applying.connection, bases)
    touched: dict[bytes, dict[str, None]] = {}
    for subject, name, *_ in values:
        touched.setdefault(subject, {})[name] = None
    return {
        subject: {name: shown(applying.connection, subject, name) for name in names}
        for subject, names in touched.items()
    }


def undo(applying: Applying, op: Operation, body: FieldsNoted) -> dict[str, Any]:
    """Takes the versions away again and returns what now shows."""
    which = {"of": op.subject, "in_stream": op.ref.stream, "at_seq": op.ref.seq}
    applying.connection.execute(_drop_value, which)
    applying.connection.execute(_drop_base, which)
    return _showing(applying, op, body)


def _showing(applying: Applying, op: Operation, body: FieldsNoted) -> dict[str, Any]:
    return {
        setting.field: shown(applying.connection, op.subject, setting.field)
        for setting in body.settings
    }


def shown(connection: Any, subject: bytes, name: str) -> Any:
    """The value that a field shows; None when it has none."""
    found = heads(connection, subject, name)
    if name in ALL_HEADS:
        return together([head.value for head in found])
    return found[0].value if found else None


def together(said: list[str | None]) -> str | None:
    """The words, with commas, of all that was said; None when nobody has said anything."""
    known = [words for words in said if words is not None]
    words = {word for each in known for word in each.split(",") if word}
    return ",".join(sorted(words)) if known else None
