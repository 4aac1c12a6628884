"""Backups beside the counter: what a scan pays while one is made, and the check at a start."""

from __future__ import annotations

import itertools
import shutil
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.hub_key import KEY, NOW
from bench.hubs import Hubs
from bench.measuring import Line
from bench.opened import cards, opened, put_all_away
from hubdesk import sealing
from hubdesk.backups import checking, places, taking
from hubdesk.counter import scanning
from hubdesk.desk import Desk
from hubdesk.security import key_file, keys
from hubdesk.security.key_file import KeyFile

IDLE = 400
REST_S = 0.01


def lines(hubs: Hubs) -> Iterator[Line]:
    """How a card's p99 fares while a backup is made, and how long the check at a start takes."""
    hub = hubs.copy(hubs.large, "backups")
    shutil.rmtree(places.own(hub), ignore_errors=True)
    key_file.write(hub, KeyFile((), sealing.seal(KEY, b"", keys.PROOF)))
    begun_s = time.perf_counter()
    checking.quick(hub, KEY)
    yield Line("quick", "check at a start", 2.0, time.perf_counter() - begun_s, "s")
    yield from _beside(hub)


def _beside(hub: Path) -> Iterator[Line]:
    desk = opened(hub)
    desk.do(put_all_away)
    known = itertools.cycle(desk.ask(cards))
    idle = [_card_ms(desk, next(known)) for _ in range(IDLE)]
    now_ms = int(NOW.timestamp() * 1000)
    for what, work in (
        ("while a backup is made", partial(taking.take, hub, KEY, now_ms)),
        ("while the whole file is looked at", partial(checking.full, hub, KEY, now_ms)),
    ):
        held = _p99(_during(work, desk, known)) / _p99(idle)
        yield Line("backup", f"card scanned, p99 {what} ÷ p99 idle", 2.0, held)
    desk.close()


def _during(work: Callable[[], object], desk: Desk, known: Iterator[str]) -> list[float]:
    thread = threading.Thread(target=work)
    thread.start()
    spent = []
    while thread.is_alive():
        spent.append(_card_ms(desk, next(known)))
        time.sleep(REST_S)
    return spent


def _card_ms(desk: Desk, card: str) -> float:
    begun_s = time.perf_counter()
    desk.do(scanning.scanned, card)
    spent_ms = (time.perf_counter() - begun_s) * 1000
    desk.do(put_all_away)
    return spent_ms


def _p99(spent: list[float]) -> float:
    return statistics.quantiles(spent, n=100)[-1]
