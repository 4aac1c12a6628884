"""kill -9 while taking in: no scan that was acknowledged is lost, none counts twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hubdesk import check as checks
from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from hubdesk.desk import Desk
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.stock import ledger
from hubdesk.takein import entering, scanning
from tests.faults import killing
from tests.faults.killing import Acknowledge, Worker, kill_rounds, needs_fork, say_early
from tests.hub.takein.hands import stocked
from tests.world import KEY, World, open_world

pytestmark = needs_fork

LONGEST_LIFE_S = 0.25
"""Longer than for the storage alone: opening a desk and scanning take their time."""
MANY = 24


@pytest.fixture(autouse=True)
def _long_enough_to_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killing, "LONGEST_LIFE_S", LONGEST_LIFE_S)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A hub that knows beans and peas, on the laptop's own clock, closed."""
    made = open_world(tmp_path / "hub")
    made.desk.close()
    for file in (tmp_path / "hub").iterdir():
        file.unlink()
    made.desk = desks.found(tmp_path / "hub", KEY, LaptopClock())
    stocked(made)
    made.desk.close()
    return made


def taking_in(scan: object, world: World) -> Worker:
    """Scans beans and peas in turn; every fifth scan of peas is said to be a case of 24."""

    def work(folder: Path, acknowledge: Acknowledge) -> None:
        desk = desks.open_desk(folder, KEY, LaptopClock())
        turn = 0
        while True:
            turn += 1
            what = ("beans", "peas")[turn % 2]
            scan(desk, world.barcodes[what], what, acknowledge)  # type: ignore[operator]
            if turn % 10 == 1:
                desk.do(entering.entered, str(MANY))
                acknowledge(f"{what} {MANY - 1}")

    return work


def scan_then_say(desk: Desk, code: str, what: str, acknowledge: Acknowledge) -> None:
    desk.do(scanning.scanned, code)
    acknowledge(f"{what} 1")


def say_then_scan(desk: Desk, code: str, what: str, acknowledge: Acknowledge) -> None:
    """The planted bug: the scan is called kept before the commit."""

    def early(act: Act) -> None:
        scanning.scanned(act, code)
        say_early(acknowledge, f"{what} 1")

    desk.do(early)


def checking(world: World) -> object:
    """Counts what was promised over all rounds, and what the book says there is."""
    promised = Counter[str]()
    before = Counter[str]()

    def broken(folder: Path, acknowledged: list[str]) -> list[str]:
        for said in acknowledged:
            what, many = said.split()
            promised[what] += int(many)
        desk = desks.open_desk(folder, KEY, LaptopClock())
        here = {what: desk.ask(_on_hand, world.barcodes[what]) for what in ("beans", "peas")}
        wrong = [str(each.words) for each in desk.ask(checks._balances)]
        desk.close()
        for what, many in here.items():
            # What was done and not yet said when the kill came: one scan, or one number.
            extra = many - before[what] - (promised[what] - _seen[what])
            if not 0 <= extra <= MANY:
                wrong.append(f"{what}: {many} in the book")
            before[what], _seen[what] = many, promised[what]
        return wrong

    _seen = Counter[str]()
    return broken


def _on_hand(view: View, code: str) -> int:
    return ledger.on_hand(view.connection, identity.product_of_code(code), view.here)


@pytest.mark.parametrize("rounds", [60, pytest.param(200, marks=pytest.mark.longest)])
def test_no_acknowledged_scan_is_lost(world: World, rounds: int) -> None:
    worker = taking_in(scan_then_say, world)
    tally = kill_rounds(world.folder, worker, checking(world), rounds)  # type: ignore[arg-type]

    assert tally.broken == []
    assert tally.acknowledged > rounds, f"hardly anything was scanned: {tally}"
    print(tally)  # noqa: T201 - the figure for the release notes, shown by pytest -s


def test_a_promise_before_the_commit_is_caught(world: World) -> None:
    worker = taking_in(say_then_scan, world)
    tally = kill_rounds(world.folder, worker, checking(world), 80)  # type: ignore[arg-type]

    assert tally.broken
