"""What a backup says of itself in the clear, before anybody typed a passphrase.

Times, counts and checksums, and a drawn number for the laptop: nothing of a person and no name
of a hub, for sticks get lost.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

NAME: Final = "about.json"
VERSION: Final = 1
MOST_BYTES: Final = 10_000

_Count = Annotated[int, Meta(ge=0)]
_Sum = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class About(Struct, frozen=True):
    """One backup: of which laptop, when it was made, how much is in it, and its checksums.

    ``newest_ms`` is when the newest thing in it happened, 0 for an empty hub. ``file_sum`` and
    ``keys_sum`` are SHA-256 of the hub's file and of its key file.
    """

    hubdesk_backup: int
    laptop: Annotated[str, Meta(pattern="^[0-9a-f]{8}$")]
    at_ms: _Count
    newest_ms: int
    operations: _Count
    households: _Count
    file_bytes: _Count
    file_sum: _Sum
    keys_sum: _Sum


def render(about: About) -> bytes:
    """As JSON that a person can look at."""
    return msgspec.json.format(msgspec.json.encode(about), indent=2) + b"\n"


def read(folder: Path) -> About | None:
    """What a backup says of itself; None when it says nothing that can be understood."""
    try:
        with (folder / NAME).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        return msgspec.json.decode(content, type=About)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
