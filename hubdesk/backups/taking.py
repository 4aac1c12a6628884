"""One round: a backup on this disk, then on every second medium that is there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from hubdesk.backups import carrying, keeping, making, places, state
from hubdesk.backups.places import Backup
from hubdesk.errors import Trouble


class Taken(Struct, frozen=True):
    """What came of one round. ``trouble`` are the sentences of media that failed."""

    backup: Backup
    carried: tuple[Backup, ...] = ()
    trouble: tuple[Trouble, ...] = ()


def take(hub: Path, key: bytes, now_ms: int) -> Backup:
    """Makes a backup on this disk, and then removes those that were kept long enough.

    Raises Trouble when it did not succeed.
    """
    made = making.make(hub, key, now_ms)
    with suppress(OSError):
        # A backup that cannot be removed today is removed tomorrow.
        keeping.prune(places.own(hub), now_ms)
    keeping.prune_aside(hub, now_ms, made.about.newest_ms)
    since_ms = state.read(hub).since_ms or now_ms
    state.keep(hub, own_ms=now_ms, since_ms=min(since_ms, now_ms))
    return made


def carry(hub: Path, key: bytes, backup: Backup, medium: Path, now_ms: int) -> Backup:
    """Brings a backup to one medium, and removes there what was kept long enough."""
    carried = carrying.carry(backup, medium, key, now_ms)
    with suppress(OSError):
        keeping.prune(carried.folder.parent, now_ms)
    state.keep(hub, second_ms=now_ms)
    return carried


def round_(hub: Path, key: bytes, now_ms: int, media: Sequence[Path]) -> Taken:
    """Does both for every medium that is there, one after another."""
    backup = take(hub, key, now_ms)
    carried: list[Backup] = []
    trouble: list[Trouble] = []
    for medium in filter(carrying.is_there, media):
        try:
            carried.append(carry(hub, key, backup, medium, now_ms))
        except Trouble as failure:
            trouble.append(failure)
    return Taken(backup, tuple(carried), tuple(trouble))


def newest(hub: Path) -> Backup | None:
    """The newest backup on this disk."""
    try:
        return next(iter(places.in_folder(places.own(hub))), None)
    except OSError:
        return None
