"""The day on one page: its sums, no household, and nothing outside the paper."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from hubdesk.counter import turned_away
from hubdesk.counter.turned_away import Why
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.layout import Box, Words
from hubdesk.labels.pdf import pdf_of
from hubdesk.reports import day_page, today
from hubdesk.reports.day_page import DayPage, Hour
from hubdesk.reports.today import Figures
from hubdesk.volunteers import serving
from tests.hub.counter.test_serving import stocked
from tests.hub.labels.paper import texts
from tests.hub.volunteers.test_volunteers import helper
from tests.world import World

A4 = formats.named("a4")
NAME = "Zephyrine Quokkaworth"


def worked(world: World) -> list[str]:
    """Two visits at ten, one at twelve, one undone, two turned away; the numbers of cards."""
    stocked(world)
    amina = helper(world, "Amina")
    world.desk.do(serving.tapped, amina.id)
    homes = [world.household(2, 3, name=NAME, street="3 Wombat Row"), world.household(1, 0)]
    for home in homes:
        world.serve(home)
    world.clock.forward(hours=2, minutes=59)
    world.serve(homes[0])
    world.serve(homes[1])
    world.desk.do(today.undo_last)
    for _ in range(2):
        world.desk.do(turned_away.turn_away, Why.RAN_OUT)
    return [home.number for home in homes]


def test_the_page_says_the_days_sums_and_names_no_household(world: World) -> None:
    numbers = worked(world)
    told = world.desk.ask(day_page.asked)
    assert told.figures == world.desk.ask(today.figures)
    assert told.hours == (Hour(10, 2), Hour(11, 0), Hour(12, 1))
    assert told.done[0][1] >= 1 and ("Turned away: We had run out", 2) in told.done
    (text,) = texts(pdf_of([day_page.day_page(told, Room.on(A4))], A4))
    for said in ("Sat 21 Nov 2026", "High Street Hub", "Counter", "Visits", "Amina", "12:00"):
        assert said in text
    for hidden in (*numbers, NAME, "Zephyrine", "Wombat"):
        assert hidden not in text and hidden not in str(told)


def test_a_day_on_which_nothing_happened_is_a_page_too(world: World) -> None:
    told = world.desk.ask(day_page.asked, date(2026, 11, 1))
    assert (told.hours, told.done, told.who) == ((), (), ())
    (text,) = texts(pdf_of([day_page.day_page(told, Room.on(A4))], A4))
    assert "Sun 1 Nov 2026" in text and "When people came" not in text


@pytest.mark.parametrize("hour", [0, 5, 23])
def test_the_hour_is_the_one_on_the_wall(world: World, hour: int) -> None:
    world.clock.moment = world.clock.moment.replace(day=22, hour=hour, minute=59)
    stocked(world)
    world.serve(world.household())
    assert world.desk.ask(day_page.asked).hours == (Hour(hour, 1),)


def test_the_longest_day_stays_on_its_paper_and_clear_of_itself() -> None:
    room = Room.on(A4)
    full = DayPage(
        "مركز المجتمع & Söhne " * 6,
        "Street stall " * 9,
        date(2026, 11, 21),
        date(2026, 11, 22),
        Figures(12345, 12345, 12345, 12345, 123456789, 12345),
        tuple(Hour(hour, hour * 97) for hour in range(24)),
        tuple((f"Turned away: for a reason that goes on {n} " * 2, n) for n in range(40)),
        tuple(f"Bartholomew the {n}th" for n in range(60)),
    )
    page = day_page.day_page(full, room)
    lowest = 0.0
    for mark in page.marks:
        if isinstance(mark, Words):
            assert mark.x_mm >= room.inside.x_mm - 0.01
            assert mark.x_mm + mark.width_mm <= room.inside.right_mm + 0.01
            assert mark.baseline_mm <= room.inside.bottom_mm
        else:
            assert isinstance(mark, Box) and room.inside.holds(mark.area)
            lowest = max(lowest, mark.area.bottom_mm)
    assert lowest < room.inside.bottom_mm - 9
    quiet = day_page.day_page(replace(full, hours=(Hour(9, 0),)), room)
    assert len(quiet.marks) < len(page.marks)
