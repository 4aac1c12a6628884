"""A whole Saturday through the real window: every act in turn, each at its own figure.

The figure stands at each act in ``tests/journeys/acts``: its keys, scans and clicks, counted at
the window. No act brings a dialog, and after each the focus is in the scan box.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from hubdesk.check import check
from hubdesk.reports import today
from tests.journeys.acts import at_the_counter, before_opening, in_the_office
from tests.journeys.acts.saturday import Saturday, hub, on_shelf, perform
from tests.journeys.meter import Meter
from tests.world import World, open_world

DAY = date(2026, 11, 28)
ACTS = (*before_opening.ACTS, *at_the_counter.ACTS, *in_the_office.ACTS)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return open_world(tmp_path / "hub")


@pytest.fixture
def day(
    opened: Callable[[World], Meter], world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Saturday:
    """The hub open at its window. The system's own dialog for a file's name is answered."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (in_the_office.EXPORT, ""))
    people, shelf = hub(world)
    return Saturday(opened(world), world, people, shelf)


def test_a_whole_saturday(day: Saturday) -> None:
    for act in ACTS:
        perform(day, act)
    assert day.meter.count.modals == 0
    day.meter.close()
    day.world.reopen()
    assert check(day.world.desk).sound
    assert day.world.desk.ask(today.figures, DAY).visits == day.served
    assert on_shelf(day.world) == day.shelf


def test_the_main_jobs_keep_the_figures_of_the_first_day() -> None:
    """What the hub was promised: 1 scan + F12, and 5 keys with no card."""
    returning, first = at_the_counter.a_returning_household, at_the_counter.a_first_visit
    assert (returning.figure.scans, returning.figure.keys, returning.figure.clicks) == (1, 1, 0)
    assert (first.figure.scans, first.figure.keys, first.figure.clicks) == (0, 5, 0)
