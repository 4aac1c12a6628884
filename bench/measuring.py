"""Pairs of runs, timed in turn, and whether what came out holds a goal.

A ratio is the median over rounds of one way's time divided by another's in the same round
(each the median of its pieces), so that whatever else this computer is doing falls on both.
Absolute figures stand only against limits that are themselves stated in time or memory.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from msgspec import Struct

ROUNDS = 9
SLACK = 1.15
"""A goal that is missed by no more than this is said to be missed, but fails nothing."""

Work = Callable[[], object]


class Spent(Struct, frozen=True):
    """Seconds of one piece of work: by the wall clock, and of this process's own work."""

    wall_s: float
    cpu_s: float


class Ratio(Struct, frozen=True):
    """How many times as long one way takes as the other; medians of paired rounds."""

    wall: float
    cpu: float


class Line(Struct, frozen=True):
    """One goal and what was measured; ``value`` None: not measured here, and ``note`` why."""

    name: str
    what: str
    limit: float
    value: float | None
    unit: str = "x"
    note: str = ""

    @property
    def verdict(self) -> str:
        """What the last column says."""
        if self.value is None:
            return "not measured here"
        if self.value <= self.limit:
            return "holds"
        return "MISSED" if self.failed else "missed, within 15 %"

    @property
    def failed(self) -> bool:
        """True when the goal is missed by more than 15 %."""
        return self.value is not None and self.value > self.limit * SLACK


class Way(Struct, frozen=True):
    """One way of doing the work. Not timed: ``before`` each round, ``ready`` before each piece."""

    work: Work
    before: Work = tuple
    ready: Work = tuple


def timed(way: Way, times: int = 1) -> Spent:
    """How long one piece of the work takes: the median of so many."""
    wall_s, cpu_s = [], []
    for _ in range(times):
        way.ready()
        began_s, began_cpu_s = time.perf_counter(), time.process_time()
        way.work()
        wall_s.append(time.perf_counter() - began_s)
        cpu_s.append(time.process_time() - began_cpu_s)
    return Spent(statistics.median(wall_s), statistics.median(cpu_s))


def in_turn(ways: Sequence[Way], times: int, rounds: int = ROUNDS) -> list[list[Spent]]:
    """What each way spent in each round; every round begins with another way.

    A round before the first is not counted: it warms what a day of serving keeps warm.
    """
    spent: list[list[Spent]] = [[] for _ in ways]
    for number in range(-1, rounds):
        for step in range(len(ways)):
            which = (number + step) % len(ways)
            ways[which].before()
            one = timed(ways[which], times)
            if number >= 0:
                spent[which].append(one)
    return spent


def ratio(ours: Sequence[Spent], floor: Sequence[Spent]) -> Ratio:
    """The median of the paired ratios, round by round."""
    pairs = list(zip(ours, floor, strict=True))
    return Ratio(
        statistics.median(a.wall_s / b.wall_s for a, b in pairs),
        statistics.median(a.cpu_s / max(b.cpu_s, 1e-9) for a, b in pairs),
    )


def each_ms(spent: Sequence[Spent]) -> float:
    """Milliseconds that one piece of work took, in the median round."""
    return statistics.median(one.wall_s for one in spent) * 1000
