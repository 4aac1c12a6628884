"""Who is serving at the open desk: scans anywhere, names to tap, PINs, and never a must."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk import set_up
from hubdesk.volunteers import serving, volunteer
from hubdesk.volunteers.volunteer import Volunteer
from tests.hub.counter.test_serving import stocked
from tests.journeys.meter import Meter
from tests.screens import audit
from tests.screens.privacy import holds
from tests.waiting import wait
from tests.world import World, open_world
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme
from ui.volunteers.serving_page import ServingPage

PIN = "48271593"
Helpers = dict[str, Volunteer]


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = open_world(tmp_path / "hub")
    stocked(made)
    return made


@pytest.fixture
def helpers(world: World) -> Helpers:
    """Amina with a card, Joe with a PIN and a card, Wei with neither."""
    made = {name: world.desk.do(volunteer.add, name) for name in ("Amina", "Joe", "Wei")}
    for name in ("Amina", "Joe"):
        world.desk.do(set_up.print_volunteer_card, made[name].id)
    world.desk.do(volunteer.set_pin, made["Joe"].id, PIN)
    return {name: world.desk.ask(volunteer.by_id, each.id) for name, each in made.items()}


@pytest.fixture
def opened(qapp: QApplication, look: Look) -> Iterator[Callable[[World], Meter]]:
    meters: list[Meter] = []

    def open_(world: World) -> Meter:
        meters.append(Meter(qapp, look, world))
        return meters[-1]

    yield open_
    for meter in meters:
        meter.close()
    qapp.processEvents()


@pytest.fixture
def meter(opened: Callable[[World], Meter], world: World, helpers: Helpers) -> Meter:
    return opened(world)


def chip(meter: Meter) -> str:
    return meter.desk.window.title.serving.accessibleName()


def page(meter: Meter) -> ServingPage:
    return meter.desk.volunteers.page


def in_front(meter: Meter) -> str:
    return meter.desk.window.here().title


def heard(meter: Meter) -> str:
    return meter.desk.notices.recent[-1].headline


def tap(meter: Meter, name: str) -> None:
    meter.click(next(b for b in page(meter).names if b.accessibleName() == name))


def test_nobody_need_say_who_they_are(meter: Meter) -> None:
    assert chip(meter) == "Who is serving? Ctrl+I"
    meter.type_("2+3\r")
    meter.press("F12")
    assert meter.count.modals == 0


def test_a_card_scanned_on_any_screen_says_who_serves_and_again_ends_it(
    meter: Meter, helpers: Helpers
) -> None:
    for key in ("F2", "F9", "F10", "F8", "F1"):
        meter.press(key)
        before = in_front(meter)
        meter.scan(helpers["Amina"].card)
        assert chip(meter).startswith("Serving:") and "Amina" in chip(meter)
        assert "Amina" in heard(meter) and in_front(meter) == before
        meter.scan(helpers["Joe"].card)
        assert "Joe" in chip(meter) and "Amina" not in chip(meter)
        # A second pull of the trigger, not an echo of the first.
        wait(350)
        meter.scan(helpers["Joe"].card)
        assert chip(meter).startswith("Who is serving?")
        assert "stopped" in heard(meter)


def test_a_card_that_does_not_scan_is_typed_at_the_counter(meter: Meter, helpers: Helpers) -> None:
    meter.type_(helpers["Amina"].card.lower() + "\r")
    assert "Amina" in chip(meter) and meter.visit is None
    assert meter.desk.counter.scan.text() == ""


def test_a_card_read_twice_in_one_pull_is_one_scan(meter: Meter, helpers: Helpers) -> None:
    meter.scan_on(helpers["Amina"].card)
    meter.scan(helpers["Amina"].card)
    assert "Amina" in chip(meter)


def test_an_open_visit_is_left_as_it_is(meter: Meter, helpers: Helpers) -> None:
    meter.type_("2+3\r")
    before = meter.visit
    meter.scan(helpers["Amina"].card)
    meter.press("Ctrl+I")
    meter.press("Esc")
    assert in_front(meter) == "Counter"
    assert meter.visit == before
    meter.press("F12")
    meter.press("F9")
    assert meter.desk.places.today.list.marked().who == ("Amina",)


def test_the_rail_marks_where_the_page_leads_back_to(meter: Meter) -> None:
    meter.press("F9")
    meter.press("Ctrl+I")
    rail = meter.desk.window.rail
    marked = [button for button in (*rail.buttons, rail.help_button) if button.isChecked()]
    assert [button.text() for button in marked] == ["Today"]


def test_two_names_are_added_on_the_page_by_card_and_by_pin(meter: Meter, helpers: Helpers) -> None:
    meter.press("Ctrl+I")
    assert in_front(meter) == "Who is serving?"
    meter.scan(helpers["Amina"].card)
    meter.type_(PIN + "\r")
    assert "Amina" in chip(meter) and "Joe" in chip(meter)
    tap(meter, "Wei")
    assert "Two names are there already" in heard(meter)
    assert [b.accessibleName() for b in page(meter).names if b.isChecked()] == ["Amina", "Joe"]
    meter.type_("\r")
    assert in_front(meter) == "Counter"


def test_a_name_is_tapped_and_one_with_a_pin_asks_for_it(meter: Meter) -> None:
    meter.click(meter.desk.window.title.serving)
    tap(meter, "Wei")
    assert "Wei" in chip(meter)
    tap(meter, "Wei")
    assert chip(meter).startswith("Who is serving?")
    tap(meter, "Joe")
    assert chip(meter).startswith("Who is serving?")
    assert "Joe" in page(meter).pin.name.text() and page(meter).pin.entry.hasFocus()
    meter.type_("1111\r")
    assert "does not fit" in heard(meter)
    tap(meter, "Joe")
    meter.type_(PIN + "\r")
    assert "Joe" in chip(meter)
    meter.click(page(meter).nobody)
    assert chip(meter).startswith("Who is serving?")
    meter.click(page(meter).done)
    assert in_front(meter) == "Counter"


def test_no_pin_stays_on_the_screen(meter: Meter) -> None:
    meter.press("Ctrl+I")
    meter.type_(PIN + "\r")
    assert holds(meter.desk.window, PIN) == []


def test_a_card_on_the_hidden_screen_waits_its_turn(meter: Meter, helpers: Helpers) -> None:
    meter.press("F11")
    meter.scan(helpers["Amina"].card)
    assert chip(meter).startswith("Who is serving?")
    meter.press("Space")
    assert "Amina" in chip(meter)


def test_it_outlives_a_restart_and_ends_at_midnight(
    meter: Meter, world: World, helpers: Helpers
) -> None:
    meter.scan(helpers["Amina"].card)
    meter.reopen()
    assert "Amina" in chip(meter)
    world.clock.forward(hours=15)
    meter.desk.refresh()
    meter.settle()
    assert chip(meter).startswith("Who is serving?")


def test_the_window_and_its_title_hold_no_name_when_nobody_serves(
    meter: Meter, helpers: Helpers
) -> None:
    assert holds(meter.desk.window.title, "Amina", "Joe", "Wei") == []
    assert meter.desk.window.windowTitle() == "Hubdesk"


def test_an_empty_list_says_where_names_are_put(
    opened: Callable[[World], Meter], world: World
) -> None:
    meter = opened(world)
    meter.press("Ctrl+I")
    assert page(meter).empty.isVisible() and "F10" in page(meter).empty.hint.text()
    assert audit.everything(meter.desk.window, meter.look) == []
    meter.press("F1")
    assert in_front(meter) != "Who is serving?"
    meter.press("F1")
    assert in_front(meter) == "Counter"


def judged(meter: Meter, look: Look) -> list[str]:
    """The page with two names, and the counter beside it."""
    meter.press("Ctrl+I")
    meter.settle()
    problems = audit.everything(meter.desk.window, look)
    meter.press("Esc")
    meter.settle()
    return problems + audit.everything(meter.desk.window, look)


def both(world: World, helpers: Helpers) -> None:
    world.desk.do(serving.tapped, helpers["Wei"].id)
    world.desk.do(serving.pin_typed, PIN)


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    opened: Callable[[World], Meter], world: World, helpers: Helpers, look: Look, theme: Theme
) -> None:
    both(world, helpers)
    meter = opened(world)
    look.wear(theme)
    assert judged(meter, look) == []


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    opened: Callable[[World], Meter],
    world: World,
    helpers: Helpers,
    look: Look,
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
) -> None:
    both(world, helpers)
    meter = opened(world)
    qapp.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    assert judged(meter, look) == []
