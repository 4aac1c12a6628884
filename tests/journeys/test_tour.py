"""The pictures of the documents: each page has one, and all of them can be taken again."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.hub.marked import ROOT
from tests.journeys.meter import Meter
from tests.journeys.tour import PICTURES, SHOWN, WAYS, take
from tests.journeys.tour_seen import every_page, name_of
from tests.strays import no_stray_windows as no_stray_windows
from tests.world import World
from ui.theme.look import Look

AGAIN = "python3 hub.py pictures takes them again"


def shown() -> dict[str, list[str]]:
    """Which pages each picture shows, as the tour noted when it took them."""
    noted: dict[str, list[str]] = json.loads((ROOT / PICTURES / SHOWN).read_text("utf-8"))
    return noted


def test_every_page_that_is_built_has_a_picture() -> None:
    """A new one has to be led to in the tour, and be shown in docs/screens.md."""
    pages = every_page()
    assert len(pages) > 50 and {"ui.stall.trade_page.TradePage", "ui.hidden.HiddenScreen"} < pages
    assert pages - set(chain(*shown().values())) == set(), AGAIN


def test_every_picture_of_every_way_to_look_is_there() -> None:
    """A picture whose screen is gone is gone, too."""
    screens = [Path(each).stem for each in shown()]
    wanted = {way.file(screen) for way in WAYS for screen in screens}
    assert {each.name for each in (ROOT / PICTURES).glob("*.png")} == wanted, AGAIN


def test_the_page_of_screens_shows_every_picture_once_and_says_what_it_is() -> None:
    text = (ROOT / "docs" / "screens.md").read_text("utf-8")
    told = [line.split("](pictures/") for line in text.splitlines() if line.startswith("![")]
    assert sorted(each[1].rstrip(")") for each in told) == sorted(shown()), AGAIN
    captions = [each[0] for each in told]
    assert all(len(each) > len("![Stock") for each in captions)
    assert len(set(captions)) == len(captions)


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


@pytest.mark.usefixtures("no_stray_windows")
def test_every_place_of_the_rail_has_a_picture(
    qapp: QApplication, look: Look, world: World
) -> None:
    meter = Meter(qapp, look, world)
    places = {name_of(type(place.widget)) for place in meter.desk.places.rail}
    meter.close()
    assert len(places) > 10
    assert places - set(chain(*shown().values())) == set(), AGAIN


@pytest.mark.slow
@pytest.mark.usefixtures("no_stray_windows")
def test_every_picture_of_the_documents_can_be_taken(
    qapp: QApplication, look: Look, tmp_path: Path
) -> None:
    made = take(qapp, look, WAYS[0], tmp_path)
    assert {each.name for each in tmp_path.glob("*.png")} == set(made)
    assert made == shown(), AGAIN
