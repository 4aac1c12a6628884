"""The desk locks by time, by key and with the computer; nothing of a person shows until then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk import desk as desks
from hubdesk import set_up, settings
from hubdesk.codes import own
from hubdesk.desk import Desk
from hubdesk.doorstep import Unlocked
from hubdesk.households.record import Household
from hubdesk.journal.act import View
from hubdesk.reports import today
from hubdesk.security import keys as slots
from hubdesk.security.key_file import Cost
from hubdesk.stock.intake import TAKEN_IN
from hubdesk.trust import Role
from hubdesk.volunteers import trusting, volunteer
from tests.hub.counter.test_serving import stocked
from tests.journeys.meter import Meter
from tests.screens import audit
from tests.screens.privacy import holds
from tests.screens.security.test_privacy import PLACES
from tests.world import KEY, World, open_world
from ui import keys
from ui.theme.look import Look
from ui.theme.scale import STEPS

PIN, PHRASE = "4711", "orange ladder seven clouds"
NAME, STREET = "Kowalczyk", "12 Rose Walk"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = open_world(tmp_path / "hub")
    stocked(made)
    return made


@pytest.fixture
def home(world: World) -> Household:
    return world.household(2, 1, name=NAME, street=STREET)


@pytest.fixture
def amina(world: World) -> volunteer.Volunteer:
    """Amina serves, with a PIN and a card."""
    made = world.desk.do(volunteer.add, "Amina")
    world.desk.do(volunteer.set_pin, made.id, PIN)
    world.desk.do(set_up.print_volunteer_card, made.id)
    return world.desk.ask(volunteer.by_id, made.id)


@pytest.fixture
def opened(
    qapp: QApplication, look: Look, world: World, tmp_path: Path
) -> Iterator[Callable[[], Meter]]:
    meters: list[Meter] = []

    def open_() -> Meter:
        key, _ = slots.make(tmp_path / "keys", PHRASE, "Joe", Cost(n=2))
        by = Unlocked(tmp_path / "keys", key)
        meters.append(Meter(qapp, look, world, unlocked=by))
        return meters[-1]

    yield open_
    for meter in meters:
        meter.close()
    qapp.processEvents()


@pytest.fixture
def meter(opened: Callable[[], Meter], home: Household, amina: volunteer.Volunteer) -> Meter:
    return opened()


def in_front(meter: Meter) -> str:
    return meter.desk.window.here().title


def refusal(meter: Meter) -> str:
    return meter.desk.locking.page.strip.words.text()


def type_secret(meter: Meter, text: str) -> None:
    """Types at the lock page, wherever the focus is, and presses Enter."""
    meter.type_(f"{text}\r")
    meter.wait(lambda: not meter.desk.locking.aside.is_busy)
    meter.settle()


def role_of(meter: Meter) -> Role:
    told: list[Role] = []
    meter.desk._line.ask(_role, then=told.append)
    meter.settle()
    return told[0]


def _role(view: View) -> Role:
    return view.role


def test_three_minutes_with_nobody_at_it_lock_the_desk_and_park_the_visit(
    meter: Meter, home: Household
) -> None:
    meter.scan(home.card)
    assert meter.visit is not None
    meter.nobody_for(100)
    assert in_front(meter) == "Counter"
    meter.nobody_for(90)
    assert in_front(meter) == "Locked"
    assert meter.desk.window.title.serving.accessibleName() == "Locked Ctrl+I"
    assert role_of(meter) is Role.NOBODY
    assert holds(meter.desk.window, NAME, STREET) == []
    assert holds(meter.desk.locking.page, home.number) == []
    type_secret(meter, PIN)
    assert in_front(meter) == "Counter"
    assert meter.desk.counter.held.opener.text() == "On hold: 1"


def test_its_key_locks_at_once_and_a_wrong_pin_stays_locked(meter: Meter) -> None:
    meter.press("Shift+F11")
    assert in_front(meter) == "Locked"
    type_secret(meter, "1234")
    assert in_front(meter) == "Locked"
    assert "does not fit" in refusal(meter)
    type_secret(meter, PIN)
    assert in_front(meter) == "Counter"
    assert "Amina" in meter.desk.window.title.serving.accessibleName()


def typed_at_the_lock(meter: Meter) -> tuple[str, str]:
    """What stands in the field of the lock page, and what in the box of the counter."""
    return meter.desk.locking.page.word.text(), meter.desk.counter.scan.text()


@pytest.mark.parametrize("way", ["Shift+F11", "Ctrl+Shift+H", "nobody", "computer"])
def test_a_pin_typed_after_the_lock_is_typed_at_the_lock_wherever_one_was(
    meter: Meter, home: Household, way: str
) -> None:
    """From every place whose names go, with a visit that the lock puts on hold and with none."""
    places = [key for key in PLACES if key not in (keys.STALL, keys.TAKE_IN)]
    for n, key in enumerate(places):
        if n % 2:
            meter.press("F2")
            meter.scan(home.card)
        if in_front(meter) != "Counter" or key is not keys.COUNTER:
            meter.press(key.shown)
        if way == "nobody":
            meter.nobody_for(190)
        elif way == "computer":
            meter.desk.session.saver(True)
        else:
            meter.press(way)
        meter.settle()
        meter.type_(PIN)
        assert typed_at_the_lock(meter) == (PIN, ""), key.shown
        meter.type_("\r")
        assert not meter.desk.locking.is_locked, key.shown
        meter.press("F2")
        assert meter.desk.counter.scan.text() == ""


def test_an_answer_that_comes_after_the_lock_does_not_take_the_keys(
    meter: Meter, home: Household
) -> None:
    meter.scan_on(home.card)
    meter.press_on("Shift+F11")
    meter.settle()
    meter.type_(PIN)
    assert typed_at_the_lock(meter) == (PIN, "")


def test_whoever_names_goods_at_a_desk_that_locks_itself_types_on(meter: Meter) -> None:
    meter.press("F4")
    meter.scan("9520000099991")
    meter.press(keys.NAME_IT.shown)
    naming = meter.desk.places.take_in.naming.name
    meter.type_("Bea")
    assert naming.text() == "Bea"
    meter.nobody_for(190)
    meter.type_("ns")
    assert meter.desk.locking.is_locked and naming.text() == "Beans"
    assert meter.desk.counter.scan.text() == ""


def test_wrong_pins_are_heard_more_and_more_slowly_and_a_card_at_once(
    meter: Meter, world: World, amina: volunteer.Volunteer
) -> None:
    meter.press("Shift+F11")
    for wrong in ("1111", "2222", "3333", "4444"):
        type_secret(meter, wrong)
    type_secret(meter, PIN)
    assert "Wait 2 seconds" in refusal(meter)
    world.clock.forward(seconds=2)
    type_secret(meter, "5555")
    type_secret(meter, PIN)
    assert "Wait 4 seconds" in refusal(meter)
    assert in_front(meter) == "Locked"
    meter.scan(amina.card)
    assert in_front(meter) == "Counter"


def test_the_stall_and_taking_in_go_on_while_locked(meter: Meter) -> None:
    meter.press("F4")
    meter.press("Shift+F11")
    assert in_front(meter) == "Take in"
    meter.press("F3")
    assert in_front(meter) == "Stall"
    for key in ("F2", "F8", "F9", "F10", "Ctrl+I"):
        meter.press(key)
        assert in_front(meter) == "Locked"
    meter.press("F8")
    type_secret(meter, PIN)
    assert in_front(meter) == "Find"


def test_goods_scanned_while_locked_are_taken_in(meter: Meter, world: World) -> None:
    name, code = next(iter(world.barcodes.items()))
    meter.press("Shift+F11")
    meter.press("F4")
    meter.scan(code)
    assert in_front(meter) == "Take in"
    meter.close()
    after = World(desks.open_desk(world.folder, KEY, world.clock), world.clock, world.folder)
    taken = [each for each in after.desk.ask(today.events) if each.kind == TAKEN_IN.name]
    after.desk.close()
    assert taken and taken[0].detail.values["name"] == name


def test_a_card_scanned_at_a_locked_desk_waits_and_opens_its_visit(
    meter: Meter, home: Household
) -> None:
    meter.press("Shift+F11")
    meter.scan(home.card)
    assert in_front(meter) == "Locked"
    assert holds(meter.desk.window, home.number, NAME) == []
    assert "opens when you have unlocked" in meter.desk.locking.page.waiting.words.text()
    type_secret(meter, PIN)
    meter.wait(lambda: meter.visit is not None)
    assert meter.visit is not None and meter.visit.household is not None
    assert meter.visit.household.id == home.id


def test_a_households_card_at_a_locked_stall_shows_nothing(meter: Meter, home: Household) -> None:
    meter.press("F3")
    meter.press("Shift+F11")
    meter.scan(home.card)
    assert in_front(meter) == "Locked"
    assert meter.visit is None


def test_a_phrase_unlocks_and_names_nobody(meter: Meter) -> None:
    meter.press("Shift+F11")
    type_secret(meter, "another phrase that opens nothing")
    assert "does not open" in refusal(meter)
    type_secret(meter, PHRASE)
    assert in_front(meter) == "Counter"
    assert role_of(meter) is Role.ADMIN


def test_the_computers_own_lock_locks_the_desk(meter: Meter) -> None:
    meter.desk.session.saver(False)
    assert in_front(meter) == "Counter"
    meter.desk.session.saver(True)
    assert in_front(meter) == "Locked"


def test_the_hub_says_after_how_long_and_may_say_never(meter: Meter) -> None:
    meter.desk._line.do(trusting.lock_after, 1)
    meter.settle()
    meter.nobody_for(50)
    assert in_front(meter) == "Counter"
    meter.press("F2")
    meter.nobody_for(61)
    assert in_front(meter) == "Locked"
    type_secret(meter, PIN)
    meter.desk._line.do(trusting.lock_after, 0)
    meter.settle()
    meter.nobody_for(100_000)
    assert in_front(meter) == "Counter"


def test_a_key_of_another_hub_put_beside_it_unlocks_nothing(meter: Meter, tmp_path: Path) -> None:
    """Whoever swaps the key file for one whose phrase they know is not let in by it."""
    other = "somebody elses four words"
    slots.make(tmp_path / "other", other, "Eve", Cost(n=2))
    (tmp_path / "keys" / "hub.keys").write_bytes((tmp_path / "other" / "hub.keys").read_bytes())
    meter.press("Shift+F11")
    type_secret(meter, other)
    assert "another hub" in refusal(meter)
    assert in_front(meter) == "Locked"


def test_a_fresh_hub_locks_after_three_minutes(world: World) -> None:
    assert world.desk.ask(settings.asked).lock_min == 3


@pytest.mark.parametrize("percent", STEPS)
def test_the_lock_page_passes_the_audits(meter: Meter, look: Look, percent: int) -> None:
    meter.desk._line.do(settings.change, scale_percent=percent)
    meter.settle()
    meter.press("Shift+F11")
    meter.scan(own.draw(own.Kind.HOUSEHOLD))
    assert audit.everything(meter.desk.window, look) == []


MANY, AT_MOST_S = 40, 2.0


@pytest.mark.parametrize("way", ["pin", "card", "serving"])
def test_a_pin_or_a_card_says_who_acts_and_shows_a_name_within_two_seconds(
    meter: Meter, world: World, home: Household, amina: volunteer.Volunteer, way: str
) -> None:
    """By the time of the processor, with forty volunteers whose PINs have to be tried."""
    meter.scan(home.card)
    added: list[volunteer.Volunteer] = []
    meter.desk._line.call(_add_many, then=added.append)
    meter.wait(lambda: bool(added))
    last = added[0]
    if way != "serving":
        meter.press("Shift+F11")
        assert in_front(meter) == "Locked"
    began_s = time.process_time()
    if way == "pin":
        type_secret(meter, "900039")
    elif way == "card":
        meter.scan(last.card)
    else:
        meter.press("Ctrl+I")
        meter.type_("900039\r")
        meter.settle()
        meter.press("Esc")
    if way != "serving":
        # The visit was parked by the lock.
        meter.scan(home.card)
    meter.press(keys.SHOW_NAME.shown)
    shown = meter.desk.counter.parts.show_name.name
    meter.wait(lambda: bool(shown.text))
    took_s = time.process_time() - began_s
    assert last.name in meter.desk.window.title.serving.accessibleName()
    assert shown.text == NAME
    assert took_s < AT_MOST_S, took_s


def _add_many(desk: Desk) -> volunteer.Volunteer:
    for number in range(MANY):
        made = desk.do(volunteer.add, f"Volunteer {number}")
        desk.do(volunteer.set_pin, made.id, f"9000{number:02}")
    desk.do(set_up.print_volunteer_card, made.id)
    return desk.ask(volunteer.by_id, made.id)
