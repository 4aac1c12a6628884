"""kill -9 while serving: no collection that was acknowledged is lost, none is half done."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from hubdesk import check as checks
from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from hubdesk.counter import drafts, finishing, scanning, serving, visit
from hubdesk.counter.tables import collection
from hubdesk.desk import Desk
from hubdesk.journal.act import Act, View
from hubdesk.labels import queue
from hubdesk.labels.queue import label_job
from hubdesk.reports import today
from hubdesk.stock.tables import movement
from tests.faults import killing
from tests.faults.killing import Acknowledge, Worker, kill_rounds, needs_fork, say_early
from tests.hub.counter.test_serving import stocked
from tests.world import KEY, World, open_world

pytestmark = needs_fork

FULL_CHECK_EVERY = 25
LONGEST_LIFE_S = 0.25
"""Longer than for the storage alone: opening a desk and serving take their time."""


@pytest.fixture(autouse=True)
def _long_enough_to_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killing, "LONGEST_LIFE_S", LONGEST_LIFE_S)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A stocked hub on the laptop's own clock, closed."""
    made = open_world(tmp_path / "hub")
    made.desk.close()
    for file in (tmp_path / "hub").iterdir():
        file.unlink()
    made.desk = desks.found(tmp_path / "hub", KEY, LaptopClock())
    stocked(made)
    made.desk.close()
    return made


def serving_with(finish: object, world: World) -> Worker:
    """Serves one first visit after another, with all that a counter does in between."""

    def work(folder: Path, acknowledge: Acknowledge) -> None:
        desk = desks.open_desk(folder, KEY, LaptopClock())
        turn = 0
        while True:
            turn += 1
            visit_id = desk.do(serving.first_visit, 1 + turn % 3, turn % 2)
            for _ in range(turn % 3):
                desk.do(scanning.scanned, world.barcodes["Baked beans 420 g"])
            finish(desk, visit_id, acknowledge)  # type: ignore[operator]
            if turn % 5 == 0:
                assert desk.do(today.undo_last)
                reopened = desk.ask(visit.on_counter)
                assert reopened is not None
                acknowledge(f"reopened {reopened.replaces}")
                finish(desk, reopened.id, acknowledge)
            if turn % 7 == 0:
                desk._database.checkpoint()

    return work


def finish_then_say(desk: Desk, visit_id: bytes, acknowledge: Acknowledge) -> None:
    desk.do(finishing.finish, visit_id)
    acknowledge(f"served {_parcel_of(desk, visit_id)}")


def say_then_finish(desk: Desk, visit_id: bytes, acknowledge: Acknowledge) -> None:
    """The planted bug: the label is said to be safe before the commit."""

    def early(act: Act) -> None:
        finishing.finish(act, visit_id)
        say_early(acknowledge, f"served {_parcel(act, visit_id)}")

    desk.do(early)


def finish_in_two_halves(desk: Desk, visit_id: bytes, acknowledge: Acknowledge) -> None:
    """The planted bug: the visit goes in one transaction and the collection in another."""
    draft = desk.ask(drafts.load, visit_id)
    desk.do(drafts.put_away, visit_id)
    desk.do(drafts.place, visit_id, draft)
    desk.do(finishing.finish, visit_id, label=False)
    parcel = _parcel_of(desk, visit_id)
    desk.do(_label_for, parcel)
    acknowledge(f"served {parcel}")


def _label_for(act: Act, parcel: str) -> None:
    queue.queue(act, queue.ParcelLabel(parcel, "H0000", 1, 0, act.today))


def _parcel_of(desk: Desk, visit_id: bytes) -> str:
    return desk.ask(_parcel, visit_id)


def _parcel(view: View, visit_id: bytes) -> str:
    newest = select(collection.c.parcel).where(collection.c.visit == visit_id)
    return str(
        view.connection.execute(newest.order_by(collection.c.op.desc()).limit(1)).scalar_one()
    )


def checking(full_every: int = FULL_CHECK_EVERY) -> object:
    """Looks for broken promises after each kill; every so often at the whole hub."""
    rounds = 0

    def broken(folder: Path, acknowledged: list[str]) -> list[str]:
        nonlocal rounds
        rounds += 1
        desk = desks.open_desk(folder, KEY, LaptopClock())
        wrong = desk.ask(_lost, acknowledged) + desk.ask(_torn)
        wrong += [str(each.words) for each in desk.ask(checks._balances)]
        if rounds % full_every == 0:
            wrong += [f"{f.what}: {f.wrong}" for f in checks.check(desk).findings if f.wrong]
        desk.close()
        return wrong

    return broken


def _lost(view: View, acknowledged: list[str]) -> list[str]:
    """What was promised and is not there: a collection, or that it was opened again."""
    rows = view.connection.execute(select(collection.c.parcel, collection.c.undone))
    undone = {row.parcel: row.undone for row in rows}
    wrong = []
    for said in acknowledged:
        done, parcel = said.split()
        if parcel not in undone:
            wrong.append(f"{said} is lost")
        elif done == "reopened" and not undone[parcel]:
            wrong.append(f"{said} still stands")
    return wrong


def _torn(view: View) -> list[str]:
    """What is half done: a collection without its goods or label, or its visit still open."""
    wrong = []
    waiting = set(view.connection.execute(select(drafts.visit.c.id)).scalars())
    jobs = view.connection.execute(select(label_job.c.code, label_job.c.no))
    labels = {row.code: row.no for row in jobs}
    # Of labels that came out, the last five hundred are kept.
    let_go = max(labels.values(), default=0) - 501
    moved = Counter[int]()
    for row in view.connection.execute(select(movement.c.op, movement.c.quantity)):
        moved[row.op] -= row.quantity
    in_order = select(collection).order_by(collection.c.op)
    for n, row in enumerate(view.connection.execute(in_order)):
        if row.parcel not in labels and n >= let_go:
            wrong.append(f"{row.parcel} has no label")
        if moved[row.op] != (0 if row.undone else row.items):
            wrong.append(f"{row.parcel} says {row.items}, {moved[row.op]} moved")
        if not row.undone and row.visit in waiting:
            wrong.append(f"{row.parcel} is finished and its visit is open")
    return wrong


@pytest.mark.parametrize("rounds", [60, pytest.param(300, marks=pytest.mark.longest)])
def test_nothing_acknowledged_is_lost_or_torn(world: World, rounds: int) -> None:
    worker = serving_with(finish_then_say, world)
    tally = kill_rounds(world.folder, worker, checking(), rounds)  # type: ignore[arg-type]

    assert tally.broken == []
    assert tally.acknowledged > rounds, f"hardly anybody was served: {tally}"
    print(tally)  # noqa: T201 - the figure for the release notes, shown by pytest -s


def test_a_promise_before_the_commit_is_caught(world: World) -> None:
    worker = serving_with(say_then_finish, world)
    tally = kill_rounds(world.folder, worker, checking(), 60)  # type: ignore[arg-type]

    assert any("lost" in each for each in tally.broken), str(tally)


def test_work_in_two_transactions_is_caught(world: World) -> None:
    worker = serving_with(finish_in_two_halves, world)
    tally = kill_rounds(world.folder, worker, checking(), 60)  # type: ignore[arg-type]

    assert any("no label" in each for each in tally.broken), str(tally)
