"""A hub behind a passphrase, for the pictures: who may what, a locked desk, a clock gone wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import practice, settings
from hubdesk.clock import SetClock
from hubdesk.doorstep import Unlocked
from hubdesk.security import keys as slots
from hubdesk.security.key_file import Cost
from hubdesk.trust import Role
from hubdesk.volunteers import trusting, volunteer
from tests.journeys.meter import Meter
from tests.world import SATURDAY, World
from ui import keys
from ui.theme.look import Look

PHRASE = "orange ladder seven clouds"
ROLES = {"Amina": Role.LEAD, "Joe": Role.COUNTER, "Wei": Role.YOUNG, "Priya": None}
AHEAD = timedelta(days=40)
"""So far is the clock ahead that nobody may believe it."""


def states(app: QApplication, look: Look, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Each page by its name, in the window of a hub with practice data that is not for practice."""
    clock = SetClock(SATURDAY)
    desk = practice.reset(home / "hub", clock)
    worn = {"theme": look.theme.value, "scale_percent": look.scale.percent}
    desk.do(partial(settings.change), laptop_name="Counter laptop", **worn)
    key, _ = slots.make(home / "keys", PHRASE, "Joe", Cost(n=2))
    by = Unlocked(home / "keys", key)
    meter = Meter(app, look, World(desk, clock, home / "hub"), key=practice.KEY, unlocked=by)
    _trust(meter)
    for name in chain(_access(meter), _locked(meter), _wrong_clock(meter)):
        meter.desk.window.resize(1366, 768)
        meter.settle()
        yield name, meter.desk.window
    meter.close()


def _trust(meter: Meter) -> None:
    """Four serve here, each trusted with so much."""
    for name, role in ROLES.items():
        made: list[volunteer.Volunteer] = []
        meter._line.do(volunteer.add, name, then=made.append)
        meter.wait(partial(bool, made))
        meter._line.do(trusting.give_role, made[0].id, role)
    meter.settle()


def _access(meter: Meter) -> Iterator[str]:
    """Who may what, and a passphrase for one more person."""
    meter.press("F10")
    set_up = meter.desk.places.set_up
    set_up.cards.access.open_button.click()
    yield "access"
    access = set_up.pages.access.page
    access.page.add.click()
    access.phrase.name.entry.setText("Amina")
    yield "access-passphrase"
    access.open_()


def _locked(meter: Meter) -> Iterator[str]:
    """Nobody was at the desk for a while."""
    meter.press("F2")
    meter.press(keys.LOCK.shown)
    yield "lock"
    meter.type_(f"{PHRASE}\r")
    meter.wait(lambda: not meter.desk.locking.is_locked)


def _wrong_clock(meter: Meter) -> Iterator[str]:
    """The clock stands where it may be right, and where it cannot be."""
    meter.close()
    right = meter.world.clock.moment
    meter.world.clock.moment = right + AHEAD
    meter.reopen()
    asked = meter.desk.window.cover.day_question
    meter.wait(asked.isVisible)
    yield "day-question"
    asked.other.setFocus()
    meter.type_("2111\r")
    meter.close()
    meter.world.clock.moment = right.replace(year=2015)
    meter.reopen()
    meter.wait(meter.desk.window.cover.day_question.isVisible)
    yield "day-question-typed"
