"""The question about today's date, on a desk whose clock is wrong: typed, clicked, looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.meter import Meter
from tests.world import World
from ui.day_question import DayQuestion

Opened = Callable[[World], Meter]
TODAY = date(2026, 11, 21)


def woken(opened: Opened, world: World, year: int, month: int = 12, of: int = 9) -> Meter:
    """The desk, opened by a clock that shows some day, with the question in front."""
    moment = world.clock.moment
    world.clock.moment = datetime(year, month, of, 8, 4, tzinfo=moment.tzinfo)
    meter = opened(world)
    meter.wait(lambda: asked(meter).isVisible())
    return meter


def asked(meter: Meter) -> DayQuestion:
    """What stands in front of the desk."""
    return meter.desk.window.cover.day_question


def answer(meter: Meter, text: str) -> None:
    """Types a day and Enter."""
    if not asked(meter).other.hasFocus():
        meter.click(asked(meter).other)
    meter.type_(text + "\r")
    meter.settle()


def today_at(meter: Meter) -> date:
    """The hub's date; the desk is in front."""
    meter.wait(meter.desk.window.cover.is_open)
    found: list[date] = []
    meter.desk._line.ask(lambda view: view.today, then=found.append)
    meter.wait(lambda: bool(found))
    return found[0]


@pytest.mark.parametrize("year", [1970, 2000, 2015, 2025])
@pytest.mark.parametrize("text", ["21/11/2026", "211126", "2111"])
def test_the_true_date_is_typed_on_a_dead_clock(
    opened: Opened, world: World, year: int, text: str
) -> None:
    meter = woken(opened, world, year)
    assert asked(meter).other.hasFocus(), "nothing is agreed to by Enter alone"
    meter.type_("\r")
    assert not meter.desk.window.cover.is_open()
    assert asked(meter).yes.isVisible() is (year == 2025)
    answer(meter, text)
    if not meter.desk.window.cover.is_open():
        assert asked(meter).yes.hasFocus() and "2026" in asked(meter).question.text()
        meter.type_("\r")
    assert today_at(meter) == TODAY


@pytest.mark.parametrize("text", ["x", "0627", "Nov 27", "31/2/2026", "21/11/2016", "soon"])
def test_what_is_no_day_is_refused_with_what_to_type(
    opened: Opened, world: World, text: str
) -> None:
    meter = woken(opened, world, 2015)
    answer(meter, text)
    said = asked(meter).wrong.text()
    assert "21/11/2026" in said and "pack" not in said.lower()
    assert asked(meter).other.hasFocus() and asked(meter).other.selectedText() == text
    answer(meter, "2111")
    assert today_at(meter) == TODAY


def test_a_day_before_the_last_entry_is_asked_about_once_more(opened: Opened, world: World) -> None:
    meter = woken(opened, world, 2025)
    answer(meter, "20/11/2026")
    question = asked(meter)
    assert "really Friday 20 November 2026" in question.question.text()
    assert "Saturday 21 November 2026" in question.why.text()
    assert question.back.hasFocus(), "Enter does not agree to it"
    meter.type_("\r")
    assert question.other.hasFocus() and not meter.desk.window.cover.is_open()
    answer(meter, "20/11/2026")
    meter.click(question.yes)
    assert today_at(meter) == date(2026, 11, 20)


def test_a_clock_that_was_ahead_is_put_right_from_the_title(opened: Opened, world: World) -> None:
    meter = woken(opened, world, 2026, 12, 21)
    assert asked(meter).yes.hasFocus()
    meter.type_("\r")
    assert today_at(meter) == date(2026, 12, 21)
    title = meter.desk.window.title
    meter.wait(lambda: "21 December" in title.where.text())
    meter.click(title.where)
    meter.wait(lambda: asked(meter).isVisible())
    assert not asked(meter).yes.isVisible() and asked(meter).other.hasFocus()
    meter.press("Esc")
    assert today_at(meter) == date(2026, 12, 21), "it may be left as it is"
    meter.click(title.where)
    meter.wait(lambda: asked(meter).isVisible())
    answer(meter, "21/11/2026")
    assert today_at(meter) == TODAY, "nothing was entered meanwhile"
    meter.wait(lambda: "21 November" in title.where.text())
    meter.wait(lambda: meter.desk.window.cover.desk.isAncestorOf(QApplication.focusWidget()))


def test_set_up_opens_the_question_too(opened: Opened, world: World) -> None:
    meter = opened(world)
    meter.press("F10")
    meter.settle()
    meter.click(meter.desk.places.set_up.cards.hub.day)
    meter.wait(lambda: asked(meter).isVisible())
    answer(meter, "22/11/2026")
    assert today_at(meter) == date(2026, 11, 22)


def test_what_is_typed_stays_when_midnight_passes_and_what_is_asked_does_not(
    opened: Opened, world: World
) -> None:
    meter = woken(opened, world, 2026, 12, 21)
    world.clock.forward(days=1)
    meter.desk.status.tick()
    meter.wait(lambda: "22 December" in asked(meter).question.text())
    meter.click(asked(meter).other)
    meter.type_("23")
    meter.wait(lambda: asked(meter).other.text() == "23")
    world.clock.forward(days=1)
    meter.desk.status.tick()
    meter.settle()
    assert asked(meter).other.text() == "23"
