"""P9: from the start of the program to its first paint, and to the first scan it can take."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.hubs import Hubs
from bench.measuring import Line, Way, each_ms, in_turn, ratio

ROUNDS = 9
BUNDLE = Path("dist", "hubdesk", "hubdesk")


def lines(hubs: Hubs) -> Iterator[Line]:
    """P9; every program is timed from outside, from its start to its end."""
    hub = hubs.copy(hubs.large, "started")
    ways = [_program(*words) for words in (("door", hub), ("ready", hub), ("bare",))]
    door, ready, bare = in_turn(ways, 1, ROUNDS)
    found = ratio(door, bare)
    what = "first paint ÷ a bare window of Qt"
    yield Line("P9", what, 2.2, found.wall, note=f"{each_ms(door):.0f} ms here, with its end")
    found = ratio(ready, bare)
    what = "ready to scan ÷ a bare window of Qt"
    yield Line("P9 ready", what, 5.0, found.wall, note=f"{each_ms(ready):.0f} ms here")
    yield Line("P9 Picard", "first paint ÷ Picard's", 0.7, None, note="not among what is installed")
    yield _frozen()


def _frozen() -> Line:
    what = "frozen ÷ from source, opened and proved"
    bundle = BUNDLE if BUNDLE.exists() else BUNDLE.with_suffix(".exe")
    if not bundle.exists():
        return Line("P9 frozen", what, 1.2, None, note="no bundle: python3 hub.py bundle")
    source = [sys.executable, "-m", "hubdesk", "prove"]
    ways = [Way(_Run([str(bundle), "prove"])), Way(_Run(source))]
    return Line("P9 frozen", what, 1.2, ratio(*in_turn(ways, 1, 5)).wall)


def _program(what: str, *where: Path) -> Way:
    return Way(_Run([sys.executable, "-m", "bench.opening", what, *map(str, where)]))


class _Run:
    """One program, from its start to its end."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def __call__(self) -> None:
        subprocess.run(self._words, check=True, capture_output=True)
