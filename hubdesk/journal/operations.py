"""An operation: one thing that happened, and the kinds of operation there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from sqlalchemy import Connection

from hubdesk.changes import Changes, Touched


class Klass(StrEnum):
    """Which key an operation travels under: stock, or people's own details."""

    STOCK = "s"
    PEOPLE = "p"


class Ref(NamedTuple):
    """The name of an operation, the same on every laptop."""

    stream: bytes
    seq: int


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What an operation says. Fields are only ever added, at the end and with a default."""


B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True)
class Operation:
    """The envelope of one thing that happened; ``position`` is local to this laptop.

    ``at_ms`` is when it happened at the hub; ``stamp`` orders versions of a field and does
    not depend on clocks being right.
    """

    position: int
    ref: Ref
    type: str
    version: int
    actor: bytes | None
    at_ms: int
    stamp: int
    subject: bytes


@dataclass
class Applying:
    """The tables while one operation is applied to them, and what it touched."""

    connection: Connection
    kinds: set[Touched] = field(default_factory=set)
    ids: set[bytes] = field(default_factory=set)

    def touch(self, kind: Touched, *ids: bytes) -> None:
        """Notes that a kind of thing changed, and which."""
        self.kinds.add(kind)
        self.ids.update(ids)

    def changes(self) -> Changes:
        """All that was touched so far."""
        return Changes(frozenset(self.kinds), frozenset(self.ids))


Reducer = Callable[[Applying, Operation, B], None]


@dataclass(frozen=True)
class OperationKind(Generic[B]):
    """A kind of operation: its name, who may read it, and what follows from it.

    ``apply`` makes the tables follow; ``undo`` makes them as if it never happened, and is
    None for what cannot be undone. Both only read their arguments and the tables, never a
    clock or a setting, so that every laptop comes to the same state in any order.
    """

    name: str
    version: int
    klass: Klass
    body: type[B]
    apply: Reducer[B]
    undo: Reducer[B] | None = None


class Kinds:
    """The kinds of operation this version of Hubdesk knows, by name."""

    def __init__(self, kinds: Iterable[OperationKind[Any]]) -> None:
        self._by_name = {kind.name: kind for kind in kinds}
        self._decoders = {
            name: msgspec.msgpack.Decoder(k.body) for name, k in self._by_name.items()
        }

    def known(self, name: str, version: int) -> OperationKind[Any] | None:
        """The kind, or None when a newer Hubdesk wrote it: then it is kept untouched."""
        kind = self._by_name.get(name)
        return kind if kind is not None and version <= kind.version else None

    def versions(self) -> dict[str, int]:
        """Every kind by name, with its version."""
        return {name: kind.version for name, kind in self._by_name.items()}

    def decode(self, kind: OperationKind[B], raw: bytes) -> B:
        """The body from its bytes; raises msgspec.DecodeError if it is not one."""
        body: B = self._decoders[kind.name].decode(raw)
        return body


encode = msgspec.msgpack.Encoder().encode
"""The bytes of a body."""
