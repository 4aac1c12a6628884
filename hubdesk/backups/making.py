"""Makes a backup on this disk: copied while the desk works, looked at, and only then named.

On a connection of its own, in the calling thread. Nearly all of it is done inside SQLite and
the system, where Python's other threads go on.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any, Final

from hubdesk.backups import about, erased, leftovers, places, whole
from hubdesk.backups.about import About
from hubdesk.backups.places import Backup
from hubdesk.errors import Refused, Said, Trouble
from hubdesk.folders import FILE
from hubdesk.forgetting.forgot import FORGOT, on_request
from hubdesk.journal import forgotten
from hubdesk.security import key_file, keys
from hubdesk.storage.connection import connect
from hubdesk.storage.failures import DAMAGED, FULL, as_trouble
from hubdesk.storage.folder import make as make_folder
from hubdesk.storage.folder_lock import FolderLock
from hubdesk.storage.whole_file import sync_folder, write_whole
from hubdesk.wording import translate

SECOND_MS: Final = 1_000
NO_ROOM: Final = translate(
    "hub",
    "There is no room on this computer's disk for another backup. Your work is saved. Free "
    "some space; Hubdesk tries again by itself.",
)
NOT_MADE: Final = translate(
    "hub",
    "The backup on this computer did not succeed. Your work is saved, and Hubdesk tries again "
    "by itself. If it happens all day, check the disk.",
)
ANOTHER: Final = translate(
    "hub", "Another backup is being made just now. Wait a minute, then try again."
)
NO_KEYS: Final = translate(
    "hub",
    "The key file {file} is missing or damaged, and no backup holds a good one, so a backup "
    "could not be opened on another computer. Draw a new recovery code in Set-up.",
)
_ERASED: Final = "SELECT subject FROM forgotten WHERE matter = ?"
_FORGOT: Final = "SELECT body FROM operation WHERE type = ?"
_ALIKE: Final = """
SELECT count(*) FROM main.operation AS here JOIN copy.operation AS there USING (position)
WHERE here.stream_no = there.stream_no AND here.seq = there.seq AND here.type = there.type
AND here.version = there.version AND here.actor IS there.actor AND here.at_ms = there.at_ms
AND here.stamp = there.stamp AND here.subject = there.subject AND here.body = there.body
"""
"""How many operations of the copy stand in the hub just as they do there."""


def make(hub: Path, key: bytes, now_ms: int) -> Backup:
    """Makes one backup of a hub that may be open meanwhile.

    Raises Trouble, in a sentence, when it did not succeed; nothing is left of it then, and
    older backups are as they were.
    """
    place = places.own(hub)
    make_folder(place)
    lock = _lock(place)
    try:
        leftovers.clear(place, now_ms)
        return _made(hub, key, place, _free(place, now_ms))
    except OSError as error:
        raise Trouble(NO_ROOM if leftovers.is_full(error) else NOT_MADE) from error
    except Trouble as failure:
        if failure.text == FULL:
            raise Trouble(NO_ROOM) from failure
        if failure.text in (DAMAGED, NO_KEYS):
            raise
        raise Trouble(NOT_MADE) from failure
    finally:
        lock.release()


def _lock(place: Path) -> FolderLock:
    try:
        return FolderLock(place)
    except Refused as refusal:
        raise Trouble(ANOTHER) from refusal
    except OSError as error:
        raise Trouble(NOT_MADE) from error


def _made(hub: Path, key: bytes, place: Path, at_ms: int) -> Backup:
    made = place / places.stamp(at_ms)
    part = made.with_name(made.name + places.PART)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(mode=0o700)
        write_whole(part / key_file.NAME, _keys(hub, key))
        told = _copied(hub / FILE, part, key, at_ms)
        write_whole(part / about.NAME, about.render(told))
        part.rename(made)
        sync_folder(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Backup(made, told)


def _copied(live: Path, part: Path, key: bytes, at_ms: int) -> About:
    copy = part / FILE
    with as_trouble():
        driver = connect(live, key)
        try:
            gone = [subject for (subject,) in driver.execute(_ERASED, (forgotten.ERASED,))]
            asked = [
                each
                for (raw,) in driver.execute(_FORGOT, (FORGOT.name,))
                for each in on_request(raw)
            ]
            (device,) = driver.execute("SELECT value FROM meta WHERE name = 'device'").fetchone()
            driver.execute("VACUUM INTO ?", (str(copy),)).close()
            _kept_on_disk(copy)
            told = _told(driver, copy, key, at_ms, places.laptop_of(device))
        finally:
            driver.close()
    whole.look_inside(copy, key, told.operations)
    erased.note(part.parent, key, gone, asked)
    return told


def _told(driver: Any, copy: Path, key: bytes, at_ms: int, laptop: str) -> About:
    """What the copy says of itself, after each of its operations was held against the hub's."""
    driver.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{key.hex()}'\"", (str(copy),)).close()
    one = "SELECT count(*), coalesce(max(at_ms), 0) FROM copy.operation"
    operations, newest_ms = driver.execute(one).fetchone()
    (households,) = driver.execute("SELECT count(*) FROM copy.household").fetchone()
    (alike,) = driver.execute(_ALIKE).fetchone()
    driver.execute("DETACH DATABASE copy").close()
    if alike != operations:
        raise Trouble(NOT_MADE)
    return About(
        about.VERSION,
        laptop,
        at_ms,
        newest_ms,
        operations,
        households,
        copy.stat().st_size,
        whole.summed(copy),
        whole.summed(copy.parent / key_file.NAME),
    )


def _keys(hub: Path, key: bytes) -> bytes:
    """The hub's key file; where that is damaged, the one of the newest backup that fits."""
    for folder in (hub, *(each.folder for each in places.in_folder(places.own(hub)))):
        try:
            if keys.fits(folder, key):
                return (folder / key_file.NAME).read_bytes()
        except Said:
            continue
    raise Trouble(NO_KEYS, file=key_file.NAME)


def _kept_on_disk(path: Path) -> None:
    with path.open("rb+") as file:
        if sys.platform != "win32":
            os.fchmod(file.fileno(), 0o600)
        os.fsync(file.fileno())


def _free(place: Path, now_ms: int) -> int:
    """A moment, in whole seconds, at which no backup was made yet."""
    at_ms = now_ms - now_ms % SECOND_MS
    while (place / places.stamp(at_ms)).exists():
        at_ms += SECOND_MS
    return at_ms
