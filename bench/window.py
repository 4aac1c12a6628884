"""P1 and P3: a scan in the real window, on the encrypted hub, from Return to painted.

And whether the window goes on painting while something else is busy (``bench.repaints``).
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Iterator

from bench import repaints
from bench.floor import Floor
from bench.hub_key import KEY
from bench.hubs import Hubs
from bench.measuring import Line, Way, each_ms, in_turn, ratio
from bench.opened import cards
from bench.scan import CODES, ITEMS, Bare
from bench.seen import Seen


class Counter:
    """Scans at the window: by the desk itself, or by the bare driver with the same answers."""

    def __init__(self, seen: Seen, bare: Bare, known: list[str]) -> None:
        self.seen, self.bare = seen, bare
        self._cards = itertools.cycle(known)
        self.begin()
        self._answers = itertools.cycle([seen.answer(code) for code in CODES])
        self._codes = itertools.cycle(CODES)
        self.own_s: list[float] = []
        self.alone_s: list[float] = []

    def begin(self) -> None:
        """A parcel into which nothing was scanned yet."""
        self.bare.begin()
        self.seen.parcel(next(self._cards))

    def type(self) -> None:
        """The digits of the next code; the scanner's Return is still to come."""
        self.seen.rest()
        self.seen.type(next(self._codes))

    def enter(self) -> None:
        """Return, until painted; notes what the window's own thread did before it painted."""
        begun_s = time.thread_time()
        self.seen.enter()
        self.own_s.append(self.seen.eye.began_own_s - begun_s)

    def bare_and_shown(self) -> None:
        """Looked up and saved by the bare driver, and the same answer painted."""
        begun_s = time.perf_counter()
        self.bare.item()
        self.seen.show(next(self._answers))
        self.alone_s.append(time.perf_counter() - begun_s)


def lines(hubs: Hubs) -> Iterator[Line]:
    """P1, P3."""
    hub = hubs.copy(hubs.large, "seen")
    known = _cards(hubs)
    bare = Bare(Floor(hubs.copy(hubs.large, "bare"), KEY), known)
    seen = Seen(hub, hubs.folder / "labels")
    counter = Counter(seen, bare, known)
    ways = [
        Way(counter.enter, counter.begin, counter.type),
        Way(counter.bare_and_shown, counter.begin, seen.rest),
    ]
    mine, floor = in_turn(ways, ITEMS)
    found = ratio(mine, floor)
    note = f"cpu {found.cpu:.2f}; {each_ms(mine):.1f} ms here"
    what = "scan, Return to painted ÷ bare driver, same paint"
    yield Line("P1", what, 1.20, found.wall, note=note)
    yield _held(counter)
    yield from repaints.lines(seen)
    seen.close()
    bare.floor.close()
    yield repaints.while_shared(hubs)


def _cards(hubs: Hubs) -> list[str]:
    desk = hubs.desk(hubs.large, "asked")
    known = desk.ask(cards)
    desk.close()
    return known


def _held(counter: Counter) -> Line:
    """How long the window's thread is held before it paints, against doing it all there."""
    own_s, alone_s = statistics.median(counter.own_s), statistics.median(counter.alone_s)
    what = "window's thread held by a scan ÷ all done in it"
    return Line("P3", what, 0.30, own_s / alone_s, note=f"{own_s * 1000:.1f} ms held")
