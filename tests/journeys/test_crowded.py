"""No words are cut off on any page of the desk at its fullest, however it looks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import practice, settings
from hubdesk.clock import SetClock
from tests.journeys import crowded
from tests.journeys.meter import Meter
from tests.screens import audit
from tests.screens.counter.conftest import practice_folder as practice_folder
from tests.screens.sync import gallery as sharing
from tests.world import SATURDAY, World
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
MOST_WORN = [
    pytest.param(Theme.LIGHT, 100, LEFT, id="light"),
    pytest.param(Theme.LIGHT, 150, RIGHT, id="150 from the right"),
]
SUNLIGHT = pytest.param(Theme.SUNLIGHT, 100, LEFT, id="sunlight")
ALSO_WORN = [
    SUNLIGHT,
    pytest.param(Theme.DARK, 100, LEFT, id="dark"),
    pytest.param(Theme.LIGHT, 100, RIGHT, id="from the right"),
    pytest.param(Theme.LIGHT, 125, LEFT, id="125"),
    pytest.param(Theme.LIGHT, 125, RIGHT, id="125 from the right"),
    pytest.param(Theme.LIGHT, 150, LEFT, id="150"),
]
CrowdedIn = Callable[[Theme, int, Qt.LayoutDirection], Meter]


@pytest.fixture
def worn(qapp: QApplication) -> Iterator[Callable[[Theme, int, Qt.LayoutDirection], Look]]:
    """A theme, a scale and a direction; all is put back afterwards."""
    look = Look(qapp, fonts.load())

    def wear(theme: Theme, percent: int, direction: Qt.LayoutDirection) -> Look:
        qapp.setLayoutDirection(direction)
        look.wear(theme, Scale(percent))
        return look

    yield wear
    qapp.processEvents()
    qapp.setLayoutDirection(LEFT)
    qapp.setStyleSheet("")
    shiboken6.delete(look)


@pytest.fixture
def crowded_in(
    qapp: QApplication,
    worn: Callable[[Theme, int, Qt.LayoutDirection], Look],
    practice_folder: Path,
    tmp_path: Path,
) -> Iterator[CrowdedIn]:
    """Opens the practice hub with two at the desk."""
    meters: list[Meter] = []

    def open_(theme: Theme, percent: int, direction: Qt.LayoutDirection) -> Meter:
        folder, clock = tmp_path / "hub", SetClock(SATURDAY)
        shutil.copytree(practice_folder, folder)
        desk = desks.open_desk(folder, practice.KEY, clock)
        desk.do(settings.change, theme=theme.value, scale_percent=percent)
        world = World(desk, clock, folder)
        crowded.crowd(world)
        look = worn(theme, percent, direction)
        meters.append(Meter(qapp, look, world, key=practice.KEY, practice=True))
        return meters[-1]

    yield open_
    for meter in meters:
        meter.close()


@pytest.mark.parametrize("part", crowded.ROUNDS)
@pytest.mark.parametrize(("theme", "percent", "direction"), MOST_WORN)
def test_no_words_are_cut_off_where_everything_has_something_to_say(
    crowded_in: CrowdedIn, theme: Theme, percent: int, direction: Qt.LayoutDirection, part: str
) -> None:
    meter = crowded_in(theme, percent, direction)
    problems = []
    for name in crowded.walk(meter, part):
        window = meter.desk.window
        found = [*audit.clipped(window), *audit.names(window), *audit.targets(window, meter.look)]
        problems += [f"{name}: {each}" for each in found]
    assert not problems, "\n".join(problems)


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "percent", "direction"), ALSO_WORN)
def test_no_words_are_cut_off_in_any_other_look(
    crowded_in: CrowdedIn, theme: Theme, percent: int, direction: Qt.LayoutDirection
) -> None:
    meter = crowded_in(theme, percent, direction)
    problems = []
    for part in crowded.ROUNDS:
        for name in crowded.walk(meter, part):
            problems += [f"{name}: {each}" for each in audit.clipped(meter.desk.window)]
    assert not problems, "\n".join(problems)


@pytest.mark.slow
@pytest.mark.parametrize("part", crowded.ROUNDS)
@pytest.mark.parametrize(("theme", "percent", "direction"), [*MOST_WORN, SUNLIGHT])
def test_the_whole_window_at_its_fullest_passes_every_audit(
    crowded_in: CrowdedIn, theme: Theme, percent: int, direction: Qt.LayoutDirection, part: str
) -> None:
    meter = crowded_in(theme, percent, direction)
    problems = []
    for name in crowded.walk(meter, part):
        problems += [f"{name}: {e}" for e in audit.everything(meter.desk.window, meter.look)]
    assert not problems, "\n".join(problems)


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "percent", "direction"), [*MOST_WORN, SUNLIGHT])
def test_no_words_are_cut_off_while_a_folder_is_connected_and_shared(
    qapp: QApplication,
    worn: Callable[[Theme, int, Qt.LayoutDirection], Look],
    tmp_path: Path,
    theme: Theme,
    percent: int,
    direction: Qt.LayoutDirection,
) -> None:
    look = worn(theme, percent, direction)
    problems = []
    for name, page in sharing.states(qapp, look, tmp_path, troubled=True):
        problems += [f"{name}: {each}" for each in audit.clipped(page)]
    assert not problems, "\n".join(problems)
