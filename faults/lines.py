"""What a harness has to say: what must be, what came, and whether it holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct


class Line(Struct, frozen=True):
    """One line of the report. ``holds`` None: not tried here, and ``came`` says why."""

    name: str
    must: str
    came: str
    holds: bool | None

    @property
    def verdict(self) -> str:
        """The last column."""
        return {True: "holds", False: "DOES NOT HOLD", None: "not tried here"}[self.holds]


class Asked(Struct, frozen=True):
    """What was asked of a harness: a folder to work in, how long, and by which chance."""

    folder: Path
    long: bool
    seed: int

    def many(self, usual: int, long: int) -> int:
        """How many: of a short run, or of one for the closing figures."""
        return long if self.long else usual


Harness = Callable[[Asked], Iterator[Line]]
MOST_TOLD = 5


def told(name: str, must: str, came: str, wrong: list[str]) -> Line:
    """The line of a harness that gathered what is wrong; the first few are said."""
    more = f" and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
    said = f"; wrong: {' | '.join(wrong[:MOST_TOLD])}{more}" if wrong else ""
    return Line(name, must, came + said, not wrong)


class Pace:
    """How fast a long run goes, so that nobody waits for one that will not end today."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def per_second(self, many: int) -> str:
        """So many in all this time."""
        return f"{many / max(time.monotonic() - self._began, 0.001):.1f} a second"
