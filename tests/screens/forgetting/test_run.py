"""The desk forgets by itself once it is open, a piece at a time, and sweeps at the end."""

from __future__ import annotations

import pytest

from hubdesk import day
from hubdesk.forgetting import retention, sweeping
from hubdesk.households import household as households
from tests.screens.conftest import ScreenWorld
from ui.forgetting.run import ForgettingRun


def test_what_is_over_its_time_goes_and_is_swept(
    screen_world: ScreenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    world = screen_world.world
    homes = [world.household(1, 0, name=f"Amina {n}") for n in range(5)]
    world.clock.forward(days=400)
    world.desk.do(day.confirm, world.clock.moment.date())
    run = ForgettingRun(screen_world.line)
    run.start(in_ms=1)
    over = lambda: not run._is_running and not run._next.isActive()  # noqa: E731
    screen_world.qtbot.waitUntil(over, timeout=9000)
    screen_world.settle()
    for home in homes:
        assert screen_world.ask(households.details_of, home.id).name == ""
    assert not screen_world.ask(sweeping.is_due)
    run.stop()
    run.deleteLater()


def test_while_the_day_is_in_doubt_nothing_is_forgotten(screen_world: ScreenWorld) -> None:
    world = screen_world.world
    home = world.household(1, 0, name="Amina")
    world.clock.forward(days=400)
    run = ForgettingRun(screen_world.line)
    run.start(in_ms=1)
    screen_world.qtbot.wait(50)
    screen_world.settle()
    assert screen_world.ask(households.details_of, home.id).name == "Amina"
    run.stop()
    run.deleteLater()
