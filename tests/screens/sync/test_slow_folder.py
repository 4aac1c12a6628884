"""A folder with 200 ms for each operation, or one that hangs, costs the counter nothing."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk.households.record import Household
from hubdesk.sync.disk_folder import DiskFolder, System
from tests.screens.sync.conftest import Counter, Store
from tests.world import World, open_world
from ui.sync.folder_work import FolderWork

Opened = Callable[..., Counter]
SLOW_S = 0.2


class Slow(System):
    """The disk of a share at the far end of a bad line. ``gate`` shut: it does not answer."""

    def __init__(self) -> None:
        self.calls, self.delay_s = 0, SLOW_S
        self.gate = threading.Event()
        self.gate.set()

    def _wait(self) -> None:
        self.calls += 1
        time.sleep(self.delay_s)
        self.gate.wait(120)

    def entries(self, path: str) -> list[os.DirEntry[str]]:
        self._wait()
        return super().entries(path)

    def open(self, path: str, flags: int) -> int:
        self._wait()
        return super().open(path, flags)

    def read(self, file: int, at_most: int) -> bytes:
        self._wait()
        return super().read(file, at_most)

    def write(self, file: int, content: bytes) -> int:
        self._wait()
        return super().write(file, content)

    def fsync(self, file: int) -> None:
        self._wait()
        super().fsync(file)

    def rename(self, old: str, new: str) -> None:
        self._wait()
        super().rename(old, new)


@pytest.fixture
def stocked(tmp_path: Path) -> World:
    world = open_world(tmp_path / "stocked")
    world.line("Beans")
    world.product("Beans 400 g", "Beans")
    world.shelf("400 Beans 400 g, best before 2027-12")
    world.parcel(Beans=2)
    return world


def served(here: Counter, home: Household, beans: str) -> list[float]:
    """One household from card to label; how long each step took, in seconds."""
    meter, steps = here.meter, []
    for step in (
        lambda: meter.scan(home.card),
        lambda: meter.scan(beans),
        lambda: meter.type_("3\r"),
        lambda: meter.press("F12"),
    ):
        began = time.perf_counter()
        meter.step(step)
        steps.append(time.perf_counter() - began)
    return steps


def connected(counter: Opened, store: Store, world: World) -> tuple[Counter, list[Household], Slow]:
    """Two laptops, a folder that has grown slow, and families that wait at the counter."""
    homes = [world.household(2, 3) for _ in range(6)]
    here = counter(world)
    store.join(here.make().with_names.words)
    for _ in range(6):
        store.world.household(1, 2, name="A Example")
        store.sync()
    here.meter.press("F2")
    slow = Slow()
    work = FolderWork(here.meter.world.clock, lambda path: DiskFolder(path, slow))
    here.meter.desk.sharing.run.__dict__["folder_work"] = work
    return here, homes, slow


def test_serving_beside_a_slow_folder_is_as_quick_as_without_one(
    counter: Opened, store: Store, stocked: World
) -> None:
    beans = stocked.barcodes["Beans 400 g"]
    here, homes, slow = connected(counter, store, stocked)
    run = here.meter.desk.sharing.run
    usual = [each for home in homes[:3] for each in served(here, home, beans)]
    run.now()
    beside = [each for home in homes[3:] for each in served(here, home, beans)]
    assert run._across is not None, "it was under way all along"
    assert slow.calls >= sum(beside) / SLOW_S - 2, "and at the folder"
    assert statistics.median(beside) < min(SLOW_S, 2 * statistics.median(usual) + 0.02)
    slow.delay_s = 0.0
    here.settle()
    here.share()
    assert len(here.page.state.laptops.records.records) == 2
    assert store.sync().read >= 6, "what was served was shared"


def test_a_whole_visit_is_served_while_the_folder_hangs(
    counter: Opened, store: Store, stocked: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    beans = stocked.barcodes["Beans 400 g"]
    here, homes, slow = connected(counter, store, stocked)
    run = here.meter.desk.sharing.run
    monkeypatch.setattr("ui.sync.run.LAST_S", 0.2)
    before = here.meter.printer.printed[:]
    run.now()
    for at, home in enumerate(homes):
        if at == 3:
            slow.gate.clear()
        served(here, home, beans)
    assert len(here.meter.printer.printed) == len(before) + len(homes)
    calls = slow.calls
    here.meter.press("F8")
    here.meter.press("F9")
    assert slow.calls <= calls + 1, "it has hung since"
    run._say_slow()
    assert "The folder does not answer" in here.says("shared")
    here.meter.settle()
    assert "changes waiting since 10:00" in here.says("saved")
    here.meter.close()
    slow.gate.set()
