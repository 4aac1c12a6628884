"""The memory goals, each in a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from bench.hubs import Hubs
from bench.measuring import Line
from bench.opening import LIGHT
from bench.sizes import Size

NONE_LOST = 20
"""So many references to None may come and go by chance; a leak loses one or more a scan."""


def lines(hubs: Hubs) -> Iterator[Line]:
    """Idle, after everything, by size, and None."""
    large, small = _took(hubs, hubs.large), _took(hubs, hubs.small)
    if not large["idle"]:
        yield Line("memory", "resident memory", 150, None, "MiB", note="only told on Linux")
        return
    yield Line("memory", "idle, the counter on show", 100, large["idle"], "MiB")
    what = "after every screen, a parcel and its labels"
    yield Line("memory all", what, 150, large["everything"], "MiB")
    more = (large["everything"] - small["everything"]) * 100_000 / hubs.large.households
    what = f"more for {hubs.large.households:,} households, per 100,000"
    yield Line("memory rows", what, 5, more, "MiB")
    what = "references to None lost by 150 scans"
    yield Line("memory none", what, NONE_LOST, large["none"], "refs")


def _took(hubs: Hubs, size: Size) -> dict[str, float]:
    hub = hubs.copy(size, "remembered")
    words = [sys.executable, "-m", "bench.opening", "memory", str(hub)]
    told = subprocess.run(
        words,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **LIGHT},
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found
