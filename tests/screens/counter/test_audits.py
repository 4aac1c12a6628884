"""Audits of the counter in every state: names, Tab, clipping, targets, contrast, privacy."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from hubdesk import practice_data
from tests.journeys.meter import Meter
from tests.screens import audit
from tests.screens.counter.conftest import OpenedIn
from tests.screens.counter.states import states
from ui.theme.tokens import Theme

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LOOKS = [
    (Theme.LIGHT, 100, LEFT),
    (Theme.LIGHT, 150, LEFT),
    (Theme.LIGHT, 100, RIGHT),
    pytest.param(Theme.DARK, 100, LEFT, marks=pytest.mark.slow),
    pytest.param(Theme.SUNLIGHT, 100, LEFT, marks=pytest.mark.slow),
    pytest.param(Theme.LIGHT, 125, LEFT, marks=pytest.mark.slow),
    pytest.param(Theme.LIGHT, 125, RIGHT, marks=pytest.mark.slow),
    pytest.param(Theme.LIGHT, 150, RIGHT, marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("theme", "percent", "direction"), LOOKS)
def test_the_counter_passes_every_audit_in_every_state(
    opened_in: OpenedIn, theme: Theme, percent: int, direction: Qt.LayoutDirection
) -> None:
    meter = opened_in(theme, percent, direction)
    problems = []
    for state in states(meter):
        meter.settle()
        found = audit.everything(meter.desk.window, meter.look)
        problems += [f"{state}: {each}" for each in found]
        meter.desk.window.go_home()
    assert not problems, "\n".join(problems)
    assert meter.count.modals == 0


def test_no_name_is_anywhere_until_it_is_asked_for(opened_in: OpenedIn) -> None:
    meter = opened_in(Theme.LIGHT, 100, LEFT)
    words = {each for told in practice_data.households() for each in told.name.split()}
    names = {word for word in words if len(word) > 3}
    problems = []
    for state in states(meter):
        for said in _everything_said(meter):
            problems += [f"{state}: {name!r} in {said!r}" for name in names & set(said.split())]
    assert not problems, "\n".join(problems)


def _everything_said(meter: Meter) -> list[str]:
    """Every word on the screen, in titles, tips and for screen readers."""
    said = [meter.desk.window.windowTitle()]
    for each in meter.desk.window.findChildren(QWidget):
        said += [each.toolTip(), each.accessibleName(), each.accessibleDescription()]
        said += [each.statusTip(), each.whatsThis(), each.windowTitle()]
        if isinstance(each, QLabel):
            said.append(each.text())
        elif (text := getattr(each, "text", None)) is not None:
            said.append(text() if callable(text) else str(text))
    return said
