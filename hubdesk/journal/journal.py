"""Appends what happened and makes the tables follow, in the transaction it is called in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal import arriving, marks, sealed
from hubdesk.journal.arriving import Arrived, TakenIn, Whence
from hubdesk.journal.operations import (
    Applying,
    Body,
    Kinds,
    Klass,
    Operation,
    OperationKind,
    Ref,
)
from hubdesk.journal.own_streams import OwnStream, OwnStreams
from hubdesk.journal.sealed import EntryKey
from hubdesk.journal.tables import operation, stream, undone
from hubdesk.storage.prepared import Prepared, Row
from hubdesk.wording import translate

_add_operation = Prepared(
    insert(operation),
    "stream_no",
    "seq",
    "type",
    "version",
    "actor",
    "at_ms",
    "stamp",
    "subject",
    "body",
)
_add_undone = Prepared(upsert(undone).on_conflict_do_nothing(), "stream", "seq", "op")
_is_undone = Prepared(
    select(undone.c.op).where(
        undone.c.stream == bindparam("stream"), undone.c.seq == bindparam("seq")
    )
)
_undone_among = Prepared(
    select(undone.c.seq).where(
        undone.c.stream == bindparam("stream"),
        undone.c.seq >= bindparam("first"),
        undone.c.seq <= bindparam("last"),
    )
)
_last = Prepared(select(func.max(operation.c.position)))
PAGE: Final = 5_000
"""Operations that are read and applied together when all of them are."""
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
_by_ref = Prepared(
    select(*_columns)
    .select_from(_joined)
    .where(stream.c.id == bindparam("stream"), operation.c.seq == bindparam("seq"))
)
_seqs = Prepared(
    select(operation.c.seq)
    .select_from(_joined)
    .where(
        stream.c.id == bindparam("stream"),
        operation.c.seq >= bindparam("first"),
        operation.c.seq <= bindparam("last"),
    )
)
_in_order = Prepared(
    select(*_columns)
    .select_from(_joined)
    .where(operation.c.position > bindparam("after"), operation.c.position <= bindparam("upto"))
    .order_by(operation.c.position)
)


class Undone(Body, frozen=True, array_like=True):
    """Another operation did not happen after all."""

    stream: bytes
    seq: int


class Foreign(Struct, frozen=True):
    """The envelope of an operation that another laptop made."""

    ref: Ref
    klass: Klass
    device: bytes
    actor: bytes | None
    at_ms: int
    stamp: int
    subject: bytes


class Journal:
    """The one way in which the hub's tables change.

    Streams are drawn anew at each launch, one a key class, so that a restored or cloned
    laptop can never use a number twice.
    """

    def __init__(self, kinds: Iterable[OperationKind[Any]]) -> None:
        self._given = tuple(kinds)
        self._undone = OperationKind("undone", 1, Klass.STOCK, Undone, self._apply_undone)
        self._kinds = Kinds([*self._given, self._undone])
        self._own = OwnStreams()
        self._depth = 0

    @property
    def applying(self) -> bool:
        """True while a reducer runs: the only time at which derived tables may change."""
        return self._depth > 0

    @property
    def kinds(self) -> dict[str, int]:
        """The kinds of operation this version knows, each with its newest version."""
        return self._kinds.versions()

    def alike(self) -> Journal:
        """Another one that knows the same kinds, for another file."""
        return Journal(self._given)

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
        into = self._own.of(applying.connection, kind.klass)
        ref = Ref(into.id, into.seq + 1)
        op = Operation(0, ref, kind.name, kind.version, actor, at_ms, stamp, subject)
        row: dict[str, object] = {
            "stream_no": into.no,
            "seq": ref.seq,
            "type": kind.name,
            "version": kind.version,
            "actor": actor,
            "at_ms": at_ms,
            "stamp": stamp,
            "subject": subject,
            "body": sealed.sealed(applying.connection, kind, body, op),
        }
        position = _add_operation.run(applying.connection, **row).lastrowid
        mark = marks.after(into.mark, row)
        marks.keep(applying.connection, into.no, ref.seq, mark)
        self._own.reached(kind.klass, ref.seq, mark)
        op = replace(op, position=position)
        with self.reducing():
            kind.apply(applying, op, body)
        applying.touch(Touched.EVENT)
        return op

    def accept(
        self, applying: Applying, arrived: Foreign, type_: str, version: int, body: bytes
    ) -> Operation | None:
        """Keeps and applies an operation of another laptop; None when it was here already.

        One that this version does not know is kept untouched until a newer one does.
        """
        whence = Whence(arrived.ref.stream, arrived.klass, arrived.device)
        envelope = (arrived.actor, arrived.at_ms, arrived.stamp, arrived.subject)
        one = Arrived(arrived.ref.seq, type_, version, *envelope, body)
        (taken,) = self.accept_all(applying, [(whence, [one])])
        return taken.new[0][0] if taken.new else None

    def accept_all(
        self, applying: Applying, arrived: Sequence[tuple[Whence, Sequence[Arrived]]]
    ) -> list[TakenIn]:
        """Keeps and applies operations of some streams that other laptops sent, in any order.

        Those that are here already change nothing; of two that differ, the first stays.
        """
        taken = [arriving.keep(applying.connection, *each) for each in arrived]
        new = [each for one in taken for each in one.new]
        if new:
            self.reapply_all(applying, new)
            applying.touch(Touched.EVENT)
        return taken

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
        _add_undone.run(applying.connection, stream=body.stream, seq=body.seq, op=op.position)
        found = self.read(applying.connection, target) if first else None
        # While the journal is replayed, an operation may stand in it that is not applied yet.
        if found is not None and found[0].position < op.position:
            self._revert(applying, *found)

    def _revert(self, applying: Applying, op: Operation, raw: bytes) -> None:
        kind = self._kinds.known(op.type, op.version)
        if kind is None or kind.undo is None:
            return
        body = self.body_of(applying.connection, op, raw)
        if body is not None:
            with self.reducing():
                kind.undo(applying, op, body)

    @contextmanager
    def reducing(self) -> Iterator[None]:
        """While the block lasts, tables are made to follow what stands in the journal."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def is_undone(self, connection: Connection, ref: Ref) -> bool:
        """True when an operation was taken back."""
        return _is_undone.one(connection, stream=ref.stream, seq=ref.seq) is not None

    def read(self, connection: Connection, ref: Ref) -> tuple[Operation, bytes] | None:
        """An operation and its stored bytes (sealed for people), or None."""
        row = _by_ref.one(connection, stream=ref.stream, seq=ref.seq)
        return None if row is None else _told(row)

    def body_of(self, connection: Connection, op: Operation, raw: bytes) -> Body | None:
        """What an operation says, as far as it is not forgotten; None when it is unknown."""
        kind = self._kinds.known(op.type, op.version)
        return None if kind is None else sealed.opened(connection, self._kinds, kind, op, raw)

    def keys_arrived(self, applying: Applying, keys: Iterable[EntryKey]) -> int:
        """Takes keys that another laptop handed on, before their entries or after.

        What an entry here says is then read; keys of what was forgotten are refused. Returns
        how many were new.
        """
        kept = sealed.keep(applying.connection, keys)
        for ref in _here(applying.connection, dict.fromkeys(each.ref for each in kept)):
            found = self.read(applying.connection, ref)
            if found is not None:
                self.reapply(applying, *found)
        return len(kept)

    def replay(self, connection: Connection) -> int:
        """Applies every operation to empty derived tables; returns how many there were."""
        done = 0
        for page in pages(connection):
            self.reapply_all(Applying(connection), page)
            done += len(page)
        return done

    def reapply_all(self, applying: Applying, found: Sequence[tuple[Operation, bytes]]) -> None:
        """As ``reapply`` for each of many; what most of them write is written together.

        Reducers come to the same in any order, so that only undoings must keep theirs: what
        is taken back, by one of these or earlier, goes one by one.
        """
        connection, read_as = applying.connection, self._kinds.read_as
        alone = self._taken_back(connection, found)
        together = Applying(connection, applying.kinds, applying.ids, {})
        at_once: dict[str, list[tuple[Operation, Any]]] = {}
        with self.reducing():
            for op, raw in found:
                kind, decode = read_as(op.type, op.version)
                if kind is None:
                    continue
                if not kind.together or (alone and op.ref in alone):
                    self.reapply(applying, op, raw)
                    continue
                # What is not sealed is read at once: this is done a million times.
                body = decode(raw) if decode else self.body_of(connection, op, raw)
                if body is None:
                    continue
                if kind.apply_all is None:
                    kind.apply(together, op, body)
                else:
                    at_once.setdefault(kind.name, []).append((op, body))
            for name, some in at_once.items():
                self._kinds.apply_all(name, together, some)
            together.write()

    def _taken_back(
        self, connection: Connection, found: Sequence[tuple[Operation, bytes]]
    ) -> set[Ref]:
        """Those of these that are undone already, or by one of these; they stay in order."""
        told = set()
        spans: dict[bytes, list[int]] = {}
        undone_by = self._undone.name
        for op, raw in found:
            stream_id, seq = op.ref
            if (seqs := spans.get(stream_id)) is None:
                seqs = spans[stream_id] = []
            seqs.append(seq)
            if op.type == undone_by:
                body: Undone = self._kinds.decode(self._undone, raw)
                told.add(Ref(body.stream, body.seq))
        for stream_id, seqs in spans.items():
            among = {"stream": stream_id, "first": min(seqs), "last": max(seqs)}
            told.update(Ref(stream_id, seq) for (seq,) in _undone_among.all(connection, **among))
        return told

    def reapply(self, applying: Applying, op: Operation, raw: bytes) -> None:
        """Makes the tables follow an operation that stands in the journal already.

        One whose undoing came first is applied and taken back, for that is what every laptop
        did that heard of them in the other order.
        """
        kind = self._kinds.known(op.type, op.version)
        body = self.body_of(applying.connection, op, raw)
        if kind is None or body is None:
            return
        with self.reducing():
            kind.apply(applying, op, body)
            if kind.undo is not None and self.is_undone(applying.connection, op.ref):
                kind.undo(applying, op, body)

    def all(self, connection: Connection) -> Iterator[tuple[Operation, bytes]]:
        """Every operation in the order of its arrival, read page by page."""
        for page in pages(connection):
            yield from page

    def mark(self) -> dict[Klass, OwnStream]:
        """Where the numbering stands before a transaction."""
        return self._own.mark()

    def back_to(self, mark: dict[Klass, OwnStream]) -> None:
        """Takes up the numbering as it stood, because the transaction was rolled back."""
        self._own.back_to(mark)


