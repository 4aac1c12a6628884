"""A stocked hub, and hands at its real window."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.households.allergens import Allergen
from hubdesk.stock.allergens import Stated
from tests.journeys.meter import Meter
from tests.world import World, open_world
from ui.theme import fonts
from ui.theme.look import Look
from ui.tidy import Tidying


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light theme at 100 %, left to right; put back afterwards."""
    made = Look(qapp, fonts.load())
    made.wear()
    yield made
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shiboken6.delete(made)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A hub with a short parcel list: beans, soup (celery), milk, and bread with no barcode."""
    made = open_world(tmp_path / "hub")
    made.line("Beans", instead="Peas")
    made.line("Peas")
    made.line("Soup", instead="Peas")
    made.line("Milk", date_kind="use by")
    made.line("Bread", tile=True)
    made.product("Baked beans 420 g", "Beans", Stated())
    made.product("Green peas 300 g", "Peas", Stated())
    made.product("Lentil soup 400 g", "Soup", Stated(frozenset({Allergen.CELERY})))
    made.product("Tomato soup 400 g", "Soup")
    made.product("Fresh milk 1 l", "Milk", Stated(frozenset({Allergen.MILK})))
    made.product("Old yoghurt 150 g", "Milk", Stated(frozenset({Allergen.MILK})))
    made.product("Old crackers 200 g", "Peas", Stated())
    made.shelf(
        "60 Baked beans 420 g, best before 2027-03", "6 Baked beans 420 g, best before 2026-12-01"
    )
    made.shelf("40 Green peas 300 g, best before 2027-08", "20 Lentil soup 400 g")
    made.shelf("30 Tomato soup 400 g, best before 2027-05", "20 Fresh milk 1 l, use by 2026-12-08")
    made.shelf("3 Old yoghurt 150 g, use by 2026-11-20")
    made.shelf("3 Old crackers 200 g, best before 2026-10-31")
    made.parcel(Beans=[1, 2, 3, 4, 5], Soup=2, Milk=1)
    return made


@pytest.fixture(autouse=True)
def tidying(qapp: QApplication) -> Iterator[None]:
    """Unused widgets are cleared away in this thread, as in the program."""
    tidies = Tidying()
    yield
    tidies.stop()
    gc.collect()


@pytest.fixture
def opened(qapp: QApplication, look: Look) -> Iterator[Callable[[World], Meter]]:
    """Opens the window on a world; it is closed at the end."""
    meters: list[Meter] = []

    def open_(world: World) -> Meter:
        meters.append(Meter(qapp, look, world))
        return meters[-1]

    yield open_
    for meter in meters:
        meter.close()
    qapp.processEvents()


@pytest.fixture
def meter(opened: Callable[[World], Meter], world: World) -> Meter:
    """The window open on the stocked hub."""
    return opened(world)
