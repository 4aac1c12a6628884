"""What was begun and not finished when something else came: it waits, or goes with its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.households import household as households
from hubdesk.households.record import Details, Household
from tests.journeys.meter import Meter
from tests.screens.privacy import anywhere
from tests.world import World

NAME, PHONE = "Amina O'Brien", "07700900123"


@pytest.fixture
def home(world: World) -> Household:
    return world.household(2, 3, name=NAME, allergies=("nuts",))


@pytest.fixture
def other(world: World) -> Household:
    return world.household(1, 0, name="Bartek Kowalczyk")


@pytest.fixture
def meter(
    opened: Callable[[World], Meter], world: World, home: Household, other: Household
) -> Meter:
    return opened(world)


def in_front(meter: Meter) -> str:
    return meter.desk.window.here().title


def details_of(meter: Meter, name: str) -> None:
    """F8, a name, Details, Show details: as a volunteer gets there."""
    meter.press("F8")
    meter.type_(name)
    find = meter.desk.places.find
    meter.wait(find.see.isVisible)
    meter.click(find.see)
    show_details(meter)


def show_details(meter: Meter) -> None:
    details = meter.desk.places.find.details
    meter.wait(details.show_button.isVisible)
    meter.click(details.show_button)
    meter.wait(details.save.isVisible)


def phone(meter: Meter) -> str:
    return meter.desk.places.find.details.form.phone.box.text()


def type_phone(meter: Meter, digits: str = PHONE) -> None:
    meter.desk.places.find.details.form.phone.box.setFocus()
    meter.type_(digits)


@pytest.mark.parametrize("whose", ["another", "their own"])
def test_a_card_scanned_over_typed_details_opens_its_visit_and_the_details_wait(
    meter: Meter, home: Household, other: Household, whose: str
) -> None:
    details_of(meter, "O'Brien")
    type_phone(meter)
    meter.scan(other.card if whose == "another" else home.card)
    assert in_front(meter) == "Counter" and meter.visit is not None
    assert anywhere(meter.desk.window, NAME, PHONE) == []
    meter.press("F12")
    meter.press("F8")
    details = meter.desk.places.find.details
    assert "not saved" in details.empty.headline.text()
    show_details(meter)
    assert phone(meter) == PHONE and details.state.text == "Not saved yet"
    meter.press("Ctrl+S")
    assert details.state.text == "Saved"
    meter.press("F2")
    assert not details.is_kept()


def test_typed_details_wait_with_their_own_household_while_anothers_are_opened(
    meter: Meter, other: Household
) -> None:
    details_of(meter, "O'Brien")
    type_phone(meter)
    meter.scan(other.card)
    meter.desk.counter.details_wanted.emit(other.id)
    meter.settle()
    show_details(meter)
    assert phone(meter) == ""
    type_phone(meter, "0161")
    meter.press("F2")
    meter.press("F8")
    show_details(meter)
    assert phone(meter) == "0161"
    # Back from details that are typed asks once; from a page that hides them nothing is lost.
    meter.press("F2")
    meter.press("F8")
    meter.press("Esc")
    meter.press("F8")
    details_of(meter, "O'Brien")
    assert phone(meter) == PHONE
    meter.press("Esc")
    meter.click(meter.desk.places.find.details.leave)
    details_of(meter, "O'Brien")
    assert phone(meter) == ""


def test_details_that_wait_hide_with_the_lock_and_change_nothing_that_was_saved_meanwhile(
    meter: Meter, home: Household
) -> None:
    details_of(meter, "O'Brien")
    type_phone(meter)
    meter.desk.locking.lock()
    meter.settle()
    assert anywhere(meter.desk.window, NAME, PHONE) == []
    meter.type_("any word\r")
    assert not meter.desk.locking.is_locked
    told = Details(name=NAME, phone="0161", diet=("vegan",), allergies=("nuts", "milk"))
    meter.desk._line.do(households.note_details, home.id, told)
    meter.settle()
    meter.press("F8")
    show_details(meter)
    form = meter.desk.places.find.details.form
    assert phone(meter) == PHONE
    assert form.diet.chosen() == ("vegan",) and set(form.allergies.chosen()) == {"nuts", "milk"}
