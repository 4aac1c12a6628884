"""kill -9 below the desk: what the storage has acknowledged is there afterwards, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubdesk
from hubdesk.storage import damage, database, meta
from hubdesk.storage.database import Database
from tests.faults.killing import Acknowledge, Worker, kill_rounds, needs_fork, say_early
from tests.hub.storage.declared import import_everything

pytestmark = needs_fork

KEY = bytes(range(32))
FOLD_EVERY = 15


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    import_everything(hubdesk)
    hub = database.create(tmp_path / "hub.db", KEY)
    with hub.writing() as work:
        meta.write(work, "total", "0")
    hub.close()
    return tmp_path


def sell(hub: Database, acknowledge: Acknowledge) -> None:
    """One sale: a row for itself and the total of all, in one transaction."""
    with hub.writing() as work:
        number = int(meta.read(work, "total") or 0) + 1
        meta.write(work, f"sale {number}", "a tin " * 50)
        meta.write(work, "total", str(number))
    acknowledge(f"sale {number}")


def acknowledge_too_early(hub: Database, acknowledge: Acknowledge) -> None:
    with hub.writing() as work:
        number = int(meta.read(work, "total") or 0) + 1
        meta.write(work, f"sale {number}", "a tin " * 50)
        meta.write(work, "total", str(number))
        say_early(acknowledge, f"sale {number}")


def sell_in_two_halves(hub: Database, acknowledge: Acknowledge) -> None:
    with hub.writing() as work:
        number = int(meta.read(work, "total") or 0) + 1
        meta.write(work, f"sale {number}", "a tin " * 50)
    with hub.writing() as work:
        meta.write(work, "total", str(number))
    acknowledge(f"sale {number}")


def selling(sell_one: object) -> Worker:
    def work(folder: Path, acknowledge: Acknowledge) -> None:
        hub = database.open_(folder / "hub.db", KEY)
        sold = 0
        while True:
            sell_one(hub, acknowledge)  # type: ignore[operator]
            sold += 1
            if sold % FOLD_EVERY == 0:
                hub.checkpoint(empty=sold % (2 * FOLD_EVERY) == 0)

    return work


def broken_promises(folder: Path, acknowledged: list[str]) -> list[str]:
    hub = database.open_(folder / "hub.db", KEY)
    with hub.reading() as view:
        rows = view.exec_driver_sql("SELECT name FROM meta WHERE name LIKE 'sale %'")
        there = {row[0] for row in rows}
        total = int(meta.read(view, "total") or 0)
        wrong = damage.found(view)
    hub.close()
    wrong += [f"{sale} is lost" for sale in acknowledged if sale not in there]
    if total != len(there):
        wrong.append(f"{len(there)} sales, but a total of {total}")
    return wrong


@pytest.mark.parametrize(
    "rounds", [40, pytest.param(300, marks=pytest.mark.longest)], ids=["short", "all"]
)
def test_nothing_acknowledged_is_lost_or_torn(folder: Path, rounds: int) -> None:
    tally = kill_rounds(folder, selling(sell), broken_promises, rounds)

    assert tally.broken == []
    assert tally.acknowledged > 5 * rounds, f"hardly any work was done: {tally}"
    assert tally.hot_logs > rounds / 4, f"the kills came at rest: {tally}"
    print(tally)  # noqa: T201 - the figure for the release notes, shown by pytest -s


def test_a_promise_made_before_the_commit_is_caught(folder: Path) -> None:
    tally = kill_rounds(folder, selling(acknowledge_too_early), broken_promises, 40)

    assert any("lost" in each for each in tally.broken), str(tally)


def test_work_in_two_transactions_is_caught(folder: Path) -> None:
    tally = kill_rounds(folder, selling(sell_in_two_halves), broken_promises, 40)

    assert any("total" in each for each in tally.broken), str(tally)


def test_a_worker_that_crashes_is_no_success(folder: Path) -> None:
    def crash(_folder: Path, _acknowledge: Acknowledge) -> None:
        raise KeyError("planted")

    with pytest.raises(AssertionError, match="planted"):
        kill_rounds(folder, crash, broken_promises, 3)
