"""kill -9 of the real window while it serves: what the card called done is in the book."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select as chosen

from hubdesk import check
from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from hubdesk.counter.tables import collection
from hubdesk.desk import Desk
from hubdesk.journal.act import View
from tests.hub.counter.test_serving import stocked
from tests.world import KEY, open_world

ROOT = Path(__file__).parents[2]
LONGEST_LIFE_S = 1.2
START_WITHIN_S = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A stocked hub on the laptop's own clock, closed."""
    made = open_world(tmp_path / "made")
    made.desk.close()
    made.desk = desks.found(tmp_path / "hub", KEY, LaptopClock())
    stocked(made)
    made.desk.close()
    return tmp_path / "hub"


def one_life(folder: Path, life_s: float, *, from_first: bool) -> list[str]:
    """The numbers of the parcels that a window showed as done before it was killed."""
    command = [sys.executable, "-m", "tests.faults.serving_window", str(folder)]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        if from_first:
            assert select.select([window.stdout], [], [], START_WITHIN_S)[0], "nobody was served"
        time.sleep(life_s)
        assert window.poll() is None, "the window ended by itself"
        window.kill()
        return window.stdout.read().decode().split()


def what_is_wrong(folder: Path, acknowledged: list[str]) -> list[str]:
    """Lost collections, and whatever the hub's own check finds."""
    desk = desks.open_desk(folder, KEY, LaptopClock())
    try:
        wrong = [f"{number} is lost" for number in acknowledged if number not in served(desk)]
        return wrong + [f"{f.what}: {f.wrong}" for f in check.check(desk).findings if f.wrong]
    finally:
        desk.close()


def served(desk: Desk) -> set[str]:
    def numbers(view: View) -> set[str]:
        return {
            each[-4:] for each in view.connection.execute(chosen(collection.c.parcel)).scalars()
        }

    return desk.ask(numbers)


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9 and select on a pipe")
@pytest.mark.parametrize("rounds", [8, pytest.param(20, marks=pytest.mark.longest)])
def test_a_killed_window_loses_nothing_it_called_done(folder: Path, rounds: int) -> None:
    draw = random.Random(20261121)
    acknowledged: list[str] = []
    for number in range(rounds):
        life_s = draw.uniform(0, LONGEST_LIFE_S)
        acknowledged += one_life(folder, life_s, from_first=number % 3 < 2)
        assert what_is_wrong(folder, acknowledged) == []
    assert len(acknowledged) >= rounds
    print(f"{rounds} windows killed, {len(acknowledged)} parcels called done")  # noqa: T201
