"""Operations of a made-up journal, written as the journal itself writes them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bench.rows import Rows
from hubdesk import sealing
from hubdesk.journal.fields import FieldsNoted, Setting
from hubdesk.journal.operations import Body, Klass, OperationKind, Ref, encode
from hubdesk.journal.sealed import bound as bound_of
from hubdesk.journal.sealed import split

DEVICE = bytes(range(16))


class Writer:
    """Appends operations to the rows. A new stream begins with each day, as with each launch."""

    def __init__(self, rows: Rows, rng: random.Random, position: int, stream_no: int) -> None:
        self.rows, self.rng = rows, rng
        self.position, self._stream_no = position, stream_no
        self.at_ms = 0
        self._own: dict[Klass, tuple[int, bytes]] = {}
        self._seq: dict[Klass, int] = {}

    def begin_day(self, morning: datetime) -> None:
        """A day begins at nine; the laptop draws new streams."""
        self.at_ms = int((morning + timedelta(hours=9)).timestamp() * 1000)
        self._own, self._seq = {}, {}

    def operation(
        self, kind: OperationKind[Any], body: Body, subject: bytes, stamp: int = 0
    ) -> Ref:
        """One operation; ``position`` is then its place in the journal."""
        no, stream = self._stream(kind.klass)
        self._seq[kind.klass] += 1
        self.position += 1
        self.at_ms += 1
        ref = Ref(stream, self._seq[kind.klass])
        raw = encode(body)
        if kind.klass is Klass.PEOPLE:
            raw = self._sealed(ref, kind, body, subject, stamp)
        self.rows.add(
            "operation",
            self.position,
            no,
            ref.seq,
            kind.name,
            kind.version,
            None,
            self.at_ms,
            stamp,
            subject,
            raw,
        )
        return ref

    def _sealed(
        self, ref: Ref, kind: OperationKind[Any], body: Body, subject: bytes, stamp: int
    ) -> bytes:
        """What people told, each matter under a key of its own."""
        stored = []
        for matter, said in split(kind, body):
            key = self.rng.randbytes(32)
            self.rows.add("subject_key", *ref, matter, subject, stamp, key)
            place = bound_of(ref, kind.name, matter)
            stored.append((matter, sealing.seal(key, encode(said), place)))
        return encode(stored)

    def fields(self, kind: OperationKind[Any], subject: bytes, values: dict[str, Any]) -> None:
        """First values of some fields of a record."""
        packed = {name: encode(value) for name, value in values.items()}
        body = FieldsNoted([Setting(name, msgspec.Raw(raw)) for name, raw in packed.items()])
        stamp = (self.at_ms + 1) << 16
        ref = self.operation(kind, body, subject, stamp)
        for name, raw in packed.items():
            for table in ("field_value", "field_head"):
                self.rows.add(table, subject, name, ref.stream, ref.seq, stamp, raw)

    def _stream(self, klass: Klass) -> tuple[int, bytes]:
        if klass not in self._own:
            self._stream_no += 1
            drawn = self.rng.randbytes(8)
            self._own[klass], self._seq[klass] = (self._stream_no, drawn), 0
            self.rows.add("stream", self._stream_no, drawn, klass.value, DEVICE, True)
        return self._own[klass]
