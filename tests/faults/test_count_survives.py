"""kill -9 in the middle of a shelf: no number that was acknowledged is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import check as checks
from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from hubdesk.journal.act import Act, View
from hubdesk.stock import ledger, places
from hubdesk.stock.counts import WHOLE
from hubdesk.stocktake import counting
from hubdesk.stocktake.counting import How
from hubdesk.stocktake.spots import Spot, Target
from tests.faults import killing
from tests.faults.killing import Acknowledge, Worker, kill_rounds, needs_fork, say_early
from tests.world import KEY, World, open_world

pytestmark = needs_fork

ROUNDS = 60
NAMES = [f"tin {n}" for n in range(12)]


@pytest.fixture(autouse=True)
def _long_enough_to_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killing, "LONGEST_LIFE_S", 0.25)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A hub with a dozen kinds of tins, on the laptop's own clock, closed."""
    made = open_world(tmp_path / "hub")
    made.desk.close()
    for file in (tmp_path / "hub").iterdir():
        file.unlink()
    made.desk = desks.found(tmp_path / "hub", KEY, LaptopClock())
    made.desk.do(_open_counter)
    made.line("tins")
    for name in NAMES:
        made.product(name, "tins")
    made.desk.close()
    return made


def _open_counter(act: Act) -> None:
    places.open_place(act, "Counter", places.Use.COUNTER)


def _spot(view: View) -> Spot:
    return Spot(places.all_(view)[0], WHOLE, "Counter")


def counting_on(world: World, *, early: bool = False) -> Worker:
    """Counts tin after tin; ``early`` is the planted bug: said to be kept before the commit."""

    def work(folder: Path, acknowledge: Acknowledge) -> None:
        desk = desks.open_desk(folder, KEY, LaptopClock())
        spot, turn = desk.ask(_spot), 0
        while True:
            turn += 1
            name = NAMES[turn % len(NAMES)]
            target, many = Target(world.product_id(name), False, name), turn % 100

            def one(act: Act, target: Target = target, many: int = many, name: str = name) -> None:
                counting.count(act, spot, target, many, How.INSTEAD)
                if early:
                    say_early(acknowledge, f"{name}={many}")

            desk.do(one)
            if not early:
                acknowledge(f"{name}={many}")

    return work


def checking(world: World) -> object:
    """The last number that was acknowledged of each tin is in the book, or the one after it."""

    def broken(folder: Path, acknowledged: list[str]) -> list[str]:
        said = dict(each.split("=") for each in acknowledged)
        last = acknowledged[-1].split("=") if acknowledged else ["", "0"]
        desk = desks.open_desk(folder, KEY, LaptopClock())
        wrong = [str(each.words) for each in desk.ask(checks._balances)]
        place = desk.ask(_spot).place.id
        for name, many in said.items():
            held = desk.ask(_on_hand, world.product_id(name), place)
            following = (int(last[1]) + 1) % 100
            if held not in (int(many), following):
                wrong.append(f"{name}: {held} in the book, {many} acknowledged")
        desk.close()
        return wrong

    return broken


def _on_hand(view: View, product: bytes, place: bytes) -> int:
    return ledger.on_hand(view.connection, product, place)


def test_no_confirmed_count_is_lost(world: World) -> None:
    tally = kill_rounds(world.folder, counting_on(world), checking(world), ROUNDS)  # type: ignore[arg-type]
    assert tally.broken == []
    assert tally.acknowledged > ROUNDS, f"hardly anything was counted: {tally}"


def test_a_promise_before_the_commit_is_caught(world: World) -> None:
    worker = counting_on(world, early=True)
    tally = kill_rounds(world.folder, worker, checking(world), 80)  # type: ignore[arg-type]
    assert tally.broken
