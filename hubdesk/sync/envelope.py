"""Small sealed files of the folder: cards, bundles. A clear head names hub and key."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from hashlib import blake2b
from typing import Final

from hubdesk import sealing
from hubdesk.sync.unreadable import Unreadable, Why

FORMAT: Final = 1
MOST_BYTES: Final = 4 << 20
_HEAD: Final = 3 + 2 + 8


class Sort(Enum):
    """What a small file is, by its first three bytes."""

    CARD = b"HDc"
    BUNDLE = b"HDb"


def written(sort: Sort, hub: bytes, key_id: bytes, key: bytes, plain: bytes) -> bytes:
    """The file's bytes."""
    head = sort.value + bytes((FORMAT, FORMAT)) + key_id
    return head + sealing.seal(key, plain, head + hub)


def read(sort: Sort, raw: bytes, hub: bytes, keys: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
    """What was sealed, and the id of the key it was sealed under. Raises Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(Why.OVERSIZED)
    if not raw.startswith(sort.value) or len(raw) < _HEAD:
        raise Unreadable(Why.DAMAGED)
    if raw[4] > FORMAT:
        raise Unreadable(Why.NEWER)
    if raw[5:9] != hub[:4]:
        raise Unreadable(Why.FOREIGN)
    head, key_id = raw[:_HEAD], raw[5:_HEAD]
    if key_id not in keys:
        raise Unreadable(Why.NO_KEY, key_id)
    plain = sealing.opened(keys[key_id], raw[_HEAD:], head + hub)
    if plain is None:
        raise Unreadable(Why.DAMAGED)
    return plain, key_id


def short(content: bytes) -> str:
    """A few letters for a file's name that stand for what is in it."""
    return blake2b(content, digest_size=8).hexdigest()
