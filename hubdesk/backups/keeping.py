"""How long backups are kept: all for two days, then one a day up to 35 days.

35 days is what the hub promises about people who were erased. Nothing is removed before a newer
backup was looked at, and the newest is never removed. Ages go by the names of the folders, for
want of better; which one is the newest does not (``places``).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from hubdesk.backups import about, places
from hubdesk.folders import FILE
from hubdesk.security import put_back
from hubdesk.storage.whole_file import write_whole

DAY_MS: Final = 86_400_000
ALL_MS: Final = 2 * DAY_MS
LONGEST_MS: Final = 35 * DAY_MS
AHEAD_MS: Final = DAY_MS
SECOND_MS: Final = 1_000


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

    Returns how many went. Raises OSError when the medium fails.
    """
    _date_anew(place, now_ms)
    gone = going(_names(place), now_ms)
    for name in gone:
        _remove(place / name)
    return len(gone)


def _date_anew(place: Path, now_ms: int) -> None:
    """Those from the future, made under a wrong clock, are of now: else they are kept for years.

    One that holds entries of the future is left: there this clock may be the wrong one, and all
    that it dated back would go when it is put right.
    """
    for each in sorted(_names(place), reverse=True):
        told = about.read(place / each)
        newest_ms = told.newest_ms if told else 0
        if _at_ms(each) <= now_ms + AHEAD_MS or newest_ms > now_ms + AHEAD_MS:
            continue
        at_ms = _free(place, now_ms)
        if told:
            write_whole(place / each / about.NAME, about.render(replace(told, at_ms=at_ms)))
        (place / each).rename(place / places.stamp(at_ms))


def _free(place: Path, at_ms: int) -> int:
    """The last second up to a moment of which nothing is there: the one made just now is newer."""
    at_ms -= at_ms % SECOND_MS
    while (place / places.stamp(at_ms)).exists():
        at_ms -= SECOND_MS
    return at_ms


def prune_aside(hub: Path, now_ms: int, newest_ms: int) -> None:
    """Removes hubs that were put aside, and copies made before an upgrade, after 35 days.

    A hub that was put aside in the future is of now, unless the hub's newest entry is of the
    future too.
    """
    oldest, latest = places.stamp(now_ms - LONGEST_MS), places.stamp(now_ms + AHEAD_MS)
    aside = hub / put_back.ASIDE
    for each in list(aside.iterdir()) if aside.is_dir() else []:
        moment = each.name[: len(oldest)]
        if moment < oldest:
            shutil.rmtree(each, ignore_errors=True)
        elif moment > latest and newest_ms <= now_ms + AHEAD_MS:
            with suppress(OSError):
                each.rename(aside / places.stamp(_free(aside, now_ms)))
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
