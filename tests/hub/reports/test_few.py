"""What leaves the hub does not tell fewer than five people apart."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from hubdesk.labels import sheet_text as formats
from hubdesk.labels.draft import Room
from hubdesk.labels.pdf import pdf_of
from hubdesk.reports import day_page, few, today
from hubdesk.reports.day_page import DayPage, Hour
from hubdesk.reports.today import Figures
from tests.hub.counter.test_serving import stocked
from tests.hub.labels.paper import texts
from tests.world import World

A4 = formats.named("a4")


def read(page: DayPage) -> list[str]:
    """The lines of the page, as they are extracted from its PDF."""
    (text,) = texts(pdf_of([day_page.day_page(page, Room.on(A4))], A4))
    return [line.strip() for line in text.splitlines()]


def test_counts_from_one_to_four_are_not_told() -> None:
    assert [few.told(each) for each in (0, 1, 4, 5, 61)] == [
        *("0", "fewer than 5", "fewer than 5", "5", "61")
    ]


def test_a_sum_does_not_give_a_hidden_part_away() -> None:
    """12, 7 and 2 beside their sum of 21: whoever can take away would know the 2."""
    assert few.parts([12, 7, 2]) == ["12", "not told", "fewer than 5"]
    assert few.parts([12, 3, 2]) == ["12", "fewer than 5", "fewer than 5"]
    assert few.parts([12, 7, 0]) == ["12", "7", "0"]
    assert few.parts([3]) == ["fewer than 5"]


def test_the_page_of_a_small_day_hides_its_counts_of_people_and_the_screen_does_not(
    world: World,
) -> None:
    stocked(world)
    world.serve(world.household(1, 2))
    assert world.desk.ask(today.figures).children == 2
    lines = read(world.desk.ask(day_page.asked))
    assert lines.count("fewer than 5") == 4, "visits, households, adults, children"
    assert "<5" in lines and "1" not in lines and "2" not in lines


def test_the_page_of_a_full_day_tells_its_sums_and_not_its_rare_ages() -> None:
    ages = (2, 9, 30, 0)
    sums = Figures(60, 58, 90, 41, 500_000, 1, 3, ages)
    page = DayPage("Hub", "Stall", date(2026, 11, 21), date(2026, 11, 21), sums, (Hour(9, 60),))
    page = replace(page, known=day_page._of_the_visits(sums))
    said = " ".join(read(page))
    assert "41" in said and "30" in said and "60" in said
    assert [words for _, words in page.known] == ["fewer than 5", "fewer than 5", "not told", "30"]
