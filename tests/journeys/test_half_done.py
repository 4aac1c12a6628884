"""What was begun and not finished when something else came: it waits, or goes with its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.codes import own
from hubdesk.counter import lost_card
from hubdesk.errors import Trouble
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
def dead(world: World) -> str:
    """The lost card of somebody who has a new one."""
    somebody = world.household(1, 1)
    world.desk.do(lost_card.replace_card, somebody.id)
    return somebody.card


@pytest.fixture
def meter(
    opened: Callable[[World], Meter], world: World, home: Household, other: Household, dead: str
) -> Meter:
    return opened(world)


def in_front(meter: Meter) -> str:
    return meter.desk.window.here().title


def details_of(meter: Meter, name: str) -> None:
    """F8, a name, Details, Show details: as a volunteer gets there."""
    meter.press("F8")
    meter.type_(name)
    find = meter.desk.places.find
    meter.wait(find.found.hits.see.isVisible)
    meter.click(find.found.hits.see)
    show_details(meter)


def show_details(meter: Meter) -> None:
    details = meter.desk.places.find.pages.details
    meter.wait(details.show_button.isVisible)
    meter.click(details.show_button)
    meter.wait(details.save.isVisible)


def phone(meter: Meter) -> str:
    return meter.desk.places.find.pages.details.form.phone.box.text()


def type_phone(meter: Meter, digits: str = PHONE) -> None:
    meter.desk.places.find.pages.details.form.phone.box.setFocus()
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
    details = meter.desk.places.find.pages.details
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
    meter.click(meter.desk.places.find.pages.details.leave)
    details_of(meter, "O'Brien")
    assert phone(meter) == ""


@pytest.mark.parametrize("refused", ["0+0", "31+0", "9999"])
def test_and_for_whom_is_asked_until_somebody_is_told(
    meter: Meter, home: Household, refused: str
) -> None:
    """What follows a refusal is for the people who join, not for whoever was here first."""
    meter.scan(home.card)
    rows = meter.rows()
    meter.press("Ctrl+J")
    meter.type_(f"{refused}\r")
    card = meter.desk.counter.result.result
    assert card is not None and card.lines[-1].startswith("And for whom?")
    meter.type_("1+0\r")
    assert meter.visit is not None and len(meter.visit.parties) == 2
    assert (meter.visit.adults, meter.visit.children) == (1, 0)
    assert meter.rows()[: len(rows)] == rows


def test_and_for_whom_outlasts_a_card_that_tells_nobody_and_ends_with_nobody_else(
    meter: Meter, home: Household, other: Household, dead: str
) -> None:
    meter.scan(home.card)
    meter.press("Ctrl+J")
    for tells_nobody in (own.draw(own.Kind.HOUSEHOLD), dead, home.card):
        meter.scan(tells_nobody)
        if meter.desk.counter.service.on_show.pinned():
            meter.press("Space")
            assert meter.headline == "And for whom?"
    meter.scan(other.card)
    assert meter.visit is not None and len(meter.visit.parties) == 2
    meter.press("Ctrl+J")
    meter.type_("0+0\r")
    meter.press("Space")
    assert meter.headline == ""
    meter.type_("1+1\r")
    assert meter.visit is not None and len(meter.visit.parties) == 2
    assert (meter.visit.adults, meter.visit.children) == (1, 1)


@pytest.mark.parametrize("way", ["scanned", "joined", "found", "handed over"])
def test_a_number_half_typed_goes_with_the_visit_it_was_typed_for(
    meter: Meter, world: World, home: Household, other: Household, way: str
) -> None:
    meter.scan(home.card)
    meter.press("Space")
    beans = world.barcodes["Baked beans 420 g"]
    meter.scan(beans)
    if way == "joined":
        meter.press("Ctrl+J")
    meter.type_("6")
    box = meter.desk.counter.scan
    assert box.hint.text() == "Set to 6"
    if way == "handed over":
        meter.press("F12")
        assert meter.visit is None and box.text() == ""
    elif way == "found":
        meter.press("F8")
        meter.type_(f"{other.number}\r")
    if way != "found":
        meter.scan(other.card)
    assert meter.visit is not None and meter.visit.adults == 1
    assert (box.text(), box.hint.text()) == ("", "")
    meter.scan(beans)
    had = meter.rows()
    meter.press("Return")
    assert meter.rows() == had


def test_a_number_stays_in_the_box_while_its_visit_does_and_one_typed_ahead_is_for_the_next(
    meter: Meter, home: Household, other: Household
) -> None:
    box = meter.desk.counter.scan
    meter.scan(home.card)
    meter.type_("6")
    meter.scan(home.card)
    assert box.text() == "6"
    meter.press("Esc")
    meter.scan_on(other.card)
    # The card is read and its visit is on its way.
    meter.wait(lambda: meter.desk.listening.at_rest)
    box.field.insert("12")
    meter.settle()
    assert meter.visit is not None and meter.visit.adults == 1
    assert box.text() == "12"


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
    form = meter.desk.places.find.pages.details.form
    assert phone(meter) == PHONE
    assert form.diet.chosen() == ("vegan",) and set(form.allergies.chosen()) == {"nuts", "milk"}


def notice(meter: Meter) -> str:
    shown = meter.desk.window.notice.result
    return shown.headline if shown is not None else ""


@pytest.mark.parametrize("next_key", ["F2", "F4", "F9", "Ctrl+I"])
def test_a_refusal_goes_with_its_page_and_may_be_read_beside_help(
    meter: Meter, dead: str, next_key: str
) -> None:
    meter.press("F7")
    how_many = meter.desk.places.labels.how_many
    how_many.count.entry.setFocus()
    how_many.count.entry.selectAll()
    meter.type_("0\r\r")
    assert notice(meter).startswith("Type how many labels")
    meter.press("F1")
    meter.press("F1")
    assert in_front(meter) == "Labels" and notice(meter).startswith("Type how many labels")
    meter.press(next_key)
    assert notice(meter) == "" and not meter.desk.window.notice.isVisible()
    meter.press("F8")
    meter.scan(dead)
    assert notice(meter) == "This card was replaced"
    meter.press(next_key)
    assert notice(meter) == ""


def test_what_the_printer_says_stays_from_page_to_page(meter: Meter, other: Household) -> None:
    meter.printer.failing = True
    meter.scan(other.card)
    meter.press("F12")
    told = notice(meter)
    assert told.startswith("Write ")
    for key in ("F3", "F4", "F7", "F8", "F9", "F10", "F1", "F2"):
        meter.press(key)
        assert notice(meter) == told and meter.desk.window.notice.isVisible(), key
    meter.desk.notices.said(Trouble("The disk is full. Make room on it."))
    meter.press("F8")
    assert notice(meter).startswith("The disk is full")
