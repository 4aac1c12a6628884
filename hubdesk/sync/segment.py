"""A segment: one run of one stream's operations, sealed, as it lies in the folder.

A short clear head says what it is and is bound into the seal; the rest is msgpack columns,
pressed together and sealed (``columns``). The same operations under the same key always come
to the same bytes, so two laptops that put back a lost file write one file and not two.

An operation alone has a shorter head (``ALONE``): how many and how long is plain, and what tells
two contents under one number apart, which honest laptops never have, may be half as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from hubdesk.journal.operations import Klass
from hubdesk.sealing import seal_at, unseal_at
from hubdesk.sync import columns
from hubdesk.sync.columns import Carried
from hubdesk.sync.unreadable import Unreadable, Why

MAGIC: Final = b"HDs"
FORMAT: Final = 1
"""Of segments of several operations."""
ALONE: Final = 2
"""Of segments of one. A reader that does not know a file's least format waits for its update."""
APART: Final = 3
"""Of segments of one whose ids stand apart."""
MOST_BYTES: Final = 4 << 20
MOST_OPERATIONS: Final = columns.MOST
MOST_SEQ: Final = 1 << 48
HEAD_MOST: Final = 80
"""So many bytes hold any head."""
SIV_BYTES: Final = {FORMAT: 8, ALONE: 4, APART: 4}
TAG_BYTES: Final = 16
_FIXED: Final = len(MAGIC) + 3 + 8 + 8 + 8
_KLASSES: Final = {b"s": Klass.STOCK, b"p": Klass.PEOPLE}


class Head(Struct, frozen=True):
    """What the clear head says. ``device`` is the first 8 bytes of the writer's id.

    ``key`` names the epoch's key; ``bytes`` is the head itself, and ``sealed`` how many bytes
    follow it, None for one that does not say.
    """

    klass: Klass
    key: bytes
    stream: bytes
    device: bytes
    first: int
    count: int
    sealed: int | None
    siv: bytes
    bytes: bytes

    @property
    def last(self) -> int:
        """The number of its last operation."""
        return self.first + self.count - 1

    @property
    def numbers(self) -> range:
        """The numbers of its operations."""
        return range(self.first, self.first + self.count)


class Segment(Struct, frozen=True):
    """A segment that verified: where it belongs and what it carries, in order."""

    head: Head
    operations: list[Carried]


class Address(Struct, frozen=True):
    """Where operations belong: the hub (16 bytes), the class, the stream, who wrote them."""

    hub: bytes
    klass: Klass
    stream: bytes
    device: bytes
    first: int


def written(address: Address, key_id: bytes, key: bytes, carried: list[Carried]) -> bytes:
    """A segment's bytes. The numbers of what it carries run on from ``address.first``."""
    packed, many = columns.packed(carried), len(carried)
    layout = FORMAT if many > 1 else APART if packed[:1] == columns.APART else ALONE
    fixed = b"".join(
        (
            MAGIC,
            bytes((layout, layout)),
            address.klass.value.encode(),
            key_id,
            address.stream,
            address.device[:8],
        )
    )
    counts = (address.first,) if many == 1 else (address.first, many, len(packed) + TAG_BYTES)
    clear = fixed + b"".join(map(_number, counts))
    size = SIV_BYTES[layout]
    siv = blake2b(clear + packed, key=key, digest_size=size, person=b"hubdesk siv").digest()
    head = clear + siv
    bound = head + address.hub
    return head + seal_at(key, _nonce(bound), packed, bound)


def head_of(raw: bytes, hub: bytes) -> Head:
    """What a file says of itself, not yet believed. Raises Unreadable."""
    if not raw.startswith(MAGIC):
        raise Unreadable(Why.FOREIGN if raw else Why.DAMAGED)
    if len(raw) > len(MAGIC) + 1 and raw[len(MAGIC) + 1] > APART:
        raise Unreadable(Why.NEWER)
    klass = _KLASSES.get(raw[5:6])
    if len(raw) < _FIXED or raw[3] < 1 or raw[4] < 1 or klass is None:
        raise Unreadable(Why.DAMAGED)
    if raw[6:10] != hub[:4]:  # A key's id begins as its hub's does.
        raise Unreadable(Why.FOREIGN)
    layout, sealed, count = raw[4], None, 1
    first, at = _read_number(raw, _FIXED)
    if layout == FORMAT:
        count, at = _read_number(raw, at)
        sealed, at = _read_number(raw, at)
    end = at + SIV_BYTES[layout]
    sound = 1 <= first <= MOST_SEQ and 1 <= count <= MOST_OPERATIONS
    if not sound or (sealed or 0) > MOST_BYTES or len(raw) < end:
        raise Unreadable(Why.DAMAGED)
    ids = raw[6:14], raw[14:22], raw[22:30]
    return Head(klass, *ids, first, count, sealed, raw[at:end], raw[:end])


def read(raw: bytes, hub: bytes, keys: Mapping[bytes, bytes]) -> Segment:
    """The segment in a file's bytes, if every one of them is as it was sealed.

    ``keys`` are those this laptop has, by id. Raises Unreadable, and nothing else.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    head = head_of(raw, hub)
    key = keys.get(head.key)
    if key is None:
        raise Unreadable(Why.NO_KEY, head.key)
    body = raw[len(head.bytes) :]
    bound = head.bytes + hub
    whole = head.sealed is None or len(body) == head.sealed
    packed = unseal_at(key, _nonce(bound), body, bound) if whole else None
    if packed is None:
        raise Unreadable(Why.DAMAGED)
    return Segment(head, columns.unpacked(packed, head.count))


def _nonce(bound: bytes) -> bytes:
    """From the head, which names key, place and, by ``siv``, the very content."""
    return blake2b(bound, digest_size=24, person=b"hubdesk nonce").digest()


def _number(value: int) -> bytes:
    """A whole number in as few bytes as it needs, seven bits in each."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def _read_number(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 63 and at < len(raw):
        byte = raw[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if byte == 0 and shift:
                break
            return value, at
        shift += 7
    raise Unreadable(Why.DAMAGED)
