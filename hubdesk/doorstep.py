"""What the page before the desk knows of a hub without opening it.

The passphrase can be typed before the database and all that stands on it are loaded, so
nothing here may import them; ``hubdesk.starting`` does the work.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.folders import FILE
from hubdesk.security import key_file, put_back


class NotUnlocked(Refused):
    """The words were wrong, not the files: typing again may help."""


class Found(StrEnum):
    """What lies in the hub's folder when Hubdesk starts."""

    NOTHING = "nothing"
    KEYS_ALONE = "keys alone"
    HUB = "hub"


class Reached(StrEnum):
    """How far the first run of a hub has come."""

    CODE = "code"
    GOODS = "goods"
    DONE = "done"


class Names(Struct, frozen=True):
    """What the first step asks: the hub, this laptop, and where it serves."""

    hub: str
    laptop: str
    place: str


class Begun(Struct, frozen=True):
    """A hub that was made or opened on the way: its key and the recovery code to print."""

    key: bytes
    recovery_code: str


class Opened(Struct, frozen=True):
    """A hub that was unlocked: its key, how far its first run came, and what it is called.

    ``opener`` is the slot of the phrase that did it, "" for the recovery code.
    """

    key: bytes
    reached: Reached
    hub_name: str
    opener: str = ""


class Unlocked(Struct, frozen=True):
    """By what the open hub was opened: its folder, its key, and whose phrase that was."""

    folder: Path
    key: bytes
    opener: str = ""


def in_folder(folder: Path) -> Found:
    """What a start has to do with this folder: begin, finish beginning, or open.

    A folder that may not be looked into is taken for a hub's: opening it says what to do. A
    restore that was cut off is finished first.
    """
    try:
        put_back.finish(folder)
        if (folder / FILE).exists():
            return Found.HUB
        return Found.KEYS_ALONE if key_file.exists(folder) else Found.NOTHING
    except OSError:
        return Found.HUB
