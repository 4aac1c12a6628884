"""What really happened, kept beside the laptops: which operations were saved, and where copies are.

Laptops know nothing of it. It says afterwards whether anything was lost that need not have
been, and at once when a laptop holds what nobody wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hubdesk.sync import segment
from hubdesk.sync.unreadable import Unreadable
from simulator.files import Files

if TYPE_CHECKING:
    from simulator.laptop import Laptop

Ref = tuple[bytes, int]


class Wrong(Exception):
    """Something that must never be."""


class Truth:
    """Every operation that was ever saved, and every file that was ever written."""

    def __init__(self) -> None:
        self.said: dict[Ref, tuple[Any, ...]] = {}
        self.excused: set[Ref] = set()
        """Their last copy was destroyed from outside: nobody can have them."""
        self.secret: dict[Ref, frozenset[bytes]] = {}
        """Written when these devices were shut out already."""
        self.files: list[tuple[str, bytes]] = []
        self._carries: dict[bytes, tuple[bytes, frozenset[Ref]]] = {}
        self.laptops: list[Laptop] = []
        self.folders: list[Files] = []

    def wrote(self, name: str, raw: bytes) -> None:
        """A laptop is about to write a file."""
        self.files.append((name, raw))
        if raw.startswith(segment.MAGIC) and raw not in self._carries:
            try:
                head = segment.head_of(raw, raw[6:10])
            except Unreadable as error:
                raise Wrong(f"a laptop writes a segment that says nothing: {error}") from error
            refs = frozenset((head.stream, seq) for seq in range(head.first, head.last + 1))
            self._carries[raw] = head.key, refs

    def writer_of(self, raw: bytes) -> bytes | None:
        """Whose operations a sound segment carries; None for any other file."""
        return segment.head_of(raw, raw[6:10]).device if raw in self._carries else None

    def saw(self, laptop: Laptop, rows: Iterable[tuple[Any, ...]]) -> None:
        """A laptop's journal grew. Raises Wrong for what nobody wrote, or wrote otherwise."""
        for stream, seq, own, *told in rows:
            ref, content = (stream, seq), tuple(told)
            known = self.said.get(ref)
            if known is None:
                if not own:
                    raise Wrong(f"{laptop.name} holds an operation that nobody wrote: {told[0]}")
                self.said[ref] = content
                if laptop.removed:
                    self.secret[ref] = laptop.removed
            elif known != content:
                raise Wrong(f"{laptop.name} holds something else under a number: {told[0]}")
            if not own and laptop.device in self.secret.get(ref, ()):
                raise Wrong(f"{laptop.name} was shut out and reads on: {told[0]}")

    def in_folder(self, files: Files, keys: set[bytes] | None = None) -> set[Ref]:
        """The operations of which a folder holds a good copy, readable with these keys."""
        found: set[Ref] = set()
        for raw in files.all().values():
            key, refs = self._carries.get(raw, (b"", frozenset()))
            if refs and (keys is None or key in keys):
                found |= refs
        return found

    def copies(self) -> set[Ref]:
        """The operations of which there is any good copy at all."""
        keys = {key for each in self.laptops for key in each.key_ids()}
        found: set[Ref] = set()
        for each in self.laptops:
            found |= each.refs
        for files in self.folders:
            found |= self.in_folder(files, keys)
        return found

    @contextmanager
    def destroying(self) -> Iterator[None]:
        """Something outside of Hubdesk destroys copies: of what had no other, none is asked for."""
        before = self.copies()
        yield
        self.excused |= before - self.copies()

    @property
    def due(self) -> set[Ref]:
        """The operations that everybody must hold in the end."""
        return self.said.keys() - self.excused
