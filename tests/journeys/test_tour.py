"""The pictures of the documents can be taken: each screen and state is still reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.meter import Meter
from tests.journeys.tour import WAYS, take
from tests.strays import no_stray_windows as no_stray_windows
from tests.world import World
from ui.theme.look import Look


@pytest.mark.usefixtures("no_stray_windows")
def test_no_place_shows_a_part_of_itself_before_it_stands(
    qapp: QApplication, look: Look, world: World
) -> None:
    meter = Meter(qapp, look, world)
    for place in meter.desk.places.rail:
        meter.desk.window.go_to(place.widget)
        meter.settle()
        assert meter.desk.window.isActiveWindow(), f"{place.name} took the keys from the desk"
    meter.close()


@pytest.mark.slow
@pytest.mark.usefixtures("no_stray_windows")
def test_every_picture_of_the_documents_can_be_taken(
    qapp: QApplication, look: Look, tmp_path: Path
) -> None:
    made = {each.name for each in take(qapp, look, WAYS[0], tmp_path)}
    kept = {each.name for each in Path("docs/pictures").glob("*.png")}
    of_others = tuple(f"{way.name}-" for way in WAYS[1:])
    assert {name for name in kept if not name.startswith(of_others)} == made | {"first-run.png"}
