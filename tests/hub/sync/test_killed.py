"""Real processes that share are killed, and lose nothing that was told."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk import check
from hubdesk.sync import joining
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.one_pass import sync_once
from tests.hub.sync.hubs import CHEAP, Laptop
from tests.hub.sync.shelf import on_shelf
from tests.hub.sync.test_two_laptops import same

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("kills", [2, pytest.param(200, marks=pytest.mark.longest)])
def test_a_laptop_that_is_killed_while_it_shares_loses_nothing(
    laptop: Callable[[str], Laptop], tmp_path: Path, kills: int
) -> None:
    first, second, shared = laptop("first"), laptop("second"), tmp_path / "shared"
    shared.mkdir()
    folder, draw = DiskFolder(shared), random.Random(kills)
    codes = joining.make(first.desk, folder, first.clock.now_ms(), CHEAP)
    joining.join(second.desk, folder, codes.with_names.words, second.clock.now_ms())
    told = 0
    for _ in range(kills):
        first.desk.close()
        told += _killed(first.home, shared, draw.uniform(0, 0.6))
        first.open()
        assert on_shelf(first) >= told, "what was told stands"
        told = on_shelf(first)
    for _ in range(2):
        for each in (first, second):
            assert sync_once(each.desk, folder, each.clock.now_ms()).whole
    assert on_shelf(second) == told
    assert same(first, second)
    assert check.check(second.desk).sound


def _killed(home: Path, shared: Path, after_s: float) -> int:
    """How many tins a process told of before it was killed."""
    words = [sys.executable, "-m", "tests.hub.sync.killed", str(home), str(shared)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        begun = process.stdout.readline()
        time.sleep(after_s)
        process.kill()
        return (begun + process.stdout.read()).count(b"\n")
