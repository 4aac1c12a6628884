"""The shared folder: what applying costs, how short segments are, and how long the counter waits.

A hub whose journal holds a year (``bench.year``) shares a folder; another laptop joins it. The
floor of applying is the bare driver that writes the very rows which that laptop then holds, in
the order in which they came, under the same key and settings.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Table

from bench import sizes, waiting, year
from bench.hub_key import KEY, NOW
from bench.hubs import Hubs
from bench.measuring import Line
from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.desk import FILE
from hubdesk.journal.operations import Klass
from hubdesk.security.key_file import Cost
from hubdesk.storage.connection import connect
from hubdesk.storage.tables import derived, kept
from hubdesk.sync import joining, segment
from hubdesk.sync.columns import Carried
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.pace import HURRY
from hubdesk.sync.past import lying
from hubdesk.sync.past.making import Making
from hubdesk.sync.segment import Address

USUAL: Final = 100_000
LONG: Final = 1_000_000
PARCELS: Final = 20_000
"""Operations when each collection is a whole parcel."""
LINES_OF_A_PARCEL: Final = 30
ROUNDS: Final = 3
ALONE: Final = 500
AT_WORST: Final = "19 of 20 come with a past, the rest came since"
AT_ONCE: Final = 5_000
"""Rows the floor writes in one transaction."""
MIX: Final = "70 % goods, 15 % collections, 15 % fields"
CHEAP: Final = Cost(n=2, r=1, p=1)
"""Stretching a hub code takes a second by intent: it is not what is measured."""


class Shared(Struct, frozen=True):
    """A folder that a hub shares: the hub, the folder, the code that joins it."""

    hub: Path
    folder: Path
    code: str
    operations: int


def lines(hubs: Hubs) -> Iterator[Line]:
    """Sizes, applying, joining, and what the counter waits for meanwhile."""
    half, whole = share(hubs.folder, USUAL // 2), share(hubs.folder, USUAL)
    yield from _lengths(whole)
    yield _applied(half, "sync apply", "joined and applied ÷ bare driver, same rows")
    parcels = share(hubs.folder, PARCELS, LINES_OF_A_PARCEL)
    yield _applied(parcels, "sync parcel", "the same, each collection of 30 lines")
    yield from _joined(hubs, half, whole)
    yield waiting.line(hubs, whole.folder, whole.code)


def share(folder: Path, operations: int, lines_given: int = 1, *, past: bool = False) -> Shared:
    """A hub with so many operations, and the folder that it has sent them to.

    With ``past`` it has made one, so that who joins need not read them all.
    """
    home = folder / f"sync-{operations}-{lines_given}{'-past' if past else ''}"
    shutil.rmtree(home, ignore_errors=True)
    (home / "shared").mkdir(parents=True)
    hub = year.journal_of(home / "first", operations, lines_given)
    desk, into = desks.open_desk(hub, KEY, SetClock(NOW)), DiskFolder(home / "shared")
    codes = joining.make(desk, into, desk.now_ms(), CHEAP)
    making = Making() if past else None
    sent = sync_once(desk, into, desk.now_ms(), replace(HURRY, past_from=1), making=making).sent
    desk.close()
    if sent != operations:
        raise RuntimeError(f"{sent} of {operations} operations were sent")
    return Shared(hub, home / "shared", codes.with_names.words, operations)


def join(shared: Shared) -> tuple[Path, float]:
    """Another laptop joins: its hub, and the seconds of CPU that its first pass took."""
    home = shared.folder.with_name("second")
    shutil.rmtree(home, ignore_errors=True)
    desk, folder = desks.found(home, KEY, SetClock(NOW)), DiskFolder(shared.folder)
    joining.join(desk, folder, shared.code, desk.now_ms())
    began_s = time.process_time()
    report = sync_once(desk, folder, desk.now_ms(), HURRY)
    spent_s = time.process_time() - began_s
    desk.close()
    if report.read != shared.operations or report.stopped:
        raise RuntimeError(f"{report.read} of {shared.operations} operations were read")
    return home, spent_s


def _lengths(shared: Shared) -> Iterator[Line]:
    found = list(shared.folder.rglob("*.s.hds"))
    held = sum(_many(each) for each in found)
    size = sum(each.stat().st_size for each in found) / held
    yield Line("sync bytes", "an operation of stock, 1,000 in a segment", 25, size, "B", MIX)
    alone = [_alone(row) for row in year.stock_alone(shared.hub, ALONE)]
    note = f"mean of the same; the longest {max(alone)}"
    yield Line("sync one", "an operation of stock alone", 130, statistics.mean(alone), "B", note)


def _many(path: Path) -> int:
    """How many operations a segment's name says that it holds."""
    first, last, _ = path.name.split("-")
    return int(last) - int(first) + 1


