"""The files of a past: a first one that says what it is, and its parts, each sealed by itself.

A short clear head names key, maker and past, and is bound into the seal. The first file holds a
fingerprint of each part, so that no part of another past, and no older one, is taken for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Annotated, Final, TypeVar

import msgspec
import zstandard
from msgspec import Meta, Struct

from hubdesk import sealing
from hubdesk.storage import derived
from hubdesk.storage.versions import HEAD
from hubdesk.sync.past.rows import Rows
from hubdesk.sync.unreadable import Unreadable, Why

MAGIC: Final = b"HDp"
FORMAT: Final = 1
MOST_BYTES: Final = 4 << 20
MOST_PLAIN_BYTES: Final = 32 << 20
MOST_PARTS: Final = 4_000
LEVEL: Final = 6
ID_BYTES: Final = 8
_HEAD: Final = len(MAGIC) + 2 + 4 * ID_BYTES + 4 + 4 + 8
HEAD_MOST: Final = _HEAD

_Id = Annotated[bytes, Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
_Number = Annotated[int, Meta(ge=1, lt=1 << 48)]
T = TypeVar("T")


class Head(Struct, frozen=True):
    """What a file of a past says openly: the ids of its key, maker and past, and what read it.

    ``fit`` stands for the tables and the kinds of operation of whoever made it: only the same
    Hubdesk can take it. ``index`` is 0 for the first file, of ``parts`` further ones.
    """

    key: bytes
    device: bytes
    past: bytes
    fit: bytes
    index: int
    parts: int
    operations: int


class Contents(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What the first file holds: a fingerprint of each part, and which operations are in them."""

    parts: Annotated[
        list[Annotated[bytes, Meta(min_length=32, max_length=32)]], Meta(max_length=MOST_PARTS)
    ]
    ranges: Annotated[list[tuple[_Id, _Number, _Number]], Meta(max_length=1 << 20)]


_encode = msgspec.msgpack.Encoder().encode
_contents = msgspec.msgpack.Decoder(Contents)
_rows = msgspec.msgpack.Decoder(Rows)


def fit(kinds: Mapping[str, int]) -> bytes:
    """Stands for what tables and kinds of operation this version knows."""
    told = _encode([derived.shape(), HEAD, FORMAT, sorted(kinds.items())])
    return blake2b(told, digest_size=ID_BYTES).digest()


def written(head: Head, hub: bytes, key: bytes, held: Contents | Rows) -> bytes:
    """A file's bytes."""
    clear = _clear(head)
    plain = _encode(held)
    pressed = zstandard.ZstdCompressor(level=LEVEL).compress(plain)
    return clear + sealing.seal(key, pressed, clear + hub)


def head_of(raw: bytes, hub: bytes) -> Head:
    """What a file says of itself, not yet believed. Raises Unreadable."""
    if not raw.startswith(MAGIC) or len(raw) < _HEAD:
        raise Unreadable(Why.DAMAGED)
    if raw[4] > FORMAT:
        raise Unreadable(Why.NEWER)
    at = len(MAGIC) + 2
    ids = [raw[at + each * ID_BYTES : at + (each + 1) * ID_BYTES] for each in range(4)]
    if ids[0][:4] != hub[:4]:  # A key's id begins as its hub's does.
        raise Unreadable(Why.FOREIGN)
    at += 4 * ID_BYTES
    index, parts = _number(raw[at : at + 4]), _number(raw[at + 4 : at + 8])
    if not index <= parts <= MOST_PARTS:
        raise Unreadable(Why.DAMAGED)
    return Head(ids[0], ids[1], ids[2], ids[3], index, parts, _number(raw[at + 8 : _HEAD]))


def contents(raw: bytes, hub: bytes, keys: Mapping[bytes, bytes]) -> Contents:
    """What the first file of a past holds. Raises Unreadable."""
    return _held(raw, hub, keys, _contents)


def rows(raw: bytes, hub: bytes, keys: Mapping[bytes, bytes]) -> Rows:
    """What a part holds. Raises Unreadable."""
    return _held(raw, hub, keys, _rows)


def verify(raw: bytes, hub: bytes, keys: Mapping[bytes, bytes]) -> Head:
    """Looks at the seal of a file. Raises Unreadable."""
    head = head_of(raw, hub)
    _opened(raw, head, hub, keys)
    return head


def mark(raw: bytes) -> bytes:
    """The fingerprint of a part."""
    return blake2b(raw, digest_size=32).digest()


def _clear(head: Head) -> bytes:
    numbers = head.index.to_bytes(4, "big") + head.parts.to_bytes(4, "big")
    ids = head.key + head.device + head.past + head.fit
    return MAGIC + bytes((FORMAT, FORMAT)) + ids + numbers + head.operations.to_bytes(8, "big")


def _held(
    raw: bytes, hub: bytes, keys: Mapping[bytes, bytes], decoder: msgspec.msgpack.Decoder[T]
) -> T:
    frame = _opened(raw, head_of(raw, hub), hub, keys)
    try:
        # A frame says how much it holds, and that much is taken at once: so it is asked first.
        if not 0 <= zstandard.frame_content_size(frame) <= MOST_PLAIN_BYTES:
            raise Unreadable(Why.DAMAGED)
        plain = zstandard.ZstdDecompressor(max_window_size=1 << 25).decompress(
            frame, max_output_size=MOST_PLAIN_BYTES, allow_extra_data=False
        )
        return decoder.decode(plain)
    except (msgspec.MsgspecError, zstandard.ZstdError, UnicodeDecodeError) as error:
        raise Unreadable(Why.DAMAGED) from error


def _opened(raw: bytes, head: Head, hub: bytes, keys: Mapping[bytes, bytes]) -> bytes:
    key = keys.get(head.key)
    if key is None:
        raise Unreadable(Why.NO_KEY, head.key)
    frame = sealing.opened(key, raw[_HEAD:], raw[:_HEAD] + hub)
    if frame is None:
        raise Unreadable(Why.DAMAGED)
    return frame


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")
