"""Where backups lie, and what lies there.

Each is a folder named by its moment (UTC), with the hub's encrypted file, its key file and
``about.json``. On this disk they lie in the hub's own folder; on a stick or in a shared folder
each laptop has a folder of its own, named by a number that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Final

from msgspec import Struct

from hubdesk.backups import about
from hubdesk.backups.about import About
from hubdesk.folders import FILE
from hubdesk.security import key_file

OWN: Final = "backups"
ON_MEDIUM: Final = "Hubdesk backups"
PART: Final = ".part"
_LAPTOP: Final = re.compile(r"laptop-([0-9a-f]{8})")
_STAMP: Final = re.compile(r"\d{8}T\d{6}Z")
_STAMP_WORDS: Final = "%Y%m%dT%H%M%SZ"


class Backup(Struct, frozen=True):
    """A backup that lies somewhere, as it looks from outside."""

    folder: Path
    about: About

    @property
    def file(self) -> Path:
        return self.folder / FILE

    @property
    def keys(self) -> Path:
        return self.folder / key_file.NAME

    @property
    def newness(self) -> tuple[int, int, str]:
        """Of two backups the newer has more of this.

        By what is in it: a journal only grows, whatever the clock said when it was copied. The
        moment of its newest entry comes first, for a hub that was brought back from an older
        backup has fewer entries and goes on from there. Its name tells equal ones apart.
        """
        return self.about.newest_ms, self.about.operations, self.folder.name

    def is_complete(self) -> bool:
        """True when its files are there in their full length; see ``whole.look`` for the rest."""
        try:
            return self.keys.is_file() and self.file.stat().st_size == self.about.file_bytes
        except OSError:
            return False


def own(hub: Path) -> Path:
    """Where the backups on this disk lie."""
    return hub / OWN


def on_medium(medium: Path, laptop: str) -> Path:
    """Where a laptop's backups lie on a stick or in a shared folder."""
    return medium / ON_MEDIUM / f"laptop-{laptop}"


def laptop_of(device: str) -> str:
    """The number a laptop goes by in the clear; it cannot be traced back to the device."""
    return blake2b(device.encode(), digest_size=4, person=b"hubdesk laptop").hexdigest()


def newest_first(found: Iterable[Backup]) -> list[Backup]:
    """These backups by what is in them."""
    return sorted(found, key=_newness, reverse=True)


def _newness(backup: Backup) -> tuple[int, int, str]:
    return backup.newness


def stamp(at_ms: int) -> str:
    """The name of a backup made at a moment."""
    return datetime.fromtimestamp(at_ms // 1000, tz=UTC).strftime(_STAMP_WORDS)


def is_stamp(name: str) -> bool:
    """True for the name of a finished backup."""
    return _STAMP.fullmatch(name) is not None


def in_folder(folder: Path) -> list[Backup]:
    """The backups that lie right in a folder, newest first. Raises OSError when it cannot."""
    if not folder.is_dir():
        return []
    found = []
    for each in folder.iterdir():
        told = about.read(each) if is_stamp(each.name) else None
        if told is not None:
            found.append(Backup(each, told))
    return newest_first(found)


def under(chosen: Path) -> list[Backup]:
    """Every backup to be found by somebody who chose a stick, a folder or a hub, newest first.

    ``chosen`` may be the stick itself, the folder on it, one laptop's, or a single backup; or
    a hub's folder. Raises OSError when it cannot be looked into.
    """
    told = about.read(chosen)
    if told is not None:
        return [Backup(chosen, told)]
    places = [chosen, own(chosen), *_laptops(chosen), *_laptops(chosen / ON_MEDIUM)]
    return newest_first(backup for place in places for backup in in_folder(place))


def _laptops(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [each for each in sorted(folder.iterdir()) if _LAPTOP.fullmatch(each.name)]
