"""P9: from the start of the program to its first paint, and to the first scan it can take."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.hubs import Hubs
from bench.measuring import Line, Way, each_ms, in_turn, ratio
from bench.opening import LIGHT

ROUNDS = 9
PICARD_PAINTS = Path(__file__).with_name("picard_paints.py")
BUNDLE = Path("dist", "hubdesk", "hubdesk")


def lines(hubs: Hubs) -> Iterator[Line]:
    """P9; every program is timed from outside, from its start to its end."""
    hub = hubs.copy(hubs.large, "started")
    programs = (("window", hub), ("door", hub), ("ready", hub), ("bare",))
    *ours, bare = in_turn([_program(*words) for words in programs], 1, ROUNDS)
    goals = (
        ("P9", "first paint of the window", 2.2),
        ("P9 door", "passphrase can be typed", 5.0),
        ("P9 ready", "ready to scan", 5.0),
    )
    for (name, what, limit), mine in zip(goals, ours, strict=True):
        found = ratio(mine, bare)
        note = f"{each_ms(mine):.0f} ms here, with its end"
        yield Line(name, f"{what} ÷ a bare window of Qt", limit, found.wall, note=note)
    yield _picard(hubs, hub)
    yield _frozen()


def _picard(hubs: Hubs, hub: Path) -> Line:
    """Beside another program of its kind: MusicBrainz Picard, PyQt6 and as old as it is good."""
    what = "first paint ÷ Picard's"
    if hubs.picard is None:
        note = "pip install picard somewhere, then: bench starting --picard ITS_PYTHON"
        return Line("P9 Picard", what, 0.7, None, note=note)
    with tempfile.TemporaryDirectory(prefix="hubdesk-picard-") as home:
        words = [str(hubs.picard), str(PICARD_PAINTS), home]
        ours, theirs = in_turn([_program("window", hub), Way(_Run(words))], 1, ROUNDS)
    note = f"its first paint, without its end: {each_ms(theirs):.0f} ms here"
    return Line("P9 Picard", what, 0.7, ratio(ours, theirs).wall, note=note)


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
        subprocess.run(self._words, check=True, capture_output=True, env=_usual())


def _usual() -> dict[str, str]:
    """As ``hub.py run`` has it, but for a switch that would compile everything at each start."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | LIGHT
