"""The memory goals, each in a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import crowded, generator
from bench.hubs import Hubs
from bench.measuring import Line
from bench.opening import LIGHT
from bench.remembering import SCANS

NONE_LOST: Final = 20
"""So many references to None may come and go by chance; a leak loses one or more a scan."""
NONE_SCANS: Final = 150
"""Among so many scans."""
FEW: Final = 1_000
MANY: Final = 100_000
"""Rows of the lists that are compared."""
LISTS: Final = (
    "All households",
    "Stock by product",
    "Stock by date",
    "history of a product",
    "near their date",
    "Today",
    "written differently",
)
"""As ``bench.long_lists`` opens them."""

Took = dict[str, float]


def lines(hubs: Hubs) -> Iterator[Line]:
    """Idle, after everything, by size, a day of scans, None, and long lists."""
    large = _day(hubs.copy(hubs.large, "remembered"))
    if not large["idle"]:
        yield Line("memory", "resident memory", 150, None, "MiB", note="only told on Linux")
        return
    small = _day(hubs.copy(hubs.small, "remembered"))
    yield Line("memory", "idle, the counter on show", 100, large["idle"], "MiB")
    what = "after every screen, a parcel and its labels"
    yield Line("memory all", what, 150, large["everything"], "MiB")
    more = (large["everything"] - small["everything"]) * 100_000 / hubs.large.households
    what = f"more for {hubs.large.households:,} households, per 100,000"
    yield Line("memory rows", what, 5, more, "MiB")
    yield _lists(hubs.folder)
    yield from _soaked(large)


def _soaked(took: Took) -> Iterator[Line]:
    """A day of scans at the counter, without the pauses between them."""
    growth = (took["day"] / took["warm"] - 1) * 100
    note = f"{took['warm']:.1f} to {took['day']:.1f} MiB; the long form: hub.py faults soak --long"
    what = f"growth in {SCANS:,} scans, as many as in 8 hours"
    yield Line("memory soak", what, 5, growth, "%", note)
    change = took["none after"] - took["none before"]
    note = f"{change:+,.0f} in {SCANS:,} scans; only a loss can end in a crash"
    what = f"references to None lost or gained by {NONE_SCANS} scans"
    yield Line("memory none", what, NONE_LOST, abs(change) * NONE_SCANS / SCANS, "refs", note)


def _lists(folder: Path) -> Line:
    """What each list takes when it is gone through, long against short; the worst counts."""
    grew = {name: _grew(folder, name) for name in LISTS}
    worst = max(grew, key=lambda name: grew[name])
    told = ", ".join(f"{name} {more:.1f}" for name, more in grew.items() if name != worst)
    what = f"more for a list of {MANY:,} rows, per 100,000"
    return Line("memory list", what, 5, grew[worst], "MiB", f"worst: {worst}; {told}")


def _grew(folder: Path, name: str) -> float:
    few, many = (_list(folder, name, rows) for rows in (FEW, MANY))
    more = (many["after"] - many["before"]) - (few["after"] - few["before"])
    return more * 100_000 / (MANY - FEW)


def _list(folder: Path, name: str, rows: int) -> Took:
    hub = generator.copied(crowded.build(folder, rows), "listed")
    return _told("list", name, str(hub))


def _day(hub: Path) -> Took:
    return _told("day", str(hub))


def _told(*words: str) -> Took:
    told = subprocess.run(
        [sys.executable, "-m", "bench.remembering", *words],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **LIGHT},
    )
    found: Took = json.loads(told.stdout)
    return found
