"""The backups that somebody can choose from, wherever they lie, before any passphrase is typed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.backups import going_on, places, whole
from hubdesk.backups.bringing_back import BroughtBack, bring_back_with, nothing_more
from hubdesk.backups.places import Backup
from hubdesk.clock import Clock
from hubdesk.errors import Said, Trouble
from hubdesk.folders import FILE
from hubdesk.security import keys


class Found(Struct, frozen=True):
    """A backup and where it was found; ``medium`` is None for this computer's own disk.

    ``is_whole`` is None until all of it was read.
    """

    backup: Backup
    medium: Path | None
    is_whole: bool | None = None


def find(hub: Path, media: Iterable[Path]) -> list[Found]:
    """Every backup on this disk and on these media, newest first. Media that fail are left out."""
    found = [Found(each, None, _at_a_glance(each)) for each in _in(places.own(hub))]
    for medium in media:
        found += [Found(each, medium, _at_a_glance(each)) for each in _under(medium)]
    return sorted(found, key=_newness, reverse=True)


def look(found: Found) -> bool:
    """Reads all of a backup; True when it is whole."""
    try:
        whole.look(found.backup)
    except Trouble:
        return False
    return True


def bring_back(found: Found, hub: Path, text: str, clock: Clock) -> BroughtBack:
    """Brings a backup back; what a damaged hub in this place still holds comes over with it.

    A present hub that is sound is put aside as it is: somebody wants the older state. Raises
    Refused for a wrong passphrase, Trouble when the backup is not whole or a disk fails.
    """
    key, opener = keys.opened_by(found.backup.folder, text)
    filling = partial(going_on.regained, hub, key) if _is_damaged(hub, key) else nothing_more
    brought = bring_back_with(found.backup, hub, key, clock, filling)
    return replace(brought, opener=opener)


def _is_damaged(hub: Path, key: bytes) -> bool:
    if not (hub / FILE).exists():
        return False
    try:
        whole.look_inside(hub / FILE, key)
    except Said:
        return True
    return False


def _at_a_glance(backup: Backup) -> bool | None:
    return None if backup.is_complete() else False


def _in(place: Path) -> list[Backup]:
    try:
        return places.in_folder(place)
    except OSError:
        return []


def _under(medium: Path) -> list[Backup]:
    try:
        return places.under(medium)
    except OSError:
        return []


def _newness(found: Found) -> tuple[int, int, str]:
    return found.backup.newness
