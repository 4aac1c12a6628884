"""kill -9 in mid-print: no label is lost, a second one says that it is one, no file is left."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from hubdesk.codes import own
from hubdesk.journal.act import Act
from hubdesk.labels import queue, runs
from hubdesk.labels.contents import ParcelLabel, ShelfLabel
from hubdesk.labels.frame import spaced
from hubdesk.labels.runs import Run
from tests.hub.labels.paper import texts
from tests.world import KEY, open_world

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
ROOT = Path(__file__).parents[2]
ROUNDS = 4
EACH = 5
WITHIN_S = 60.0


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub on the laptop's own clock, closed."""
    open_world(tmp_path / "made").desk.close()
    desks.found(tmp_path / "hub", KEY, LaptopClock()).close()
    return tmp_path / "hub"


def one_life(hub: Path, what: str, printer: str, life_s: float | None) -> None:
    """A process prints what waits; it is killed after so long, or ends when all is out."""
    command = [sys.executable, "-m", "tests.faults.printing_labels", str(hub), what, printer]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], WITHIN_S)[0], "it did not begin"
        if life_s is None:
            assert process.communicate(timeout=WITHIN_S)[0].split()[-1] == b"done"
            return
        time.sleep(life_s)
        process.kill()


def queued(hub: Path, chance: random.Random) -> list[str]:
    """More labels wait; their codes."""
    codes = [own.draw(own.Kind.PARCEL, chance) for _ in range(EACH)]

    def ask(act: Act) -> None:
        for code in codes:
            queue.queue(act, ParcelLabel(code, "0417", 2, 1, date(2026, 11, 21), 9))

    desk = desks.open_desk(hub, KEY, LaptopClock())
    desk.do(ask)
    desk.close()
    return codes


def out(hub: Path, printer: str, codes: list[str]) -> Counter[tuple[str, str]]:
    """How often each code is on paper, as "first" or "again"."""
    if printer == "slow":
        tray = hub / "tray.txt"
        lines = tray.read_text().splitlines() if tray.exists() else []
        return Counter((line.split()[0], line.split()[1]) for line in lines)
    found: Counter[tuple[str, str]] = Counter()
    for file in (hub / "labels").glob("*.pdf"):
        for page in texts(file.read_bytes()):
            for code in codes:
                if spaced(code) in page:
                    found[code, "again" if "again" in page else "first"] += 1
    return found


def _second(there: Counter[tuple[str, str]]) -> int:
    return sum(count for (_, which), count in there.items() if which == "again")


@pytest.mark.parametrize("printer", ["pdf", "slow"])
def test_labels_of_the_counter_are_never_lost_and_a_second_one_says_so(
    hub: Path, printer: str
) -> None:
    chance = random.Random(f"queue {printer}")
    codes: list[str] = []
    for _ in range(ROUNDS):
        codes += queued(hub, chance)
        one_life(hub, "queue", printer, chance.uniform(0.05, 0.9))
    one_life(hub, "queue", printer, None)
    assert [*hub.glob("labels/*.part")] == []
    there = out(hub, printer, codes)
    assert {code for code, _ in there} == set(codes), "none is lost"
    assert all(there[code, "first"] <= 1 for code in codes), "none is doubled and does not say so"
    print(f"{ROUNDS} kills, {len(codes)} labels, {_second(there)} of them twice")  # noqa: T201
    desk = desks.open_desk(hub, KEY, LaptopClock())
    assert desk.ask(queue.waiting) == []
    desk.close()


@pytest.mark.parametrize("printer", ["pdf", "slow"])
def test_a_run_that_was_killed_is_asked_about_and_prints_nothing_by_itself(
    hub: Path, printer: str
) -> None:
    chance = random.Random(f"run {printer}")
    codes = [own.draw(own.Kind.SHELF, chance) for _ in range(48)]
    desk = desks.open_desk(hub, KEY, LaptopClock())
    begun: Run = desk.do(runs.begin, [ShelfLabel(code, "A1") for code in codes], "l7159", 1)
    desk.close()
    for _ in range(ROUNDS):
        one_life(hub, "run", printer, chance.uniform(0.35, 1.8))
        desk = desks.open_desk(hub, KEY, LaptopClock())
        left = desk.ask(runs.unsettled)
        assert left is not None and left.contents == begun.contents, "none is lost"
        desk.close()
    before = out(hub, printer, codes)
    print(f"{ROUNDS} kills, {sum(before.values())} labels were out")  # noqa: T201
    desk = desks.open_desk(hub, KEY, LaptopClock())
    left = desk.ask(runs.unsettled)
    desk.close()
    if before:
        assert left is not None and left.is_out, "it is asked how they came out"
    one_life(hub, "queue", printer, None)
    assert out(hub, printer, codes) == before, "a run prints only when somebody says so"
    assert [*hub.glob("labels/*.part")] == []
