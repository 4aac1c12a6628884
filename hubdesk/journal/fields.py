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
from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.operations import Applying, Body, Operation, Ref
from hubdesk.journal.tables import field_base, field_clash, field_head, field_value
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
    select(field_head.c.stream, field_head.c.seq, field_head.c.stamp, field_head.c.value)
    .where(field_head.c.subject == bindparam("subject"), field_head.c.field == bindparam("name"))
    .order_by(field_head.c.stamp.desc(), field_head.c.stream.desc(), field_head.c.seq.desc())
)
_is_replaced = exists().where(
    field_base.c.subject == field_value.c.subject,
    field_base.c.field == field_value.c.field,
    field_base.c.stream == field_value.c.stream,
    field_base.c.seq == field_value.c.seq,
)
_find_heads = Prepared(
    insert(field_head).from_select(
        field_head.c.keys(),
        select(field_value).where(
            field_value.c.subject == bindparam("subject"),
            field_value.c.field == bindparam("name"),
            ~_is_replaced,
        ),
    )
)
_forget_heads = Prepared(
    delete(field_head).where(
        field_head.c.subject == bindparam("subject"), field_head.c.field == bindparam("name")
    )
)
_add_head = Prepared(
    insert(field_head)
    .from_select(
        field_head.c.keys(),
        select(field_value).where(
            field_value.c.subject == bindparam("subject"),
            field_value.c.field == bindparam("name"),
            field_value.c.stream == bindparam("stream"),
            field_value.c.seq == bindparam("seq"),
            ~_is_replaced,
        ),
    )
    .on_conflict_do_nothing()
)
_drop_head = Prepared(
    delete(field_head).where(
        field_head.c.subject == bindparam("subject"),
        field_head.c.field == bindparam("name"),
        field_head.c.stream == bindparam("stream"),
        field_head.c.seq == bindparam("seq"),
    )
)
_add_value = Prepared(
    insert(field_value).on_conflict_do_nothing(),
    "subject",
    "field",
    "stream",
    "seq",
    "stamp",
    "value",
)
_add_base = Prepared(
    insert(field_base).on_conflict_do_nothing(),
    "subject",
    "field",
    "stream",
    "seq",
    "by_stream",
    "by_seq",
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


Version = tuple[bytes, str, bytes, int]
"""One version of one field: whose, which, and the operation (stream and number) that said it."""

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
_add_clash = Prepared(insert(field_clash).on_conflict_do_nothing(), "subject", "field")
_drop_clash = Prepared(
    delete(field_clash).where(
        field_clash.c.subject == bindparam("subject"), field_clash.c.field == bindparam("field")
    )
)
_clashes = select(field_clash.c.subject, field_clash.c.field).order_by(
    field_clash.c.subject, field_clash.c.field
)


def clashes(connection: Any, most: int) -> list[tuple[bytes, str]]:
    """The fields that two laptops wrote apart: whose, and which; the first ``most`` of them."""
    rows = connection.execute(_clashes.limit(most))
    return [(subject, name) for subject, name in rows]


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
    for name in {name for name, _ in versions}:
        _settle_anew(connection, subject, name)


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
    _move_heads(applying.connection, [row[:4] for row in values], [row[:4] for row in bases])
    touched: dict[bytes, dict[str, None]] = {}
    for subject, name, *_ in values:
        touched.setdefault(subject, {})[name] = None
    return {
        subject: {name: _settle(applying.connection, subject, name) for name in names}
        for subject, names in touched.items()
    }


def _move_heads(connection: Any, said: list[Version], replaced: list[Version]) -> None:
    """What was said now shows, unless it was replaced; what was replaced does not any more."""
    gone = set(replaced)
    _drop_head.rows(connection, sorted(gone))
    # Of a field that changed often in between, only the last one ever was a head here.
    _add_head.rows(connection, sorted(set(said).difference(gone)))


def undo(applying: Applying, op: Operation, body: FieldsNoted) -> dict[str, Any]:
    """Takes the versions away again and returns what now shows."""
    which = {"of": op.subject, "in_stream": op.ref.stream, "at_seq": op.ref.seq}
    applying.connection.execute(_drop_value, which)
    applying.connection.execute(_drop_base, which)
    return _showing(applying, op, body)


def _showing(applying: Applying, op: Operation, body: FieldsNoted) -> dict[str, Any]:
    return {
        setting.field: _settle_anew(applying.connection, op.subject, setting.field)
        for setting in body.settings
    }


def shown(connection: Any, subject: bytes, name: str) -> Any:
    """The value that a field shows; None when it has none."""
    return _of(name, heads(connection, subject, name))


def _settle(connection: Any, subject: bytes, name: str) -> Any:
    """Notes whether a field has clashing heads, and returns what it shows."""
    found = heads(connection, subject, name)
    note = _add_clash if len(found) > 1 else _drop_clash
    note.run(connection, subject=subject, field=name)
    return _of(name, found)


def _settle_anew(connection: Any, subject: bytes, name: str) -> Any:
    """As ``_settle``, once versions are gone: what they replaced may be heads again."""
    _forget_heads.run(connection, subject=subject, name=name)
    _find_heads.run(connection, subject=subject, name=name)
    return _settle(connection, subject, name)


def _of(name: str, found: Sequence[Head]) -> Any:
    if name in ALL_HEADS:
        return together([head.value for head in found])
    return found[0].value if found else None


def together(said: list[str | None]) -> str | None:
    """The words, with commas, of all that was said; None when nobody has said anything."""
    known = [words for words in said if words is not None]
    words = {word for each in known for word in each.split(",") if word}
    return ",".join(sorted(words)) if known else None
