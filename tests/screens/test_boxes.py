"""What a box asks for is read whole, also in a window whose buttons want room beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hubdesk import settings
from hubdesk.volunteers import serving, volunteer
from tests.hub.counter.test_serving import stocked
from tests.journeys.meter import Meter
from tests.screens.audit import placeholder_cut
from tests.world import World, open_world
from ui import wording
from ui.theme.look import Look

PLACES = ("F2", "F3", "F4", "F5", "Alt+K", "Alt+C", "Ctrl+P", "F8")


@pytest.fixture
def meter(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[Meter]:
    """Two volunteers serve, at the largest scale."""
    world = open_world(tmp_path / "hub")
    stocked(world)
    _serve(world)
    made = Meter(qapp, look, world)
    made.desk.window.resize(1366, 728)
    yield made
    made.close()
    qapp.processEvents()


def _serve(world: World) -> None:
    for name in ("Amina", "Joe"):
        who = world.desk.do(volunteer.add, name)
        world.desk.do(serving.tapped, who.id)
    world.desk.do(settings.change, scale_percent=150)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("A1", "Shelf A1"),
        ("Fridge", "Shelf Fridge"),
        ("Shelf 1", "Shelf 1"),
        ("Top shelf", "Top shelf"),
    ],
)
def test_a_shelf_says_once_that_it_is_one(name: str, said: str) -> None:
    assert wording.shelf(name) == said


def test_no_box_asks_for_more_than_it_has_room_to_say(meter: Meter) -> None:
    cut: dict[str, list[str]] = {}
    for key in PLACES:
        meter.press(key)
        meter.settle()
        page = meter.desk.window.here()
        assert isinstance(page, QWidget)
        boxes = (each for each in page.findChildren(QLineEdit) if each.isVisible())
        cut[key] = [each.placeholderText() for each in boxes if placeholder_cut(each)]
    assert not any(cut.values()), cut
