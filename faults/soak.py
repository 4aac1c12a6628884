"""A Saturday at speed through the real window: memory and open files stay where they were."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

from faults import work
from faults.lines import Asked, Line, Pace, told
from hubdesk import check
from hubdesk import desk as desks
from hubdesk.counter import finishing, serving
from hubdesk.labels import queue
from tests.journeys.meter import Meter
from tests.world import KEY, World
from ui.dressed import dressed
from ui.tidy import Tidying

MUST = "memory grows under 5 % after warm-up, open files flat"
GROWTH = 0.05
FILES_MORE = 1
GIVEN = 12
"""Tins of a kind that a visit takes at most."""
A_DELIVERY = 1_800
MIB = 1 << 20


def lines(asked: Asked) -> Iterator[Line]:
    """So many collections, each with a card or a size, a scan and F12."""
    many = asked.many(150, 2_000)
    # The first visits load what every later one finds there.
    warm_up = many // 3
    world, cards = _stocked(asked.folder / "hub", many)
    app, look = dressed()
    tidying = Tidying()
    meter = Meter(app, look, world)
    pace, wrong = Pace(), list[str]()
    serve(meter, cards, warm_up)
    before_bytes, before_files = memory_bytes(), open_files()
    serve(meter, cards, many - warm_up)
    after_bytes, after_files = memory_bytes(), open_files()
    meter.close()
    tidying.stop()
    growth = after_bytes / before_bytes - 1
    if growth >= GROWTH:
        wrong.append(f"memory grew by {growth:.1%}")
    if after_files > before_files + FILES_MORE:
        wrong.append(f"{after_files} files are open, {before_files} were")
    wrong += _unsound(world, many)
    came = (
        f"{many} collections, {before_bytes / MIB:.0f} to {after_bytes / MIB:.0f} MiB "
        f"({growth:+.1%}), files {before_files} to {after_files}, {pace.per_second(many)}"
    )
    yield told("soak", MUST, came, wrong)


def serve(meter: Meter, cards: list[str], many: int) -> None:
    """Visits one after another; every tenth looks round the other screens as well."""
    for turn in range(many):
        if turn % 3:
            meter.scan(cards[turn % len(cards)])
        else:
            meter.type_("2+1\r")
        meter.scan(meter.world.barcodes[work.BEANS])
        for _ in range(6):
            if meter.desk.counter.service.visit is None:
                break
            meter.press("Space")
            meter.press("F12")
        if turn % 10 == 9:
            for key in ("F9", "F8", "F4", "F3", "F2"):
                meter.press(key)


def _stocked(folder: Path, many: int) -> tuple[World, list[str]]:
    world = work.hub(folder)
    world.desk = desks.open_desk(folder, KEY, world.clock)
    for _ in range(-(-2 * many * GIVEN // A_DELIVERY)):
        world.shelf(
            f"{A_DELIVERY} {work.BEANS}, best before 2028-03", f"{A_DELIVERY} Lentil soup 400 g"
        )
    cards = [world.household(1 + n % 4, n % 5).card for n in range(40)]
    _served_before(world, many)
    world.desk.close()
    return world, cards


def _served_before(world: World, many: int) -> None:
    """As many visits a week ago: a hub at work has filled what SQLite keeps of its file (4 MB)."""
    for _ in range(many):
        world.desk.do(finishing.finish, world.desk.do(serving.first_visit, 2, 1))
    labels = [job.no for job in world.desk.ask(queue.waiting)]
    world.desk.do(queue.printed, *labels)
    world.clock.forward(days=7)


def _unsound(world: World, many: int) -> list[str]:
    desk = desks.open_desk(world.folder, KEY, world.clock)
    try:
        report = check.check(desk)
        wrong = [f"{each.what}: {each.wrong}" for each in report.findings if each.wrong]
        if report.operations < many:
            wrong.append(f"only {report.operations} operations were recorded")
        return wrong
    finally:
        desk.close()


def memory_bytes() -> int:
    """What this process holds in memory now; what nobody uses is given up first."""
    gc.collect()
    status = Path("/proc/self/statm")
    if not status.exists():
        return 1
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def open_files() -> int:
    """How many files, pipes and sockets this process has open."""
    told_ = Path("/proc/self/fd")
    return len(list(told_.iterdir())) if told_.exists() else 0
