"""P9: from the start of the program to its first paint, its first words, and its first scan.

The first paint is of an empty window in the hub's colours: whoever started it sees that it is
coming. The first words stand on the front door, where the passphrase can be typed then.
"""

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
        ("P9", "first paint, no words yet,", 2.2, "the window is empty, in the hub's colours"),
        ("P9 door", "first words, passphrase box,", 5.0, "the whole front door is painted"),
        ("P9 ready", "ready to scan,", 5.0, "the whole counter is painted"),
    )
    for (name, what, limit, painted), mine in zip(goals, ours, strict=True):
        found = ratio(mine, bare)
        note = f"{painted}; {each_ms(mine):.0f} ms here, with its end"
        yield Line(name, f"{what} ÷ a bare window of Qt", limit, found.wall, note=note)
    yield from _picard(hubs, hub)
    yield _frozen()


def _picard(hubs: Hubs, hub: Path) -> Iterator[Line]:
    """Beside another program of its kind: MusicBrainz Picard, PyQt6 and as old as it is good.

    Its first paint has its words in it, so that it is compared with our first words as well.
    """
    goals = (
        ("P9 Picard", "first paint, no words yet, ÷ Picard's first paint"),
        ("P9 words", "first words, passphrase box, ÷ Picard's first paint"),
    )
    if hubs.picard is None:
        note = "pip install picard somewhere, then: bench starting --picard ITS_PYTHON"
        yield from (Line(name, what, 0.7, None, note=note) for name, what in goals)
        return
    with tempfile.TemporaryDirectory(prefix="hubdesk-picard-") as home:
        theirs_ = Way(_Run([str(hubs.picard), str(PICARD_PAINTS), home]))
        ways = [_program("window", hub), _program("door", hub), theirs_]
        *ours, theirs = in_turn(ways, 1, ROUNDS)
    note = f"its main window whole, without its end: {each_ms(theirs):.0f} ms here"
    for (name, what), mine in zip(goals, ours, strict=True):
        yield Line(name, what, 0.7, ratio(mine, theirs).wall, note=note)


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
