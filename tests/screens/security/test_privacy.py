"""Twenty households nobody asked about: not a word of them on any screen, in any state.

What is shown, what is only kept in a widget, what a screen reader is told, window titles, and
what waits to be pasted: all of it is searched on every screen; with a visit open, locked, and
while a young member serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hubdesk.households import household as households
from hubdesk.households.household import note_details, open_household
from hubdesk.households.record import Details, Household
from hubdesk.journal.act import Act
from hubdesk.trust import Role
from hubdesk.volunteers import serving, trusting, volunteer
from tests.hub.counter.test_serving import stocked
from tests.journeys.meter import Meter
from tests.screens.privacy import anywhere
from tests.world import World, open_world
from ui import keys
from ui.theme.look import Look

NAMES = [f"Zyx{letter}owska" for letter in "bcdfghjklmnpqrstvwzx"]
STREETS = [f"{number} Quagga Rise" for number in range(901, 921)]
PHONES = [f"0779 55{number:04}" for number in range(20)]
POSTCODE = "ZX9 9ZZ"
CANARIES = (*NAMES, "Quagga Rise", *PHONES, POSTCODE)
PLACES = (
    keys.COUNTER,
    keys.STALL,
    keys.TAKE_IN,
    keys.STOCK_COUNT,
    keys.STOCK,
    keys.DATES,
    keys.PACK,
    keys.LABELS,
    keys.FIND,
    keys.TODAY,
    keys.SET_UP,
    keys.SERVING,
    keys.HELP,
)
PIN = "4711"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = open_world(tmp_path / "hub")
    stocked(made)
    return made


@pytest.fixture
def homes(world: World) -> list[Household]:
    """Twenty households who told all they could."""

    def make(act: Act) -> list[Household]:
        found = []
        for name, street, phone in zip(NAMES, STREETS, PHONES, strict=True):
            home = open_household(act, 2, 1)
            note_details(act, home.id, Details(name, street, POSTCODE, phone, ("vegetarian",)))
            found.append(home)
        return found

    made = world.desk.do(make)
    world.serve(made[0])
    return made


def _sign_in(world: World, role: Role) -> None:
    who = world.desk.do(volunteer.add, "Amina")
    world.desk.do(volunteer.set_pin, who.id, PIN)
    world.desk.do(trusting.give_role, who.id, role)
    world.desk.do(serving.pin_typed, PIN)


@pytest.fixture
def meter(qapp: QApplication, look: Look, world: World, homes: list[Household]) -> Iterator[Meter]:
    """An admin serves, and has the visit of the second household open."""
    _sign_in(world, Role.ADMIN)
    world.scan(homes[1].card)
    made = Meter(qapp, look, world)
    yield made
    made.close()
    QGuiApplication.clipboard().clear()
    qapp.processEvents()


def walked(meter: Meter) -> dict[str, list[str]]:
    """Every place in turn, and what it gives away."""
    told = {}
    for key in PLACES:
        meter.press(key.shown)
        meter.settle()
        told[key.shown] = anywhere(meter.desk.window, *CANARIES)
        if key in (keys.SERVING, keys.HELP):
            meter.press(key.shown)
    return {key: found for key, found in told.items() if found}


def test_no_screen_says_a_word_of_anybody_who_was_not_asked_for(meter: Meter) -> None:
    assert walked(meter) == {}
    assert anywhere(meter.desk.window, "Amina"), "the walk would not see what is there"


def test_what_was_asked_for_goes_with_the_lock(meter: Meter, homes: list[Household]) -> None:
    """The name at the counter, the hits of a search, the details: each shown, then locked."""
    window = meter.desk.window
    meter.press("F2")
    meter.press(keys.SHOW_NAME.shown)
    meter.wait(lambda: bool(anywhere(window, NAMES[1])))
    meter.press("Shift+F11")
    assert anywhere(window, *CANARIES) == []
    _unlock(meter)
    meter.press("F8")
    meter.type_(NAMES[4])
    meter.wait(lambda: bool(anywhere(window, STREETS[4])))
    meter.press("Shift+F11")
    assert anywhere(window, *CANARIES) == []
    _unlock(meter)
    meter.desk.counter.details_wanted.emit(homes[5].id)
    meter.wait(meter.desk.places.find.isVisible)
    meter.press("Shift+F11")
    assert anywhere(window, *CANARIES) == []


def test_what_was_copied_goes_with_the_lock(meter: Meter) -> None:
    board = QGuiApplication.clipboard()
    board.setText(NAMES[3])
    assert anywhere(meter.desk.window, NAMES[3])
    meter.press("Shift+F11")
    assert anywhere(meter.desk.window, NAMES[3]) == []
    assert board.text() == ""


def test_a_locked_desk_walked_from_screen_to_screen_says_nothing(
    meter: Meter, homes: list[Household]
) -> None:
    for key in PLACES:
        meter.press(key.shown)
    meter.press("F2")
    meter.press("Shift+F11")
    meter.scan(homes[2].card)
    assert walked(meter) == {}
    assert "Vegetarian" not in " ".join(anywhere(meter.desk.locking.page, "vegetarian"))


def test_a_young_member_walks_them_all_and_asks_and_is_told_no_name(
    qapp: QApplication, look: Look, world: World, homes: list[Household]
) -> None:
    _sign_in(world, Role.YOUNG)
    made = Meter(qapp, look, world)
    try:
        made.scan(homes[3].card)
        assert made.visit is not None and made.visit.household is not None
        assert made.visit.household.number == homes[3].number
        made.click(made.desk.counter.parts.show_name.button)
        made.settle()
        assert anywhere(made.desk.window, "young members serve by number")
        assert walked(made) == {}
        made.press("F8")
        made.type_(homes[6].card[-4:])
        made.settle()
        made.desk.counter.details_wanted.emit(homes[3].id)
        made.settle()
        assert anywhere(made.desk.window, *CANARIES) == []
    finally:
        made.close()
        qapp.processEvents()


def _unlock(meter: Meter) -> None:
    meter.type_(f"{PIN}\r")
    meter.wait(lambda: not meter.desk.locking.is_locked)
    meter.settle()


def test_the_canaries_are_in_the_hub(world: World, homes: list[Household]) -> None:
    told = world.desk.ask(households.details_of, homes[0].id)
    assert (told.name, told.street, told.phone) == (NAMES[0], STREETS[0], PHONES[0])
