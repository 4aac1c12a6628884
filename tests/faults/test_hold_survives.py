"""kill -9 while visits are put on hold: each that was acknowledged is there, with its ticket."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from hubdesk.counter import drafts, hold, scanning, serving
from hubdesk.desk import Desk
from tests.faults import killing
from tests.faults.killing import Acknowledge, kill_rounds, needs_fork
from tests.faults.test_serving_survives import LONGEST_LIFE_S
from tests.faults.test_serving_survives import world as world
from tests.world import KEY, World

pytestmark = needs_fork


@pytest.fixture(autouse=True)
def _long_enough_to_park(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killing, "LONGEST_LIFE_S", LONGEST_LIFE_S)


def parking(world: World, folder: Path, acknowledge: Acknowledge) -> None:
    """Parks one visit after another, each with a tin and under a number of its own."""
    desk = desks.open_desk(folder, KEY, LaptopClock())
    number = 1 + max((int(each.ticket) for each in _waiting(desk)), default=0)
    for each in _waiting(desk):
        desk.do(drafts.put_away, each.id)
    while True:
        desk.do(serving.first_visit, 1, 0)
        desk.do(scanning.scanned, world.barcodes["Baked beans 420 g"])
        desk.do(hold.park_as, str(number))
        acknowledge(str(number))
        number += 1


def _waiting(desk: Desk) -> list[hold.HeldVisit]:
    return [each for each in desk.ask(hold.waiting) if each.ticket]


def lost(folder: Path, acknowledged: list[str]) -> list[str]:
    desk = desks.open_desk(folder, KEY, LaptopClock())
    there = {each.ticket: each.id for each in _waiting(desk)}
    wrong = [f"{each} is on hold no more" for each in acknowledged if each not in there]
    for ticket, visit in there.items():
        draft = desk.ask(drafts.load, visit)
        if not any(row.in_hand for row in draft.lines):
            wrong.append(f"{ticket} lost its tin")
    desk.close()
    return wrong


@pytest.mark.parametrize("rounds", [20, pytest.param(200, marks=pytest.mark.longest)])
def test_no_visit_on_hold_is_lost_to_a_kill(world: World, rounds: int) -> None:
    tally = kill_rounds(world.folder, partial(parking, world), lost, rounds)
    assert not tally.broken, tally.broken
    assert tally.acknowledged > 0
