"""Puts a hub's file and keys in the place of others, and the others aside, whatever happens.

What comes in is made ready in a folder of its own inside the hub's. Giving that folder its last
name is the one moment at which it is decided; a start that finds such a folder finishes the
work, so that a power cut leaves the old hub or the new one and never half of both.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from hubdesk.errors import Trouble
from hubdesk.folders import FILE
from hubdesk.security import key_file
from hubdesk.storage.whole_file import sync_folder
from hubdesk.wording import translate

ASIDE: Final = "put-aside"
"""Where hubs lie in whose place another was put, each in a folder named by its moment."""
_STAGE: Final = "coming-in"
_READY: Final = "comes-in-"
_move = os.replace
_OF_A_HUB: Final = (FILE, FILE + "-wal", FILE + "-shm", key_file.NAME)


def stage(hub: Path) -> Path:
    """An empty folder to make a hub ready in, which is to take this one's place."""
    made = hub / _STAGE
    try:
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise trouble() from error
    return made


def beside_stage(hub: Path, name: str) -> Path:
    """A folder that goes with the stage, whichever way that goes; not made yet."""
    return hub / _STAGE / name


def give_up(hub: Path) -> None:
    """Removes what was being made ready; the hub stays as it is."""
    shutil.rmtree(hub / _STAGE, ignore_errors=True)


def swap(hub: Path, moment: str) -> Path | None:
    """Puts what was made ready in place; returns where the old hub lies, if there was one.

    ``moment`` names that folder. The hub must be closed and its folder locked.
    """
    there = any((hub / name).exists() for name in _OF_A_HUB)
    while (hub / ASIDE / moment).exists():
        moment += "a"
    try:
        sync_folder(hub / _STAGE)
        (hub / _STAGE).rename(hub / (_READY + moment))
        sync_folder(hub)
        finish(hub)
    except OSError as error:
        raise trouble() from error
    return hub / ASIDE / moment if there else None


def finish(hub: Path) -> None:
    """Finishes a swap that was cut off, if there is one. Raises OSError when the disk fails."""
    for ready in sorted(hub.glob(_READY + "*")):
        if (ready / FILE).exists():
            _put_aside(hub, hub / ASIDE / ready.name.removeprefix(_READY))
        for name in (FILE, key_file.NAME):
            if (ready / name).exists():
                _move(ready / name, hub / name)
        sync_folder(hub)
        shutil.rmtree(ready)


def finish_or_say(hub: Path) -> None:
    """As ``finish``. Raises Trouble when the disk fails."""
    try:
        finish(hub)
    except OSError as error:
        raise trouble() from error


def _put_aside(hub: Path, aside: Path) -> None:
    for name in _OF_A_HUB:
        if (hub / name).exists():
            aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            _move(hub / name, aside / name)
            sync_folder(aside)


def trouble() -> Trouble:
    """What is said when the disk under the hub fails."""
    return Trouble(
        translate(
            "hub",
            "The hub could not be put in place here, and nothing was lost. Check that this "
            "computer's disk has room and allows changes, then try again.",
        )
    )