def _alone(row: tuple[Any, ...]) -> int:
    """The length of a segment of one operation."""
    address = Address(bytes(16), Klass.STOCK, bytes(8), bytes(16), 900)
    return len(segment.written(address, bytes(8), bytes(range(32)), [Carried(*row)]))


def _applied(shared: Shared, name: str, what: str) -> Line:
    """Joining against the bare driver, in turn."""
    ratios = []
    for _ in range(ROUNDS):
        home, ours_s = join(shared)
        ratios.append(ours_s / _floor(home))
    ratio = statistics.median(ratios)
    note = f"cpu; {1 / ratio:.2f} of the bare driver, 0.33 asked and 0.45 aimed at"
    return Line(name, what, 1 / 0.33, ratio, note=note)


def _joined(hubs: Hubs, half: Shared, whole: Shared) -> Iterator[Line]:
    """A whole million only in the long run; else its tenth, and that twice as many cost twice."""
    what, name = "a million operations joined, cpu", "sync join"
    if hubs.large == sizes.LONG:
        past_s = join(share(hubs.folder, LONG, past=True))[1]
        since_s = join(half)[1]
        yield Line(name, what, 15, _at_worst(past_s, since_s), "s", AT_WORST)
        return
    packed = share(hubs.folder, USUAL, past=True)
    spent = [(join(half)[1], join(whole)[1], join(packed)[1]) for _ in range(ROUNDS)]
    scale = LONG / packed.operations
    joined_s = statistics.median(_at_worst(c * scale, a) for a, _, c in spent)
    yield Line(name, what, 15, joined_s, "s", f"{AT_WORST}; of {USUAL:,}, scaled")
    growth = statistics.median(b / a for a, b, _ in spent)
    what = f"{whole.operations:,} joined ÷ {half.operations:,}"
    yield Line("sync grows", what, 2.2, growth, note="cpu")


def _at_worst(past_s: float, since_s: float) -> float:
    """With a past that is made anew at the next operation; what came since is read as ever.

    ``since_s`` is for the twentieth of a million that may have.
    """
    return lying.WORTH * past_s + since_s


def _floor(home: Path) -> float:
    """Seconds of CPU for the bare driver to write every row that a hub holds into an empty one."""
    bare = home.with_name("bare")
    shutil.rmtree(bare, ignore_errors=True)
    desks.found(bare, KEY, SetClock(NOW)).close()
    held = _rows(home / FILE, bare / FILE)
    driver = connect(bare / FILE, KEY)
    began_s = time.process_time()
    for statement, rows in held:
        for start in range(0, len(rows), AT_ONCE):
            driver.execute("BEGIN IMMEDIATE")
            driver.executemany(statement, rows[start : start + AT_ONCE])
            driver.execute("COMMIT")
    spent_s = time.process_time() - began_s
    driver.close()
    return spent_s


def _rows(full: Path, empty: Path) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """By statement, the rows that one hub's file has and an empty one has not."""
    there, here = connect(full, KEY), connect(empty, KEY)
    found = []
    for table in (*kept.sorted_tables, *derived.sorted_tables):
        order = "op, n" if table.name == "movement" else ", ".join(_order(table))
        asked = f"SELECT * FROM {table.name} ORDER BY {order}"
        known = set(here.execute(asked).fetchall())
        rows = [row for row in there.execute(asked).fetchall() if row not in known]
        marks = ", ".join("?" * len(table.c))
        found.append((f"INSERT OR REPLACE INTO {table.name} VALUES ({marks})", rows))
    there.close()
    here.close()
    return found


def _order(table: Table) -> list[str]:
    """In the order in which they came, where the rows tell."""
    names = [name for name in ("position", "at_ms", "op", "seq") if name in table.c]
    return names or [column.name for column in table.primary_key]
