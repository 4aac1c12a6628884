"""Appends what happened and makes the tables follow, in the transaction it is called in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk import sealing
from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.operations import (
    Applying,
    Body,
    Kinds,
    Klass,
    Operation,
    OperationKind,
    Ref,
    encode,
)
from hubdesk.journal.tables import operation, stream, subject_key, undone
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

_add_operation = Prepared(
    insert(operation),
    *("stream_no", "seq", "type", "version", "actor", "at_ms", "stamp", "subject", "body"),
)
_add_undone = upsert(undone).on_conflict_do_nothing()
_is_undone = select(undone.c.op).where(
    undone.c.stream == bindparam("stream"), undone.c.seq == bindparam("seq")
)
_key_of = Prepared(select(subject_key.c.key).where(subject_key.c.subject == bindparam("subject")))
_add_key = Prepared(insert(subject_key), "subject", "key")
_columns = (
    operation.c.position,
    stream.c.id,
    operation.c.seq,
    operation.c.type,
    operation.c.version,
    operation.c.actor,
    operation.c.at_ms,
    operation.c.stamp,
    operation.c.subject,
    operation.c.body,
)
_joined = operation.join(stream, operation.c.stream_no == stream.c.no)
_by_ref = (
    select(*_columns)
    .select_from(_joined)
    .where(stream.c.id == bindparam("stream"), operation.c.seq == bindparam("seq"))
)
_in_order = (
    select(*_columns)
    .select_from(_joined)
    .where(operation.c.position > bindparam("after"))
    .order_by(operation.c.position)
    .limit(bindparam("most"))
)


_streams = upsert(stream).on_conflict_do_nothing()
_no_of = select(stream.c.no).where(stream.c.id == bindparam("id"))
_add_foreign = upsert(operation).on_conflict_do_nothing()


class Undone(Body, frozen=True, array_like=True):
    """Another operation did not happen after all."""

    stream: bytes
    seq: int


@dataclass(frozen=True)
class Foreign:
    """The envelope of an operation that another laptop made."""

    ref: Ref
    klass: Klass
    device: bytes
    actor: bytes | None
    at_ms: int
    stamp: int
    subject: bytes


class _Stream(NamedTuple):
    """The stream this laptop is writing now: a number here, an id everywhere."""

    no: int
    id: bytes
    seq: int = 0


class Journal:
    """The one way in which the hub's tables change.

    Streams are drawn anew at each launch, one a key class, so that a restored or cloned
    laptop can never use a number twice.
    """

    def __init__(self, kinds: Iterable[OperationKind[Any]], device: bytes) -> None:
        self._undone = OperationKind("undone", 1, Klass.STOCK, Undone, self._apply_undone)
        self._kinds = Kinds([*kinds, self._undone])
        self._device = device
        self._streams: dict[Klass, _Stream] = {}
        self._depth = 0

    @property
    def applying(self) -> bool:
        """True while a reducer runs: the only time at which derived tables may change."""
        return self._depth > 0

    @property
    def kinds(self) -> dict[str, int]:
        """The kinds of operation this version knows, each with its newest version."""
        return self._kinds.versions()

    def append(
        self,
        applying: Applying,
        kind: OperationKind[Any],
        body: Body,
        *,
        subject: bytes,
        at_ms: int,
        stamp: int,
        actor: bytes | None,
    ) -> Operation:
        """Writes one operation and applies it; commits with the transaction it stands in."""
        into = self._own_stream(applying.connection, kind.klass)
        ref = Ref(into.id, into.seq + 1)
        raw = encode(body)
        row: dict[str, object] = {
            "stream_no": into.no,
            "seq": ref.seq,
            "type": kind.name,
            "version": kind.version,
            "actor": actor,
            "at_ms": at_ms,
            "stamp": stamp,
            "subject": subject,
            "body": self._sealed(applying.connection, kind, subject, ref, raw),
        }
        position = _add_operation.run(applying.connection, **row).lastrowid
        self._streams[kind.klass] = into._replace(seq=ref.seq)
        op = Operation(position, ref, kind.name, kind.version, actor, at_ms, stamp, subject)
        with self._reducing():
            kind.apply(applying, op, body)
        applying.touch(Touched.EVENT)
        return op

    def accept(
        self, applying: Applying, arrived: Foreign, type_: str, version: int, body: bytes
    ) -> Operation | None:
        """Keeps and applies an operation of another laptop; None when it was here already.

        One that this version does not know is kept untouched until a newer one does.
        """
        connection = applying.connection
        row: dict[str, object] = {"id": arrived.ref.stream, "klass": arrived.klass}
        connection.execute(_streams, row | {"device": arrived.device, "own": False})
        no = connection.execute(_no_of, {"id": arrived.ref.stream}).scalar_one()
        row = {"stream_no": no, "seq": arrived.ref.seq, "type": type_, "version": version}
        row |= {"actor": arrived.actor, "at_ms": arrived.at_ms, "stamp": arrived.stamp}
        added = connection.execute(_add_foreign, row | {"subject": arrived.subject, "body": body})
        if added.rowcount == 0:
            return None
        found = self.read(connection, arrived.ref)
        assert found is not None
        self.reapply(applying, *found)
        applying.touch(Touched.EVENT)
        return found[0]

    def undo(
        self,
        applying: Applying,
        target: Ref,
        *,
        at_ms: int,
        stamp: int,
        actor: bytes | None,
    ) -> Operation:
        """Records that an operation did not happen, and makes the tables say so."""
        found = self.read(applying.connection, target)
        if found is None or not self.can_undo(found[0]):
            raise Refused(translate("hub", "This cannot be undone. Put it right with a new entry."))
        if self.is_undone(applying.connection, target):
            raise Refused(translate("hub", "This was undone already."))
        return self.append(
            applying,
            self._undone,
            Undone(target.stream, target.seq),
            subject=found[0].subject,
            at_ms=at_ms,
            stamp=stamp,
            actor=actor,
        )

    def can_undo(self, op: Operation) -> bool:
        """True for kinds of operation that have a way back."""
        kind = self._kinds.known(op.type, op.version)
        return kind is not None and kind.undo is not None

    def _apply_undone(self, applying: Applying, op: Operation, body: Undone) -> None:
        """What follows from an undoing, whether its target is here yet or not."""
        target = Ref(body.stream, body.seq)
        first = not self.is_undone(applying.connection, target)
        applying.connection.execute(
            _add_undone, {"stream": body.stream, "seq": body.seq, "op": op.position}
        )
        found = self.read(applying.connection, target) if first else None
        # While the journal is replayed, an operation may stand in it that is not applied yet.
        if found is not None and found[0].position < op.position:
            self._revert(applying, *found)

    def _revert(self, applying: Applying, op: Operation, raw: bytes) -> None:
        kind = self._kinds.known(op.type, op.version)
        if kind is None or kind.undo is None:
            return
        body = self._opened(applying.connection, kind, op, raw)
        if body is not None:
            with self._reducing():
                kind.undo(applying, op, self._kinds.decode(kind, body))

    @contextmanager
    def _reducing(self) -> Iterator[None]:
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def is_undone(self, connection: Connection, ref: Ref) -> bool:
        """True when an operation was taken back."""
        which = {"stream": ref.stream, "seq": ref.seq}
        return connection.execute(_is_undone, which).first() is not None

    def read(self, connection: Connection, ref: Ref) -> tuple[Operation, bytes] | None:
        """An operation and its stored bytes (sealed for people), or None."""
        row = connection.execute(_by_ref, {"stream": ref.stream, "seq": ref.seq}).first()
        return None if row is None else (_operation(row), row.body)

    def body_of(self, connection: Connection, op: Operation, raw: bytes) -> Body | None:
        """What an operation says; None when its household was forgotten or it is unknown."""
        kind = self._kinds.known(op.type, op.version)
        opened = None if kind is None else self._opened(connection, kind, op, raw)
        return None if kind is None or opened is None else self._kinds.decode(kind, opened)

    def replay(self, connection: Connection) -> int:
        """Applies every operation to empty derived tables; returns how many there were."""
        done = 0
        for op, raw in self.all(connection):
            self.reapply(Applying(connection), op, raw)
            done += 1
        return done

    def reapply(self, applying: Applying, op: Operation, raw: bytes) -> None:
        """Makes the tables follow an operation that stands in the journal already.

        One whose undoing came first is applied and taken back, for that is what every laptop
        did that heard of them in the other order.
        """
        kind = self._kinds.known(op.type, op.version)
        opened = None if kind is None else self._opened(applying.connection, kind, op, raw)
        if kind is None or opened is None:
            return
        body = self._kinds.decode(kind, opened)
        with self._reducing():
            kind.apply(applying, op, body)
            if kind.undo is not None and self.is_undone(applying.connection, op.ref):
                kind.undo(applying, op, body)

    def all(self, connection: Connection) -> Iterator[tuple[Operation, bytes]]:
        """Every operation in the order of its arrival, read in pages of 1,000."""
        after = 0
        while rows := connection.execute(_in_order, {"after": after, "most": 1000}).all():
            yield from ((_operation(row), row.body) for row in rows)
            after = rows[-1].position

    def mark(self) -> dict[Klass, _Stream]:
        """Where the numbering stands before a transaction."""
        return dict(self._streams)

    def back_to(self, mark: dict[Klass, _Stream]) -> None:
        """Takes up the numbering as it stood, because the transaction was rolled back."""
        self._streams = mark

    def _own_stream(self, connection: Connection, klass: Klass) -> _Stream:
        if klass not in self._streams:
            drawn = secrets.token_bytes(8)
            row = {"id": drawn, "klass": klass, "device": self._device, "own": True}
            no = connection.execute(insert(stream), row).lastrowid
            self._streams[klass] = _Stream(no, drawn)
        return self._streams[klass]

    def _sealed(
        self, connection: Connection, kind: OperationKind[Any], subject: bytes, ref: Ref, raw: bytes
    ) -> bytes:
        if kind.klass is Klass.STOCK:
            return raw
        known = _key_of.one(connection, subject=subject)
        key: bytes = sealing.new_key() if known is None else known[0]
        if known is None:
            _add_key.run(connection, subject=subject, key=key)
        return sealing.seal(key, raw, _bound(ref, kind.name))

    def _opened(
        self, connection: Connection, kind: OperationKind[Any], op: Operation, raw: bytes
    ) -> bytes | None:
        if kind.klass is Klass.STOCK:
            return raw
        known = _key_of.one(connection, subject=op.subject)
        return None if known is None else sealing.unseal(known[0], raw, _bound(op.ref, op.type))


def _bound(ref: Ref, type_: str) -> bytes:
    """What a sealed body is tied to, so that it cannot be moved to another operation."""
    return ref.stream + ref.seq.to_bytes(8, "big") + type_.encode()


def _operation(row: Any) -> Operation:
    return Operation(
        row.position,
        Ref(row.id, row.seq),
        row.type,
        row.version,
        row.actor,
        row.at_ms,
        row.stamp,
        row.subject,
    )


def last_position(connection: Connection) -> int:
    """How far the journal goes on this laptop."""
    return connection.execute(select(func.max(operation.c.position))).scalar() or 0
