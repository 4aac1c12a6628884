"""kill -9 while backups are made, carried and brought back."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

import pytest

from hubdesk import desk as desks
from hubdesk.backups import places, taking, whole
from hubdesk.backups.bringing_back import bring_back_with, newest_whole
from hubdesk.clock import LaptopClock
from hubdesk.doorstep import Found, in_folder
from hubdesk.errors import Said
from hubdesk.security import keys
from tests.faults.killing import Acknowledge, Worker, kill_rounds, needs_fork
from tests.hub.backups.kept import PHRASE, kept_world

pytestmark = needs_fork

ROUNDS = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A hub with a stick beside it."""
    kept = kept_world(tmp_path / "hub")
    kept.serve(kept.household(name="Ada Lovelace"))
    (tmp_path / "stick").mkdir()
    kept.on_stick(tmp_path / "stick")
    kept.desk.close()
    return tmp_path


def backing_up(folder: Path, acknowledge: Acknowledge) -> None:
    key = keys.unlock(folder / "hub", PHRASE)
    clock = LaptopClock()
    while True:
        made = taking.take(folder / "hub", key, clock.now_ms())
        acknowledge(str(made.folder))
        on_stick = taking.carry(folder / "hub", key, made, folder / "stick", clock.now_ms())
        acknowledge(str(on_stick.folder))


def bringing_back(folder: Path, acknowledge: Acknowledge) -> None:
    assert in_folder(folder / "hub") is Found.HUB
    key = keys.unlock(folder / "hub", PHRASE)
    backup = newest_whole(places.under(folder / "stick"))
    for number in count():
        bring_back_with(backup, folder / "hub", key, LaptopClock())
        acknowledge(str(number))


def broken_backups(folder: Path, acknowledged: list[str]) -> list[str]:
    broken = []
    named = [*places.under(folder / "stick"), *places.under(folder / "hub")]
    lost = set(acknowledged) - {str(each.folder) for each in named}
    for backup in named[:6]:
        try:
            whole.look(backup)
        except Said as failure:
            broken.append(str(failure))
    return broken + [f"lost {each}" for each in lost]


def broken_hub(folder: Path, _: list[str]) -> list[str]:
    # As every start does: a swap that was cut off is finished first.
    if in_folder(folder / "hub") is not Found.HUB:
        return ["no hub"]
    try:
        desk = desks.open_desk(folder / "hub", keys.unlock(folder / "hub", PHRASE), LaptopClock())
    except Said as failure:
        return [str(failure)]
    wrong = desk.damage()
    desk.close()
    return wrong


@pytest.mark.parametrize(
    ("worker", "check"),
    [(backing_up, broken_backups), (bringing_back, broken_hub)],
    ids=["backing up", "bringing back"],
)
def test_a_kill_at_any_moment(folder: Path, worker: Worker, check: object) -> None:
    tally = kill_rounds(folder, worker, check, ROUNDS)  # type: ignore[arg-type]
    assert tally.broken == [], str(tally)
    assert tally.acknowledged > 0


def named_too_early(folder: Path, acknowledge: Acknowledge) -> None:
    """As a planted bug: the backup bears its name before it is written."""
    key = keys.unlock(folder / "hub", PHRASE)
    clock = LaptopClock()
    while True:
        made = taking.take(folder / "hub", key, clock.now_ms())
        content = made.file.read_bytes()
        with made.file.open("wb", buffering=0) as file:
            for at in range(0, len(content), 8192):
                file.write(content[at : at + 8192])
                time.sleep(0.002)
        acknowledge(str(made.folder))


def test_the_kills_catch_a_backup_that_is_named_too_early(folder: Path) -> None:
    assert kill_rounds(folder, named_too_early, broken_backups, ROUNDS).broken
