"""A pack: many small segments of one laptop in one file of the folder, each as it was sealed.

Each start of Hubdesk begins streams of its own, and what a day leaves can be merged no further
than its stream. A clear head names class and key; the segments follow, each with its
length before it; a mark under the same key ends it, so that nobody without the key can take one
out. What a segment carries is believed by its own seal, never because it lies in a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from hmac import compare_digest
from typing import Final

from msgspec import Struct

from hubdesk.journal.operations import Klass
from hubdesk.sync import segment
from hubdesk.sync.columns import MOST_PLAIN_BYTES
from hubdesk.sync.segment import Head, Segment
from hubdesk.sync.unreadable import Unreadable, Why

MAGIC: Final = b"HDm"
FORMAT: Final = 1
MOST_OPERATIONS: Final = 4_000
MOST_BYTES: Final = 4 << 20
HEAD_BYTES: Final = 3 + 3 + 8
_LENGTH_BYTES: Final = 4
_MARK_BYTES: Final = 16
_KLASSES: Final = {each.value.encode(): each for each in Klass}


class PackHead(Struct, frozen=True):
    """What the clear head says. ``key`` names the epoch's key."""

    klass: Klass
    key: bytes


def written(head: PackHead, hub: bytes, key: bytes, segments: Iterable[bytes]) -> bytes:
    """A pack's bytes; ``segments`` are sealed under the key that the head names."""
    clear = MAGIC + bytes((FORMAT, FORMAT)) + head.klass.value.encode() + head.key
    whole = clear + b"".join(len(raw).to_bytes(_LENGTH_BYTES, "big") + raw for raw in segments)
    return whole + mark(whole, hub, key)


def head_of(raw: bytes, hub: bytes) -> PackHead:
    """What a file says of itself, not yet believed. Raises Unreadable."""
    klass = _KLASSES.get(raw[5:6])
    if not raw.startswith(MAGIC) or len(raw) < HEAD_BYTES or not klass or not raw[3]:
        raise Unreadable(Why.DAMAGED)
    if raw[4] > FORMAT:
        raise Unreadable(Why.NEWER)
    if raw[6:10] != hub[:4]:
        raise Unreadable(Why.FOREIGN)
    return PackHead(klass, raw[6:HEAD_BYTES])


def read(raw: bytes, hub: bytes, keys: Mapping[bytes, bytes]) -> tuple[PackHead, list[Segment]]:
    """The head and every segment, if all of them are as they were sealed. Raises Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    head = head_of(raw, hub)
    key = keys.get(head.key)
    if key is None:
        raise Unreadable(Why.NO_KEY, head.key)
    if not compare_digest(raw[-_MARK_BYTES:], mark(raw[:-_MARK_BYTES], hub, key)):
        raise Unreadable(Why.DAMAGED)
    found = parts(raw)
    if not _fits(head, [segment.head_of(each, hub) for each in found]):
        raise Unreadable(Why.DAMAGED)
    return head, list(_bounded(segment.read(each, hub, {head.key: key}) for each in found))


def parts(raw: bytes) -> list[bytes]:
    """The segments in a pack as they lie there, not yet believed. Raises Unreadable."""
    found: list[bytes] = []
    at, end = HEAD_BYTES, len(raw) - _MARK_BYTES
    while at < end and len(found) < MOST_OPERATIONS:
        begin = at + _LENGTH_BYTES
        at = begin + int.from_bytes(raw[at:begin], "big")
        found.append(raw[begin:at])
    if at != end:
        raise Unreadable(Why.DAMAGED)
    return found


def _bounded(found: Iterable[Segment]) -> Iterator[Segment]:
    """Segments, one read after the other, together no larger than one may be."""
    size = 0
    for each in found:
        size += sum(len(operation.body) for operation in each.operations)
        if size > MOST_PLAIN_BYTES:
            raise Unreadable(Why.DAMAGED)
        yield each


def _fits(head: PackHead, heads: list[Head]) -> bool:
    """Whether all are of one class under one key, and as few as may be read at a time."""
    alike = all((each.klass, each.key) == (head.klass, head.key) for each in heads)
    return alike and bool(heads) and sum(each.count for each in heads) <= MOST_OPERATIONS


def mark(whole: bytes, hub: bytes, key: bytes) -> bytes:
    """What ends a pack: nobody makes it without the key."""
    keyed = blake2b(whole, key=key, digest_size=_MARK_BYTES, person=b"hubdesk pack")
    keyed.update(hub)
    return keyed.digest()
