"""How long backups are kept: all for two days, then one a day up to 35 days.

35 days is what the hub promises about people who were erased. Nothing is removed before a newer
backup was looked at, and the newest is never removed. Ages go by the names of the folders.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hubdesk.backups import places
from hubdesk.folders import FILE
from hubdesk.security import put_back

DAY_MS: Final = 86_400_000
ALL_MS: Final = 2 * DAY_MS
LONGEST_MS: Final = 35 * DAY_MS
AHEAD_MS: Final = DAY_MS


def going(names: Sequence[str], now_ms: int) -> list[str]:
    """Which of these backups, by their names, are not to be kept any longer."""
    gone: list[str] = []
    days: set[str] = set()
    newest = max(names, default="")
    for name in sorted(names, reverse=True):
        age_ms = now_ms - _at_ms(name)
        day = name.partition("T")[0]
        is_kept = age_ms <= ALL_MS or (age_ms <= LONGEST_MS and day not in days)
        if age_ms > ALL_MS:
            days.add(day)
        if not is_kept and name != newest:
            gone.append(name)
    return gone


def prune(place: Path, now_ms: int) -> int:
    """Removes what is not to be kept; to be called after a newer backup was looked at.

    One from the future, made under a wrong clock, is taken to be of now: else it would be kept
    for years. Returns how many went. Raises OSError when the medium fails.
    """
    for each in _names(place):
        if _at_ms(each) > now_ms + AHEAD_MS and not (place / places.stamp(now_ms)).exists():
            (place / each).rename(place / places.stamp(now_ms))
    gone = going(_names(place), now_ms)
    for name in gone:
        _remove(place / name)
    return len(gone)


def prune_aside(hub: Path, now_ms: int) -> None:
    """Removes hubs that were put aside, and copies made before an upgrade, after 35 days."""
    oldest = places.stamp(now_ms - LONGEST_MS)
    aside = hub / put_back.ASIDE
    for each in list(aside.iterdir()) if aside.is_dir() else []:
        if each.name[: len(oldest)] < oldest:
            shutil.rmtree(each, ignore_errors=True)
    for copy in hub.glob(f"{Path(FILE).stem}-before-schema-*"):
        with suppress(OSError):
            if copy.stat().st_mtime * 1000 < now_ms - LONGEST_MS:
                copy.unlink()


def _names(place: Path) -> list[str]:
    return [each.name for each in place.iterdir() if places.is_stamp(each.name)]


def _remove(folder: Path) -> None:
    """Takes its name away first: a backup that is half gone must not look like one."""
    part = folder.with_name(folder.name + places.PART)
    folder.rename(part)
    shutil.rmtree(part, ignore_errors=True)


def _at_ms(name: str) -> int:
    told = datetime.strptime(name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return int(told.timestamp() * 1000)
