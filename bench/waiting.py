"""How long a command waits while a pass reads 100,000 operations: desk, pass and asker apart.

As in the app: the desk lives in a thread of its own and answers in order; the pass runs in
another and sends the desk its short steps, while nobody waits; the window's thread asks, and
waits for an answer.
"""

from __future__ import annotations

import queue
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bench.hubs import Hubs
from bench.measuring import Line
from bench.scan import Scanner
from hubdesk.desk import Desk
from hubdesk.sync import giving_way, joining
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.report import PassReport

BETWEEN_S: Final = 0.02
"""Between two scans: fifty a second, several times what a hand can do."""
LEAST: Final = 200

Answer = queue.SimpleQueue[tuple[Any, BaseException | None]]


class Apart:
    """A desk in a thread of its own."""

    def __init__(self, opener: Callable[[], Desk]) -> None:
        self._asked: queue.SimpleQueue[tuple[Callable[[Desk], Any], Answer] | None]
        self._asked = queue.SimpleQueue()
        self.somebody_waits = False
        self._thread = threading.Thread(target=self._run, args=(opener,), name="desk")
        self._thread.start()

    def call(self, what: Callable[[Desk], Any]) -> Any:
        """A screen has something done in the desk's thread, and waits for it."""
        self.somebody_waits = True
        try:
            return self.cross(what)
        finally:
            self.somebody_waits = False

    def cross(self, what: Callable[[Desk], Any]) -> Any:
        """As ``call``, by somebody who may wait."""
        answer: Answer = queue.SimpleQueue()
        self._asked.put((what, answer))
        value, failure = answer.get()
        if failure is not None:
            raise failure
        return value

    def close(self) -> None:
        """Closes the desk and ends its thread."""
        self.call(Desk.close)
        self._asked.put(None)
        self._thread.join()

    def _run(self, opener: Callable[[], Desk]) -> None:
        desk = opener()
        while (request := self._asked.get()) is not None:
            what, answer = request
            try:
                answer.put((what(desk), None))
            except BaseException as failure:  # noqa: BLE001 - carried across, then raised
                answer.put((None, failure))


class Across:
    """The desk as the thread of the shared folder reaches it: whoever serves goes first."""

    def __init__(self, desk: Apart) -> None:
        self._desk = desk

    def do(self, command: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """As the desk does."""
        return self._cross(lambda desk: desk.do(command, *args, **named))

    def ask(self, question: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """As the desk does."""
        return self._cross(lambda desk: desk.ask(question, *args, **named))

    def _cross(self, what: Callable[[Desk], Any]) -> Any:
        giving_way.stand_back(lambda: self._desk.somebody_waits)
        return self._desk.cross(what)


def line(hubs: Hubs, folder: Path, code: str) -> Line:
    """The 99th of a hundred scans, each from asking to its answer."""
    desk = Apart(lambda: hubs.desk(hubs.small, "synced"))
    scanner: Scanner = desk.call(Scanner)
    idle = _scanned(desk, scanner, lambda many: many < LEAST)
    passed: list[PassReport] = []
    shared = DiskFolder(folder)
    across = Across(desk)
    joining.join(across, shared, code, 0)
    now_ms = desk.call(Desk.now_ms)
    one_pass = threading.Thread(target=lambda: passed.append(sync_once(across, shared, now_ms)))
    one_pass.start()
    waited = _scanned(desk, scanner, lambda _: one_pass.is_alive())
    one_pass.join()
    desk.close()
    read = passed[0].read
    note = f"{read:,} read, {len(waited)} scans, median {statistics.median(waited):.1f}; "
    note += f"with no sync {_late(idle):.1f} and {statistics.median(idle):.1f}"
    return Line("sync p99", "a scan while 100,000 are applied, p99", 10, _late(waited), "ms", note)


def _scanned(desk: Apart, scanner: Scanner, goes_on: Callable[[int], bool]) -> list[float]:
    """Milliseconds that each scan took, parcel after parcel."""
    waited: list[float] = []
    while goes_on(len(waited)):
        if len(waited) % 30 == 0:
            desk.call(lambda _: scanner.begin())
        time.sleep(BETWEEN_S)
        began_s = time.perf_counter()
        desk.call(lambda _: scanner.item())
        waited.append((time.perf_counter() - began_s) * 1000)
    return waited


def _late(waited: list[float]) -> float:
    return statistics.quantiles(waited, n=100)[98]
