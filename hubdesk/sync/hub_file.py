"""``hub-<id>.json``: says in the clear whose folder this is. A folder without it is nobody's."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

import msgspec
from msgspec import Struct

NAME: Final = re.compile(r"hub[^/]{0,200}\.json[^/]{0,100}", re.IGNORECASE)
MOST_BYTES: Final = 4_000


class HubFile(Struct, frozen=True):
    """What the file says: the hub's id, and for whoever wonders what this folder is.

    ``check`` follows from the id: one flipped bit of it must not say "another hub's folder".
    """

    hubdesk_hub: int
    id: str
    about: str = ""
    check: str = ""


ABOUT: Final = "A hub's shared folder. Everything else in it is sealed. Do not rename or delete."


def name_of(hub: bytes) -> str:
    """The name of the file."""
    return f"hub-{hub.hex()}.json"


def written(hub: bytes) -> bytes:
    """The bytes of the file."""
    said = HubFile(1, hub.hex(), ABOUT, _check(hub))
    return msgspec.json.format(msgspec.json.encode(said)) + b"\n"


def read(raw: bytes) -> bytes | None:
    """The hub's id in a file's bytes; None when it is not such a file."""
    try:
        said = msgspec.json.decode(raw, type=HubFile)
        hub = bytes.fromhex(said.id)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
        return None
    sound = len(hub) == 16 and said.hubdesk_hub >= 1 and said.check in ("", _check(hub))
    return hub if sound else None


def _check(hub: bytes) -> str:
    return blake2b(hub, digest_size=4, person=b"hubdesk hub").hexdigest()
