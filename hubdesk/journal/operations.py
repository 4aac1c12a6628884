"""An operation: one thing that happened, and the kinds of operation there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from msgspec import Struct, field
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
T = TypeVar("T")
Write = Callable[["Applying", list[Any]], None]


class Operation(msgspec.Struct, frozen=True):
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


class Applying(Struct):
    """The tables while operations are applied to them, and what they touched.

    ``gathered`` is None while each operation is written at once; else what many operations
    have to write, by the function that writes it, until ``write`` is called.
    """

    connection: Connection
    kinds: set[Touched] = field(default_factory=set)
    ids: set[bytes] = field(default_factory=set)
    gathered: dict[Write, list[Any]] | None = None

    def gather(self, write: Callable[[Applying, list[T]], None], item: T) -> None:
        """Has one thing written: now, or together with what other operations write."""
        if self.gathered is None:
            write(self, [item])
        else:
            self.gathered.setdefault(write, []).append(item)

    def gather_all(self, write: Callable[[Applying, list[T]], None], items: list[T]) -> None:
        """As ``gather``, of many things; of none, what others gather is written in its turn."""
        if self.gathered is None:
            write(self, items)
        else:
            self.gathered.setdefault(write, []).extend(items)

    def write(self) -> None:
        """Writes all that was gathered."""
        gathered, self.gathered = self.gathered or {}, None
        for write, items in gathered.items():
            write(self, items)

    def touch(self, kind: Touched, *ids: bytes) -> None:
        """Notes that a kind of thing changed, and which."""
        self.kinds.add(kind)
        self.ids.update(ids)

    def changes(self) -> Changes:
        """All that was touched so far."""
        return Changes(frozenset(self.kinds), frozenset(self.ids))


Reducer = Callable[[Applying, Operation, B], None]


class OperationKind(Struct, Generic[B], frozen=True):
    """A kind of operation: its name, who may read it, and what follows from it.

    ``apply`` makes the tables follow; ``undo`` makes them as if it never happened, and is
    None for what cannot be undone. Both only read their arguments and the tables, never a
    clock or a setting, so that every laptop comes to the same state in any order.
    ``together`` is said of kinds of which there are many: their ``apply`` writes through
    ``Applying.gather`` and reads nothing that it writes, so that a rebuild, or what another
    laptop sent, is written by the thousand. ``apply_all`` is theirs too, where most of a hub's
    entries are of one kind: as ``apply``, of all of them at once. ``matter_of`` says, for
    people's own details, of which matter a field tells: each is sealed, and can be forgotten, by
    itself.
    """

    name: str
    version: int
    klass: Klass
    body: type[B]
    apply: Reducer[B]
    undo: Reducer[B] | None = None
    together: bool = False
    apply_all: Callable[[Applying, list[tuple[Operation, B]]], None] | None = None
    matter_of: Callable[[str], str] | None = None


_DECODERS: dict[type[Body], msgspec.msgpack.Decoder[Any]] = {}
"""What reads each body: made at the first opening, and for the next ones there already."""

ReadAs = tuple[OperationKind[Any] | None, Callable[[bytes], Any] | None]


class Kinds:
    """The kinds of operation this version of Hubdesk knows, by name."""

    def __init__(self, kinds: Iterable[OperationKind[Any]]) -> None:
        self._by_name = {kind.name: kind for kind in kinds}
        for kind in self._by_name.values():
            if kind.body not in _DECODERS:
                _DECODERS[kind.body] = msgspec.msgpack.Decoder(kind.body)
        self._decoders = {name: _DECODERS[kind.body] for name, kind in self._by_name.items()}
        self._read_as: dict[tuple[str, int], ReadAs] = {}

    def known(self, name: str, version: int) -> OperationKind[Any] | None:
        """The kind, or None when a newer Hubdesk wrote it: then it is kept untouched."""
        kind = self._by_name.get(name)
        return kind if kind is not None and version <= kind.version else None

    def read_as(self, name: str, version: int) -> ReadAs:
        """As ``known``, together with what reads its bodies where they are not sealed."""
        found = self._read_as.get((name, version))
        if found is None:
            kind = self.known(name, version)
            if kind is None:
                return None, None
            found = kind, self._decoders[name].decode if kind.klass is Klass.STOCK else None
            self._read_as[name, version] = found
        return found

    def apply_all(self, name: str, applying: Applying, some: list[tuple[Operation, Any]]) -> None:
        """Applies operations of a kind that has a way to apply many."""
        apply_all = self._by_name[name].apply_all
        assert apply_all is not None
        apply_all(applying, some)

    def versions(self) -> dict[str, int]:
        """Every kind by name, with its version."""
        return {name: kind.version for name, kind in self._by_name.items()}

    def decode(self, kind: OperationKind[B], raw: bytes) -> B:
        """The body from its bytes; raises msgspec.DecodeError if it is not one."""
        body: B = self._decoders[kind.name].decode(raw)
        return body


encode = msgspec.msgpack.Encoder().encode
"""The bytes of a body."""
