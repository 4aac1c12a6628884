"""The figures of the main job, counted by driving the real window."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from hubdesk.households.allergens import Allergen
from hubdesk.stock.allergens import Stated
from tests.journeys.meter import Meter
from tests.world import World
from ui.saturday.hands import Count

Opened = Callable[[World], Meter]


def test_a_returning_household_takes_one_scan_and_f12(opened: Opened, world: World) -> None:
    card = world.household(2, 3).card
    meter = opened(world)
    meter.step(meter.scan, card)
    assert meter.rows() == [("Beans", 5), ("Soup", 2), ("Milk", 1)]
    meter.step(meter.press, "F12")
    assert meter.headline.startswith("Done: parcel ")
    assert meter.printer.printed == [1]
    assert meter.count == Count(keys=1, scans=1, clicks=0, modals=0)


def test_settled_allergies_cost_nothing_the_week_after(opened: Opened, world: World) -> None:
    card = world.household(2, 3, allergies=("celery",)).card
    meter = opened(world)
    meter.scan(card)
    assert meter.headline == "Allergy: Soup"
    meter.press("Space")
    assert meter.headline == "Read the pack"
    meter.press("Space")
    meter.step(meter.press, "F12")
    assert meter.headline.startswith("Done: parcel ")
    world.clock.forward(days=7)
    before = copy(meter.count)
    meter.step(meter.scan, card)
    meter.step(meter.press, "F12")
    assert meter.headline.startswith("Done: parcel ")
    assert meter.count.scans - before.scans == 1
    assert meter.count.keys - before.keys == 1
    assert meter.count.clicks == meter.count.modals == 0


def test_a_first_visit_takes_five_keys(meter: Meter) -> None:
    meter.step(meter.type_, "2+3\r")
    assert meter.desk.counter.card.who.text() == "First visit"
    meter.step(meter.press, "F12")
    assert meter.headline.startswith("Done: parcel ")
    assert meter.printer.printed == [1, 1]
    assert meter.count == Count(keys=5, scans=0, clicks=0, modals=0)


def test_the_same_first_visit_may_be_typed_with_a_space(meter: Meter) -> None:
    meter.step(meter.type_, "2 3\r")
    assert meter.visit is not None
    assert (meter.visit.adults, meter.visit.children) == (2, 3)


def test_none_left_is_one_key_and_its_substitute_another(opened: Opened, world: World) -> None:
    card = world.household(1, 0).card
    meter = opened(world)
    meter.scan(card)
    meter.press("Down")
    keys = meter.count.keys
    meter.step(meter.press, "Del")
    assert meter.headline == "None left"
    meter.step(meter.press, "Space")
    assert meter.count.keys - keys == 2
    assert meter.rows() == [("Soup", 2), ("Milk", 1), ("Peas", 1)]


def test_turning_somebody_away_is_one_key(meter: Meter) -> None:
    meter.step(meter.press, "Ctrl+T")
    assert meter.headline == "Counted as turned away"
    assert meter.count == Count(keys=1)


def test_closing_makes_no_screen_that_nobody_opened(meter: Meter) -> None:
    meter.close()
    assert not meter.desk.places.at_find.is_made


def test_every_place_is_made_inside_the_window_which_keeps_the_keys(meter: Meter) -> None:
    for key in ("F8", "F9", "F10", "F1", "F2"):
        meter.press(key)
        assert meter.desk.window.isActiveWindow(), key
    meter.check_home()


def test_a_substitute_and_the_packs_to_read_are_both_in_reach(opened: Opened, world: World) -> None:
    card = world.household(1, 0, allergies=("gluten",)).card
    meter = opened(world)
    meter.scan(card)
    assert meter.headline == "Read the pack"
    meter.press("Down")
    meter.step(meter.press, "Del")
    assert meter.headline == "None left"
    assert {"Give Peas", "Read the packs"} <= {b.text() for b in meter.desk.counter.result.buttons}
    meter.step(meter.press, "Space")
    assert meter.headline == "Read the pack"
    assert ("Peas", 1) in meter.rows()
    meter.step(meter.press, "Space")
    meter.step(meter.press, "F12")
    assert meter.headline.startswith("Done")


@pytest.mark.parametrize("way", ["click", "F12"])
def test_no_substitute_and_the_question_is_one_click_or_f12_away(
    opened: Opened, world: World, way: str
) -> None:
    card = world.household(1, 0, allergies=("celery",)).card
    meter = opened(world)
    meter.scan(card)
    meter.press("Up")
    meter.step(meter.press, "Del")
    assert meter.headline == "None left"
    if way == "click":
        meter.step(meter.click, meter.answer("Settle the allergy"))
    else:
        meter.step(meter.press, way)
    assert meter.headline == "Allergy: Soup"


def test_a_stop_names_allergens_as_people_do(opened: Opened, world: World) -> None:
    world.line("Bread rolls")
    stated = Stated(frozenset({Allergen.GLUTEN, Allergen.MOLLUSCS, Allergen.CELERY}))
    code = world.product("Rolls 6", "Bread rolls", stated)
    card = world.household(1, 0, allergies=("gluten", "molluscs")).card
    meter = opened(world)
    meter.scan(card)
    meter.scan(code)
    shown = meter.desk.counter.result.result
    assert shown is not None and shown.headline == "Do not give out"
    assert "Cereals with gluten; Mussels, squid and other molluscs" in shown.lines[1]


def test_a_closed_desk_leaves_no_listener_behind(meter: Meter) -> None:
    """Each switch to the practice hub and back opens a desk; none may listen on."""
    listening = meter.desk.listening
    meter.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(listening)
