"""Carries a backup that was looked at to a second medium: a stick, or a shared folder.

In the calling thread, in large pieces: a slow stick takes its time, and one that is pulled out
leaves nothing that could be taken for a backup.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

from hubdesk.backups import about, erased, leftovers, places, whole
from hubdesk.backups.places import Backup
from hubdesk.errors import Trouble
from hubdesk.folders import FILE
from hubdesk.security import key_file
from hubdesk.storage.looking import looking
from hubdesk.storage.whole_file import sync_folder, write_whole
from hubdesk.wording import translate

NO_ROOM: Final = translate(
    "hub",
    "There is no room for another backup on the stick or in the folder for backups. Free some "
    "space there, or use another one. The backup on this computer is whole.",
)
LOCKED: Final = translate(
    "hub",
    "The stick or folder for backups does not allow changes. Unlock it, or use another one. The "
    "backup on this computer is whole.",
)
GONE: Final = translate(
    "hub",
    "The stick or folder for backups was taken away or did not answer, so nothing was kept "
    "there. Put it in again; Hubdesk tries again by itself.",
)
WRONG: Final = translate(
    "hub",
    "The stick or folder for backups gave back something else than was written to it. Use "
    "another one. The backup on this computer is whole.",
)


def is_there(medium: Path) -> bool:
    """True when a stick or folder is there now. It comes and goes, which is nothing wrong."""
    try:
        return medium.is_dir()
    except OSError:
        return False


def carry(backup: Backup, medium: Path, key: bytes, now_ms: int) -> Backup:
    """Copies a backup to a medium and reads all of it back before it counts.

    One that is there already is only named. Raises Trouble, in a sentence; whatever backups
    were there are as they were.
    """
    if not is_there(medium):
        raise Trouble(GONE)
    place = places.on_medium(medium, backup.about.laptop)
    made = Backup(place / backup.folder.name, backup.about)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Before the backup: a stick that is pulled out in between must not lack the list.
        erased.carry(backup.folder.parent, place)
        if about.read(made.folder) == backup.about and made.is_complete():
            return made
        leftovers.clear(place, now_ms)
        _copy(backup, made, key)
    except OSError as error:
        raise _said(error) from error
    return made


def _copy(backup: Backup, made: Backup, key: bytes) -> None:
    part = made.folder.with_name(made.folder.name + places.PART)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(mode=0o700)
        copied = copy_file(backup.file, part / FILE)
        write_whole(part / key_file.NAME, backup.keys.read_bytes())
        write_whole(part / about.NAME, about.render(backup.about))
        _refuse_other(Backup(part, backup.about), copied, key)
        shutil.rmtree(made.folder, ignore_errors=True)
        part.rename(made.folder)
        sync_folder(made.folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_other(written: Backup, copied: str, key: bytes) -> None:
    """Raises Trouble when it cannot be read back as it was, or does not open."""
    if copied != written.about.file_sum:
        # The copy on this disk is what changed since it was looked at.
        raise Trouble(whole.NOT_WHOLE)
    try:
        whole.look(written)
        with looking(written.file, key) as connection:
            counted = whole.how_many(connection, "stream") >= 0
    except Trouble as failure:
        raise Trouble(WRONG) from failure
    assert counted


def copy_file(source: Path, target: Path) -> str:
    """Copies a file, has it reach the disk, and returns its SHA-256. Raises OSError."""
    total = hashlib.sha256()
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with (
        source.open("rb") as reading,
        os.fdopen(os.open(target, flags, 0o600), "wb", buffering=0) as writing,
    ):
        while piece := reading.read(whole.CHUNK):
            total.update(piece)
            rest = memoryview(piece)
            while rest:
                rest = rest[writing.write(rest) :]
        os.fsync(writing.fileno())
    return total.hexdigest()


def _said(error: OSError) -> Trouble:
    if leftovers.is_full(error):
        return Trouble(NO_ROOM)
    return Trouble(LOCKED if leftovers.is_locked(error) else GONE)
