"""Work with goods is everyday work: the counter's role is enough, and F3 and F4 need none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from hubdesk.doorstep import Unlocked
from hubdesk.security import keys as slots
from hubdesk.security import roles
from hubdesk.security.key_file import Cost
from hubdesk.trust import NotTrusted, Role
from hubdesk.volunteers import serving, trusting, volunteer
from tests.hub.counter.test_serving import stocked
from tests.journeys.meter import Meter
from tests.world import World, open_world
from ui.theme.look import Look

PIN = "4711"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = open_world(tmp_path / "hub")
    stocked(made)
    who = made.desk.do(volunteer.add, "Amina")
    made.desk.do(volunteer.set_pin, who.id, PIN)
    made.desk.do(trusting.give_role, who.id, Role.COUNTER)
    made.desk.do(serving.pin_typed, PIN)
    return made


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody was not trusted with, by the name of the command or question."""
    found: list[str] = []
    check = roles.check

    def watched(work: Callable[..., Any], role: Role) -> None:
        try:
            check(work, role)
        except NotTrusted:
            inner = getattr(work, "func", work)
            found.append(f"{inner.__module__}.{inner.__qualname__}")
            raise

    monkeypatch.setattr(roles, "check", watched)
    return found


@pytest.fixture
def meter(qapp: QApplication, look: Look, world: World, tmp_path: Path) -> Iterator[Meter]:
    key, _ = slots.make(tmp_path / "keys", "orange ladder seven clouds", "Joe", Cost(n=2))
    made = Meter(qapp, look, world, unlocked=Unlocked(tmp_path / "keys", key))
    yield made
    made.close()
    qapp.processEvents()


def buttons(meter: Meter) -> dict[str, QAbstractButton]:
    """What can be pressed in front now, each by its name."""
    page = meter.desk.window.here()
    assert isinstance(page, QWidget)
    found = page.findChildren(QAbstractButton)
    return {b.accessibleName() or b.text(): b for b in found if b.isVisible() and b.isEnabled()}


def press_all(meter: Meter, key: str, *first: str) -> list[str]:
    """Every button of a place once, each time from the place as it begins."""
    meter.press(key)
    meter.settle()
    names = [*buttons(meter)]
    scan_all(meter, first)
    pressed: list[str] = []
    for name in dict.fromkeys([*names, *buttons(meter)]):
        meter.press(key)
        scan_all(meter, first)
        button = buttons(meter).get(name)
        if button is not None:
            button.click()
            pressed.append(name)
        meter.settle()
        meter.press("Esc")
        meter.settle()
    return pressed


def scan_all(meter: Meter, codes: Iterable[str]) -> None:
    for code in codes:
        meter.scan(code)
    meter.settle()


@pytest.mark.parametrize("key", ["F3", "F4", "F5", "Alt+K", "Alt+C", "Ctrl+P"])
def test_the_counters_role_is_enough_for_goods(
    meter: Meter, world: World, refused: list[str], key: str
) -> None:
    assert press_all(meter, key, next(iter(world.barcodes.values())))
    assert refused == []


@pytest.mark.parametrize("key", ["F3", "F4"])
def test_the_stall_and_taking_in_need_nobody(
    meter: Meter, world: World, refused: list[str], key: str
) -> None:
    meter.press(key)
    meter.press("Shift+F11")
    meter.settle()
    assert meter.desk.window.here().title != "Locked"
    assert press_all(meter, key, next(iter(world.barcodes.values())), "9529999999986")
    assert refused == []