def pages(connection: Connection) -> Iterator[list[tuple[Operation, bytes]]]:
    """Every operation and its stored bytes in the order of arrival, some thousands at a time."""
    last = last_position(connection)
    for after in range(0, last, PAGE):
        rows = _in_order.all(connection, after=after, upto=after + PAGE)
        yield [_told(row) for row in rows]


def _here(connection: Connection, refs: Iterable[Ref]) -> list[Ref]:
    """Those of some operations that stand in the journal."""
    spans: dict[bytes, list[int]] = {}
    for ref in refs:
        spans.setdefault(ref.stream, []).append(ref.seq)
    found = []
    for stream_id, seqs in spans.items():
        among = {"stream": stream_id, "first": min(seqs), "last": max(seqs)}
        here = {seq for (seq,) in _seqs.all(connection, **among)}
        found += [Ref(stream_id, seq) for seq in seqs if seq in here]
    return found


def _told(row: Row) -> tuple[Operation, bytes]:
    position, stream_id, seq, type_, version, actor, at_ms, stamp, subject, body = row
    ref = Ref(stream_id, seq)
    return Operation(position, ref, type_, version, actor, at_ms, stamp, subject), body


def last_position(connection: Connection) -> int:
    """How far the journal goes on this laptop."""
    row = _last.one(connection)
    return (row[0] if row else None) or 0
