"""The streams that this run of the desk writes, one a key class, and how far each has come."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from sqlalchemy import Connection, insert

from hubdesk.journal.operations import Klass
from hubdesk.journal.tables import stream
from hubdesk.storage.prepared import Prepared

_add = Prepared(insert(stream), "id", "klass", "device", "own")


class OwnStream(NamedTuple):
    """A stream this laptop is writing now: a number here, an id everywhere, and its mark."""

    no: int
    id: bytes
    seq: int = 0
    mark: bytes = b""


class OwnStreams:
    """Drawn anew at each launch, so that a restored or cloned laptop never uses a number twice."""

    def __init__(self, device: bytes) -> None:
        self._device = device
        self._streams: dict[Klass, OwnStream] = {}

    def of(self, connection: Connection, klass: Klass) -> OwnStream:
        """The stream of a class, drawn when it is first written to."""
        if klass not in self._streams:
            drawn = secrets.token_bytes(8)
            row = {"id": drawn, "klass": klass.value, "device": self._device, "own": True}
            no = _add.run(connection, **row).lastrowid
            self._streams[klass] = OwnStream(no, drawn)
        return self._streams[klass]

    def reached(self, klass: Klass, seq: int, mark: bytes) -> None:
        """An operation was written under this number, and the stream's mark is now this."""
        self._streams[klass] = self._streams[klass]._replace(seq=seq, mark=mark)

    def mark(self) -> dict[Klass, OwnStream]:
        """Where the numbering stands before a transaction."""
        return dict(self._streams)

    def back_to(self, mark: dict[Klass, OwnStream]) -> None:
        """Takes up the numbering as it stood, because the transaction was rolled back."""
        self._streams = mark
