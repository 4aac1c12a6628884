"""kill -9 in the midst of an hour of swaps: what the screen showed as counted is counted."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from hubdesk import check
from hubdesk import desk as desks
from hubdesk.clock import LaptopClock
from hubdesk.stall import swap, trading
from tests.faults.killing import Acknowledge, kill_rounds, needs_fork
from tests.hub.stall.stalls import stocked
from tests.world import KEY, open_world

ROUNDS = 25


def trade(folder: Path, acknowledge: Acknowledge) -> None:
    """Tins and swaps for ever; says after each how many people there are."""
    desk = desks.open_desk(folder, KEY, LaptopClock())
    session = desk.do(trading.start)
    for number in count():
        if number % 3 == 0:
            desk.do(trading.brought_shown, session, f"{5000000000000 + number}")
        shown = desk.do(trading.swapped_shown, session, number % 9 + 1, 1)
        acknowledge(f"{shown.sums.people} {shown.sums.out} {shown.tins}")


def what_is_wrong(folder: Path, acknowledged: list[str]) -> list[str]:
    desk = desks.open_desk(folder, KEY, LaptopClock())
    try:
        found = desk.ask(swap.sums, desk.ask(trading.of_today))
        wrong = [f"{f.what}: {f.wrong}" for f in check.check(desk).findings if f.wrong]
        if acknowledged:
            people, out, _ = map(int, acknowledged[-1].split())
            # One more may have been saved than there was time to say so.
            if not people <= found.keyed <= people + 1 or found.out < out:
                wrong.append(f"{acknowledged[-1]} was shown, {found} is there")
        return wrong
    finally:
        desk.close()


@needs_fork
def test_no_swap_that_was_shown_is_lost(tmp_path: Path) -> None:
    made = open_world(tmp_path / "made")
    made.desk.close()
    made.desk = desks.found(tmp_path / "hub", KEY, LaptopClock())
    stocked(made)
    made.desk.close()
    tally = kill_rounds(tmp_path / "hub", trade, what_is_wrong, ROUNDS)
    print(tally)  # noqa: T201
    assert tally.broken == [] and tally.acknowledged > ROUNDS
